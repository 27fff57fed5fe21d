import type { CallId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { StoredHold } from '../types/retention.ts'

export function hold(db: Db, callId: CallId): StoredHold | undefined {
  return db
    .prepare<[string], StoredHold>(
      'SELECT call_id AS callId, placed_at AS placedAt, reason FROM holds WHERE call_id = ?',
    )
    .get(callId)
}

export function countHolds(db: Db): number {
  return db.prepare<[], { n: number }>('SELECT count(*) AS n FROM holds').get()?.n ?? 0
}

/** Calls that are held already keep their reason and time. @returns how many are held now that were not */
export function placeHolds(db: Db, callIds: readonly CallId[], reason: string, at: UtcMs): number {
  const place = db.prepare<[number, string, string]>(
    `INSERT INTO holds (call_id, placed_at, reason)
     SELECT call_id, ?, ? FROM call_bodies WHERE call_id = ? ON CONFLICT (call_id) DO NOTHING`,
  )
  return callIds.reduce((sum, id) => sum + place.run(at, reason, id).changes, 0)
}

/** @returns how many were held */
export function liftHolds(db: Db, callIds: readonly CallId[]): number {
  const lift = db.prepare<[string]>('DELETE FROM holds WHERE call_id = ?')
  return callIds.reduce((sum, id) => sum + lift.run(id).changes, 0)
}

/** Two calls turn out to be one: the one that stays is held if either was. */
export function moveHold(db: Db, from: CallId, to: CallId): void {
  db.prepare<[string, string]>(
    'INSERT OR IGNORE INTO holds (call_id, placed_at, reason) SELECT ?, placed_at, reason FROM holds WHERE call_id = ?',
  ).run(to, from)
  db.prepare<[string]>('DELETE FROM holds WHERE call_id = ?').run(from)
}
