/** Days of Beijing time, both included. */
type Days = { readonly from: number; readonly to: number }

/** The days between the borders: no price changes within one. @param borders first days of new prices, rising */
export const pricedAlike = ({ from, to }: Days, borders: readonly number[]): Days[] =>
  [from, ...borders].map((day, at, all) => ({ from: day, to: (all[at + 1] ?? to + 1) - 1 }))

/** The same days, at most so many at a time. */
export const atATime = ({ from, to }: Days, days: number): Days[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from + 1) / days)) }, (_, at) => ({
    from: from + at * days,
    to: Math.min(to, from + (at + 1) * days - 1),
  }))
