import type { Binding, BindingEvent } from '../../../domain/bindings/index.ts'
import type { Call } from '../../../domain/calls/index.ts'
import type { BindingId, ProfileId, RequestId, SubscriptionId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { BindingMatch, BindingSearch, NumberLoad } from '../types/bindings.ts'

type Row = { readonly rank: number; readonly binding: string }

const parse = (row: Row): Binding => JSON.parse(row.binding)

export function binding(db: Db, id: BindingId): Binding | undefined {
  const row = db.prepare<[string], Row>('SELECT rank, binding FROM bindings WHERE binding_id = ?').get(id)
  return row === undefined ? undefined : parse(row)
}

export function bindingEvents(db: Db, id: BindingId): BindingEvent[] {
  return db
    .prepare<[string], { payload: string }>(
      'SELECT payload FROM binding_log WHERE binding_id = ? ORDER BY id',
    )
    .all(id)
    .map(({ payload }) => JSON.parse(payload))
}

export function bindingByRequest(db: Db, requestId: RequestId): Binding | undefined {
  const row = db
    .prepare<[string], Row>(
      `SELECT b.rank, b.binding FROM binding_requests r JOIN bindings b ON b.binding_id = r.binding_id
       WHERE r.request_id = ?`,
    )
    .get(requestId)
  return row === undefined ? undefined : parse(row)
}

/** Attempts without an answer, and changes that were under way. */
export function bindingsUnderWay(db: Db): Binding[] {
  return db
    .prepare<[], Row>(
      `SELECT rank, binding FROM bindings WHERE state = 'binding'
       UNION SELECT b.rank, b.binding FROM binding_pairs p JOIN bindings b ON b.binding_id = p.binding_id
       WHERE p.state = 'binding'`,
    )
    .all()
    .map(parse)
}

export function bindingsOfSubscriptions(db: Db, ids: readonly SubscriptionId[]): Binding[] {
  return db
    .prepare<[string], Row>(
      'SELECT rank, binding FROM bindings WHERE subscription_id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids))
    .map(parse)
}

/** Bindings that match exactly, newest first; at most ten thousand. */
export function bindingsWith(db: Db, match: BindingMatch): Binding[] {
  const clauses = ['profile_id = ?', `state IN (${match.states.map(() => '?').join(', ')})`]
  const values: unknown[] = [match.profileId, ...match.states]
  for (const name of ['a', 'b', 'x'] as const) {
    const value = match[name]
    if (value === undefined) continue
    clauses.push(`${name} = ?`)
    values.push(value)
  }
  return db
    .prepare<unknown[], Row>(
      `SELECT rank, binding FROM bindings WHERE ${clauses.join(' AND ')} ORDER BY rank DESC LIMIT 10000`,
    )
    .all(...values)
    .map(parse)
}

/** A page of all bindings of a profile that the ledger holds to be there, by rank, for a comparison. */
export function activeBindings(
  db: Db,
  profileId: ProfileId,
  after: number,
  limit: number,
): { rank: number; binding: Binding }[] {
  return db
    .prepare<[string, number, number], Row>(
      `SELECT rank, binding FROM bindings WHERE profile_id = ? AND state IN ('active', 'unknown') AND rank > ?
       ORDER BY rank LIMIT ?`,
    )
    .all(profileId, after, limit)
    .map((row) => ({ rank: row.rank, binding: parse(row) }))
}

/** Newest first. A life that is over counts as expired, whether anybody has told or not. */
export function searchBindings(
  db: Db,
  { filter, after, limit, now }: BindingSearch,
): { bindings: Binding[]; next?: string; total: number } {
  const clauses: string[] = []
  const values: unknown[] = []
  const add = (clause: string, ...given: unknown[]) => {
    clauses.push(clause)
    values.push(...given)
  }
  if (filter.profileId !== undefined) add('profile_id = ?', filter.profileId)
  if (filter.mode !== undefined) add('mode = ?', filter.mode)
  if (filter.x !== undefined) {
    add('(x = ? OR binding_id IN (SELECT binding_id FROM binding_pairs WHERE y = ?))', filter.x, filter.x)
  }
  if (filter.batchId !== undefined) add('batch_id = ?', filter.batchId)
  if (filter.expiresBefore !== undefined) {
    add("state = 'active' AND expires_at > ? AND expires_at <= ?", now, filter.expiresBefore)
  }
  const states = filter.states ?? []
  if (states.length > 0) {
    add(
      `CASE WHEN state = 'active' AND expires_at <= ? THEN 'expired' ELSE state END
       IN (${states.map(() => '?').join(', ')})`,
      now,
      ...states,
    )
  }
  const part = filter.numberPart?.replace(/^\+86/, '').replace(/^\+/, '')
  if (part !== undefined && part !== '') {
    const backwards = [...part].reverse().join('')
    add(
      `rank IN (SELECT rank FROM binding_digits WHERE key >= ? AND key < ?
        UNION SELECT rank FROM binding_digits WHERE key >= ? AND key < ?
        UNION SELECT rank FROM binding_digits WHERE key = ?)`,
      `f${part}`,
      `f${part}:`,
      `r${backwards}`,
      `r${backwards}:`,
      `e${part}`,
    )
  }
  const where = clauses.length === 0 ? '' : `WHERE ${clauses.join(' AND ')}`
  const total = db
    .prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM bindings ${where}`)
    .get(...values)
  const below = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after)
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT rank, binding FROM bindings ${where === '' ? 'WHERE' : `${where} AND`} rank < ?
       ORDER BY rank DESC LIMIT ?`,
    )
    .all(...values, below, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    bindings: page.map(parse),
    total: total?.n ?? 0,
    ...(rows.length > limit && last !== undefined ? { next: String(last.rank) } : {}),
  }
}

const DAY_MS = 24 * 60 * 60_000

/** How much is on each private number, X and Y alike. */
export function numberLoads(db: Db, now: UtcMs): NumberLoad[] {
  type LoadRow = {
    profile_id: ProfileId
    number: string
    active: number
    soon: number
    unknown: number
    ended: UtcMs | null
  }
  return db
    .prepare<unknown[], LoadRow>(
      `WITH uses AS (
         SELECT profile_id, x AS number, state, expires_at, ended_at FROM bindings WHERE x IS NOT NULL
         UNION ALL
         SELECT b.profile_id, p.y, p.state, p.expires_at, b.ended_at
         FROM binding_pairs p JOIN bindings b ON b.binding_id = p.binding_id WHERE p.y IS NOT NULL
       )
       SELECT profile_id, number,
         sum(state = 'active' AND (expires_at IS NULL OR expires_at > @now)) AS active,
         sum(state = 'active' AND expires_at > @now AND expires_at <= @soon) AS soon,
         sum(state IN ('unknown', 'binding')) AS unknown,
         max(CASE WHEN state IN ('unbound', 'gone', 'expired') THEN ended_at
                  WHEN state = 'active' AND expires_at <= @now THEN expires_at END) AS ended
       FROM uses GROUP BY profile_id, number`,
    )
    .all({ now, soon: now + DAY_MS })
    .map((row) => ({
      profileId: row.profile_id,
      number: row.number,
      active: row.active,
      expiringSoon: row.soon,
      unknown: row.unknown,
      ...(row.ended === null ? {} : { lastEndedAt: row.ended }),
    }))
}

/** Calls through a binding, newest first. */
export function callsOfSubscription(db: Db, id: SubscriptionId, limit: number): Call[] {
  return db
    .prepare<[string, number], { call: string }>(
      `SELECT call FROM call_bodies WHERE call ->> '$.masking.subscriptionId' = ? ORDER BY rank DESC LIMIT ?`,
    )
    .all(id, limit)
    .map((row) => JSON.parse(row.call))
}
