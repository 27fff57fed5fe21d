import type { Migration } from './migration.ts'

/**
 * Private Number: the ledger of bindings as derived from its log, files of bindings, messages, the state of
 * private numbers, and what was answered when the platform asked.
 */
export const bindings: Migration = {
  number: 160,
  name: 'bindings',
  sql: `
    CREATE TABLE binding_log (
      id INTEGER PRIMARY KEY,
      binding_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      payload TEXT NOT NULL
    ) STRICT;
    CREATE INDEX binding_log_binding ON binding_log (binding_id, id);
    CREATE TABLE binding_requests (request_id TEXT PRIMARY KEY, binding_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE bindings (
      rank INTEGER PRIMARY KEY,
      binding_id TEXT NOT NULL UNIQUE,
      profile_id TEXT NOT NULL,
      mode TEXT NOT NULL,
      state TEXT NOT NULL,
      subscription_id TEXT,
      a TEXT NOT NULL,
      b TEXT,
      x TEXT,
      extension TEXT,
      expires_at INTEGER,
      ended_at INTEGER,
      batch_id TEXT,
      binding TEXT NOT NULL
    ) STRICT;
    CREATE INDEX bindings_profile ON bindings (profile_id, state, rank);
    CREATE INDEX bindings_state ON bindings (state, expires_at);
    CREATE INDEX bindings_subscription ON bindings (subscription_id) WHERE subscription_id IS NOT NULL;
    CREATE INDEX bindings_x ON bindings (x, state) WHERE x IS NOT NULL;
    CREATE INDEX bindings_a ON bindings (a, state);
    CREATE INDEX bindings_b ON bindings (b, state) WHERE b IS NOT NULL;
    CREATE INDEX bindings_batch ON bindings (batch_id) WHERE batch_id IS NOT NULL;
    CREATE TABLE binding_pairs (
      binding_id TEXT NOT NULL,
      pair_id TEXT NOT NULL,
      b TEXT NOT NULL,
      y TEXT,
      state TEXT NOT NULL,
      expires_at INTEGER,
      PRIMARY KEY (binding_id, pair_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX binding_pairs_y ON binding_pairs (y, state) WHERE y IS NOT NULL;
    -- Digits forwards (f) and backwards (r) and extensions (e), for a search by beginning or end.
    CREATE TABLE binding_digits (key TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, rank))
      STRICT, WITHOUT ROWID;
    CREATE INDEX binding_digits_rank ON binding_digits (rank);

    CREATE TABLE batches (
      batch_id TEXT PRIMARY KEY,
      revision INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      batch TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE batch_rows (
      batch_id TEXT NOT NULL,
      row INTEGER NOT NULL,
      state TEXT NOT NULL,
      warned INTEGER NOT NULL,
      cells TEXT NOT NULL,
      terms TEXT,
      findings TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      binding_id TEXT,
      problem TEXT,
      PRIMARY KEY (batch_id, row)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX batch_rows_state ON batch_rows (batch_id, state, row);

    CREATE TABLE message_log (
      id INTEGER PRIMARY KEY,
      event_key BLOB NOT NULL UNIQUE,
      message_id TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      payload TEXT NOT NULL
    ) STRICT;
    CREATE INDEX message_log_message ON message_log (message_id, id);
    CREATE TABLE messages (
      rank INTEGER PRIMARY KEY,
      message_id TEXT NOT NULL UNIQUE,
      profile_id TEXT,
      state TEXT NOT NULL,
      subscription_id TEXT,
      message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX messages_state ON messages (state, rank);
    CREATE INDEX messages_profile ON messages (profile_id, rank);
    CREATE INDEX messages_subscription ON messages (subscription_id, rank) WHERE subscription_id IS NOT NULL;
    CREATE TABLE message_digits (key TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, rank))
      STRICT, WITHOUT ROWID;
    CREATE INDEX message_digits_rank ON message_digits (rank);

    CREATE TABLE number_log (
      id INTEGER PRIMARY KEY,
      received_at INTEGER NOT NULL,
      profile_id TEXT,
      number TEXT NOT NULL,
      status TEXT NOT NULL,
      cause TEXT
    ) STRICT;
    CREATE INDEX number_log_number ON number_log (number, id);

    CREATE TABLE routing_log (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      profile_id TEXT NOT NULL,
      decision TEXT NOT NULL
    ) STRICT;
    CREATE INDEX routing_log_profile ON routing_log (profile_id, id);

    -- Calls by the binding they went through.
    CREATE INDEX call_bodies_subscription ON call_bodies (call ->> '$.masking.subscriptionId', rank)
      WHERE call ->> '$.masking.subscriptionId' IS NOT NULL;
  `,
}
