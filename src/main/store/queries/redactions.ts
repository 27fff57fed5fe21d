import type { CallId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { StoredRedaction } from '../types/redactions.ts'

/** Redactions of a call, oldest first; without a call, those that are not done. */
export function redactions(db: Db, callId?: CallId): StoredRedaction[] {
  const rows =
    callId === undefined
      ? db.prepare<[], { redaction: string }>("SELECT redaction FROM redactions WHERE state <> 'done'").all()
      : db
          .prepare<[string], { redaction: string }>(
            'SELECT redaction FROM redactions WHERE call_id = ? ORDER BY at, id',
          )
          .all(callId)
  return rows.map((row) => JSON.parse(row.redaction))
}

/** Whether any recording was ever redacted. */
export const hasRedactions = (db: Db): boolean =>
  db.prepare('SELECT 1 FROM redactions LIMIT 1').get() !== undefined

export function saveRedaction(db: Db, redaction: StoredRedaction): void {
  db.prepare<[string, string, number, string, string]>(
    `INSERT INTO redactions (id, call_id, at, state, redaction) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, redaction = excluded.redaction`,
  ).run(redaction.id, redaction.callId, redaction.at, redaction.state, JSON.stringify(redaction))
}
