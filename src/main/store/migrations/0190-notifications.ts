import type { Migration } from './migration.ts'

/** Forms that are kept under a name, and which notifications and codes persons sent one by one. */
export const notifications: Migration = {
  number: 190,
  name: 'notifications',
  sql: `
    CREATE TABLE forms (
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      name TEXT NOT NULL,
      fields TEXT NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX forms_name ON forms (name);
    CREATE TABLE sent_one_by_one (call_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX sent_one_by_one_at ON sent_one_by_one (at);
    CREATE TABLE do_not_call (number TEXT PRIMARY KEY, note TEXT NOT NULL, added_at INTEGER NOT NULL)
      STRICT, WITHOUT ROWID;
  `,
}
