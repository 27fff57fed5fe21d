import type { Migration } from './migration.ts'

/**
 * Calls for searching among five million (docs/adr/0010). What a call is filtered by with few values each
 * (outcome, profile, reason, talk time in steps, …) makes its kind; a kind stands once in a dictionary with its
 * number of calls, and each kind, number, name and tag has its calls in the order of time. The call as it is
 * shown lies apart, so that walking by time reads little.
 */
export const kinds: Migration = {
  number: 50,
  name: 'kinds',
  sql: `
    DROP TABLE calls;
    DROP TABLE call_numbers;

    CREATE TABLE call_kinds (
      id INTEGER PRIMARY KEY,
      profile_id TEXT NOT NULL,
      service TEXT NOT NULL,
      direction TEXT NOT NULL,
      outcome TEXT NOT NULL,
      reason TEXT NOT NULL,
      recording TEXT NOT NULL,
      talk INTEGER NOT NULL,
      reviewed INTEGER NOT NULL,
      wrap_up TEXT NOT NULL,
      noted INTEGER NOT NULL,
      calls INTEGER NOT NULL DEFAULT 0,
      UNIQUE (profile_id, service, direction, outcome, reason, recording, talk, reviewed, wrap_up, noted)
    ) STRICT;
    CREATE TABLE calls (
      rank INTEGER PRIMARY KEY,
      kind_id INTEGER NOT NULL,
      talk_ms INTEGER NOT NULL,
      a_number_id INTEGER,
      b_number_id INTEGER,
      dialled_number_id INTEGER,
      open INTEGER NOT NULL,
      digits TEXT NOT NULL
    ) STRICT;
    CREATE INDEX calls_kind ON calls (kind_id, rank);
    CREATE INDEX calls_open ON calls (rank) WHERE open = 1;
    CREATE INDEX calls_dialled ON calls (rank, dialled_number_id) WHERE dialled_number_id IS NOT NULL;
    CREATE TABLE call_bodies (
      rank INTEGER PRIMARY KEY,
      call_id TEXT NOT NULL UNIQUE,
      call TEXT NOT NULL
    ) STRICT;
    CREATE TABLE call_numbers (
      number_id INTEGER NOT NULL,
      rank INTEGER NOT NULL,
      kind_id INTEGER NOT NULL,
      -- 1: leg A, 2: leg B, 3: both
      legs INTEGER NOT NULL,
      PRIMARY KEY (number_id, rank)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX numbers_digits ON numbers (digits);

    -- What people add to calls; not part of the log, so that it can be corrected and erased (docs/adr/0011).
    CREATE TABLE call_marks (
      call_id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      note TEXT NOT NULL,
      wrap_up TEXT NOT NULL,
      reviewed INTEGER NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE call_tags (
      call_id TEXT NOT NULL,
      tag_id INTEGER NOT NULL REFERENCES tags (id),
      PRIMARY KEY (call_id, tag_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX call_tags_tag ON call_tags (tag_id);
    -- The same by the place of the call: what a search walks.
    CREATE TABLE call_notes (rank INTEGER PRIMARY KEY, folded TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE note_grams USING fts5 (
      grams, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
    );
    CREATE TABLE tag_calls (
      tag_id INTEGER NOT NULL,
      rank INTEGER NOT NULL,
      kind_id INTEGER NOT NULL,
      PRIMARY KEY (tag_id, rank)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tag_calls_rank ON tag_calls (rank);

    CREATE TABLE wrap_up_codes (
      id TEXT PRIMARY KEY,
      -- '' for all profiles
      profile_id TEXT NOT NULL,
      label TEXT NOT NULL,
      position INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reminders (
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      call_id TEXT,
      number TEXT NOT NULL,
      note TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      done_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reminders_due ON reminders (due_at) WHERE done_at IS NULL;
    CREATE INDEX reminders_call ON reminders (call_id) WHERE call_id IS NOT NULL;
    CREATE TABLE saved_views (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      fields TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE contacts (
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      name TEXT NOT NULL,
      folded TEXT NOT NULL,
      company TEXT NOT NULL,
      note TEXT NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX contacts_name ON contacts (folded, id);
    CREATE TABLE contact_numbers (
      number TEXT PRIMARY KEY,
      contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX contact_numbers_contact ON contact_numbers (contact_id, position);
    -- Names by number, for the search: row id is the number's.
    CREATE TABLE number_names (number_id INTEGER PRIMARY KEY, folded TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE name_grams USING fts5 (
      grams, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
    );
    DELETE FROM meta WHERE key = 'reducer';
  `,
}
