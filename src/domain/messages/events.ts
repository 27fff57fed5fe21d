import type { E164, SubscriptionId, UtcMs } from '../values.ts'

/** A notice of the platform about a text message (private-number-axb-ax.md §8, -axe-axyb-x.md §4.2). */
export type SmsNotice = {
  readonly kind: 'smsNotice'
  readonly at: UtcMs
  readonly smsId: string
  /** Block: the message is held until our answer. */
  readonly mode: 'notify' | 'block'
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly x?: string | undefined
  readonly subscriptionId?: SubscriptionId | undefined
  readonly content?: string | undefined
  readonly sendResult?: number | undefined
  readonly parts?: number | undefined
  /** AX: 0 others to A, 1 A to others, 2 unknown. */
  readonly direction?: number | undefined
  readonly areaCode?: string | undefined
  readonly userData?: string | undefined
}

/** What we answered to a held message. */
export type SmsAnswered = {
  readonly kind: 'smsAnswered'
  readonly at: UtcMs
  readonly smsId: string
  readonly did: 'pass' | 'drop'
  readonly to?: E164 | undefined
}

export type MessageEvent = SmsNotice | SmsAnswered

/** State of a private number as pushed (§9): 5 normal, 9 suspended, 10 unavailable, 11 frozen. */
export type NumberReport = {
  readonly number: string
  readonly status: string
  readonly cause?: string | undefined
}

export type NumberState = 'unknown' | 'normal' | 'suspended' | 'unavailable' | 'frozen'

const STATES: ReadonlyMap<string, NumberState> = new Map([
  ['5', 'normal'],
  ['9', 'suspended'],
  ['10', 'unavailable'],
  ['11', 'frozen'],
])

/** A status the pages do not name tells nothing. */
export const numberState = (status: string | undefined): NumberState =>
  (status === undefined ? undefined : STATES.get(status)) ?? 'unknown'
