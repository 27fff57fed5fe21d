import type { Migration } from './migration.ts'

/**
 * Figures kept by the day (docs/adr/0019). Days and hours are those of Beijing: rank is milliseconds times 1024.
 * Filled here from the calls there are; from then on the transaction that changes a call keeps them.
 */
export const FILL_COST = `
  DELETE FROM cost_hours; DELETE FROM cost_agents; DELETE FROM cost_reasons;
  INSERT INTO cost_hours
    SELECT (c.rank / 1024 + 28800000) / 86400000, (c.rank / 1024 + 28800000) / 3600000 % 24,
      k.profile_id, k.service, count(*),
      sum(k.outcome NOT IN ('ongoing', 'refused', 'notPlaced', 'unknown')), sum(k.outcome = 'answered'),
      sum(c.talk_ms), sum(c.minutes_a), sum(c.minutes_b)
    FROM calls c JOIN call_kinds k ON k.id = c.kind_id GROUP BY 1, 2, 3, 4;
  INSERT INTO cost_agents
    SELECT (c.rank / 1024 + 28800000) / 86400000, c.a_number_id, k.profile_id, k.service, count(*),
      sum(k.outcome NOT IN ('ongoing', 'refused', 'notPlaced', 'unknown')), sum(k.outcome = 'answered'),
      sum(c.talk_ms), sum(c.minutes_a), sum(c.minutes_b)
    FROM calls c JOIN call_kinds k ON k.id = c.kind_id
    WHERE k.service = 'callback' AND c.a_number_id IS NOT NULL GROUP BY 1, 2, 3, 4;
  INSERT INTO cost_reasons
    SELECT (c.rank / 1024 + 28800000) / 86400000, k.profile_id, k.outcome, k.reason, count(*)
    FROM calls c JOIN call_kinds k ON k.id = c.kind_id GROUP BY 1, 2, 3, 4;
`

export const cost: Migration = {
  number: 130,
  name: 'cost',
  sql: `
    ALTER TABLE calls ADD COLUMN minutes_a INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE calls ADD COLUMN minutes_b INTEGER NOT NULL DEFAULT 0;
    UPDATE calls SET minutes_a = b.a, minutes_b = b.b
      FROM (SELECT rank, coalesce(call ->> '$.billedMinutes.a', 0) AS a,
              coalesce(call ->> '$.billedMinutes.b', 0) AS b FROM call_bodies) AS b
      WHERE b.rank = calls.rank AND (b.a > 0 OR b.b > 0);

    CREATE TABLE cost_hours (
      day INTEGER NOT NULL,
      hour INTEGER NOT NULL,
      profile_id TEXT NOT NULL,
      service TEXT NOT NULL,
      calls INTEGER NOT NULL,
      ended INTEGER NOT NULL,
      answered INTEGER NOT NULL,
      talk_ms INTEGER NOT NULL,
      minutes_a INTEGER NOT NULL,
      minutes_b INTEGER NOT NULL,
      PRIMARY KEY (day, hour, profile_id, service)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cost_agents (
      day INTEGER NOT NULL,
      number_id INTEGER NOT NULL,
      profile_id TEXT NOT NULL,
      service TEXT NOT NULL,
      calls INTEGER NOT NULL,
      ended INTEGER NOT NULL,
      answered INTEGER NOT NULL,
      talk_ms INTEGER NOT NULL,
      minutes_a INTEGER NOT NULL,
      minutes_b INTEGER NOT NULL,
      PRIMARY KEY (day, number_id, profile_id, service)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cost_reasons (
      day INTEGER NOT NULL,
      profile_id TEXT NOT NULL,
      outcome TEXT NOT NULL,
      reason TEXT NOT NULL,
      calls INTEGER NOT NULL,
      PRIMARY KEY (day, profile_id, outcome, reason)
    ) STRICT, WITHOUT ROWID;
    ${FILL_COST}
  `,
}
