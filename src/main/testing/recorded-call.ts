import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Recording } from '../../contract/recordings.ts'
import { formatPlatformTime } from '../../domain/time/index.ts'
import { type CallId, isUtcMs, must } from '../../domain/values.ts'
import type { Simulator } from '../../simulator/index.ts'
import { callWhen, type Desk, dialRequest, until } from './whole-app.ts'

export const TALK_S = 20

/** A recorded call from dialling to its fee record. */
export async function recordedCall(desk: Pick<Desk, 'client'>, simulator: Simulator): Promise<CallId> {
  simulator.script([{ outcome: 'answered', talkSeconds: TALK_S }])
  const { id } = await desk.client.calls.dial(dialRequest('+8613800130001', true))
  await simulator.advance(120)
  await callWhen(desk, id, ({ recording }) => recording === 'made')
  return id
}

/** Waits for a state that a recording comes to by itself. */
export async function recordingWhen(
  desk: Pick<Desk, 'client'>,
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

export const recordingFiles = (desk: Pick<Desk, 'dataDir'>) =>
  readdirSync(join(desk.dataDir, 'recordings')).sort()

/** How often the platform was asked for a link. */
export const linksAsked = (simulator: Simulator): number =>
  simulator.state().requestLog.filter(({ operation }) => operation === 'record').length

/**
 * The fee record of a recorded call that nobody dialled here, pushed without a signature.
 *
 * @param endedAt milliseconds
 * @param place fields that tell where the recording is
 */
export async function pushFee(
  feeUrl: string,
  endedAt: number,
  place: Readonly<Record<string, string>>,
): Promise<void> {
  const at = (seconds: number) => formatPlatformTime(must(endedAt + seconds * 1000, isUtcMs, 'time'))
  const fee = {
    sessionId: 'session-of-elsewhere',
    callerNum: '+8675528000111',
    calleeNum: '+8613500001111',
    fwdDstNum: '+8613800130001',
    callOutStartTime: at(-30),
    callOutAnswerTime: at(-25),
    fwdAnswerTime: at(-20),
    callEndTime: at(0),
    recordFlag: 1,
    recordStartTime: at(-20),
    ...place,
  }
  const body = JSON.stringify({ eventType: 'fee', feeLst: [fee] })
  const answer = await fetch(feeUrl, { method: 'POST', body })
  if (answer.status !== 200) throw new Error(`the push was answered ${answer.status}`)
}
