import { createServer, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Recording } from '../../contract/recordings.ts'
import { ALAW_SILENCE } from '../../domain/alaw/index.ts'
import type { CallId } from '../../domain/values.ts'
import { alawWavHeader } from '../../domain/wav/index.ts'
import type { Fault, Simulator } from '../../simulator/index.ts'
import { linksAsked, pushFee, recordedCall, recordingFiles, recordingWhen } from '../testing/recorded-call.ts'
import { type Desk, SECRET, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, deskProcess: openProcess, simulator: openSimulator } = wholeApp()

const servers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of servers.splice(0)) await close()
})

/** A storage host of no platform; `answer` gets how often it was asked, the first time 1. */
async function storage(
  answer: (response: ServerResponse, time: number) => void,
): Promise<{ link: string; asked: () => number }> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    answer(response, asked)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { link: `http://127.0.0.1:${port}/rec.wav`, asked: () => asked }
}

/** A call that the fee record tells of, its recording behind that link. */
async function callWithLink(
  desk: Pick<Desk, 'client'>,
  link: string,
  sessionId = 'session-of-elsewhere',
): Promise<CallId> {
  // The push is not signed: such a profile looks on.
  await withProfile(desk, 'http://127.0.0.1:9', SECRET, { signaturePolicy: 'observe' })
  const [profile] = (await desk.client.profiles.list({})).profiles
  await pushFee(profile?.push?.fee ?? '', Date.now() - 60_000, { sessionId, recordFileDownloadUrl: link })
  const { calls } = await desk.client.history.search({ filter: {}, limit: 10 })
  const call = calls.find((one) => one.sessionId === sessionId)
  if (call === undefined) throw new Error('no call')
  return call.id
}

async function deskAt(simulator: Simulator): Promise<Desk> {
  const desk = await openDesk()
  await withProfile(desk, simulator.url)
  return desk
}

/** One second of a recording. */
const SOUND = Buffer.concat([alawWavHeader(8000), Buffer.alloc(8000, ALAW_SILENCE)])

const halvesOf = (desk: Pick<Desk, 'dataDir'>) =>
  recordingFiles(desk).filter((name) => name.endsWith('.part'))

const READY = ({ state }: Recording) => state === 'ready'
const FAILED_ONCE = ({ state, attempts }: Recording) => state === 'waiting' && attempts === 1

describe('a link', () => {
  it('that has run out is not asked again: the next attempt has a fresh one', async () => {
    const simulator = await openSimulator()
    const desk = await deskAt(simulator)
    simulator.addFault({ operation: 'recording.file', kind: 'cutMid' })
    const id = await recordedCall(desk, simulator)
    await recordingWhen(desk, id, FAILED_ONCE)
    await simulator.advance(3600)
    await desk.client.recordings.fetch({ callId: id })
    await recordingWhen(desk, id, READY)
    expect(linksAsked(simulator)).toBe(2)
  })

  it.each([
    ['no longer valid', 403],
    ['to a file that is gone', 404],
    ['to a storage that fails', 503],
  ])('%s (%i) is an attempt that failed, and no file', async (_what, httpStatus) => {
    const simulator = await openSimulator()
    const desk = await deskAt(simulator)
    simulator.addFault({ operation: 'recording.file', kind: 'resultcode', httpStatus })
    const id = await recordedCall(desk, simulator)
    const waiting = await recordingWhen(desk, id, FAILED_ONCE)
    expect(waiting.lastError).toMatchObject({ code: 'platform.badAnswer', params: { httpStatus } })
    expect(recordingFiles(desk)).toEqual([])
    await desk.client.recordings.fetch({ callId: id })
    await recordingWhen(desk, id, READY)
    expect(linksAsked(simulator)).toBe(2)
  })

  it.each([301, 302, 307] as const)(
    'comes with a %i, and the file with whatever follows',
    async (recordRedirectStatus) => {
      const simulator = await openSimulator({ recordRedirectStatus })
      const desk = await deskAt(simulator)
      const id = await recordedCall(desk, simulator)
      expect(await recordingWhen(desk, id, READY)).toMatchObject({ attempts: 1 })
    },
  )

  it('in the fee record serves when the record has no names', async () => {
    const simulator = await openSimulator({ recordFields: 'url' })
    const desk = await deskAt(simulator)
    const id = await recordedCall(desk, simulator)
    await recordingWhen(desk, id, READY)
    expect(linksAsked(simulator)).toBe(0)
  })
})

describe('a file', () => {
  it('that comes slowly is waited for, and not seen before it is whole', async () => {
    let held: ServerResponse | undefined
    const host = await storage((response) => {
      response.setHeader('Content-Length', SOUND.length)
      response.write(SOUND.subarray(0, 4000))
      held = response
    })
    const desk = await openDesk()
    const id = await callWithLink(desk, host.link)
    await until('the file has begun', () => halvesOf(desk).length === 1)
    expect(recordingFiles(desk)).not.toContain(`${id}.wav`)
    expect((await desk.app.web(new Request(`http://desk/media/recordings/${id}`))).status).toBe(404)
    const fetching = await desk.client.recordings.fetch({ callId: id })
    expect(fetching).toMatchObject({ state: 'fetching', attempts: 1 })
    held?.end(SOUND.subarray(4000))
    await recordingWhen(desk, id, READY)
    expect(recordingFiles(desk)).toEqual([`${id}.peaks`, `${id}.wav`])
    expect(host.asked()).toBe(1)
  })

  it.each([
    ['no sound', Buffer.from('<html>sign in to the hotel</html>')],
    ['nothing', Buffer.alloc(0)],
    ['a header without sound', Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1')],
  ])('that is %s is told to be damaged, and not kept', async (_what, bytes) => {
    const host = await storage((response) => response.end(bytes))
    const desk = await openDesk()
    const id = await callWithLink(desk, host.link)
    const waiting = await recordingWhen(desk, id, FAILED_ONCE)
    expect(waiting.lastError?.code).toBe('recording.damaged')
    expect(host.asked()).toBe(1)
    expect(recordingFiles(desk)).toEqual([])
  })
})

describe('the platform', () => {
  it.each([
    ['has no such file yet', { kind: 'resultcode', code: '1016001' }, 'platform.refused', 5_000],
    ['is too busy', { kind: 'flowControl' }, 'platform.busy', 55_000],
  ] satisfies [string, Fault, string, number][])(
    '%s: the next attempt waits its time',
    async (_what, fault, code, least) => {
      const simulator = await openSimulator()
      const desk = await deskAt(simulator)
      simulator.addFault({ ...fault, operation: 'record' })
      const id = await recordedCall(desk, simulator)
      const waiting = await recordingWhen(desk, id, FAILED_ONCE)
      expect(waiting.lastError?.code).toBe(code)
      expect((waiting.nextAttemptAt ?? 0) - Date.now()).toBeGreaterThan(least)
      expect(await desk.client.recordings.queue({})).toMatchObject({ waiting: 1 })
    },
  )

  it('tells twice of a recording while it is being fetched: it is fetched once', async () => {
    const simulator = await openSimulator()
    const desk = await deskAt(simulator)
    simulator.addFault({ operation: 'push.fee', kind: 'duplicate' })
    simulator.addFault({ operation: 'recording.file', kind: 'slowBody', ms: 300 })
    const id = await recordedCall(desk, simulator)
    const asks = Array.from({ length: 3 }, () => desk.client.recordings.fetch({ callId: id }))
    await Promise.all(asks)
    const ready = await recordingWhen(desk, id, READY)
    expect(ready.attempts).toBe(1)
    expect(linksAsked(simulator)).toBe(1)
    expect(simulator.state().pushes.fee.acknowledged).toBe(2)
  })
})

it('a recording told of while another is fetched waits for its turn, and neither is fetched twice', async () => {
  let held: ServerResponse | undefined
  const host = await storage((response, time) => {
    if (time === 1) held = response
    else response.end(SOUND)
  })
  const desk = await openDesk()
  const id = await callWithLink(desk, host.link)
  await until('the first is asked for', () => held !== undefined)
  const other = await callWithLink(desk, host.link, 'session-of-another')
  expect(other).not.toBe(id)
  held?.end(SOUND)
  for (const callId of [id, other]) {
    expect(await recordingWhen(desk, callId, READY)).toMatchObject({ attempts: 1 })
  }
  expect(host.asked()).toBe(2)
})

it('an application killed in the middle of a file fetches it anew when it starts again', async () => {
  const host = await storage((response, time) => {
    response.setHeader('Content-Length', SOUND.length)
    if (time === 1) response.write(SOUND.subarray(0, 4000))
    else response.end(SOUND)
  })
  const first = await openProcess()
  const id = await callWithLink(first, host.link)
  await until('the file has begun', () => halvesOf(first).length === 1)
  await first.kill()
  expect(halvesOf(first)).toHaveLength(1)

  const desk = await openDesk(first.dataDir)
  const ready = await recordingWhen(desk, id, READY)
  expect(ready).toMatchObject({ attempts: 2, bytes: SOUND.length, durationMs: 1000 })
  expect(recordingFiles(desk)).toEqual([`${id}.peaks`, `${id}.wav`])
  expect(host.asked()).toBe(2)
})
