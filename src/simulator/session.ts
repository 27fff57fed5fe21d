import type { Ending } from './call-plan.ts'
import type { Cancel } from './clock.ts'
import type { AppSpec } from './options.ts'
import type { Outcome } from './outcomes.ts'
import type { CallRequest } from './request-rules.ts'

/** One call that the platform places to one party; times in simulated milliseconds. */
export type Leg = {
  readonly name: 'A' | 'B'
  readonly caller: string
  readonly called: string
  startAt?: number
  alertingAt?: number
  answerAt?: number
  releasedAt?: number
}

/** A recording kept by the platform. */
export type Recording = {
  readonly appKey: string
  readonly fileName: string
  readonly domain: string
  readonly bucket: string
  readonly startAt: number
  readonly endAt: number
  readonly seed: string
  /** A link to the file, valid from now. */
  directUrl(): string
}

/** A status event as it was made, whether or not anybody asked for pushes. */
export type StatusEvent = { readonly eventType: string; readonly statusInfo: Record<string, string | number> }

/** A call from its acceptance to its end. */
export type Session = {
  readonly sessionId: string
  readonly app: AppSpec
  readonly request: CallRequest
  readonly outcome: Outcome
  readonly placedAt: number
  readonly icid: string
  readonly bindNum: string
  readonly statusUrl: string | undefined
  readonly feeUrl: string | undefined
  readonly legs: { readonly A: Leg; readonly B?: Leg }
  readonly events: StatusEvent[]
  readonly digits: string[]
  ivrAt?: number
  ttsPlays: number
  endAt?: number
  ending?: Ending
  recording?: Recording
  /** Steps still to come. */
  pending: Cancel[]
}
