export type { Call, CallEnd, CallOutcome, Leg, LegState, Phase, TimelineEntry } from './call.ts'
export {
  callIdFromUserData,
  correlationToken,
  type RecordingPlace,
  recordingDeadline,
  recordingPlace,
} from './correlate.ts'
export type {
  CallEvent,
  DialOptions,
  DialRequested,
  FeeReported,
  LocalEvent,
  PushedEvent,
  Service,
  StatusReported,
} from './events.ts'
export { eventIdentity } from './facts.ts'
export { OUTCOME_BY_Q850 } from './outcome.ts'
export { type CallIdentity, reduceCall } from './reduce.ts'
export { timelineOf } from './timeline.ts'
