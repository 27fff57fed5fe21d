import type { Migration } from './migration.ts'

/** The library of prompts and voice templates, and what became of them at each account. */
export const prompts: Migration = {
  number: 40,
  name: 'prompts',
  sql: `
    CREATE TABLE prompts (
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      tags TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    -- Letter case counts as the same: whether the platform tells it apart is not confirmed.
    CREATE UNIQUE INDEX prompts_name ON prompts (lower(name)) WHERE removed_at IS NULL;

    CREATE TABLE prompt_versions (
      id TEXT PRIMARY KEY,
      prompt_id TEXT NOT NULL REFERENCES prompts (id),
      number INTEGER NOT NULL,
      source_id TEXT,
      made_at INTEGER NOT NULL,
      facts TEXT NOT NULL,
      UNIQUE (prompt_id, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE templates (
      id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      fields TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT, WITHOUT ROWID;

    -- Only ever appended to; the state of a version at a profile is its last row.
    CREATE TABLE reviews (
      seq INTEGER PRIMARY KEY,
      subject TEXT NOT NULL,
      version TEXT NOT NULL,
      profile_id TEXT NOT NULL,
      state TEXT NOT NULL,
      note TEXT,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX reviews_subject ON reviews (subject, seq);

    -- Which prompts were named in calls; counted from then on as calls are placed.
    CREATE TABLE prompt_uses (
      name TEXT NOT NULL,
      profile_id TEXT NOT NULL,
      calls INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      PRIMARY KEY (name, profile_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO prompt_uses
      SELECT named.value, payload ->> '$.profileId', count(*), max(payload ->> '$.at')
      FROM event_log, json_each(json_array(
        payload ->> '$.options.preVoice', payload ->> '$.options.waitVoice',
        payload ->> '$.options.lastMinVoice', payload ->> '$.options.recordHintTone'
      )) AS named
      WHERE payload ->> '$.kind' = 'dialRequested' AND named.value IS NOT NULL
      GROUP BY 1, 2;
  `,
}
