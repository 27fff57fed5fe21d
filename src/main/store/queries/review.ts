import type { Kept, ReviewRecord } from '../../../domain/review/index.ts'
import type { CallId, SessionId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { RecordPage, RecordQuery } from '../types/review.ts'

type Row = { hash: string; record: string }

const toKept = (row: Row): Kept => ({ hash: row.hash, record: JSON.parse(row.record) })

/** Every version that fits, in no order; what is current among them is for `domain/review` to say. */
export function reviewRecords(db: Db, query: RecordQuery): Kept[] {
  const wheres: string[] = []
  const values: (string | number)[] = []
  const where = (text: string, ...given: (string | number)[]) => {
    wheres.push(text)
    values.push(...given)
  }
  if (query.kind !== undefined) where('kind = ?', query.kind)
  if (query.id !== undefined) where('entity = ?', query.id)
  if (query.call?.sessionId !== undefined) {
    where('(call_id = ? OR session_id = ?)', query.call.callId, query.call.sessionId)
  } else if (query.call !== undefined) where('call_id = ?', query.call.callId)
  if (query.from !== undefined) where('at >= ?', query.from)
  if (query.to !== undefined) where('at < ?', query.to)
  const condition = wheres.length === 0 ? '' : `WHERE ${wheres.join(' AND ')}`
  return db
    .prepare<(string | number)[], Row>(`SELECT hash, record FROM review_records ${condition}`)
    .all(...values)
    .map(toKept)
}

/** All records in the order of their hashes, a page at a time. */
export function reviewPage(db: Db, after: string, limit: number): RecordPage {
  const rows = db
    .prepare<[string, number], Row>(
      'SELECT hash, record FROM review_records WHERE hash > ? ORDER BY hash LIMIT ?',
    )
    .all(after, limit)
  return { records: rows.map(toKept), next: rows.length < limit ? undefined : rows.at(-1)?.hash }
}

/** Our id of the call of a session, if it is known here. */
export function callOfSession(db: Db, sessionId: SessionId): CallId | undefined {
  return db
    .prepare<[string], { call_id: CallId }>('SELECT call_id FROM sessions WHERE session_id = ?')
    .get(sessionId)?.call_id
}

/** Puts records to the others. One that is there already stays as it is. @returns how many were new */
export function addReviewRecords(db: Db, records: readonly Kept[]): { added: number } {
  const insert = db.prepare<[string, string, string, string | null, string | null, number, string]>(
    `INSERT INTO review_records (hash, kind, entity, call_id, session_id, at, record) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO NOTHING`,
  )
  let added = 0
  for (const { hash, record } of records) {
    const call = callOf(record)
    added += insert.run(
      hash,
      record.kind,
      record.id,
      call?.callId ?? null,
      call?.sessionId ?? null,
      record.at,
      JSON.stringify(record),
    ).changes
  }
  return { added }
}

const callOf = (record: ReviewRecord) => (record.kind === 'card' ? undefined : record.call)
