import type { Call } from '../../../domain/calls/index.ts'
import { type CallId, isUtcMs, must, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { DueQuery, RecordingList, RecordingPage, RescueLoad } from '../types/recordings.ts'
import type { StoredRecording } from '../types.ts'

type Row = { recording: string; revision: number; priority: number }

const COLUMNS = 'recording, revision, priority'
const HOUR_MS = 3_600_000

const toRecording = (row: Row): StoredRecording => ({
  ...JSON.parse(row.recording),
  revision: row.revision,
  priority: row.priority,
})

export function recording(db: Db, callId: CallId): StoredRecording | undefined {
  const row = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM recordings WHERE call_id = ?`).get(callId)
  return row === undefined ? undefined : toRecording(row)
}

/** Those of some calls that the store has no recording of, and the call where it is known. */
export function unclaimedRecordings(
  db: Db,
  callIds: readonly CallId[],
): { callId: CallId; call?: Call | undefined }[] {
  return db
    .prepare<[string], { id: CallId; call: string | null }>(
      `SELECT asked.value AS id, b.call FROM json_each(?) AS asked
       LEFT JOIN recordings r ON r.call_id = asked.value
       LEFT JOIN call_bodies b ON b.call_id = asked.value
       WHERE r.call_id IS NULL`,
    )
    .all(JSON.stringify(callIds))
    .map(({ id, call }) => ({ callId: id, ...(call === null ? {} : { call: JSON.parse(call) }) }))
}

/** Recordings that may be fetched now: what was put first, then by the nearest deadline. */
export function dueRecordings(db: Db, query: DueQuery): StoredRecording[] {
  return db
    .prepare<[number, number, number, string, number], Row>(
      `SELECT ${COLUMNS} FROM recordings INDEXED BY recordings_order
       WHERE state IN ('waiting', 'fetching') AND next_attempt_at <= ?
         AND (? OR deadline < ? OR priority >= 2)
         AND call_id NOT IN (SELECT value FROM json_each(?))
       ORDER BY priority DESC, deadline, call_id LIMIT ?`,
    )
    .all(query.now, query.open ? 1 : 0, query.urgentBefore, JSON.stringify(query.not), query.limit)
    .map(toRecording)
}

const time = (value: number | null | undefined): UtcMs | undefined =>
  value !== null && value !== undefined && isUtcMs(value) ? value : undefined

export function rescueLoad(db: Db): RescueLoad {
  const byHour = db
    .prepare<[], { hour: number; first: number; next: number | null; count: number }>(
      `SELECT deadline / ${HOUR_MS} AS hour, min(deadline) AS first, min(next_attempt_at) AS next, count(*) AS count
       FROM recordings WHERE state IN ('waiting', 'fetching') GROUP BY 1 ORDER BY 1`,
    )
    .all()
  const over = new Map(
    db
      .prepare<[], { state: string; count: number }>(
        'SELECT state, count(*) AS count FROM recordings WHERE over_at IS NOT NULL GROUP BY state',
      )
      .all()
      .map(({ state, count }) => [state, count]),
  )
  const nearestDeadline = time(byHour[0]?.first)
  const next = byHour.flatMap((hour) => hour.next ?? [])
  const nextAttemptAt = time(next.length === 0 ? undefined : Math.min(...next))
  return {
    waiting: byHour.reduce((sum, { count }) => sum + count, 0),
    kept: over.get('ready') ?? 0,
    lost: over.get('lost') ?? 0,
    ...(nearestDeadline === undefined ? {} : { nearestDeadline }),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
    // The first of an hour stands for all of it: none is taken to be later than it is.
    byDeadline: byHour.map(({ first, count }) => ({ deadline: must(first, isUtcMs, 'time'), count })),
  }
}

/** A page of a list: what waits in the order of its turn, what is over with the newest first. */
export function recordingList(
  db: Db,
  list: RecordingList,
  after: string | undefined,
  limit: number,
): RecordingPage {
  const [first = '', second = '', callId = ''] = after?.split('|') ?? []
  const begun = after !== undefined
  const rows =
    list === 'queue'
      ? db
          .prepare<[number, number, number, string, number], Row & { call_id: string; deadline: number }>(
            `SELECT ${COLUMNS}, call_id, deadline FROM recordings INDEXED BY recordings_order
             WHERE state IN ('waiting', 'fetching')
               AND (? = 0 OR (-priority, deadline, call_id) > (?, ?, ?))
             ORDER BY priority DESC, deadline, call_id LIMIT ?`,
          )
          .all(begun ? 1 : 0, -Number(first), Number(second), callId, limit)
          .map((row) => ({ row, key: `${row.priority}|${row.deadline}|${row.call_id}` }))
      : db
          .prepare<[string, number, number, string, number], Row & { call_id: string; over_at: number }>(
            `SELECT ${COLUMNS}, call_id, over_at FROM recordings
             WHERE state = ? AND over_at IS NOT NULL AND (? = 0 OR (-over_at, call_id) > (?, ?))
             ORDER BY over_at DESC, call_id LIMIT ?`,
          )
          .all(list === 'kept' ? 'ready' : 'lost', begun ? 1 : 0, -Number(second), callId, limit)
          .map((row) => ({ row, key: `|${row.over_at}|${row.call_id}` }))
  const next = rows.length < limit ? undefined : rows.at(-1)?.key
  return { recordings: rows.map(({ row }) => toRecording(row)), ...(next === undefined ? {} : { next }) }
}

export function saveRecording(db: Db, kept: StoredRecording): StoredRecording {
  const { priority = 0, ...rest } = kept
  const over = kept.state === 'ready' || kept.state === 'lost' ? (kept.overAt ?? kept.deadline) : null
  const row = db
    .prepare<[string, string, number, number | null, string, number, number | null], Row>(
      `INSERT INTO recordings (call_id, revision, state, deadline, next_attempt_at, recording, priority, over_at)
       VALUES (?, 1, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (call_id) DO UPDATE SET revision = revision + 1, state = excluded.state,
         deadline = excluded.deadline, next_attempt_at = excluded.next_attempt_at, recording = excluded.recording,
         priority = excluded.priority, over_at = excluded.over_at
       RETURNING ${COLUMNS}`,
    )
    .get(
      kept.callId,
      kept.state,
      kept.deadline,
      kept.nextAttemptAt ?? null,
      JSON.stringify(rest),
      priority,
      over,
    )
  if (row === undefined) throw new Error('the recording was not kept')
  return toRecording(row)
}
