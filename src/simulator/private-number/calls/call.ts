import type { Cancel } from '../../clock.ts'
import type { Recording, StatusEvent } from '../../session.ts'
import type { PrivateNumberApp } from '../account.ts'
import type { Routing } from '../routing.ts'
import type { CallWish, MaskedEnding } from './outcomes.ts'

/** A call to a private number from its arrival to its end; times in simulated milliseconds. */
export type MaskedCall = {
  readonly sessionId: string
  readonly ordinal: number
  readonly app: PrivateNumberApp
  readonly caller: string
  readonly x: string
  readonly wish: CallWish
  readonly placedAt: number
  readonly icid: string
  readonly events: StatusEvent[]
  /** AXE: what was keyed, once it was collected. */
  digits?: string
  /** Once it is known where the call goes. */
  routing?: Routing
  startAt?: number
  alertingAt?: number
  answerAt?: number
  endAt?: number
  ending?: MaskedEnding
  recording?: Recording
  /** Steps still to come. */
  pending: Cancel[]
}
