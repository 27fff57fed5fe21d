import type { CallOutcome, Service } from '../calls/call.ts'
import type { Minutes, PriceTable } from './prices.ts'

/** What a call adds to the figures. */
export type Sums = Minutes & {
  /** Attempts of any outcome. */
  readonly calls: number
  /** Those that reached the network and are over. */
  readonly ended: number
  /** Those of them that the customer answered. */
  readonly answered: number
  /** Time that both sides talked, in milliseconds. */
  readonly talkMs: number
}

/** Sums of what is priced alike: one service and profile, within days of one price. */
export type Part = Sums & {
  readonly service: Service
  readonly profileId: string
  /** A day within. */
  readonly day: number
}

/** Sums with what they cost in ten-thousandths of a yuan; `unpriced` minutes had no price and cost nothing here. */
export type Bill = Sums & { readonly amount: number; readonly unpriced: number }

/** Outcomes of attempts that never reached the network, or whose end nobody has told. */
const NOT_ENDED: ReadonlySet<CallOutcome> = new Set(['ongoing', 'refused', 'notPlaced', 'unknown'])

export const hasEnded = (outcome: CallOutcome): boolean => !NOT_ENDED.has(outcome)

const NOTHING: Bill = {
  calls: 0,
  ended: 0,
  answered: 0,
  talkMs: 0,
  minutesA: 0,
  minutesB: 0,
  amount: 0,
  unpriced: 0,
}

const added = (one: Bill, other: Bill): Bill => ({
  calls: one.calls + other.calls,
  ended: one.ended + other.ended,
  answered: one.answered + other.answered,
  talkMs: one.talkMs + other.talkMs,
  minutesA: one.minutesA + other.minutesA,
  minutesB: one.minutesB + other.minutesB,
  amount: one.amount + other.amount,
  unpriced: one.unpriced + other.unpriced,
})

const pricedPart = (part: Part, table: PriceTable): Bill => {
  const { service, profileId, day, ...sums } = part
  const amount = table.cost(sums, service, profileId, day)
  return amount === undefined
    ? { ...sums, amount: 0, unpriced: sums.minutesA + sums.minutesB }
    : { ...sums, amount, unpriced: 0 }
}

/** The sum of parts, each at its own price. */
export const priced = (parts: readonly Part[], table: PriceTable): Bill =>
  parts.reduce((sum, part) => added(sum, pricedPart(part, table)), NOTHING)

/** Parts by what `keyOf` says, each group summed; in the order in which the groups first occur. */
export function pricedBy<K>(
  parts: readonly Part[],
  table: PriceTable,
  keyOf: (part: Part) => K,
): readonly (Bill & { readonly key: K })[] {
  const groups = new Map<K, Bill>()
  for (const part of parts) {
    const key = keyOf(part)
    groups.set(key, added(groups.get(key) ?? NOTHING, pricedPart(part, table)))
  }
  return [...groups].map(([key, sums]) => ({ key, ...sums }))
}
