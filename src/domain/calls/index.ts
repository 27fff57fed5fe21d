export {
  type Call,
  type CallEnd,
  type CallOutcome,
  LEG_STATES,
  type Leg,
  type LegState,
  type Masking,
  OUTCOMES,
  PHASES,
  type Phase,
  RECORDINGS,
  SERVICES,
  type Service,
  type TimelineEntry,
} from './call.ts'
export {
  callIdFromUserData,
  correlationToken,
  type RecordingPlace,
  recordingDeadline,
  recordingPlace,
} from './correlate.ts'
export type {
  CallEvent,
  CallRequested,
  CodeRequested,
  DialOptions,
  DialRequested,
  FeeReported,
  LocalEvent,
  NotifyRequested,
  PushedEvent,
  SentContent,
  StatusReported,
} from './events.ts'
export { bucketSpan, type Direction, directionOf, reasonOf, talkBucket } from './facets.ts'
export { eventIdentity } from './facts.ts'
export { eachOnce, recordingName } from './file-name.ts'
export { OUTCOME_BY_Q850 } from './outcome.ts'
export { type CallIdentity, reduceCall } from './reduce.ts'
export { timelineOf } from './timeline.ts'
