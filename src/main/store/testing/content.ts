import type { Db } from '../connection.ts'

/** What a database says, without the numbers of its rows: two that agree in it say the same. */
export function contentOf(db: Db): Record<string, unknown[]> {
  const rows = (sql: string) =>
    db
      .prepare<[], Record<string, unknown>>(sql)
      .all()
      .map((row) => JSON.stringify(row))
      .sort()
  const KIND = `k.profile_id, k.service, k.direction, k.outcome, k.reason, k.recording, k.talk, k.reviewed,
    k.wrap_up, k.noted`
  return {
    calls: rows(
      `SELECT c.rank, ${KIND}, c.talk_ms, a.number AS a, b.number AS b, d.number AS dialled, c.open, c.digits,
         body.call_id, json_remove(body.call, '$.revision') AS call
       FROM calls c JOIN call_kinds k ON k.id = c.kind_id JOIN call_bodies body ON body.rank = c.rank
       LEFT JOIN numbers a ON a.id = c.a_number_id LEFT JOIN numbers b ON b.id = c.b_number_id
       LEFT JOIN numbers d ON d.id = c.dialled_number_id`,
    ),
    kinds: rows(`SELECT ${KIND}, k.calls FROM call_kinds k WHERE k.calls > 0`),
    numbers: rows('SELECT number, digits, reversed FROM numbers'),
    numbersFound: rows(
      `SELECT n.number FROM numbers_parts p LEFT JOIN numbers n ON n.id = p.rowid WHERE p.numbers_parts MATCH '139'`,
    ),
    legs: rows(
      `SELECT n.number, cn.rank, cn.legs, ${KIND} FROM call_numbers cn JOIN numbers n ON n.id = cn.number_id
       JOIN call_kinds k ON k.id = cn.kind_id`,
    ),
    events: rows('SELECT call_id, profile_id, received_at, payload FROM event_log'),
    sessions: rows('SELECT * FROM sessions'),
    recordings: rows('SELECT call_id, state, deadline, recording FROM recordings'),
    marks: rows('SELECT call_id, note, wrap_up, reviewed FROM call_marks'),
    tags: rows('SELECT c.call_id, t.name FROM call_tags c JOIN tags t ON t.id = c.tag_id'),
    tagNames: rows('SELECT name FROM tags'),
    tagged: rows('SELECT t.name, c.rank FROM tag_calls c JOIN tags t ON t.id = c.tag_id'),
    notes: rows('SELECT * FROM call_notes'),
    noteGrams: rows('SELECT rowid FROM note_grams'),
    reminders: rows('SELECT id, call_id, number FROM reminders'),
    reviews: rows('SELECT hash FROM review_records'),
    hours: rows('SELECT * FROM cost_hours WHERE calls > 0'),
    reasons: rows('SELECT * FROM cost_reasons WHERE calls > 0'),
    agents: rows(
      `SELECT n.number, c.day, c.profile_id, c.calls FROM cost_agents c JOIN numbers n ON n.id = c.number_id
       WHERE c.calls > 0`,
    ),
    bodies: rows(`SELECT body_hash, length(body) > 0 AS kept FROM push_log WHERE body <> x''`),
  }
}
