import type { Migration } from './migration.ts'

/**
 * Campaigns with their rows and the attempts made for them. What is counted stands in a table of its own and
 * changes with the rows in one transaction, so that progress never walks them.
 */
export const campaigns: Migration = {
  number: 200,
  name: 'campaigns',
  sql: `
    CREATE TABLE campaigns (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      revision INTEGER NOT NULL,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      fields TEXT NOT NULL,
      facts TEXT NOT NULL,
      contents TEXT NOT NULL
    ) STRICT;
    CREATE TABLE campaign_rows (
      campaign INTEGER NOT NULL,
      row INTEGER NOT NULL,
      number TEXT NOT NULL,
      cells TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      due_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL,
      digits TEXT,
      tag TEXT,
      call_back INTEGER NOT NULL,
      call_id TEXT,
      PRIMARY KEY (campaign, row)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX campaign_rows_due ON campaign_rows (campaign, due_at, row) WHERE state = 'waiting';
    CREATE INDEX campaign_rows_number ON campaign_rows (campaign, number, row);
    CREATE INDEX campaign_rows_state ON campaign_rows (campaign, state, reason, row);
    CREATE TABLE campaign_attempts (
      call_id TEXT PRIMARY KEY,
      campaign INTEGER NOT NULL,
      row INTEGER NOT NULL,
      at INTEGER NOT NULL,
      given_up INTEGER NOT NULL,
      end TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX campaign_attempts_row ON campaign_attempts (campaign, row, at);
    CREATE TABLE campaign_counts (
      campaign INTEGER NOT NULL,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (campaign, kind, value)
    ) STRICT, WITHOUT ROWID;
  `,
}
