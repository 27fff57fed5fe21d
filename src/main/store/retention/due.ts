import { MAY_BRING_RECORDING_MS } from '../../../domain/retention/index.ts'
import type { Db } from '../connection.ts'
import { firstPlace, PLACES_PER_MS } from '../rank.ts'
import type { DueCount, DueQuery, StoredRetentionKind } from '../types/retention.ts'

type Values = Readonly<Record<string, number>>

/** What is deleted of a kind, as rows with the time that counts; the same words count it and choose it. */
type Due = {
  /** Of the rows themselves. */
  readonly key: string
  readonly from: string
  readonly where: string
  /** Milliseconds, UTC. */
  readonly at: string
}

const notHeld = (callId: string) => `NOT EXISTS (SELECT 1 FROM holds h WHERE h.call_id = ${callId})`

/**
 * A call stays while it is held, while its recording waits or may still be asked for, and while it is so young
 * that news of a recording may come.
 */
const CALLS: Due = {
  key: 'c.rank',
  from: 'calls c JOIN call_bodies b ON b.rank = c.rank',
  where: `c.rank < @beforeRank AND ${notHeld('b.call_id')}
    AND NOT EXISTS (
      SELECT 1 FROM recordings r WHERE r.call_id = b.call_id
        AND (r.state IN ('waiting', 'fetching') OR (r.state = 'lost' AND r.deadline > @now))
    )
    AND (c.rank < @settledRank OR b.call ->> '$.feeReceived' = 1
      OR b.call ->> '$.phase' IN ('refused', 'notPlaced'))`,
  at: `c.rank / ${PLACES_PER_MS}`,
}

/** Everything but calls is found by an index on its time, so no step has to pass what stays. */
const OTHERS: Readonly<Record<Exclude<StoredRetentionKind, 'calls'>, Due>> = {
  recordings: {
    key: 'r.call_id',
    from: 'recordings r',
    where: `r.state = 'ready' AND r.over_at < @before AND ${notHeld('r.call_id')}`,
    at: 'r.over_at',
  },
  pushBodies: {
    key: 'p.id',
    from: 'push_log p',
    where: `p.received_at < @before AND p.body <> x''
      AND NOT EXISTS (SELECT 1 FROM event_log e JOIN holds h ON h.call_id = e.call_id WHERE e.push_id = p.id)`,
    at: 'p.received_at',
  },
  quarantine: { key: 'q.id', from: 'quarantine q', where: 'q.received_at < @before', at: 'q.received_at' },
  messages: {
    key: 'm.rank',
    from: 'messages m',
    where: 'm.rank < @beforeRank',
    at: `m.rank / ${PLACES_PER_MS}`,
  },
  bindings: {
    key: 'g.rank',
    from: 'bindings g',
    where: `CASE g.state
        WHEN 'active' THEN g.expires_at < @before
        WHEN 'binding' THEN 0 WHEN 'unknown' THEN 0
        ELSE coalesce(g.ended_at, g.rank / ${PLACES_PER_MS}) < @before END
      AND NOT EXISTS (
        SELECT 1 FROM call_bodies b JOIN holds h ON h.call_id = b.call_id
        WHERE b.call ->> '$.masking.subscriptionId' = g.subscription_id
          AND b.call ->> '$.masking.subscriptionId' IS NOT NULL
      )`,
    at: `coalesce(g.ended_at, g.expires_at, g.rank / ${PLACES_PER_MS})`,
  },
}

const valuesOf = ({ before, now }: DueQuery): Values => ({
  before,
  beforeRank: firstPlace(before),
  now,
  settledRank: firstPlace(Math.max(0, now - MAY_BRING_RECORDING_MS)),
})

/** Names that stand in a text of SQL; SQLite refuses values for others. */
const named = (sql: string, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => new RegExp(`@${name}\\b`).test(sql)))

/** How much of a kind would go now, and the oldest and newest of it. Calls are counted in steps. */
export function countDue(db: Db, query: DueQuery): DueCount {
  const step = query.kind === 'calls' ? callStep(db, query) : undefined
  if (query.kind === 'calls' && step === undefined) return { count: 0 }
  const due = query.kind === 'calls' ? CALLS : OTHERS[query.kind]
  const where = step === undefined ? due.where : `c.rank > @after AND c.rank <= @last AND ${due.where}`
  const sql = `SELECT count(*) AS count, min(${due.at}) AS oldest, max(${due.at}) AS newest
    FROM ${due.from} WHERE ${where}`
  const found = db
    .prepare<[Values], { count: number; oldest: number | null; newest: number | null }>(sql)
    .get(named(sql, { ...valuesOf(query), ...step }))
  return {
    count: found?.count ?? 0,
    ...(found?.oldest == null ? {} : { oldest: found.oldest }),
    ...(found?.newest == null ? {} : { newest: found.newest }),
    ...(step === undefined ? {} : { next: step.last }),
  }
}

/** The stretch of calls that this step looks at. */
function callStep(db: Db, query: DueQuery): { after: number; last: number } | undefined {
  const after = query.after ?? -1
  const last = db
    .prepare<[number, number, number], { last: number | null }>(
      'SELECT max(rank) AS last FROM (SELECT rank FROM calls WHERE rank > ? AND rank < ? ORDER BY rank LIMIT ?)',
    )
    .get(after, firstPlace(query.before), query.limit)?.last
  return last == null ? undefined : { after, last }
}

/** The keys of what goes next: of calls within the next stretch, of the others so many as there are. */
export function dueKeys<K extends number | string>(
  db: Db,
  query: DueQuery,
): { keys: K[]; next?: number | undefined } {
  if (query.kind !== 'calls') {
    const { key, from, where } = OTHERS[query.kind]
    const sql = `SELECT ${key} AS key FROM ${from} WHERE ${where} LIMIT @limit`
    const rows = db
      .prepare<[Values], { key: K }>(sql)
      .all(named(sql, { ...valuesOf(query), limit: query.limit }))
    return { keys: rows.map(({ key: k }) => k), ...(rows.length < query.limit ? {} : { next: 0 }) }
  }
  const step = callStep(db, query)
  if (step === undefined) return { keys: [] }
  const sql = `SELECT b.call_id AS key FROM ${CALLS.from}
    WHERE c.rank > @after AND c.rank <= @last AND ${CALLS.where}`
  const rows = db.prepare<[Values], { key: K }>(sql).all(named(sql, { ...valuesOf(query), ...step }))
  return { keys: rows.map(({ key }) => key), next: step.last }
}
