import type { CallId, CampaignId, DurationMs, ProfileId, SessionId, UtcMs } from '../values.ts'

/** What is derived of a call. Its shape is the contract's, so that it crosses without a mapping. */

export const SERVICES = ['callback', 'notification', 'verification', 'masked', 'other'] as const
export type Service = (typeof SERVICES)[number]

export const LEG_STATES = ['idle', 'calling', 'ringing', 'talking', 'ended', 'failed'] as const
export type LegState = (typeof LEG_STATES)[number]

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

export const PHASES = ['dialling', 'unknown', 'refused', 'notPlaced', 'placed', 'live', 'ended'] as const
export type Phase = (typeof PHASES)[number]

export const OUTCOMES = [
  'ongoing',
  'answered',
  'noAnswer',
  'busy',
  'rejected',
  'poweredOff',
  'unreachable',
  'badNumber',
  'callerFailed',
  'cancelled',
  'blocked',
  'failed',
  'refused',
  'notPlaced',
  'unknown',
] as const
export type CallOutcome = (typeof OUTCOMES)[number]

export const RECORDINGS = ['none', 'requested', 'made', 'absent'] as const

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

/** Of a call through a private number: the binding and the number it went through. */
export type Masking = {
  subscriptionId?: string | undefined
  x?: string | undefined
  /** AXE: as keyed. */
  extension?: string | undefined
  /** toA: to the one whom the binding hides; absent: not told, or outside any binding. */
  direction?: 'toA' | 'fromA' | undefined
  /** The platform asked us what to do with it (mode X). */
  asked: boolean
  hungUpBy?: 'caller' | 'callee' | undefined
  areaCode?: string | undefined
  userData?: string | undefined
}

export type Call = {
  id: CallId
  revision: number
  profileId?: ProfileId | undefined
  sessionId?: SessionId | undefined
  service: Service
  masking?: Masking | undefined
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
  recording: (typeof RECORDINGS)[number]
  settledByUser: boolean
  campaignId?: CampaignId | undefined
}

export type TimelineEntry = {
  at: UtcMs
  receivedAt: UtcMs
  source: 'agent' | 'platform' | 'status' | 'fee'
  kind: string
  leg?: 'a' | 'b' | undefined
  params: Record<string, string | number | boolean>
}
