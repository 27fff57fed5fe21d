import {
  type Call,
  type CallEvent,
  recordingDeadline,
  recordingPlace,
  reduceCall,
} from '../../../domain/calls/index.ts'
import type { CallId, ProfileId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { StoredRecording } from '../types.ts'
import { createAttempts } from './attempts.ts'
import { createPlacement } from './placement.ts'

/** Rises whenever `reduceCall` gives something else for the same events; then everything is derived anew. */
const REDUCER_VERSION = 4

/**
 * Keeps the derived tables: called inside the transaction that appended the events, so what is derived is
 * never behind the log.
 */
export function createDerivation(db: Db) {
  const events = db.prepare<
    [string],
    { id: number; payload: string; profile_id: ProfileId | null; received_at: UtcMs }
  >('SELECT id, payload, profile_id, received_at FROM event_log WHERE call_id = ? ORDER BY id')
  const placement = createPlacement(db)
  const attempts = createAttempts(db, placement.remark)
  const insertRecording = db.prepare<[string, string, number, number | null, string]>(
    `INSERT OR IGNORE INTO recordings (call_id, revision, state, deadline, next_attempt_at, recording)
     VALUES (?, 1, ?, ?, ?, ?)`,
  )

  function derive(callId: CallId): Call {
    const rows = events.all(callId)
    const parsed = rows.map((row): CallEvent => JSON.parse(row.payload))
    const profileId = rows.find((row) => row.profile_id !== null)?.profile_id ?? undefined
    const call = reduceCall({ id: callId, revision: rows.at(-1)?.id ?? 0, profileId }, parsed)

    const dialled = parsed.find((event) => event.kind === 'dialRequested')
    placement.put(call, dialled === undefined ? null : placement.idOf(dialled.callee))
    rememberRecording(call, parsed, rows.at(-1)?.received_at ?? call.startedAt)
    attempts.noticed(call, rows.at(-1)?.received_at ?? call.startedAt)
    return call
  }

  /** The rescue is queued in the same transaction that tells of the recording, so it cannot be forgotten. */
  function rememberRecording(call: Call, parsed: readonly CallEvent[], knownSince: UtcMs): void {
    const place = recordingPlace(parsed)
    if (place === undefined) return
    const recording: StoredRecording = {
      callId: call.id,
      revision: 1,
      state: 'waiting',
      profileId: call.profileId,
      object: place.object,
      domain: place.domain,
      url: place.url,
      deadline: recordingDeadline(place.endedAt),
      attempts: 0,
      nextAttemptAt: knownSince,
    }
    insertRecording.run(call.id, 'waiting', recording.deadline, knownSince, JSON.stringify(recording))
  }

  return { derive, forget: placement.forget, remark: placement.remark }
}

/** Everything that `placement.put` writes; the dictionary of numbers may keep what is no longer used. */
const EMPTY = `
  DELETE FROM calls; DELETE FROM call_bodies; DELETE FROM call_numbers; DELETE FROM call_kinds;
  DELETE FROM tag_calls; DELETE FROM call_notes; INSERT INTO note_grams (note_grams) VALUES ('delete-all');
  DELETE FROM cost_hours; DELETE FROM cost_agents; DELETE FROM cost_reasons;
`

/** Derives every call anew when the reducer has changed since this database was written. */
export function rederiveIfNeeded(db: Db): void {
  const kept = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'reducer'").get()
  if (kept?.value === String(REDUCER_VERSION)) return
  const { derive } = createDerivation(db)
  const ids = db.prepare<[], { call_id: CallId }>('SELECT DISTINCT call_id FROM event_log').all()
  db.transaction(() => {
    db.exec(EMPTY)
    for (const { call_id } of ids) derive(call_id)
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('reducer', ?)").run(String(REDUCER_VERSION))
  })()
}
