import { quantile } from '../figures.ts'
import type { KindTimes, PageTimes } from './pages.ts'

export type Row = readonly [name: string, figure: string]

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`

export const p50and95 = (times: readonly number[]) =>
  `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}`

/** @param value and goal in milliseconds */
export const against = (figure: string, value: number, goal: number) =>
  `${figure} (goal ${goal} ms${value > goal ? ', MISSED' : ''})`

/**
 * A line for each figure of every kind, and then the worst of all kinds. A page that was cut short is told beside the
 * times, because a cut is what keeps them low.
 *
 * @param where what was asked, at the head of each line
 * @param goal of p95, in milliseconds
 */
export async function rowsOfKinds(
  where: string,
  kinds: AsyncIterable<KindTimes>,
  goal: number,
): Promise<Row[]> {
  const rows: Row[] = []
  const worst = { first: { p95: 0, name: '' }, next: { p95: 0, name: '' } }
  const all = { pages: 0, cut: 0 }
  for await (const kind of kinds) {
    const { name } = kind
    for (const which of ['first', 'next'] as const) {
      const { ms: times } = kind[which]
      all.pages += times.length
      all.cut += kind[which].cut.length
      if (times.length === 0) continue
      const p95 = quantile(times, 0.95)
      if (p95 > worst[which].p95) worst[which] = { p95, name }
      rows.push([`${where}, ${name}: ${which} page`, against(p50and95(times), p95, goal)])
    }
    if (kind.first.cut.length + kind.next.cut.length > 0)
      rows.push([`${where}, ${name}: cut short`, cutsInWords(kind)])
  }
  for (const which of ['first', 'next'] as const) {
    const { p95, name } = worst[which]
    rows.push([`${where}, ${which} page, worst p95`, against(`${ms(p95)}, ${name}`, p95, goal)])
  }
  rows.push([`${where}, pages cut short`, `${all.cut} of ${all.pages}`])
  return rows
}

function cutsInWords({ first, next, wholeMs }: KindTimes): string {
  const of = ({ ms: times, cut }: PageTimes) =>
    cut.length === 0 ? '0' : `${cut.length} of ${times.length} (calls: ${callsOn(cut)})`
  const whole =
    wholeMs.length === 0
      ? ''
      : `; full, or at the end, after ${ms(quantile(wholeMs, 0.5))}, at worst ${ms(Math.max(...wholeMs))}`
  return `first ${of(first)}, next ${of(next)}${whole}`
}

const callsOn = (cut: readonly number[]) =>
  `fewest ${Math.min(...cut)}, middle ${quantile(cut, 0.5)}, most ${Math.max(...cut)}`
