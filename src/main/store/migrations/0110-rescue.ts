import type { Migration } from './migration.ts'

/** The order in which recordings are fetched, and when each came to its end, for the lists of what is kept or lost. */
export const rescue: Migration = {
  number: 110,
  name: 'rescue',
  sql: `
    ALTER TABLE recordings ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE recordings ADD COLUMN over_at INTEGER;
    UPDATE recordings SET over_at = deadline WHERE state IN ('ready', 'lost');
    CREATE INDEX recordings_order ON recordings (priority DESC, deadline, call_id)
      WHERE state IN ('waiting', 'fetching');
    CREATE INDEX recordings_over ON recordings (state, over_at DESC, call_id) WHERE over_at IS NOT NULL;
  `,
}
