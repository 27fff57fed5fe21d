import type { UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { StoredReminder, StoredView } from '../types/marks.ts'

type Row = {
  id: string
  revision: number
  call_id: StoredReminder['callId'] | null
  number: StoredReminder['number']
  note: string
  due_at: UtcMs
  done_at: UtcMs | null
}

const toReminder = (row: Row): StoredReminder => ({
  id: row.id,
  revision: row.revision,
  ...(row.call_id === null ? {} : { callId: row.call_id }),
  number: row.number,
  note: row.note,
  dueAt: row.due_at,
  ...(row.done_at === null ? {} : { doneAt: row.done_at }),
})

/** Reminders that are not done, the one due first at the head. */
export function openReminders(db: Db): StoredReminder[] {
  return db
    .prepare<[], Row>('SELECT * FROM reminders WHERE done_at IS NULL ORDER BY due_at LIMIT 500')
    .all()
    .map(toReminder)
}

export function reminder(db: Db, id: string): StoredReminder | undefined {
  const row = db.prepare<[string], Row>('SELECT * FROM reminders WHERE id = ?').get(id)
  return row === undefined ? undefined : toReminder(row)
}

export function saveReminder(db: Db, kept: Omit<StoredReminder, 'revision'>): StoredReminder {
  db.prepare<unknown[]>(
    `INSERT INTO reminders (id, revision, call_id, number, note, due_at, done_at) VALUES (?, 1, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = revision + 1, note = excluded.note, due_at = excluded.due_at,
       done_at = excluded.done_at`,
  ).run(kept.id, kept.callId ?? null, kept.number, kept.note, kept.dueAt, kept.doneAt ?? null)
  const saved = reminder(db, kept.id)
  if (saved === undefined) throw new Error('the reminder was not kept')
  return saved
}

type ViewRow = { id: string; name: string; fields: string; created_at: UtcMs }

/** Saved views of the history, in the order in which they were saved. */
export function savedViews(db: Db): StoredView[] {
  return db
    .prepare<[], ViewRow>('SELECT * FROM saved_views ORDER BY created_at, id')
    .all()
    .map((row) => ({
      id: row.id,
      name: row.name,
      fields: JSON.parse(row.fields),
      createdAt: row.created_at,
    }))
}

export function saveView(db: Db, view: StoredView): void {
  db.prepare<unknown[]>(
    `INSERT INTO saved_views (id, name, fields, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, fields = excluded.fields`,
  ).run(view.id, view.name, JSON.stringify(view.fields), view.createdAt)
}

export function removeView(db: Db, id: string): boolean {
  return db.prepare<[string]>('DELETE FROM saved_views WHERE id = ?').run(id).changes > 0
}
