import type { Migration } from './migration.ts'

/** What must be accounted for: only ever appended to, each entry bound to the one before by its hash. */
export const audit: Migration = {
  number: 45,
  name: 'audit',
  sql: `
    CREATE TABLE audit_log (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT,
      params TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_action ON audit_log (action, seq);
    CREATE INDEX audit_subject ON audit_log (subject, seq) WHERE subject IS NOT NULL;
    CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
    CREATE TRIGGER audit_no_removal BEFORE DELETE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
  `,
}
