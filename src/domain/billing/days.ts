/**
 * Days of the bill. Both products serve mainland China only and are billed there, so a day is one of Beijing
 * time (UTC+8, without summer time) wherever this machine stands (docs/adr/0019).
 */

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** What Beijing's clocks are ahead of UTC. */
export const BILLING_OFFSET_MS = 8 * HOUR_MS

const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day that a moment lies in, counted from 1970-01-01. */
export const billingDay = (at: number): number => Math.floor((at + BILLING_OFFSET_MS) / DAY_MS)

/** The hour of that day, 0 to 23. */
export const billingHour = (at: number): number =>
  Math.floor((((at + BILLING_OFFSET_MS) % DAY_MS) + DAY_MS) / HOUR_MS) % 24

/** When a day begins, in milliseconds, UTC. */
export const startOfBillingDay = (day: number): number => day * DAY_MS - BILLING_OFFSET_MS

/** `yyyy-MM-dd`. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** @returns the day, or `undefined` for what is no date */
export function parseDay(text: string): number | undefined {
  if (!DAY_FORM.test(text)) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : at / DAY_MS
}

export const isDayText = (text: string): boolean => parseDay(text) !== undefined

/** First days of the calendar months that a period touches; both ends included. */
export function monthsOf(from: number, to: number): readonly number[] {
  const months: number[] = []
  const first = new Date(from * DAY_MS)
  for (let year = first.getUTCFullYear(), month = first.getUTCMonth(); ; month += 1) {
    const day = Date.UTC(year, month, 1) / DAY_MS
    if (day > to) return months
    months.push(day)
    if (month === 11) {
      year += 1
      month = -1
    }
  }
}
