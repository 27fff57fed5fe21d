import type { Call } from '../../../domain/calls/index.ts'
import { findGaps, TWIN_MS } from '../../../domain/gaps/index.ts'
import type { Db } from '../connection.ts'
import { firstPlace } from '../rank.ts'
import type { GapPage, GapQuery } from '../types/gaps.ts'

type Row = { rank: number; call: string }

const callOf = ({ call }: Row): Call => JSON.parse(call)

/**
 * Looks through one stretch of the history, and hands out what was found, not what was looked through. Stretches
 * go from the newest call to older ones, and other questions may come between two of them.
 */
export function gapsBefore(db: Db, query: GapQuery): GapPage {
  const rows = db
    .prepare<[number, number, number], Row>(
      'SELECT rank, call FROM call_bodies WHERE rank >= ? AND rank < ? ORDER BY rank DESC LIMIT ?',
    )
    .all(firstPlace(query.from), query.before ?? Number.MAX_SAFE_INTEGER, query.calls)
  const calls = rows.map(callOf).reverse()
  const [oldest] = calls
  const rank = rows.at(-1)?.rank
  const counts = { noFee: 0, noRecording: 0, twins: 0, unknownCall: 0 }
  if (oldest === undefined || rank === undefined) return { counts, gaps: [] }
  const before = db
    .prepare<[number, number], Row>(
      'SELECT rank, call FROM call_bodies WHERE rank >= ? AND rank < ? ORDER BY rank',
    )
    .all(firstPlace(oldest.startedAt - TWIN_MS), rank)
    .map(callOf)
  const newestFirst = findGaps(calls, { now: query.now, before }).reverse()
  const gaps = newestFirst.filter(({ kind }) => {
    counts[kind] += 1
    return counts[kind] <= query.wanted[kind]
  })
  return { counts, gaps, ...(rows.length < query.calls ? {} : { before: rank }) }
}
