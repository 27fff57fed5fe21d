import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Recording } from '../../contract/recordings.ts'
import { formatPlatformTime } from '../../domain/time/index.ts'
import { type CallId, isUtcMs, must } from '../../domain/values.ts'
import { readAlawWav } from '../../domain/wav/index.ts'
import type { Fault, Simulator } from '../../simulator/index.ts'
import { callWhen, type Desk, dialRequest, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

const TALK_S = 20

/** A recorded call from dialling to its fee record. */
async function recordedCall(desk: Desk, simulator: Simulator): Promise<CallId> {
  simulator.script([{ outcome: 'answered', talkSeconds: TALK_S }])
  const { id } = await desk.client.calls.dial(dialRequest('+8613800130001', true))
  await simulator.advance(120)
  await callWhen(desk, id, ({ recording }) => recording === 'made')
  return id
}

async function recordingWhen(
  desk: Desk,
  callId: CallId,
  holds: (recording: Recording) => boolean,
): Promise<Recording> {
  let recording = await desk.client.recordings.get({ callId })
  await until(`recording ${JSON.stringify(recording)}`, async () => {
    recording = await desk.client.recordings.get({ callId })
    return holds(recording)
  })
  return recording
}

const filesOf = (desk: Desk) => readdirSync(join(desk.dataDir, 'recordings')).sort()

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
    expect(filesOf(desk)).toEqual([`${id}.peaks`, `${id}.wav`])
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
      expect(filesOf(desk)).toEqual([])

      await desk.client.recordings.fetch({ callId: id })
      const ready = await recordingWhen(desk, id, ({ state }) => state === 'ready')
      expect(ready.attempts).toBe(2)
      const asked = simulator.state().requestLog.filter(({ operation }) => operation === 'record')
      expect(asked).toHaveLength(2)
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
    expect(filesOf(desk)).toEqual([])
    await withProfile(desk, simulator.url)
    await Promise.all([
      desk.client.recordings.fetch({ callId: id }),
      desk.client.recordings.fetch({ callId: id }),
    ])
    await recordingWhen(desk, id, ({ state }) => state === 'ready')
    expect((await desk.client.recordings.fetch({ callId: id })).state).toBe('ready')
    expect(simulator.state().requestLog.filter(({ operation }) => operation === 'record')).toHaveLength(2)
  })

  it('says that a recording older than seven days is lost, and why', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    const [profile] = (await desk.client.profiles.list({})).profiles
    const ended = Date.now() - 8 * 86_400_000
    const at = (seconds: number) => formatPlatformTime(must(ended + seconds * 1000, isUtcMs, 'time'))
    const fee = {
      sessionId: 'session-of-last-week',
      callerNum: '+8675528000111',
      calleeNum: '+8613500001111',
      fwdDstNum: '+8613800130001',
      callOutStartTime: at(-30),
      callOutAnswerTime: at(-25),
      fwdAnswerTime: at(-20),
      callEndTime: at(0),
      recordFlag: 1,
      recordStartTime: at(-20),
      recordObjectName: '1260330112345.wav',
      recordDomain: 'recording.example.com',
    }
    // The push is not signed, and the profile enforces signatures: the person opens the door for this one.
    if (profile === undefined) throw new Error('no profile')
    const {
      id: profileId,
      revision: _r,
      hasSecret: _h,
      secretKeptIn: _k,
      push,
      pause: _p,
      busyUntil: _b,
      ...fields
    } = profile
    await desk.client.profiles.save({ profileId, fields: { ...fields, signaturePolicy: 'observe' } })
    const answer = await fetch(push?.fee ?? '', {
      method: 'POST',
      body: JSON.stringify({ eventType: 'fee', feeLst: [fee] }),
    })
    expect(answer.status).toBe(200)
    const { calls } = await desk.client.history.search({ filter: {}, limit: 10 })
    const callId = calls[0]?.id
    if (callId === undefined) throw new Error('no call')
    const lost = await recordingWhen(desk, callId, ({ state }) => state === 'lost')
    expect(lost.lastError?.message).toBeTruthy()
    await expect(desk.client.recordings.fetch({ callId })).rejects.toThrow('recording.expired')
    expect(await desk.client.recordings.queue({})).toMatchObject({ waiting: 0 })
  })
})
