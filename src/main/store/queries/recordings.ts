import { type CallId, isUtcMs, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { StoredRecording } from '../types.ts'

type Row = { recording: string; revision: number }

const toRecording = (row: Row): StoredRecording => ({ ...JSON.parse(row.recording), revision: row.revision })

export function recording(db: Db, callId: CallId): StoredRecording | undefined {
  const row = db
    .prepare<[string], Row>('SELECT recording, revision FROM recordings WHERE call_id = ?')
    .get(callId)
  return row === undefined ? undefined : toRecording(row)
}

/** Recordings whose attempt is due, the one with the nearest deadline first. */
export function dueRecordings(db: Db, now: UtcMs, limit: number): StoredRecording[] {
  return db
    .prepare<[number, number], Row>(
      `SELECT recording, revision FROM recordings
       WHERE state IN ('waiting', 'fetching') AND next_attempt_at <= ? ORDER BY deadline LIMIT ?`,
    )
    .all(now, limit)
    .map(toRecording)
}

export function recordingQueue(db: Db): { waiting: number; nearestDeadline?: UtcMs; nextAttemptAt?: UtcMs } {
  const row = db
    .prepare<[], { waiting: number; deadline: number | null; next: number | null }>(
      `SELECT count(*) AS waiting, min(deadline) AS deadline, min(next_attempt_at) AS next
       FROM recordings WHERE state IN ('waiting', 'fetching')`,
    )
    .get()
  const time = (value: number | null | undefined) =>
    value !== null && value !== undefined && isUtcMs(value) ? value : undefined
  const nearestDeadline = time(row?.deadline)
  const nextAttemptAt = time(row?.next)
  return {
    waiting: row?.waiting ?? 0,
    ...(nearestDeadline === undefined ? {} : { nearestDeadline }),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
  }
}

export function saveRecording(db: Db, kept: StoredRecording): StoredRecording {
  const row = db
    .prepare<[string, string, number, number | null, string], Row>(
      `INSERT INTO recordings (call_id, revision, state, deadline, next_attempt_at, recording) VALUES (?, 1, ?, ?, ?, ?)
       ON CONFLICT (call_id) DO UPDATE SET revision = revision + 1, state = excluded.state,
         deadline = excluded.deadline, next_attempt_at = excluded.next_attempt_at, recording = excluded.recording
       RETURNING recording, revision`,
    )
    .get(kept.callId, kept.state, kept.deadline, kept.nextAttemptAt ?? null, JSON.stringify(kept))
  if (row === undefined) throw new Error('the recording was not kept')
  return toRecording(row)
}
