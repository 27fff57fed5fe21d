import type { Migration } from './migration.ts'

/** What was taken out of recordings, by whom and why. */
export const redactions: Migration = {
  number: 120,
  name: 'redactions',
  sql: `
    CREATE TABLE redactions (
      id TEXT PRIMARY KEY,
      call_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL,
      redaction TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX redactions_call ON redactions (call_id, at);
  `,
}
