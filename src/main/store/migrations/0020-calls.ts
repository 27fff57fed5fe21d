import type { Migration } from './migration.ts'

/**
 * Calls as derived from the log. The row id rises with the start of the call, so the newest page is the end
 * of the table; numbers stand once in a dictionary, forwards and reversed, so that an ending is found by an
 * index and any other part by its trigrams.
 */
export const calls: Migration = {
  number: 20,
  name: 'calls',
  sql: `
    CREATE TABLE calls (
      rank INTEGER PRIMARY KEY,
      call_id TEXT NOT NULL UNIQUE,
      profile_id TEXT,
      outcome TEXT NOT NULL,
      phase TEXT NOT NULL,
      dialled_number_id INTEGER,
      call TEXT NOT NULL
    ) STRICT;
    CREATE INDEX calls_outcome ON calls (outcome, rank);
    CREATE INDEX calls_profile ON calls (profile_id, rank);
    CREATE INDEX calls_open ON calls (rank) WHERE phase IN ('dialling', 'unknown', 'placed', 'live');
    CREATE INDEX calls_dialled ON calls (rank, dialled_number_id) WHERE dialled_number_id IS NOT NULL;
    CREATE TABLE numbers (
      id INTEGER PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      digits TEXT NOT NULL,
      reversed TEXT NOT NULL
    ) STRICT;
    CREATE INDEX numbers_reversed ON numbers (reversed);
    CREATE VIRTUAL TABLE numbers_parts USING fts5 (digits, content = '', tokenize = 'trigram', detail = 'none');
    CREATE TABLE call_numbers (
      number_id INTEGER NOT NULL,
      rank INTEGER NOT NULL,
      PRIMARY KEY (number_id, rank)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX call_numbers_rank ON call_numbers (rank);
    CREATE TABLE recordings (
      call_id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      state TEXT NOT NULL,
      deadline INTEGER NOT NULL,
      next_attempt_at INTEGER,
      recording TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recordings_due ON recordings (next_attempt_at) WHERE state IN ('waiting', 'fetching');
  `,
}
