import { parsePlatformTime } from '../time/index.ts'
import { isCallId, isE164, isProfileId, isRequestId, isSessionId, isUtcMs, must } from '../values.ts'
import {
  type Call,
  type CallEvent,
  type DialRequested,
  type FeeReported,
  reduceCall,
  type StatusReported,
} from './index.ts'

/** The documented callback of voice-call.md §6 and §7 as events, for the tests of this room. */

export const id = must('call-0001', isCallId, 'id')
export const sessionId = must(
  '1200_417_4294967295_20260301031502@callenabler01.example.com',
  isSessionId,
  'session',
)
export const A = must('+8613500001111', isE164, 'number')
export const B = must('+8613900002222', isE164, 'number')
export const X = must('+8675528000111', isE164, 'number')
export const at = (clock: string) => must(parsePlatformTime(`2026-03-01 ${clock}`) ?? -1, isUtcMs, 'time')

export const request: DialRequested = {
  kind: 'dialRequested',
  at: at('03:15:01'),
  requestId: must('request-0001', isRequestId, 'id'),
  profileId: must('profile-0001', isProfileId, 'id'),
  caller: A,
  callee: B,
  displayToCaller: X,
  displayToCallee: X,
  options: { record: true, maxDurationMinutes: 0, playPreVoice: false, calleeMedia: 'all' },
}
export const accepted: CallEvent = { kind: 'dialAccepted', at: at('03:15:02'), sessionId }
export const status = (
  event: string,
  clock: string,
  called: string,
  more: Partial<StatusReported> = {},
): StatusReported => ({
  kind: 'status',
  at: at(clock),
  sessionId,
  event,
  caller: X,
  called,
  ...more,
})
/** The example of voice-call.md §6 and §7: answered, recorded, hung up by the agent. */
export const pushes: readonly StatusReported[] = [
  status('callout', '03:15:02', A),
  status('alerting', '03:15:06', A),
  status('answer', '03:15:11', A),
  status('callout', '03:15:11', B),
  status('alerting', '03:15:15', B),
  status('answer', '03:15:21', B),
  status('disconnect', '03:17:25', A, {
    stateCode: 0,
    stateDesc: 'The user releases the call.',
    partyType: 'caller',
  }),
]
export const fee: FeeReported = {
  kind: 'fee',
  at: at('03:17:25'),
  sessionId,
  callerNumber: X,
  calleeNumber: A,
  forwardDisplay: X,
  forwardNumber: B,
  outStartedAt: at('03:15:02'),
  outRingingAt: at('03:15:06'),
  outAnsweredAt: at('03:15:11'),
  outFailureCause: 0,
  forwardStartedAt: at('03:15:11'),
  forwardRingingAt: at('03:15:15'),
  forwardAnsweredAt: at('03:15:21'),
  forwardFailureCause: 0,
  endedAt: at('03:17:25'),
  teardownPoint: 0,
  sipStatus: 0,
  recorded: true,
  recordingObject: '260301031521_12_0087.wav',
  recordingDomain: 'recstore01.example.com',
  serviceType: '002',
}
export const reduce = (events: readonly CallEvent[]): Call => reduceCall({ id, revision: 1 }, events)
