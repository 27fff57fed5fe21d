import type { E164, UtcMs } from '../values.ts'
import type { Card, Current, Score } from './records.ts'
import { resultOf } from './score.ts'

/** How the reviewed calls of one agent came out. */
export type AgentResult = {
  /** Absent: calls whose agent is not known. */
  readonly agent?: E164 | undefined
  readonly scores: number
  /** Mean of the results in per cent; absent when none of them has one. */
  readonly mean?: number | undefined
  /** Calls that one item alone failed. */
  readonly failed: number
  /** Scores of which versions were written apart; the newest counts until somebody decides. */
  readonly apart: number
  readonly weeks: readonly { readonly from: UtcMs; readonly mean: number; readonly scores: number }[]
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Results by agent, who has most scores first. Each score counts with the version of the card it was given on.
 *
 * @param weekOf the beginning of the week that a moment lies in
 */
export function resultsByAgent(
  scores: readonly Current<Score>[],
  cards: ReadonlyMap<string, Pick<Card, 'items'>>,
  weekOf: (at: UtcMs) => UtcMs,
): AgentResult[] {
  const byAgent = Map.groupBy(scores, ({ heads }) => heads[0].record.call.agent)
  return [...byAgent]
    .map(([agent, own]): AgentResult => {
      const results = own.flatMap(({ heads }) => {
        const { record } = heads[0]
        const card = cards.get(record.card)
        return card === undefined ? [] : [{ at: record.call.startedAt, ...resultOf(card, record.answers) }]
      })
      const percents = results.flatMap(({ percent }) => percent ?? [])
      const weeks = [...Map.groupBy(results, ({ at }) => weekOf(at))]
        .flatMap(([from, inWeek]) => {
          const middle = mean(inWeek.flatMap(({ percent }) => percent ?? []))
          return middle === undefined ? [] : [{ from, mean: middle, scores: inWeek.length }]
        })
        .sort((one, other) => one.from - other.from)
      const whole = mean(percents)
      return {
        ...(agent === undefined ? {} : { agent }),
        scores: own.length,
        ...(whole === undefined ? {} : { mean: whole }),
        failed: results.filter(({ failedBy }) => failedBy.length > 0).length,
        apart: own.filter(({ heads }) => heads.length > 1).length,
        weeks,
      }
    })
    .sort((one, other) => other.scores - one.scores)
}
