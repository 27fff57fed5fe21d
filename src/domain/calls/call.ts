import type { CallId, DurationMs, ProfileId, SessionId, UtcMs } from '../values.ts'
import type { Service } from './events.ts'

/** What is derived of a call. Its shape is the contract's, so that it crosses without a mapping. */

export type LegState = 'idle' | 'calling' | 'ringing' | 'talking' | 'ended' | 'failed'

export type Leg = {
  number?: string | undefined
  display?: string | undefined
  state: LegState
  calledAt?: UtcMs | undefined
  ringingAt?: UtcMs | undefined
  answeredAt?: UtcMs | undefined
  endedAt?: UtcMs | undefined
  /** Q.850 cause of the fee record. */
  failureCause?: number | undefined
}

export type Phase = 'dialling' | 'unknown' | 'refused' | 'notPlaced' | 'placed' | 'live' | 'ended'

export type CallOutcome =
  | 'ongoing'
  | 'answered'
  | 'noAnswer'
  | 'busy'
  | 'rejected'
  | 'poweredOff'
  | 'unreachable'
  | 'badNumber'
  | 'callerFailed'
  | 'cancelled'
  | 'blocked'
  | 'failed'
  | 'refused'
  | 'notPlaced'
  | 'unknown'

export type CallEnd = {
  at?: UtcMs | undefined
  stateCode?: number | undefined
  stateDesc?: string | undefined
  party?: string | undefined
  teardownPoint?: number | undefined
  sipStatus?: number | undefined
  resultcode?: string | undefined
  httpStatus?: number | undefined
  cause?: string | undefined
}

export type Call = {
  id: CallId
  revision: number
  profileId?: ProfileId | undefined
  sessionId?: SessionId | undefined
  service: Service
  phase: Phase
  outcome: CallOutcome
  startedAt: UtcMs
  a: Leg
  b?: Leg | undefined
  end?: CallEnd | undefined
  talkMs?: DurationMs | undefined
  billedMinutes?: { a: number; b: number } | undefined
  feeReceived: boolean
  digits?: string | undefined
  stopping: boolean
  recording: 'none' | 'requested' | 'made' | 'absent'
  settledByUser: boolean
}

export type TimelineEntry = {
  at: UtcMs
  receivedAt: UtcMs
  source: 'agent' | 'platform' | 'status' | 'fee'
  kind: string
  leg?: 'a' | 'b' | undefined
  params: Record<string, string | number | boolean>
}
