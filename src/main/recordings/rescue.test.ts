import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CallId, isDurationMs, must } from '../../domain/values.ts'
import { readAlawWav } from '../../domain/wav/index.ts'
import type { Fault } from '../../simulator/index.ts'
import {
  linksAsked,
  pushFee,
  recordedCall,
  recordingFiles,
  recordingWhen,
  TALK_S,
} from '../testing/recorded-call.ts'
import { type Desk, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

async function wav(desk: Desk, callId: CallId): Promise<Uint8Array> {
  const answer = await desk.app.web(new Request(`http://desk/media/recordings/${callId}`))
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

describe('the rescue of a recording', () => {
  it('fetches it after the fee record, whole, with its waveform', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    const id = await recordedCall(desk, simulator)
    const recording = await recordingWhen(desk, id, ({ state }) => state === 'ready')
    expect(recording).toMatchObject({ attempts: 1, durationMs: TALK_S * 1000 })
    const bytes = await wav(desk, id)
    const read = readAlawWav(bytes)
    expect(read.ok && read.dataBytes).toBe(TALK_S * 8000)
    expect(bytes.length).toBe(recording.bytes)
    const peaks = await desk.app.web(new Request(`http://desk/media/peaks/${id}`))
    expect(new Uint8Array(await peaks.arrayBuffer()).subarray(0, 4)).toEqual(new TextEncoder().encode('VDPK'))
    expect(recordingFiles(desk)).toEqual([`${id}.peaks`, `${id}.wav`])
  })

  it('makes a waveform anew that is no longer beside its recording, once for all who ask', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    const id = await recordedCall(desk, simulator)
    await recordingWhen(desk, id, ({ state }) => state === 'ready')
    const ask = () => desk.app.web(new Request(`http://desk/media/peaks/${id}`))
    const bytes = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())
    const before = await bytes(await ask())
    rmSync(join(desk.dataDir, 'recordings', `${id}.peaks`))
    const again = await Promise.all([ask(), ask()])
    for (const answer of again) expect(await bytes(answer)).toEqual(before)
    expect(recordingFiles(desk)).toEqual([`${id}.peaks`, `${id}.wav`])

    for (const name of recordingFiles(desk)) rmSync(join(desk.dataDir, 'recordings', name))
    expect((await ask()).status).toBe(404)
  })

  it('and every playback is in the audit log, also one that nobody said a word of', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    const id = await recordedCall(desk, simulator)
    await recordingWhen(desk, id, ({ state }) => state === 'ready')
    await wav(desk, id)
    await wav(desk, id)
    await desk.client.recordings.played({ callId: id, fromMs: must(3000, isDurationMs, 'time') })
    await wav(desk, id)
    const { entries } = await desk.client.audit.list({ limit: 10, action: 'recording.played' })
    expect(entries.map(({ subject, params }) => [subject, params])).toEqual([
      [id, { fromMs: 3000 }],
      [id, {}],
    ])
  })

  it.each([
    ['the file is cut in the middle', { operation: 'recording.file', kind: 'cutMid' }, 'platform.answerLost'],
    [
      'the connection to the file is cut',
      { operation: 'recording.file', kind: 'cutBefore' },
      'platform.answerLost',
    ],
    [
      'the platform refuses the address',
      { operation: 'record', kind: 'resultcode', code: '1010001', httpStatus: 500 },
      'platform.refused',
    ],
    ['the answer with the address is cut', { operation: 'record', kind: 'cutAfter' }, 'platform.answerLost'],
  ] satisfies [string, Fault, string][])(
    'when %s: nothing half is kept, and a fresh link is asked for',
    async (_what, fault, code) => {
      const simulator = await openSimulator()
      const desk = await openDesk()
      await withProfile(desk, simulator.url)
      simulator.addFault(fault)
      const id = await recordedCall(desk, simulator)
      const waiting = await recordingWhen(
        desk,
        id,
        ({ state, attempts }) => state === 'waiting' && attempts === 1,
      )
      expect(waiting.lastError?.code).toBe(code)
      expect((waiting.nextAttemptAt ?? 0) - Date.now()).toBeGreaterThan(5_000)
      expect(recordingFiles(desk)).toEqual([])

      await desk.client.recordings.fetch({ callId: id })
      const ready = await recordingWhen(desk, id, ({ state }) => state === 'ready')
      expect(ready.attempts).toBe(2)
      expect(linksAsked(simulator)).toBe(2)
    },
  )

  it('goes on after a restart, and fetches nothing twice', async () => {
    const simulator = await openSimulator()
    const first = await openDesk()
    await withProfile(first, simulator.url)
    simulator.addFault({ operation: 'recording.file', kind: 'cutMid' })
    const id = await recordedCall(first, simulator)
    await recordingWhen(first, id, ({ attempts, state }) => attempts === 1 && state === 'waiting')
    await first.close()
    const interrupted = `${id}.wav.0123456789ab.part`
    writeFileSync(join(first.dataDir, 'recordings', interrupted), 'half')

    const desk = await openDesk(first.dataDir)
    expect(recordingFiles(desk)).toEqual([])
    await withProfile(desk, simulator.url)
    await Promise.all([
      desk.client.recordings.fetch({ callId: id }),
      desk.client.recordings.fetch({ callId: id }),
    ])
    await recordingWhen(desk, id, ({ state }) => state === 'ready')
    expect((await desk.client.recordings.fetch({ callId: id })).state).toBe('ready')
    expect(linksAsked(simulator)).toBe(2)
  })

  it('says that a recording older than seven days is lost, and why', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    // The push is not signed: such a profile looks on.
    await withProfile(desk, simulator.url, undefined, { signaturePolicy: 'observe' })
    const [profile] = (await desk.client.profiles.list({})).profiles
    await pushFee(profile?.push?.fee ?? '', Date.now() - 8 * 86_400_000, {
      recordObjectName: '1260330112345.wav',
      recordDomain: 'recording.example.com',
    })
    const { calls } = await desk.client.history.search({ filter: {}, limit: 10 })
    const callId = calls[0]?.id
    if (callId === undefined) throw new Error('no call')
    const lost = await recordingWhen(desk, callId, ({ state }) => state === 'lost')
    expect(lost.lastError?.message).toBeTruthy()
    await expect(desk.client.recordings.fetch({ callId })).rejects.toThrow('recording.expired')
    expect(await desk.client.recordings.queue({})).toMatchObject({ waiting: 0 })
  })
})
