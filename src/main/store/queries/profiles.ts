import type { ProfileId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { JsonValue, StoredProfile } from '../types.ts'

type Row = { id: ProfileId; revision: number; push_token: string; fields: string }

const toProfile = (row: Row): StoredProfile => ({
  id: row.id,
  revision: row.revision,
  pushToken: row.push_token,
  fields: JSON.parse(row.fields),
})

export function profiles(db: Db): StoredProfile[] {
  return db.prepare<[], Row>('SELECT * FROM profiles').all().map(toProfile)
}

export function profile(db: Db, id: ProfileId): StoredProfile | undefined {
  const row = db.prepare<[string], Row>('SELECT * FROM profiles WHERE id = ?').get(id)
  return row === undefined ? undefined : toProfile(row)
}

export function saveProfile(db: Db, id: ProfileId, fields: JsonValue, pushToken: string): StoredProfile {
  db.prepare<[string, string, string]>(
    `INSERT INTO profiles (id, revision, push_token, fields) VALUES (?, 1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = revision + 1, fields = excluded.fields`,
  ).run(id, pushToken, JSON.stringify(fields))
  const saved = profile(db, id)
  if (saved === undefined) throw new Error('the profile was not kept')
  return saved
}

export function removeProfile(db: Db, id: ProfileId): boolean {
  return db.prepare<[string]>('DELETE FROM profiles WHERE id = ?').run(id).changes > 0
}

export function setting(db: Db, key: string): JsonValue | undefined {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?').get(key)
  return row === undefined ? undefined : JSON.parse(row.value)
}

export function saveSetting(db: Db, key: string, value: JsonValue): void {
  db.prepare<[string, string]>('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(
    key,
    JSON.stringify(value),
  )
}
