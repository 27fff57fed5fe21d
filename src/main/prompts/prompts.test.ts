import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PromptJob } from '../../contract/prompts.ts'
import { isPromptId, isSourceId, isVersionId, must } from '../../domain/values.ts'
import { alawWavHeader, readAlawWav } from '../../domain/wav/index.ts'
import { WAV_KINDS, wavFile } from '../sound/testing/wav-files.ts'
import { type Desk, dialRequest, PROFILE, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk, simulator } = wholeApp()

const RATE = 16_000
/** Words and pauses as loud as a voice. */
const speech = (seconds: number, amplitude = 0.3) =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, at) => {
    const word = (at / RATE) % 1.5 < 1.1 ? amplitude : 0.0005
    return word * Math.sin(at * 0.35)
  })
const pcm = WAV_KINDS.find(({ name }) => /16/.test(name)) ?? fail()
function fail(): never {
  throw new Error('no kind of 16 bits')
}
const wav = (seconds: number, amplitude?: number) =>
  wavFile(pcm, { rate: RATE, channels: [speech(seconds, amplitude)] })

const id = () => must(randomUUID(), isSourceId, 'id')
const promptId = () => must(randomUUID(), isPromptId, 'id')
const versionId = () => must(randomUUID(), isVersionId, 'id')
const SHAPING = { levelDbm0: -19, trim: false }

async function send(on: Desk, bytes: Uint8Array, to: string = id()): Promise<number> {
  const body = new Uint8Array(bytes)
  return (await on.app.web(new Request(`http://desk/upload/${to}`, { method: 'PUT', body }))).status
}

async function converted(
  on: Desk,
  fileName: string,
  bytes: Uint8Array,
  more: { shaping?: typeof SHAPING; promptId?: ReturnType<typeof promptId> } = {},
): Promise<PromptJob> {
  const sourceId = id()
  expect(await send(on, bytes, sourceId)).toBe(204)
  await on.client.prompts.convert({ sourceId, fileName, origin: 'file', shaping: SHAPING, ...more })
  return over(on, sourceId)
}

async function over(on: Desk, sourceId: PromptJob['id']): Promise<PromptJob> {
  let job: PromptJob | undefined
  await until('the conversion is over', async () => {
    const { jobs } = await on.client.prompts.list({})
    job = jobs.find((one) => one.id === sourceId)
    return job?.state === 'done' || job?.state === 'failed' || job?.state === 'cancelled'
  })
  return job ?? fail()
}

async function bytesAt(on: Desk, path: string): Promise<Buffer> {
  const answer = await on.app.web(new Request(`http://desk${path}`))
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

describe('a file becomes a prompt', () => {
  it('with a name the platform takes, a waveform, the source beside it, and the way a phone plays it', async () => {
    const on = await desk()
    const job = await converted(on, '欢迎致电.wav', wav(4))
    expect(job).toMatchObject({ state: 'done', share: 1, fileName: '欢迎致电.wav', mends: [] })
    const { prompts } = await on.client.prompts.list({})
    expect(prompts).toMatchObject([
      {
        name: 'huan-ying-zhi-dian.wav',
        versions: 1,
        reviews: [],
        version: { number: 1, origin: 'converted' },
      },
    ])
    const version = prompts[0]?.version ?? fail()
    expect(version).toMatchObject({ seconds: 4, sourceName: '欢迎致电.wav', hasSource: true, findings: [] })
    expect(version.levelDbm0).toBeCloseTo(-19, 0)

    const file = await bytesAt(on, `/media/prompt/${version.id}`)
    expect(file.subarray(0, 46)).toEqual(Buffer.from(alawWavHeader(32_000)))
    expect(createHash('sha256').update(file).digest('hex')).toBe(version.sha256)
    for (const kind of ['promptpeaks', 'promptbeforepeaks']) {
      expect((await bytesAt(on, `/media/${kind}/${version.id}`)).subarray(0, 4).toString()).toBe('VDPK')
    }
    const before = await bytesAt(on, `/media/promptbefore/${version.id}`)
    expect([before.readUInt32LE(24), before.length]).toEqual([RATE, 44 + 4 * RATE * 2])
    expect(readAlawWav(await bytesAt(on, `/media/promptphone/${version.id}`))).toMatchObject({
      dataBytes: 32_000,
    })
    expect((await on.app.web(new Request('http://desk/media/prompt/none-of-these'))).status).toBe(404)
  })

  it('under names that are free, the same file taken once', async () => {
    const on = await desk()
    await converted(on, 'wait.wav', wav(1))
    await converted(on, 'WAIT.mp3', wav(1))
    const sourceId = id()
    await send(on, wav(1), sourceId)
    const order = { sourceId, fileName: 'wait.wav', origin: 'file', shaping: SHAPING } as const
    await Promise.all([on.client.prompts.convert(order), on.client.prompts.convert(order)])
    await over(on, sourceId)
    const { prompts } = await on.client.prompts.list({})
    expect(prompts.map(({ name }) => name)).toEqual(['WAIT-2.wav', 'wait-3.wav', 'wait.wav'])
  })

  it('untouched when it is as the platform wants it', async () => {
    const on = await desk()
    const codes = Buffer.from(Uint8Array.from({ length: 9001 }, (_, at) => (at * 7919) % 256))
    const odd = Buffer.concat([
      alawWavHeader(codes.length),
      codes,
      Buffer.alloc(1),
      Buffer.from('LIST'),
      Buffer.from([4, 0, 0, 0, 1, 2, 3, 4]),
    ])
    await converted(on, 'made-elsewhere.wav', odd)
    const { version } = (await on.client.prompts.list({})).prompts[0] ?? fail()
    expect(version.origin).toBe('accepted')
    const file = await bytesAt(on, `/media/prompt/${version.id}`)
    expect(file.subarray(46, 46 + codes.length)).toEqual(codes)
    expect(file).toHaveLength(46 + 9002)
  })

  it('or says why not, and keeps nothing of it once dismissed', async () => {
    const on = await desk()
    const job = await converted(on, 'notes.mp3', Buffer.from('504b0304140000000800', 'hex'))
    expect(job).toMatchObject({
      state: 'failed',
      promptIds: [],
      error: { code: 'sound.unusable', params: { problem: 'unknownFormat' } },
    })
    expect((await on.client.prompts.dismiss({})).jobs).toEqual([])
    expect(readdirSync(join(on.dataDir, 'prompts'))).toEqual([])
    await expect(
      on.client.prompts.convert({ sourceId: id(), fileName: 'a.wav', origin: 'file', shaping: SHAPING }),
    ).rejects.toMatchObject({ error: { code: 'upload.notFound' } })
    expect(await send(on, Buffer.from('x'), 'short')).toBe(400)
  })

  it('in parts cut at pauses when it is too long, or its beginning only', async () => {
    const on = await desk()
    const long = await converted(on, 'menu.wav', wav(260))
    expect(long).toMatchObject({
      state: 'failed',
      mends: ['split', 'shorten'],
      error: { params: { problem: 'tooBig' } },
    })
    await on.client.prompts.mend({ jobId: long.id, how: 'split' })
    expect(await over(on, long.id)).toMatchObject({
      state: 'done',
      promptIds: [expect.any(String), expect.any(String)],
    })
    const { prompts } = await on.client.prompts.list({})
    expect(prompts.map(({ name, version }) => [name, version.part])).toEqual([
      ['menu-1.wav', { number: 1, of: 2 }],
      ['menu-2.wav', { number: 2, of: 2 }],
    ])
    expect(prompts.reduce((sum, { version }) => sum + version.seconds, 0)).toBeCloseTo(260, 3)

    const other = await converted(on, 'long.wav', wav(260))
    await on.client.prompts.mend({ jobId: other.id, how: 'shorten' })
    expect((await over(on, other.id)).promptIds).toHaveLength(1)
    const waves = readdirSync(join(on.dataDir, 'prompts')).filter((name) => /^[^.]+\.wav$/.test(name))
    expect(waves).toHaveLength(3)
  }, 60_000)

  it('or is cancelled, and can be given again', async () => {
    const on = await desk()
    const sourceId = id()
    await send(on, wav(240), sourceId)
    const order = { sourceId, fileName: 'slow.wav', origin: 'file', shaping: SHAPING } as const
    await on.client.prompts.convert(order)
    expect(await on.client.prompts.cancel({ jobId: sourceId })).toEqual({ cancelled: true })
    expect((await on.client.prompts.list({})).prompts).toEqual([])
    expect(readdirSync(join(on.dataDir, 'prompts'))).toEqual([`${sourceId}.source`])
    await on.client.prompts.convert(order)
    expect((await over(on, sourceId)).state).toBe('done')
    expect(await on.client.prompts.cancel({ jobId: sourceId })).toEqual({ cancelled: false })
  }, 60_000)
})

describe('the library', () => {
  it('makes new versions: from the kept source in another way, and from another file', async () => {
    const on = await desk()
    await converted(on, 'quiet.wav', wav(3, 0.01))
    const [first] = (await on.client.prompts.list({})).prompts
    if (first === undefined) throw new Error('no prompt')
    const next = versionId()
    const reshape = { promptId: first.id, versionId: next, shaping: { levelDbm0: -25, trim: true } }
    const louder = await on.client.prompts.reshape(reshape)
    expect(louder).toMatchObject({ versions: 2, version: { id: next, number: 2 } })
    expect(louder.version.levelDbm0).toBeCloseTo(-25, 0)
    expect((await on.client.prompts.reshape(reshape)).versions).toBe(2)

    await converted(on, 'other.wav', wav(2), { promptId: first.id })
    const { versions } = await on.client.prompts.get({ promptId: first.id })
    expect(versions.map(({ number, sourceName }) => [number, sourceName])).toEqual([
      [3, 'other.wav'],
      [2, 'quiet.wav'],
      [1, 'quiet.wav'],
    ])
  })

  it('makes silence and tones, which need no source', async () => {
    const on = await desk()
    const silence = { promptId: promptId(), versionId: versionId(), name: 'silent.wav', seconds: 1.5 }
    expect(await on.client.prompts.makeTone(silence)).toMatchObject({
      version: { origin: 'silence', seconds: 1.5, bytes: 46 + 12_000, hasSource: false, findings: [] },
    })
    const tone = {
      ...silence,
      promptId: promptId(),
      versionId: versionId(),
      tone: { hz: 440, levelDbm0: -19 },
    }
    await expect(on.client.prompts.makeTone(tone)).rejects.toMatchObject({
      error: { code: 'prompt.nameTaken' },
    })
    await expect(on.client.prompts.makeTone({ ...tone, name: '嘟.wav' })).rejects.toMatchObject({
      error: { code: 'prompt.badName' },
    })
    expect(await on.client.prompts.makeTone({ ...tone, name: 'beep.wav' })).toMatchObject({
      version: { origin: 'tone', levelDbm0: -19 },
    })
    await expect(
      on.client.prompts.reshape({ promptId: tone.promptId, versionId: versionId(), shaping: SHAPING }),
    ).rejects.toMatchObject({ error: { code: 'prompt.noSource' } })
  })

  it('renames, describes, removes and has back', async () => {
    const on = await desk()
    await converted(on, 'one.wav', wav(1))
    await converted(on, 'two.wav', wav(1))
    const [one, two] = (await on.client.prompts.list({})).prompts
    if (one === undefined || two === undefined) throw new Error('no prompts')
    const words = { description: '欢迎词', tags: ['总机', '总机', '节日'] }
    expect(await on.client.prompts.save({ promptId: one.id, name: 'first.wav', ...words })).toMatchObject({
      name: 'first.wav',
      description: '欢迎词',
      tags: ['总机', '节日'],
    })
    for (const [name, code] of [
      ['TWO.wav', 'prompt.nameTaken'],
      ['first one.wav', 'prompt.badName'],
    ]) {
      await expect(
        on.client.prompts.save({ promptId: one.id, name: name ?? '', ...words }),
      ).rejects.toMatchObject({ error: { code } })
    }
    expect(await on.client.prompts.remove({ promptId: two.id })).toEqual({ removed: true })
    expect(await on.client.prompts.remove({ promptId: two.id })).toEqual({ removed: false })
    expect((await on.client.prompts.list({})).prompts).toHaveLength(1)
    await on.client.prompts.save({ promptId: one.id, name: 'two.wav', ...words })
    await expect(on.client.prompts.restore({ promptId: two.id })).rejects.toMatchObject({
      error: { code: 'prompt.nameTaken' },
    })
    await on.client.prompts.save({ promptId: one.id, name: 'one.wav', ...words })
    expect(await on.client.prompts.restore({ promptId: two.id })).toMatchObject({ name: 'two.wav' })
  })

  it('keeps the files of what was removed as long as that can be undone, and a source as long as a version has it', async () => {
    const on = await desk()
    const files = () => readdirSync(join(on.dataDir, 'prompts')).length
    const { id: job } = await converted(on, 'long.wav', wav(260))
    await on.client.prompts.mend({ jobId: job, how: 'split' })
    await over(on, job)
    await converted(on, 'other.wav', wav(1))
    const [one, two, other] = (await on.client.prompts.list({})).prompts
    if (one === undefined || two === undefined || other === undefined) throw new Error('no prompts')
    const before = files()
    await on.client.prompts.remove({ promptId: one.id })
    await on.client.prompts.remove({ promptId: other.id })
    expect(files()).toBe(before)
    expect(await on.client.prompts.restore({ promptId: other.id })).toMatchObject({ name: 'other.wav' })
    await on.client.prompts.remove({ promptId: other.id })
    await on.close()

    const again = await desk(on.dataDir)
    // Of both parts there were two files each and one source; of the other prompt three in all.
    expect(files()).toBe(before - 2 - 3)
    await expect(again.client.prompts.restore({ promptId: one.id })).rejects.toMatchObject({
      error: { code: 'prompt.notFound' },
    })
    await again.client.prompts.remove({ promptId: two.id })
    await again.close()
    await desk(on.dataDir)
    expect(files()).toBe(0)
  })

  it('knows which calls named a prompt, and survives a restart without what was left half done', async () => {
    const platform = await simulator()
    const on = await desk()
    await withProfile(on, platform.url)
    platform.addPrompts(['hold.wav'])
    await converted(on, 'hold.wav', wav(2))
    const request = dialRequest()
    await on.client.calls.dial({ ...request, options: { ...request.options, waitVoice: 'hold.wav' } })
    const [prompt] = (await on.client.prompts.list({})).prompts
    if (prompt === undefined) throw new Error('no prompt')
    const { usedBy } = await on.client.prompts.get({ promptId: prompt.id })
    expect(usedBy).toMatchObject([{ profileId: PROFILE, calls: 1 }])

    await on.close()
    writeFileSync(join(on.dataDir, 'prompts', `${id()}.source`), 'left behind')
    const again = await desk(on.dataDir)
    expect((await again.client.prompts.list({})).prompts).toHaveLength(1)
    expect(readdirSync(join(on.dataDir, 'prompts'))).toHaveLength(3)
    await bytesAt(again, `/media/promptbefore/${prompt.version.id}`)
  })
})

describe('hand-off and review', () => {
  it('puts what is good into a folder with a manifest, and follows it to the end', async () => {
    const on = await desk()
    await converted(on, 'good.wav', wav(2))
    await converted(on, 'broken.wav', wav(2))
    const { prompts } = await on.client.prompts.list({})
    const [broken, good] = prompts
    if (good === undefined || broken === undefined) throw new Error('no prompts')
    await on.client.prompts.save({ promptId: good.id, name: 'good.wav', description: '=1+1，欢迎', tags: [] })
    writeFileSync(join(on.dataDir, 'prompts', `${broken.version.id}.wav`), 'no longer a prompt')

    const handed = await on.client.prompts.handOff({ promptIds: [good.id, broken.id], profileId: PROFILE })
    expect(handed.refused).toMatchObject([{ promptId: broken.id, findings: [{ code: 'unreadable' }] }])
    expect(readdirSync(handed.folder).sort()).toEqual(['good.wav', 'manifest.csv'])
    const manifest = readFileSync(handed.manifest, 'utf8')
    expect(manifest).toBe(
      `\ufeffname,description,seconds,bytes,sha256\r\ngood.wav,"'=1+1，欢迎",2.00,16046,${good.version.sha256}\r\n`.replaceAll(
        '"',
        '',
      ),
    )

    const step = (state: 'uploaded' | 'inReview' | 'refused' | 'passed', note?: string) =>
      on.client.prompts.setReview({
        promptId: good.id,
        profileId: PROFILE,
        state,
        ...(note === undefined ? {} : { note }),
      })
    await step('uploaded')
    expect((await step('inReview')).reviews[0]?.due).toBeGreaterThan(Date.now())
    expect((await step('refused', '背景音乐过大')).reviews).toMatchObject([
      { profileId: PROFILE, state: 'refused', note: '背景音乐过大' },
    ])
    await on.client.prompts.reshape({ promptId: good.id, versionId: versionId(), shaping: SHAPING })
    const detail = await on.client.prompts.get({ promptId: good.id })
    expect(detail.prompt.reviews).toEqual([])
    expect(detail.history.map(({ state, version }) => [state, version])).toEqual([
      ['refused', '1 good.wav'],
      ['inReview', '1 good.wav'],
      ['uploaded', '1 good.wav'],
      ['prepared', '1 good.wav'],
    ])
    expect((await step('passed')).reviews).toMatchObject([{ state: 'passed' }])
  })
})
