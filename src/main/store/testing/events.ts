import type { DialRequested, FeeReported, PushedEvent, StatusReported } from '../../../domain/calls/index.ts'
import {
  type E164,
  isCallId,
  isE164,
  isProfileId,
  isRequestId,
  isSessionId,
  isUtcMs,
  must,
} from '../../../domain/values.ts'
import type { IncomingPush } from '../index.ts'

export const time = (ms: number) => must(ms, isUtcMs, 'time')
export const T0 = 1_772_334_900_000
export const profileId = must('profile-0001', isProfileId, 'profile')
export const number = (text: string) => must(text, isE164, 'number')
export const session = (n: number) => must(`session-${n}`, isSessionId, 'session')
export const callId = (n: number) => must(`call-${String(n).padStart(4, '0')}`, isCallId, 'call')
export const requestId = (n: number) => must(`request-${n}`, isRequestId, 'request')

export const status = (n: number, event: string, more: Partial<StatusReported> = {}): StatusReported => ({
  kind: 'status',
  at: time(T0 + n * 1000),
  sessionId: session(n),
  event,
  ...more,
})
export const fee = (n: number, more: Partial<FeeReported> = {}): FeeReported => ({
  kind: 'fee',
  at: time(T0 + n * 1000 + 500),
  sessionId: session(n),
  recorded: false,
  ...more,
})
let serial = 0
export const push = (...events: PushedEvent[]): IncomingPush => {
  serial += 1
  return {
    receivedAt: time(T0),
    profileId,
    kind: events[0]?.kind === 'fee' ? 'fee' : 'status',
    headers: {},
    body: new TextEncoder().encode(JSON.stringify([events, serial])),
    signature: 'absent',
    events,
  }
}
export const dialled = (n: number, callee: E164 = number('+8613900002222')): DialRequested => ({
  kind: 'dialRequested',
  at: time(T0 + n * 1000),
  requestId: requestId(n),
  profileId,
  caller: number('+8613500001111'),
  callee,
  displayToCaller: number('+8675528000111'),
  displayToCallee: number('+8675528000111'),
  options: { record: true, maxDurationMinutes: 0, playPreVoice: false, calleeMedia: 'all' },
})
