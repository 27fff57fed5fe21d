import { type CallId, isCallId, isUtcMs, must, type UtcMs } from '../values.ts'
import type { CallEvent } from './events.ts'
import { factsOf } from './facts.ts'

const TOKEN = /^vd\.([0-9A-Za-z-]{8,64})$/

/**
 * The `userData` we send with a call. The platform echoes it in every push (voice-call.md §8.3), so a push
 * finds its call even when the answer to the request, and the session id with it, was lost.
 */
export const correlationToken = (callId: CallId): string => `vd.${callId}`

export function callIdFromUserData(userData: string | undefined): CallId | undefined {
  const id = userData === undefined ? undefined : TOKEN.exec(userData)?.[1]
  return id !== undefined && isCallId(id) ? id : undefined
}

export type RecordingPlace = {
  readonly object?: string | undefined
  readonly domain?: string | undefined
  readonly url?: string | undefined
  readonly endedAt: UtcMs
}

/** Where the recording of a call can be asked for; `undefined` when the fee record tells of none. */
export function recordingPlace(events: Iterable<CallEvent>): RecordingPlace | undefined {
  const fee = factsOf(events).fee.findLast((record) => record.recorded)
  if (fee === undefined) return undefined
  return {
    object: fee.recordingObject,
    domain: fee.recordingDomain,
    url: fee.recordingUrl,
    endedAt: fee.endedAt ?? fee.at,
  }
}

const SEVEN_DAYS_MS = 7 * 24 * 60 * 60_000

/** The platform keeps a recording for seven days (audio.md §7). */
export const recordingDeadline = (endedAt: UtcMs): UtcMs => must(endedAt + SEVEN_DAYS_MS, isUtcMs, 'time')
