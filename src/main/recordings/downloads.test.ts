import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { type Entry, fromBufferPromise } from 'yauzl'
import { recordedCall, recordingWhen } from '../testing/recorded-call.ts'
import { type Desk, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function deskWithRecordings(count: number) {
  const simulator = await openSimulator()
  const desk = await openDesk()
  await withProfile(desk, simulator.url)
  const ids = []
  for (let n = 0; n < count; n += 1) ids.push(await recordedCall(desk, simulator))
  for (const id of ids) await recordingWhen(desk, id, ({ state }) => state === 'ready')
  return { desk, ids }
}

async function fetched(desk: Desk, path: string): Promise<{ bytes: Uint8Array; as: string | null }> {
  const answer = await desk.app.web(new Request(`http://desk${path}`))
  expect(answer.status).toBe(200)
  return { bytes: new Uint8Array(await answer.arrayBuffer()), as: answer.headers.get('Content-Disposition') }
}

/** What another program finds in a ZIP file. */
async function unpacked(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const one: Entry = entry
    files.set(one.fileName, await buffer(await zip.openReadStreamPromise(one)))
  }
  return files
}

describe('recordings as files', () => {
  it('go into one ZIP under names that say what they are, with a table, and into the audit log', async () => {
    const { desk, ids } = await deskWithRecordings(2)
    const { taskId } = await desk.client.recordings.pack({ callIds: [...ids, ...ids] })
    let path: string | undefined
    await until('it is packed', async () => {
      const { tasks } = await desk.client.tasks.list({})
      path = tasks.find(({ id }) => id === taskId)?.resultPath
      return path !== undefined
    })
    const pack = await fetched(desk, path ?? '')
    expect(pack.as).toMatch(/^attachment; filename\*=UTF-8''recordings%20\d{4}-\d\d-\d\d\.zip$/)
    const files = await unpacked(pack.bytes)
    const sounds = [...files.keys()].filter((name) => name.endsWith('.wav')).sort()
    expect(sounds).toHaveLength(2)
    for (const name of sounds)
      expect(name).toMatch(/^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d …0001(?: \(2\))?\.wav$/)
    const table = new TextDecoder().decode(files.get('recordings.csv'))
    for (const id of ids) {
      const { sha256: kept } = await desk.client.recordings.get({ callId: id })
      expect([...files.values()].map(sha256)).toContain(kept)
      expect(table).toContain(`${id},`)
      expect(table).toContain(String(kept))
    }
    expect(table).not.toContain('13800130001')
    const { entries } = await desk.client.audit.list({ limit: 10, action: 'recording.downloaded' })
    expect(new Set(entries.map(({ subject }) => subject))).toEqual(new Set(ids))
  })

  it('one by one, checked against the checksum of the day they were fetched', async () => {
    const { desk, ids } = await deskWithRecordings(1)
    const [callId] = ids
    if (callId === undefined) throw new Error('no call')
    const recording = await desk.client.recordings.get({ callId })
    const { bytes, as } = await fetched(desk, recording.filePath ?? '')
    expect(as).toContain('.wav')
    expect(sha256(bytes)).toBe(recording.sha256)
    expect(await desk.client.recordings.verify({ callId })).toEqual({
      intact: true,
      sha256: recording.sha256,
    })
    writeFileSync(`${desk.dataDir}/recordings/${callId}.wav`, 'something else')
    expect((await desk.client.recordings.verify({ callId })).intact).toBe(false)
  })
})

describe('the rules of fetching', () => {
  it('hold what is not urgent until they allow it, and not what a person asks for', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    await desk.client.recordings.setRules({ rules: { paused: true } })
    const one = await recordedCall(desk, simulator)
    const other = await recordedCall(desk, simulator)
    await until('both wait', async () => (await desk.client.recordings.queue({})).waiting === 2)
    expect(await desk.client.recordings.queue({})).toMatchObject({ open: false, urgent: 0, kept: 0 })
    await desk.client.recordings.moveUp({ callId: other, first: true })
    const { rows } = await desk.client.recordings.list({ list: 'queue', limit: 10 })
    expect(rows.map(({ recording, call }) => [recording.callId, call?.id, recording.priority])).toEqual([
      [other, other, 'first'],
      [one, one, 'usual'],
    ])
    await desk.client.recordings.fetch({ callId: one })
    await recordingWhen(desk, one, ({ state }) => state === 'ready')
    expect((await desk.client.recordings.get({ callId: other })).attempts).toBe(0)
    await desk.close()
    const again = await openDesk(desk.dataDir)
    await withProfile(again, simulator.url)
    expect(await again.client.recordings.rules({})).toEqual({ rules: { paused: true } })
    await again.client.recordings.setRules({ rules: { paused: false } })
    await recordingWhen(again, other, ({ state }) => state === 'ready')
    expect((await again.client.recordings.list({ list: 'kept', limit: 1 })).rows).toHaveLength(1)
  })
})
