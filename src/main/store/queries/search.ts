import type { Call } from '../../../domain/calls/index.ts'
import type { Db } from '../connection.ts'
import { firstPlace } from '../rank.ts'
import type { Search, SearchFilter } from '../types.ts'

type Ranked = { rank: number; call: string }

/** Above this many numbers it is cheaper to walk the calls by time than to merge the calls of each number. */
const MOST_NUMBERS = 1500

/**
 * Calls that match, newest first. Each way in is an index: the numbers that hold the wanted part, else each
 * wanted outcome, else the profile, else time. Several lists are merged by their heads, so a page costs the
 * page, not the history.
 */
export function searchCalls(db: Db, query: Search): { calls: Call[]; next?: string } {
  const { filter, limit } = query
  const below = Math.min(
    query.after === undefined ? Number.MAX_SAFE_INTEGER : Number(query.after),
    filter.to === undefined ? Number.MAX_SAFE_INTEGER : firstPlace(filter.to),
  )
  const above = filter.from === undefined ? 0 : firstPlace(filter.from)
  // One more than asked for tells whether there is a next page.
  const wanted = { below, above, limit: limit + 1 }
  const rows = pageOf(db, filter, wanted)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const calls = page.map((row): Call => JSON.parse(row.call))
  return rows.length > limit && last !== undefined ? { calls, next: String(last.rank) } : { calls }
}

type Wanted = { below: number; above: number; limit: number }

function pageOf(db: Db, filter: SearchFilter, wanted: Wanted): Ranked[] {
  const { clause, values } = conditions(filter)
  const part = filter.numberPart?.replace(/^\+86/, '').replace(/^\+/, '')
  if (part !== undefined && part !== '') {
    const ids = numbersWith(db, part)
    if (ids === undefined) return scanByTime(db, part, { clause, values }, wanted)
    const statement = db.prepare<unknown[], Ranked>(
      `SELECT c.rank, c.call FROM call_numbers n JOIN calls c ON c.rank = n.rank
       WHERE n.number_id = ? AND n.rank < ? AND n.rank >= ? ${clause} ORDER BY n.rank DESC LIMIT ?`,
    )
    return merge(ids, (id, below) => statement.all(id, below, wanted.above, ...values, wanted.limit), wanted)
  }
  const { outcomes, profileId } = filter
  if (outcomes !== undefined && outcomes.length > 0) {
    const statement = db.prepare<unknown[], Ranked>(
      `SELECT c.rank, c.call FROM calls c
       WHERE c.outcome = ? AND c.rank < ? AND c.rank >= ? ${profileId === undefined ? '' : 'AND c.profile_id = ?'}
       ORDER BY c.rank DESC LIMIT ?`,
    )
    const profile = profileId === undefined ? [] : [profileId]
    return merge(
      [...new Set(outcomes)],
      (outcome, below) => statement.all(outcome, below, wanted.above, ...profile, wanted.limit),
      wanted,
    )
  }
  return db
    .prepare<unknown[], Ranked>(
      `SELECT c.rank, c.call FROM calls c WHERE c.rank < ? AND c.rank >= ? ${clause} ORDER BY c.rank DESC LIMIT ?`,
    )
    .all(wanted.below, wanted.above, ...values, wanted.limit)
}

/** What the way in does not settle is checked row by row. */
function conditions(filter: SearchFilter): { clause: string; values: string[] } {
  const outcomes = [...new Set(filter.outcomes ?? [])]
  const parts = [
    ...(outcomes.length > 0 ? [`AND c.outcome IN (${outcomes.map(() => '?').join(', ')})`] : []),
    ...(filter.profileId === undefined ? [] : ['AND c.profile_id = ?']),
  ]
  return {
    clause: parts.join(' '),
    values: [...outcomes, ...(filter.profileId === undefined ? [] : [filter.profileId])],
  }
}

/** Ids of the numbers that hold the part; `undefined` when they are too many to go through one by one. */
function numbersWith(db: Db, part: string): number[] | undefined {
  const found = new Set<number>()
  const reversed = [...part].reverse().join('')
  const add = (rows: readonly { id: number }[]) => {
    for (const row of rows) found.add(row.id)
    return found.size <= MOST_NUMBERS
  }
  const ending = db
    .prepare<unknown[], { id: number }>('SELECT id FROM numbers WHERE reversed >= ? AND reversed < ? LIMIT ?')
    .all(reversed, `${reversed}:`, MOST_NUMBERS + 1)
  if (!add(ending)) return undefined
  // A trigram index knows nothing of one or two digits; then the calls are walked by time.
  if (part.length < 3) return undefined
  const inside = db
    .prepare<unknown[], { id: number }>(
      `SELECT n.id FROM numbers_parts JOIN numbers n ON n.id = numbers_parts.rowid
       WHERE numbers_parts MATCH ? AND n.digits LIKE ? LIMIT ?`,
    )
    .all(`"${part.length > 3 ? trigrams(part).join('" AND "') : part}"`, `%${part}%`, MOST_NUMBERS + 1)
  return add(inside) ? [...found] : undefined
}

/** Without positions (`detail=none`) a longer part is the meeting of its trigrams. */
const trigrams = (part: string): string[] =>
  Array.from({ length: part.length - 2 }, (_, at) => part.slice(at, at + 3))

function scanByTime(
  db: Db,
  part: string,
  { clause, values }: { clause: string; values: string[] },
  wanted: Wanted,
): Ranked[] {
  return db
    .prepare<unknown[], Ranked>(
      `SELECT c.rank, c.call FROM calls c
       WHERE c.rank < ? AND c.rank >= ? ${clause}
         AND EXISTS (SELECT 1 FROM call_numbers cn JOIN numbers n ON n.id = cn.number_id
                     WHERE cn.rank = c.rank AND n.digits LIKE ?)
       ORDER BY c.rank DESC LIMIT ?`,
    )
    .all(wanted.below, wanted.above, ...values, `%${part}%`, wanted.limit)
}

/** The newest of several lists that are each newest first; a call on two lists comes once. */
function merge<K>(keys: readonly K[], list: (key: K, below: number) => Ranked[], wanted: Wanted): Ranked[] {
  let found: Ranked[] = []
  let floor = 0
  for (const key of keys) {
    const fresh = list(key, wanted.below).filter((row) => row.rank >= floor)
    if (fresh.length === 0) continue
    const byRank = new Map([...found, ...fresh].map((row) => [row.rank, row]))
    found = [...byRank.values()].sort((one, other) => other.rank - one.rank).slice(0, wanted.limit)
    floor = found.length < wanted.limit ? 0 : (found.at(-1)?.rank ?? 0)
  }
  return found
}
