import type { Call, CallEvent } from '../../../domain/calls/index.ts'
import { type CallId, type E164, isUtcMs, must, type RequestId, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'

export function call(db: Db, id: CallId): Call | undefined {
  const row = db.prepare<[string], { call: string }>('SELECT call FROM calls WHERE call_id = ?').get(id)
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
      'SELECT c.call FROM requests r JOIN calls c ON c.call_id = r.call_id WHERE r.request_id = ?',
    )
    .get(requestId)
  return row === undefined ? undefined : JSON.parse(row.call)
}

/** Calls that are not over, newest first. */
export function currentCalls(db: Db): Call[] {
  return db
    .prepare<[], { call: string }>(
      `SELECT call FROM calls WHERE phase IN ('dialling', 'unknown', 'placed', 'live') ORDER BY rank DESC LIMIT 200`,
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
      `SELECT n.number, max(recent.rank) AS rank, recent.outcome
       FROM (SELECT rank, dialled_number_id, outcome FROM calls
             WHERE dialled_number_id IS NOT NULL ORDER BY rank DESC LIMIT 1000) AS recent
       JOIN numbers n ON n.id = recent.dialled_number_id
       GROUP BY recent.dialled_number_id ORDER BY rank DESC LIMIT ?`,
    )
    .all(limit)
    .map((row) => ({ number: row.number, lastAt: startOf(row.rank), outcome: row.outcome }))
}

/** The row id holds the start of the call in milliseconds, times 1024. */
const startOf = (rank: number): UtcMs => must(Math.floor(rank / 1024), isUtcMs, 'time')

export function countCalls(db: Db): number {
  return db.prepare<[], { n: number }>('SELECT count(*) AS n FROM calls').get()?.n ?? 0
}

/** A page of all calls, oldest first, for exports. */
export function callsFrom(db: Db, after: number, limit: number): { rank: number; call: Call }[] {
  return db
    .prepare<[number, number], { rank: number; call: string }>(
      'SELECT rank, call FROM calls WHERE rank > ? ORDER BY rank LIMIT ?',
    )
    .all(after, limit)
    .map((row) => ({ rank: row.rank, call: JSON.parse(row.call) }))
}
