import { billingDay, dayText, parseDay } from '../../../domain/billing/index.ts'
import type { CostReport } from './store.ts'

export type Period = { readonly from: string; readonly to: string }

/** The calendar month so many months before the one of a moment; the present one ends today. */
export function monthPeriod(now: number, back: number): Period {
  const today = billingDay(now)
  const [year = 1970, month = 1] = dayText(today).split('-').map(Number)
  const first = Date.UTC(year, month - 1 - back, 1) / 86_400_000
  const last = Date.UTC(year, month - back, 0) / 86_400_000
  return { from: dayText(first), to: dayText(Math.min(last, today)) }
}

/** Days that end today. */
export function lastDays(now: number, days: number): Period {
  const today = billingDay(now)
  return { from: dayText(today - days + 1), to: dayText(today) }
}

export type DayPoint = {
  readonly day: string
  readonly talkMinutes: number
  /** Per cent; `null` on a day without a call that ended. */
  readonly rate: number | null
  readonly ended: number
  readonly answered: number
}

/** Every day of a period, also those without calls, for a chart. */
export function dayPoints(period: Period, days: CostReport['days']): readonly DayPoint[] {
  const known = new Map(days.map((day) => [day.day, day]))
  const from = parseDay(period.from) ?? 0
  const to = parseDay(period.to) ?? from
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const day = dayText(from + at)
    const { ended = 0, answered = 0, talkMs = 0 } = known.get(day) ?? {}
    return {
      day,
      talkMinutes: Math.round(talkMs / 6000) / 10,
      rate: rateOf(answered, ended),
      ended,
      answered,
    }
  })
}

/** Per cent with one decimal; `null` when nothing ended. */
export const rateOf = (answered: number, ended: number): number | null =>
  ended === 0 ? null : Math.round((answered / ended) * 1000) / 10

/** All hours of the day, also those without calls. */
export const hourPoints = (hours: CostReport['hours']) =>
  Array.from({ length: 24 }, (_, hour) => {
    const { ended = 0, answered = 0, calls = 0 } = hours.find((one) => one.hour === hour) ?? {}
    return { hour: String(hour).padStart(2, '0'), answered, missed: ended - answered, calls }
  })

/** Why calls were not answered, the most frequent first; what the outcome has no code for stands as the outcome. */
export const failures = (reasons: CostReport['reasons'], most: number) =>
  reasons.filter(({ outcome }) => outcome !== 'answered' && outcome !== 'ongoing').slice(0, most)
