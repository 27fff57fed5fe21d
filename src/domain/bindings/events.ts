import type { BatchId, ProfileId, RequestId, SubscriptionId, UtcMs } from '../values.ts'
import type { BindingSettings } from './binding.ts'
import type { BoundMode } from './mode.ts'
import type { BindingChange, BindTerms, PairTerms, TemporaryCallee } from './terms.ts'

/**
 * What happened to a binding, in the order in which it was written down. Only ever appended to; the binding is
 * derived from it by `reduceBinding`.
 */

/** What came back for a request. `notSent` is certain; after `lost` the platform may have done it. */
export type Answered<T = object> =
  | ({ readonly kind: 'ok' } & T)
  | {
      readonly kind: 'refused'
      readonly resultcode: string
      readonly httpStatus: number
      readonly resultdesc: string
    }
  | { readonly kind: 'notSent'; readonly cause: string }
  | { readonly kind: 'lost'; readonly cause: string }

/** What the platform told of a binding; what it does not tell is absent. */
export type Observed = {
  readonly mode: BoundMode
  readonly subscriptionId: SubscriptionId
  readonly a?: string | undefined
  readonly b?: string | undefined
  readonly x?: string | undefined
  readonly extension?: string | undefined
  readonly settings: BindingSettings
  /** As told; its zone is not confirmed, so it is never calculated with. */
  readonly subscribeTime?: string | undefined
  readonly pairs?: readonly ObservedPair[] | undefined
}

export type ObservedPair = {
  readonly b: string
  readonly y?: string | undefined
  readonly lifeS?: number | undefined
  readonly waitToneY?: string | undefined
}

/** Stored before anything is sent. A second one is a further attempt after a refusal. */
export type BindRequested = {
  readonly kind: 'bindRequested'
  readonly at: UtcMs
  readonly requestId: RequestId
  readonly profileId: ProfileId
  readonly terms: BindTerms
  readonly batch?: { readonly id: BatchId; readonly row: number } | undefined
}

export type BindAnswered = {
  readonly kind: 'bindAnswered'
  readonly at: UtcMs
  readonly result: Answered<{
    readonly subscriptionId: SubscriptionId
    readonly x?: string | undefined
    readonly extension?: string | undefined
    /** The life in force, when the answer tells it. */
    readonly lifeS?: number | undefined
  }>
}

export type PairRequested = {
  readonly kind: 'pairRequested'
  readonly at: UtcMs
  readonly requestId: RequestId
  readonly pairId: string
  readonly pair: PairTerms
}
export type PairAnswered = {
  readonly kind: 'pairAnswered'
  readonly at: UtcMs
  readonly pairId: string
  readonly result: Answered<{ readonly y?: string | undefined }>
}

export type ModifyAnswered = {
  readonly kind: 'modifyAnswered'
  readonly at: UtcMs
  readonly change: BindingChange
  readonly result: Answered
}

export type CalleeAnswered = {
  readonly kind: 'calleeAnswered'
  readonly at: UtcMs
  readonly callee: TemporaryCallee
  readonly result: Answered
}

/** A change or an unbinding on its way; a stop of the application before the answer leaves a doubt. */
export type Asked = {
  readonly kind: 'asked'
  readonly at: UtcMs
  readonly what: 'modify' | 'unbind' | 'temporaryCallee'
  readonly pairId?: string | undefined
}

export type UnbindAnswered = {
  readonly kind: 'unbindAnswered'
  readonly at: UtcMs
  readonly pairId?: string | undefined
  readonly result: Answered
}

/** The platform was asked, and told of it. */
export type Seen = { readonly kind: 'seen'; readonly at: UtcMs; readonly observed: Observed }
/** The platform was asked, and has no such binding (or pair). */
export type NotSeen = { readonly kind: 'notSeen'; readonly at: UtcMs; readonly pairId?: string | undefined }
/** A binding of which we knew nothing, found at the platform and taken into the ledger. */
export type Met = {
  readonly kind: 'met'
  readonly at: UtcMs
  readonly profileId: ProfileId
  readonly observed: Observed
}
/** What the platform tells counts from now on. */
export type Taken = { readonly kind: 'taken'; readonly at: UtcMs; readonly observed: Observed }

/** A person said what became of it. */
export type BindingSettled = {
  readonly kind: 'settled'
  readonly at: UtcMs
  readonly pairId?: string | undefined
  readonly verdict: 'bound' | 'notBound'
}

export type BindingEvent =
  | BindRequested
  | BindAnswered
  | PairRequested
  | PairAnswered
  | Asked
  | ModifyAnswered
  | CalleeAnswered
  | UnbindAnswered
  | Seen
  | NotSeen
  | Met
  | Taken
  | BindingSettled
