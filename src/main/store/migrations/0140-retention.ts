import type { Migration } from './migration.ts'

/**
 * Deletion after a time (docs/adr/0032): calls that are held back from it, what must not come back once it is
 * gone (hashes alone), and files whose rows are gone and that are still to be removed.
 */
export const retention: Migration = {
  number: 140,
  name: 'retention',
  sql: `
    CREATE TABLE holds (call_id TEXT PRIMARY KEY, placed_at INTEGER NOT NULL, reason TEXT NOT NULL)
      STRICT, WITHOUT ROWID;
    CREATE TABLE forgotten (hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE files_to_remove (call_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE INDEX event_log_push ON event_log (push_id) WHERE push_id IS NOT NULL;
    CREATE INDEX push_log_bodies ON push_log (received_at) WHERE body <> x'';
    CREATE INDEX quarantine_received ON quarantine (received_at);
    -- The few calls whose dialled number stands on neither leg: who else names a number is found without a scan.
    CREATE INDEX calls_dialled_apart ON calls (dialled_number_id)
      WHERE dialled_number_id IS NOT NULL AND dialled_number_id IS NOT a_number_id
        AND dialled_number_id IS NOT b_number_id;
  `,
}
