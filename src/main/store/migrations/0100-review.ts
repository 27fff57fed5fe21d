import type { Migration } from './migration.ts'

/**
 * What reviewers wrote, as records that never change: marks, scorecards, tasks, scores. A new version is a new
 * record that names those it replaces, so records of several machines are put together without losing any.
 */
export const review: Migration = {
  number: 100,
  name: 'review',
  sql: `
    CREATE TABLE review_records (
      hash TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      entity TEXT NOT NULL,
      call_id TEXT,
      session_id TEXT,
      at INTEGER NOT NULL,
      record TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX review_records_entity ON review_records (kind, entity);
    CREATE INDEX review_records_time ON review_records (kind, at);
    CREATE INDEX review_records_call ON review_records (call_id, kind) WHERE call_id IS NOT NULL;
    CREATE INDEX review_records_session ON review_records (session_id, kind) WHERE session_id IS NOT NULL;
  `,
}
