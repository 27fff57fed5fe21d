import type { Migration } from './migration.ts'

/** Profiles without their secret, and settings. */
export const profiles: Migration = {
  number: 30,
  name: 'profiles',
  sql: `
    CREATE TABLE profiles (
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      push_token TEXT NOT NULL UNIQUE,
      fields TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
}
