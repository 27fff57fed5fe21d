import type { Service } from '../calls/call.ts'
import { parseDay } from './days.ts'

/**
 * What has a price: a minute of a leg by service, a text message (each part), a number for a month. Callback
 * is charged on both legs (voice-call.md §7), so each has its own.
 */
export const PRICED = [
  'callbackA',
  'callbackB',
  'notification',
  'verification',
  'masked',
  'other',
  'sms',
  'numberMonth',
] as const
export type Priced = (typeof PRICED)[number]

/** Amounts are whole ten-thousandths of a yuan (毫), so that sums are exact. */
export const PER_YUAN = 10_000

/** One line of the price table. It holds from its day until a later line for the same begins. */
export type Price = {
  readonly item: Priced
  /** For one profile only; it goes before a line for all. */
  readonly profileId?: string | undefined
  /** `yyyy-MM-dd`, a day of Beijing time. */
  readonly from: string
  /** Ten-thousandths of a yuan. */
  readonly amount: number
}

/** Minutes as they are billed, of both legs. */
export type Minutes = { readonly minutesA: number; readonly minutesB: number }

/**
 * The listed prices of Voice Call as the platform's pages had them (voice-call.md §7, «may change»). They count for
 * nothing until a person takes them over.
 */
export const SUGGESTED: readonly Pick<Price, 'item' | 'amount'>[] = [
  { item: 'callbackA', amount: 1800 },
  { item: 'callbackB', amount: 1800 },
  { item: 'notification', amount: 1800 },
  { item: 'verification', amount: 1800 },
  { item: 'numberMonth', amount: 300_000 },
]

/** What is charged for a leg of a service. */
const pricedAs = (service: Service, leg: 'a' | 'b'): Priced => {
  if (service !== 'callback') return service
  return leg === 'a' ? 'callbackA' : 'callbackB'
}

export type PriceTable = {
  /** The price on a day; `undefined` when the table has none. */
  on(item: Priced, profileId: string, day: number): number | undefined
  /** The cost of minutes on a day; `undefined` when a price that is needed is missing. */
  cost(minutes: Minutes, service: Service, profileId: string, day: number): number | undefined
  /** Days within a period, its first excluded, from which some price differs; ascending. */
  bordersWithin(from: number, to: number): readonly number[]
}

/** A table of prices as it is asked. Of two lines for the same from the same day the later one counts. */
export function priceTable(prices: readonly Price[]): PriceTable {
  const lines = new Map<string, { day: number; amount: number }[]>()
  const keyOf = (item: Priced, profileId: string) => `${item} ${profileId}`
  for (const { item, profileId = '', from, amount } of prices) {
    const day = parseDay(from)
    if (day === undefined) continue
    const key = keyOf(item, profileId)
    const line = (lines.get(key) ?? []).filter((other) => other.day !== day)
    lines.set(
      key,
      [...line, { day, amount }].sort((one, other) => one.day - other.day),
    )
  }
  const inForce = (key: string, day: number) => lines.get(key)?.findLast((line) => line.day <= day)?.amount

  function on(item: Priced, profileId: string, day: number): number | undefined {
    const own = profileId === '' ? undefined : inForce(keyOf(item, profileId), day)
    return own ?? inForce(keyOf(item, ''), day)
  }
  const ofLeg = (minutes: number, item: Priced, profileId: string, day: number): number | undefined => {
    if (minutes === 0) return 0
    const price = on(item, profileId, day)
    return price === undefined ? undefined : minutes * price
  }
  return {
    on,
    cost({ minutesA, minutesB }, service, profileId, day) {
      const a = ofLeg(minutesA, pricedAs(service, 'a'), profileId, day)
      const b = ofLeg(minutesB, pricedAs(service, 'b'), profileId, day)
      return a === undefined || b === undefined ? undefined : a + b
    },
    bordersWithin(from, to) {
      const days = [...lines.values()].flat().map(({ day }) => day)
      return [...new Set(days)].filter((day) => day > from && day <= to).sort((one, other) => one - other)
    },
  }
}
