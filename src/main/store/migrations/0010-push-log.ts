import type { Migration } from './migration.ts'

/** What was pushed, verbatim, and the events parsed from it: the truth from which the rest is derived. */
export const pushLog: Migration = {
  number: 10,
  name: 'push-log',
  sql: `
    CREATE TABLE push_log (
      id INTEGER PRIMARY KEY,
      received_at INTEGER NOT NULL,
      profile_id TEXT,
      kind TEXT NOT NULL,
      signature TEXT NOT NULL,
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      body_hash BLOB NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE event_log (
      id INTEGER PRIMARY KEY,
      event_key BLOB NOT NULL UNIQUE,
      push_id INTEGER REFERENCES push_log (id),
      call_id TEXT NOT NULL,
      profile_id TEXT,
      received_at INTEGER NOT NULL,
      payload TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_log_call ON event_log (call_id, id);
    CREATE TABLE sessions (session_id TEXT PRIMARY KEY, call_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE requests (request_id TEXT PRIMARY KEY, call_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY,
      received_at INTEGER NOT NULL,
      profile_id TEXT,
      kind TEXT NOT NULL,
      reason TEXT NOT NULL,
      headers TEXT NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
}
