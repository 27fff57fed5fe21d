import type { Call, CallEvent, CallRequested, LocalEvent } from '../../../domain/calls/index.ts'
import { type CallId, type E164, isUtcMs, must, type RequestId, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'

export function call(db: Db, id: CallId): Call | undefined {
  const row = db.prepare<[string], { call: string }>('SELECT call FROM call_bodies WHERE call_id = ?').get(id)
  return row === undefined ? undefined : JSON.parse(row.call)
}

export function callEvents(db: Db, id: CallId): { event: CallEvent; receivedAt: UtcMs }[] {
  return db
    .prepare<[string], { payload: string; received_at: UtcMs }>(
      'SELECT payload, received_at FROM event_log WHERE call_id = ? ORDER BY id',
    )
    .all(id)
    .map((row) => ({ event: JSON.parse(row.payload), receivedAt: row.received_at }))
}

export function callByRequest(db: Db, requestId: RequestId): Call | undefined {
  const row = db
    .prepare<[string], { call: string }>(
      'SELECT c.call FROM requests r JOIN call_bodies c ON c.call_id = r.call_id WHERE r.request_id = ?',
    )
    .get(requestId)
  return row === undefined ? undefined : JSON.parse(row.call)
}

/** Calls that are not over, newest first. */
export function currentCalls(db: Db): Call[] {
  return db
    .prepare<[], { call: string }>(
      `SELECT b.call FROM calls c JOIN call_bodies b ON b.rank = c.rank
       WHERE c.open = 1 ORDER BY c.rank DESC LIMIT 200`,
    )
    .all()
    .map((row) => JSON.parse(row.call))
}

/** Callees we dialled, newest first, each once. Looks at the last thousand attempts. */
export function recentNumbers(
  db: Db,
  limit: number,
): { number: E164; lastAt: UtcMs; outcome: Call['outcome'] }[] {
  return db
    .prepare<[number], { number: E164; rank: number; outcome: Call['outcome'] }>(
      `SELECT n.number, recent.rank, k.outcome
       FROM (SELECT dialled_number_id, max(rank) AS rank
             FROM (SELECT rank, dialled_number_id FROM calls
                   WHERE dialled_number_id IS NOT NULL ORDER BY rank DESC LIMIT 1000)
             GROUP BY dialled_number_id ORDER BY 2 DESC LIMIT ?) AS recent
       JOIN numbers n ON n.id = recent.dialled_number_id
       JOIN calls c ON c.rank = recent.rank JOIN call_kinds k ON k.id = c.kind_id
       ORDER BY recent.rank DESC`,
    )
    .all(limit)
    .map((row) => ({ number: row.number, lastAt: startOf(row.rank), outcome: row.outcome }))
}

/** The row id holds the start of the call in milliseconds, times 1024. */
const startOf = (rank: number): UtcMs => must(Math.floor(rank / 1024), isUtcMs, 'time')

export function countCalls(db: Db): number {
  return db.prepare<[], { n: number }>('SELECT coalesce(sum(calls), 0) AS n FROM call_kinds').get()?.n ?? 0
}

/** A page of all calls, oldest first, for exports. */
export function callsFrom(db: Db, after: number, limit: number): { rank: number; call: Call }[] {
  return db
    .prepare<[number, number], { rank: number; call: string }>(
      'SELECT rank, call FROM call_bodies WHERE rank > ? ORDER BY rank LIMIT ?',
    )
    .all(after, limit)
    .map((row) => ({ rank: row.rank, call: JSON.parse(row.call) }))
}

/** Calls whose request was stored and not answered yet. */
export function callsBeingPlaced(db: Db): CallId[] {
  return db
    .prepare<[], { call_id: CallId }>(
      `SELECT b.call_id FROM calls c JOIN call_bodies b ON b.rank = c.rank
       WHERE c.open = 1 AND b.call ->> '$.phase' = 'dialling'`,
    )
    .all()
    .map((row) => row.call_id)
}

/** What a call of ours began with; `undefined` when it was not placed from here. */
export function requestOfCall(db: Db, id: CallId): CallRequested | undefined {
  const row = db
    .prepare<[string], { payload: string }>(
      `SELECT payload FROM event_log WHERE call_id = ? AND push_id IS NULL ORDER BY id LIMIT 1`,
    )
    .get(id)
  const event: LocalEvent | undefined = row === undefined ? undefined : JSON.parse(row.payload)
  switch (event?.kind) {
    case 'dialRequested':
    case 'notifyRequested':
    case 'codeRequested':
      return event
    default:
      return undefined
  }
}

/** Notifications and codes that persons sent one by one, newest first. */
export function sentOneByOne(db: Db, limit: number): Call[] {
  return db
    .prepare<[number], { call: string }>(
      `SELECT c.call FROM (SELECT call_id FROM sent_one_by_one ORDER BY at DESC LIMIT ?) AS sent
       JOIN call_bodies c ON c.call_id = sent.call_id ORDER BY c.rank DESC`,
    )
    .all(limit)
    .map((row) => JSON.parse(row.call))
}
