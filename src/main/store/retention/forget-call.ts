import type { CallId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { createForgotten } from './forgotten.ts'

type NumberIds = { a: number | null; b: number | null; dialled: number | null }

/**
 * Takes away a call with everything that is kept of it: the events it is derived from, what people added, its
 * place in every index, numbers that nothing else names, and the bodies of its pushes, unless they tell of a call
 * under hold. Hashes stay, so that no late push brings it back, and so does the id of the request, so that a
 * request is never placed twice. Runs inside a transaction of the caller.
 *
 * @param leave takes a call out of the derived tables
 */
export function createForgetCall(db: Db, leave: (callId: CallId) => void): (callId: CallId) => void {
  const forgotten = createForgotten(db)
  const numbersOf = db.prepare<[string], NumberIds>(
    `SELECT c.a_number_id AS a, c.b_number_id AS b, c.dialled_number_id AS dialled
     FROM call_bodies b JOIN calls c ON c.rank = b.rank WHERE b.call_id = ?`,
  )
  const sessionsOf = db.prepare<[string], { session: string | null }>(
    `SELECT DISTINCT coalesce(payload ->> '$.sessionId', payload ->> '$.call.sessionId') AS session
     FROM event_log WHERE call_id = ?`,
  )
  const unlinkSession = db.prepare<[string]>('DELETE FROM sessions WHERE session_id = ?')
  const removeSessionRecords = db.prepare<[string]>('DELETE FROM review_records WHERE session_id = ?')
  const pushesOf = db.prepare<[string], { id: number }>(
    'SELECT DISTINCT push_id AS id FROM event_log WHERE call_id = ? AND push_id IS NOT NULL',
  )
  const emptyPush = db.prepare<[number]>(
    `UPDATE push_log SET body = x'', headers = '{}' WHERE id = ?
       AND NOT EXISTS (SELECT 1 FROM event_log e JOIN holds h ON h.call_id = e.call_id WHERE e.push_id = push_log.id)`,
  )
  const removeFile = db.prepare<[string]>(
    `INSERT OR IGNORE INTO files_to_remove (call_id)
     SELECT call_id FROM recordings WHERE call_id = ? AND state IN ('ready', 'lost')`,
  )
  const unlinkRow = db.prepare<[string, string]>(
    `UPDATE campaign_rows SET call_id = NULL WHERE call_id = ? AND (campaign, row) IN
       (SELECT campaign, row FROM campaign_attempts WHERE call_id = ?)`,
  )
  const removals = [
    'event_log',
    'call_marks',
    'call_tags',
    'reminders',
    'sent_one_by_one',
    'recordings',
    'review_records',
    'redactions',
  ].map((table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE call_id = ?`))
  const number = db.prepare<[{ id: number }], { digits: string }>(
    `SELECT digits FROM numbers n WHERE id = @id
       AND NOT EXISTS (SELECT 1 FROM call_numbers WHERE number_id = @id)
       AND NOT EXISTS (SELECT 1 FROM number_names WHERE number_id = @id)
       AND NOT EXISTS (
         SELECT 1 FROM calls WHERE dialled_number_id = @id AND dialled_number_id IS NOT NULL
           AND dialled_number_id IS NOT a_number_id AND dialled_number_id IS NOT b_number_id
       )`,
  )
  const removeParts = db.prepare<[number, string]>(
    `INSERT INTO numbers_parts (numbers_parts, rowid, digits) VALUES ('delete', ?, ?)`,
  )
  const removeNumber = db.prepare<[number]>('DELETE FROM numbers WHERE id = ?')

  function letGo(id: number): void {
    const unused = number.get({ id })
    if (unused === undefined) return
    removeParts.run(id, unused.digits)
    removeNumber.run(id)
  }

  return (callId) => {
    const numbers = numbersOf.get(callId)
    const sessions = sessionsOf.all(callId).flatMap(({ session }) => session ?? [])
    const pushes = pushesOf.all(callId)
    forgotten.remember('call', callId)
    for (const session of sessions) {
      forgotten.remember('session', session)
      unlinkSession.run(session)
      removeSessionRecords.run(session)
    }
    removeFile.run(callId)
    unlinkRow.run(callId, callId)
    leave(callId)
    for (const removal of removals) removal.run(callId)
    for (const { id } of pushes) emptyPush.run(id)
    if (numbers === undefined) return
    for (const id of new Set([numbers.a, numbers.b, numbers.dialled])) if (id !== null) letGo(id)
  }
}
