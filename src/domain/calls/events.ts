import type { CampaignId, E164, ProfileId, RequestId, SessionId, TemplateId, UtcMs } from '../values.ts'
import type { Call } from './call.ts'

/**
 * Everything that can be known about a call, as facts with the time they happened.
 * The log keeps them for ever; `reduceCall` derives the call from any set of them.
 */

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

export type Collected = { readonly digits: number; readonly replayOn?: string | undefined }

/** A content as it was sent: a template with the platform's id and its text of that moment. */
export type SentContent =
  | { readonly kind: 'prompt'; readonly name: string; readonly collect?: Collected | undefined }
  | {
      readonly kind: 'template'
      readonly templateId: TemplateId
      readonly platformTemplateId: string
      readonly text: string
      readonly values: readonly string[]
      readonly collect?: Collected | undefined
    }

/** A voice notification was asked for, by a person or by a campaign; stored before anything is sent. */
export type NotifyRequested = {
  readonly kind: 'notifyRequested'
  readonly at: UtcMs
  readonly requestId: RequestId
  readonly profileId: ProfileId
  readonly callee: E164
  readonly display: E164
  readonly contents: readonly SentContent[]
  readonly campaignId?: CampaignId | undefined
}

/** A verification code was asked for; the code itself is kept nowhere. */
export type CodeRequested = {
  readonly kind: 'codeRequested'
  readonly at: UtcMs
  readonly requestId: RequestId
  readonly profileId: ProfileId
  readonly callee: E164
  readonly display: E164
  /** How long the code was. */
  readonly digits: number
  readonly options: {
    readonly before: string
    readonly after?: string | undefined
    readonly times: number
  }
}

/** What a call of ours begins with. */
export type CallRequested = DialRequested | NotifyRequested | CodeRequested

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
  /** Private Number: the binding. */
  readonly subscriptionId?: string | undefined
  /** Private Number, mode X: `Block` is a question. */
  readonly notifyMode?: string | undefined
  /** Private Number, mode X (`callRelDirection`): 1 the caller, 2 the called party hung up. */
  readonly releasedBy?: number | undefined
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
  /** Private Number from here on. The call reached the platform: */
  readonly calledInAt?: UtcMs | undefined
  /** 0 to A, 1 from A, 2 outside any binding. */
  readonly direction?: number | undefined
  readonly subscriptionId?: string | undefined
  readonly extension?: string | undefined
  readonly notifyMode?: string | undefined
  readonly releasedBy?: number | undefined
  readonly areaCode?: string | undefined
}

/** A call that another installation knew, taken in as it was there. Whatever is told of it here outweighs it. */
export type Imported = { readonly kind: 'imported'; readonly at: UtcMs; readonly call: Call }

export type LocalEvent =
  | Imported
  | CallRequested
  | DialAccepted
  | DialRefused
  | DialNotSent
  | DialAnswerLost
  | Settled
  | StopRequested
  | StopAnswered

export type PushedEvent = StatusReported | FeeReported

export type CallEvent = LocalEvent | PushedEvent
