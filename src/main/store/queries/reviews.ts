import type { Db } from '../connection.ts'
import type { StoredReview } from '../types.ts'

type Row = {
  subject: StoredReview['subject']
  version: string
  profile_id: StoredReview['profileId']
  state: StoredReview['state']
  note: string | null
  at: StoredReview['at']
}

const toReview = (row: Row): StoredReview => ({
  subject: row.subject,
  version: row.version,
  profileId: row.profile_id,
  state: row.state,
  ...(row.note === null ? {} : { note: row.note }),
  at: row.at,
})

/** What happened to a prompt or template at the accounts, oldest first; to all of them without an id. */
export function reviews(db: Db, subject?: StoredReview['subject']): StoredReview[] {
  const rows =
    subject === undefined
      ? db.prepare<[], Row>('SELECT * FROM reviews ORDER BY seq').all()
      : db.prepare<[string], Row>('SELECT * FROM reviews WHERE subject = ? ORDER BY seq').all(subject)
  return rows.map(toReview)
}

export function addReview(db: Db, review: StoredReview): void {
  db.prepare<[string, string, string, string, string | null, number]>(
    'INSERT INTO reviews (subject, version, profile_id, state, note, at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(review.subject, review.version, review.profileId, review.state, review.note ?? null, review.at)
}
