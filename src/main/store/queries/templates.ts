import type { TemplateId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { JsonValue, StoredTemplate } from '../types.ts'

type Row = {
  id: TemplateId
  revision: number
  fields: string
  created_at: StoredTemplate['createdAt']
  changed_at: StoredTemplate['changedAt']
  removed_at: StoredTemplate['removedAt'] | null
}

const toTemplate = (row: Row): StoredTemplate => ({
  id: row.id,
  revision: row.revision,
  fields: JSON.parse(row.fields),
  createdAt: row.created_at,
  changedAt: row.changed_at,
  ...(row.removed_at === null ? {} : { removedAt: row.removed_at }),
})

/** All that are not removed, the one changed last first. */
export function templates(db: Db): StoredTemplate[] {
  return db
    .prepare<[], Row>('SELECT * FROM templates WHERE removed_at IS NULL ORDER BY changed_at DESC, id')
    .all()
    .map(toTemplate)
}

export function template(db: Db, id: TemplateId): StoredTemplate | undefined {
  const row = db.prepare<[string], Row>('SELECT * FROM templates WHERE id = ?').get(id)
  return row === undefined ? undefined : toTemplate(row)
}

/** Keeps a template; with a time of removal it is no longer listed, and can be had back. */
export function saveTemplate(
  db: Db,
  id: TemplateId,
  fields: JsonValue,
  at: UtcMs,
  removedAt?: UtcMs,
): StoredTemplate {
  const row = db
    .prepare<[string, string, number, number, number | null], Row>(
      `INSERT INTO templates (id, revision, fields, created_at, changed_at, removed_at) VALUES (?, 1, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET revision = revision + 1, fields = excluded.fields,
         changed_at = excluded.changed_at, removed_at = excluded.removed_at
       RETURNING *`,
    )
    .get(id, JSON.stringify(fields), at, at, removedAt ?? null)
  if (row === undefined) throw new Error('the template was not kept')
  return toTemplate(row)
}
