import type { FormId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { StoredForm } from '../types/campaigns.ts'
import type { JsonValue } from '../types.ts'

type Row = { id: FormId; revision: number; fields: string; changed_at: UtcMs }

const toForm = (row: Row): StoredForm => ({
  id: row.id,
  revision: row.revision,
  fields: JSON.parse(row.fields),
  changedAt: row.changed_at,
})

/** The saved forms, by name. */
export function forms(db: Db): StoredForm[] {
  return db.prepare<[], Row>('SELECT * FROM forms ORDER BY lower(name)').all().map(toForm)
}

/** @returns `nameTaken` when another one has that name; nothing is changed then */
export function saveForm(
  db: Db,
  form: { readonly id: FormId; readonly name: string; readonly fields: JsonValue; readonly at: UtcMs },
): StoredForm | 'nameTaken' {
  const { id, name, fields, at } = form
  const other = db
    .prepare<[string, string], { id: string }>('SELECT id FROM forms WHERE name = ? AND id <> ?')
    .get(name, id)
  if (other !== undefined) return 'nameTaken'
  const row = db
    .prepare<[string, string, string, number], Row>(
      `INSERT INTO forms (id, revision, name, fields, changed_at) VALUES (?, 1, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET revision = revision + 1, name = excluded.name, fields = excluded.fields,
         changed_at = excluded.changed_at
       RETURNING *`,
    )
    .get(id, name, JSON.stringify(fields), at)
  if (row === undefined) throw new Error('the form was not kept')
  return toForm(row)
}

export function removeForm(db: Db, id: FormId): boolean {
  return db.prepare<[string]>('DELETE FROM forms WHERE id = ?').run(id).changes > 0
}
