import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isGatewayAddress, isHeaderName } from '../../contract/uploads.ts'
import { isPromptId, isVersionId, must, type PromptId } from '../../domain/values.ts'
import type { Simulator } from '../../simulator/index.ts'
import { type Desk, dialRequest, PROFILE, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk, impatientDesk, simulator } = wholeApp()

const TOKEN = 'planted-gateway-token-0001'

async function withTarget(
  on: Desk,
  platform: Simulator,
  change: { way?: 'put' | 'form'; token?: string } = {},
): Promise<void> {
  const { way = 'put', token = TOKEN } = change
  await on.client.uploads.saveTarget({ fields: { address: platform.gateway.url, way, field: 'file' } })
  await on.client.uploads.setHeader({ name: 'Authorization', value: `Bearer ${token}`, keepIn: 'memory' })
}

/** A tone, since a silent prompt is refused by the simulator's reviewers. */
async function prompt(on: Desk, name: string): Promise<PromptId> {
  const made = await on.client.prompts.makeTone({
    promptId: must(randomUUID(), isPromptId, 'id'),
    versionId: must(randomUUID(), isVersionId, 'id'),
    name,
    seconds: 0.5,
    tone: { hz: 440, levelDbm0: -19 },
  })
  return made.id
}

const reviewOf = async (on: Desk, promptId: PromptId) =>
  (await on.client.prompts.get({ promptId })).prompt.reviews

describe('a prompt that is uploaded', () => {
  it.each(['put', 'form'] as const)(
    '%s: arrives with its description, is reviewed, and can be used in calls',
    async (way) => {
      const platform = await simulator({ gatewayToken: TOKEN })
      const on = await desk()
      await withProfile(on, platform.url)
      await withTarget(on, platform, { way })
      expect(await on.client.uploads.test({})).toMatchObject({ prompts: expect.any(Number) })
      const id = await prompt(on, 'hold-on.wav')
      await on.client.prompts.save({ promptId: id, name: 'hold-on.wav', description: '请稍候', tags: [] })

      const { results } = await on.client.uploads.send({ promptIds: [id, id], profileId: PROFILE })
      expect(results).toEqual([{ promptId: id, outcome: 'sent' }])
      expect(platform.state().gateway.files).toMatchObject([
        { name: 'hold-on.wav', state: 'inReview', bytes: 4046, description: '请稍候' },
      ])
      expect(await reviewOf(on, id)).toMatchObject([{ profileId: PROFILE, state: 'inReview' }])

      platform.review('hold-on.wav', 'refused', '音质不佳')
      expect(await on.client.uploads.refresh({})).toEqual({ asked: 1, changed: 1 })
      expect(await reviewOf(on, id)).toMatchObject([{ state: 'refused', note: '音质不佳' }])
      await on.client.prompts.setReview({ promptId: id, profileId: PROFILE, state: 'inReview' })
      platform.review('hold-on.wav', 'passed')
      expect(await on.client.uploads.refresh({})).toEqual({ asked: 1, changed: 1 })
      expect(await on.client.uploads.refresh({})).toEqual({ asked: 0, changed: 0 })

      const request = dialRequest()
      const call = await on.client.calls.dial({
        ...request,
        options: { ...request.options, waitVoice: 'hold-on.wav' },
      })
      expect(call.phase).toBe('placed')
    },
  )

  it('under a name that is there is not sent over it', async () => {
    const platform = await simulator({ gatewayToken: TOKEN })
    const on = await desk()
    await withTarget(on, platform)
    const id = await prompt(on, 'twice.wav')
    await on.client.uploads.send({ promptIds: [id], profileId: PROFILE })
    const { results } = await on.client.uploads.send({ promptIds: [id], profileId: PROFILE })
    expect(results).toMatchObject([
      { outcome: 'alreadyThere', error: { code: 'target.refused', params: { code: 'duplicate' } } },
    ])
  })

  it('is not sent at all when the platform would refuse it', async () => {
    const platform = await simulator({ gatewayToken: TOKEN })
    const on = await desk()
    await withTarget(on, platform)
    const id = await prompt(on, 'broken.wav')
    const { version } = (await on.client.prompts.get({ promptId: id })).prompt
    writeFileSync(join(on.dataDir, 'prompts', `${version.id}.wav`), 'no longer a sound')
    const { results } = await on.client.uploads.send({ promptIds: [id], profileId: PROFILE })
    expect(results).toMatchObject([{ outcome: 'notAcceptable' }])
    expect(platform.state().gateway.files).toEqual([])
  })
})

describe('an answer that is lost', () => {
  it.each([
    ['cutAfter', 'sent', 1],
    ['cutBefore', 'notTaken', 0],
    ['dropAfter', 'sent', 1],
  ] as const)('%s: %s, and nothing is sent twice', async (kind, outcome, files) => {
    const platform = await simulator({ gatewayToken: TOKEN })
    const on = await impatientDesk()
    await withTarget(on, platform)
    const id = await prompt(on, 'lost.wav')
    platform.addFault({ operation: 'gateway.upload', kind, times: 1 })
    const { results } = await on.client.uploads.send({ promptIds: [id], profileId: PROFILE })
    expect(results).toMatchObject([{ outcome }])
    expect(platform.state().gateway.files).toHaveLength(files)
    expect(await reviewOf(on, id)).toHaveLength(files)
  })

  it('of which nothing can be found out is told as unknown', async () => {
    const platform = await simulator({ gatewayToken: TOKEN })
    const on = await desk()
    await withTarget(on, platform)
    const id = await prompt(on, 'lost.wav')
    platform.addFault({ operation: 'gateway.upload', kind: 'cutAfter', times: 1 })
    platform.addFault({ operation: 'gateway.query', kind: 'cutAfter', times: 1 })
    const { results } = await on.client.uploads.send({ promptIds: [id], profileId: PROFILE })
    expect(results).toMatchObject([{ outcome: 'unknown', error: { code: 'target.answerLost' } }])
    expect(await reviewOf(on, id)).toEqual([])
  })
})

describe('the target', () => {
  it('that refuses the headers is left alone until they are mended', async () => {
    const platform = await simulator({ gatewayToken: TOKEN })
    const on = await desk()
    await withTarget(on, platform, { token: 'wrong' })
    const ids = [await prompt(on, 'one.wav'), await prompt(on, 'two.wav')]
    await expect(on.client.uploads.send({ promptIds: ids, profileId: PROFILE })).rejects.toMatchObject({
      error: { code: 'target.unauthorized' },
    })
    expect(platform.state().requests['gateway.upload']).toMatchObject({ refused: 1 })
    expect(await on.client.uploads.target({})).toMatchObject({ halted: true })
    await withTarget(on, platform)
    expect(await on.client.uploads.target({})).toMatchObject({ halted: false })
    const { results } = await on.client.uploads.send({ promptIds: ids, profileId: PROFILE })
    expect(results.map(({ outcome }) => outcome)).toEqual(['sent', 'sent'])
  })

  it('is told when there is none, or nobody answers', async () => {
    const on = await desk()
    const id = await prompt(on, 'one.wav')
    await expect(on.client.uploads.test({})).rejects.toMatchObject({ error: { code: 'target.none' } })
    await expect(on.client.uploads.send({ promptIds: [id], profileId: PROFILE })).rejects.toMatchObject({
      error: { code: 'target.none' },
    })
    await on.client.uploads.saveTarget({
      fields: { address: 'http://127.0.0.1:9', way: 'put', field: 'file' },
    })
    await expect(on.client.uploads.test({})).rejects.toMatchObject({
      error: { code: 'target.unreachable', params: { cause: 'refused' } },
    })
    const { results } = await on.client.uploads.send({ promptIds: [id], profileId: PROFILE })
    expect(results).toMatchObject([{ outcome: 'refused', error: { code: 'target.unreachable' } }])
    expect(await on.client.uploads.removeTarget({})).not.toHaveProperty('fields')
  })

  it('keeps its secrets out of files, answers and events', async () => {
    const platform = await simulator({ gatewayToken: TOKEN })
    const on = await desk()
    await withTarget(on, platform)
    await on.client.uploads.send({ promptIds: [await prompt(on, 'one.wav')], profileId: PROFILE })
    await on.client.uploads.target({})
    expect(on.replies.join('\n')).not.toContain(TOKEN)
    expect(JSON.stringify(on.events)).not.toContain(TOKEN)
    const files = readdirSync(on.dataDir, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(on.dataDir, name),
    )
    for (const file of files.filter((path) => statSync(path).isFile())) {
      expect(readFileSync(file).includes(TOKEN), file).toBe(false)
    }
  })

  it.each([
    ['https://files.example.com/voice', true],
    ['https://files.example.com:8443', true],
    ['http://127.0.0.1:8080/gateway', true],
    ['http://localhost/x', true],
    ['http://files.example.com/', false],
    ['http://127.0.0.1.example.com/', false],
    ['https://user:word@files.example.com/', false],
    ['https://files.example.com/?a=b', false],
    ['ftp://files.example.com/', false],
  ])('has an address like %s: %s', (address, good) => {
    expect(isGatewayAddress(address)).toBe(good)
  })

  it.each([
    ['Authorization', true],
    ['X-Api-Key', true],
    ['Host', false],
    ['content-length', false],
    ['two words', false],
    ['bad:colon', false],
  ])('takes a header called %s: %s', (name, good) => {
    expect(isHeaderName(name)).toBe(good)
  })
})

it('asks for reviews by itself', async () => {
  const platform = await simulator({ gatewayToken: TOKEN })
  const on = await desk(undefined, undefined, { reviewRoundMs: 30 })
  await withTarget(on, platform)
  const id = await prompt(on, 'watched.wav')
  await on.client.uploads.send({ promptIds: [id], profileId: PROFILE })
  platform.review('watched.wav', 'passed')
  await until('the review is known', async () => (await reviewOf(on, id))[0]?.state === 'passed')
})
