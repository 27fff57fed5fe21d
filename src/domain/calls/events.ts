import type { E164, ProfileId, RequestId, SessionId, UtcMs } from '../values.ts'

/**
 * Everything that can be known about a call, as facts with the time they happened.
 * The log keeps them for ever; `reduceCall` derives the call from any set of them.
 */

export type Service = 'callback' | 'notification' | 'verification' | 'other'

export type DialOptions = {
  readonly record: boolean
  readonly recordHintTone?: string | undefined
  readonly maxDurationMinutes: number
  readonly lastMinVoice?: string | undefined
  readonly lastMinTo?: 'both' | 'toa' | 'tob' | undefined
  readonly preVoice?: string | undefined
  readonly playPreVoice: boolean
  readonly waitVoice?: string | undefined
  readonly calleeMedia: 'all' | 'none' | 'fail'
}

/** The agent asked for a callback; stored before anything is sent. */
export type DialRequested = {
  readonly kind: 'dialRequested'
  readonly at: UtcMs
  readonly requestId: RequestId
  readonly profileId: ProfileId
  readonly caller: E164
  readonly callee: E164
  readonly displayToCaller: E164
  readonly displayToCallee: E164
  readonly options: DialOptions
}

/** resultcode 0: the platform took the request. */
export type DialAccepted = {
  readonly kind: 'dialAccepted'
  readonly at: UtcMs
  readonly sessionId: SessionId
}

/** The platform answered with another resultcode: no phone rang. */
export type DialRefused = {
  readonly kind: 'dialRefused'
  readonly at: UtcMs
  readonly resultcode: string
  readonly httpStatus: number
  readonly resultdesc: string
}

/** The request certainly did not reach the platform (no connection, TLS refused): no phone rang. */
export type DialNotSent = { readonly kind: 'dialNotSent'; readonly at: UtcMs; readonly cause: string }

/** The request may have reached the platform and no usable answer came back. */
export type DialAnswerLost = { readonly kind: 'dialAnswerLost'; readonly at: UtcMs; readonly cause: string }

/** A person said what became of an unknown call. */
export type Settled = {
  readonly kind: 'settled'
  readonly at: UtcMs
  readonly verdict: 'placed' | 'notPlaced'
}

export type StopRequested = { readonly kind: 'stopRequested'; readonly at: UtcMs }
export type StopAnswered = {
  readonly kind: 'stopAnswered'
  readonly at: UtcMs
  /** `'0'`, the platform's code, or our own code when no answer came. */
  readonly resultcode: string
}

/** A status push (voice-call.md §6). `event` is kept as pushed; kinds we do not know are kept too. */
export type StatusReported = {
  readonly kind: 'status'
  readonly at: UtcMs
  readonly sessionId: SessionId
  readonly event: string
  readonly caller?: string | undefined
  readonly called?: string | undefined
  readonly userData?: string | undefined
  readonly digits?: string | undefined
  readonly stateCode?: number | undefined
  readonly stateDesc?: string | undefined
  readonly partyType?: string | undefined
}

/** A fee record (voice-call.md §7). Empty text and absent are the same: no value. */
export type FeeReported = {
  readonly kind: 'fee'
  /** Its callEndTime, else failTime, else the latest time in it. */
  readonly at: UtcMs
  readonly sessionId: SessionId
  readonly appKey?: string | undefined
  readonly icid?: string | undefined
  readonly bindNumber?: string | undefined
  readonly callerNumber?: string | undefined
  readonly calleeNumber?: string | undefined
  readonly forwardDisplay?: string | undefined
  readonly forwardNumber?: string | undefined
  readonly outStartedAt?: UtcMs | undefined
  readonly outRingingAt?: UtcMs | undefined
  readonly outAnsweredAt?: UtcMs | undefined
  readonly outFailureCause?: number | undefined
  readonly forwardStartedAt?: UtcMs | undefined
  readonly forwardRingingAt?: UtcMs | undefined
  readonly forwardAnsweredAt?: UtcMs | undefined
  readonly forwardFailureCause?: number | undefined
  readonly endedAt?: UtcMs | undefined
  readonly failedAt?: UtcMs | undefined
  readonly teardownPoint?: number | undefined
  readonly sipStatus?: number | undefined
  readonly keysPath?: string | undefined
  readonly recorded: boolean
  readonly recordingStartedAt?: UtcMs | undefined
  readonly recordingObject?: string | undefined
  readonly recordingBucket?: string | undefined
  readonly recordingDomain?: string | undefined
  readonly recordingUrl?: string | undefined
  readonly serviceType?: string | undefined
  readonly userData?: string | undefined
}

export type LocalEvent =
  | DialRequested
  | DialAccepted
  | DialRefused
  | DialNotSent
  | DialAnswerLost
  | Settled
  | StopRequested
  | StopAnswered

export type PushedEvent = StatusReported | FeeReported

export type CallEvent = LocalEvent | PushedEvent
