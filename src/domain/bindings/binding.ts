import type { BatchId, BindingId, ProfileId, SubscriptionId, UtcMs } from '../values.ts'
import type { BoundMode } from './mode.ts'
import type { Direction, NoCallback } from './terms.ts'

/** What is derived of a binding. Its shape is the contract's, so that it crosses without a mapping. */

/**
 * Every setting that a binding of any mode can have, as far as it is known. What the platform does not tell in
 * its answer to a query stays absent and is not compared.
 */
export type BindingSettings = {
  direction?: Direction | undefined
  /** Seconds, 0 = never ends. */
  lifeS?: number | undefined
  callbackLifeS?: number | undefined
  pairLifeS?: number | undefined
  record?: boolean | undefined
  recordHintTone?: string | undefined
  /** Minutes, 0 = no limit. */
  maxDurationMinutes?: number | undefined
  lastMinVoice?: string | undefined
  sms?: boolean | undefined
  on?: boolean | undefined
  waitToneA?: string | undefined
  waitToneB?: string | undefined
  waitToneX?: string | undefined
  noCallback?: NoCallback | undefined
  userData?: string | undefined
}

/**
 * binding: sent, no answer yet · unknown: the answer was lost, so it may be bound · refused, notSent: it is not ·
 * active: bound, until `expiresAt` if there is one · expired: its life is over · unbound: we or somebody unbound
 * it · gone: the platform does not have it any more, and we did not unbind it.
 */
export const BINDING_STATES = [
  'binding',
  'unknown',
  'refused',
  'notSent',
  'active',
  'expired',
  'unbound',
  'gone',
] as const
export type BindingState = (typeof BINDING_STATES)[number]

/** A change whose answer was lost: the platform may or may not have made it. */
export type Doubt = 'modify' | 'unbind' | 'temporaryCallee'

export type BindingProblem = {
  resultcode?: string | undefined
  httpStatus?: number | undefined
  resultdesc?: string | undefined
  /** Our own code when the request did not get through, or its answer did not come. */
  cause?: string | undefined
}

/** One B of an AXYB binding. */
export type BindingPair = {
  id: string
  b: string
  y?: string | undefined
  state: BindingState
  lifeS?: number | undefined
  waitToneY?: string | undefined
  boundAt?: UtcMs | undefined
  expiresAt?: UtcMs | undefined
  problem?: BindingProblem | undefined
  doubt?: Doubt | undefined
}

export type Binding = {
  id: BindingId
  /** Rises with every change; the higher one wins. */
  revision: number
  profileId: ProfileId
  mode: BoundMode
  state: BindingState
  subscriptionId?: SubscriptionId | undefined
  a: string
  b?: string | undefined
  /** Known at once when asked for by number, else with the answer. */
  x?: string | undefined
  /** City asked for, while X is not known. */
  areaCode?: string | undefined
  extension?: string | undefined
  pairs: BindingPair[]
  settings: BindingSettings
  /** desk: a person bound it · batch: a row of a file did · met: it was found at the platform. */
  origin: 'desk' | 'batch' | 'met'
  batchId?: BatchId | undefined
  /** Line of the file, from 1. */
  row?: number | undefined
  startedAt: UtcMs
  boundAt?: UtcMs | undefined
  /** Absent: never, or not known. */
  expiresAt?: UtcMs | undefined
  endedAt?: UtcMs | undefined
  changedAt: UtcMs
  /** When the platform was last asked about it. */
  checkedAt?: UtcMs | undefined
  temporaryCallee?: { number: string; until: UtcMs } | undefined
  problem?: BindingProblem | undefined
  doubt?: Doubt | undefined
  settledByUser: boolean
}

/** One line of a binding's history. */
export type BindingEntry = {
  at: UtcMs
  source: 'desk' | 'platform' | 'query'
  kind: string
  params: Record<string, string | number | boolean>
}
