import type { UtcMs } from '../values.ts'

export {
  BILLING_OFFSET_MS,
  billingDay,
  billingHour,
  dayText,
  monthsOf,
  parseDay,
  startOfBillingDay,
} from './days.ts'
export { PER_YUAN, PRICED, type Price, type PriceTable, priceTable, SUGGESTED } from './prices.ts'
export { type Bill, hasEnded, type Part, priced, pricedBy, type Sums } from './report.ts'

/**
 * Minutes billed for one leg: from its answer to the end, every minute begun counts
 * (numbers-and-billing.md §2). A leg never answered costs nothing; so does one that ended in the second it
 * was answered, which the facts leave open.
 */
export function billedMinutes(answeredAt: UtcMs | undefined, endedAt: UtcMs | undefined): number {
  if (answeredAt === undefined || endedAt === undefined || endedAt <= answeredAt) return 0
  return Math.ceil((endedAt - answeredAt) / 60_000)
}

/** The times of a fee record that its price follows from. */
export type BilledTimes = {
  readonly outAnsweredAt?: UtcMs | undefined
  readonly forwardAnsweredAt?: UtcMs | undefined
  readonly endedAt?: UtcMs | undefined
}

/**
 * Minutes of both legs, each rounded up by itself (voice-call.md §7). A service of one leg has 0 for `b`.
 * Only the fee record decides; a push is not asked (numbers-and-billing.md §2).
 */
export function billCall(fee: BilledTimes): { a: number; b: number } {
  return {
    a: billedMinutes(fee.outAnsweredAt, fee.endedAt),
    b: billedMinutes(fee.forwardAnsweredAt, fee.endedAt),
  }
}
