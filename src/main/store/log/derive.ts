import {
  type Call,
  type CallEvent,
  recordingDeadline,
  recordingPlace,
  reduceCall,
} from '../../../domain/calls/index.ts'
import { nationalDigits, reversedDigits } from '../../../domain/phone/index.ts'
import type { CallId, ProfileId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { firstPlace, PLACES_PER_MS } from '../rank.ts'
import type { StoredRecording } from '../types.ts'

/** Rises whenever `reduceCall` gives something else for the same events; then everything is derived anew. */
const REDUCER_VERSION = 1

/**
 * Keeps the derived tables: called inside the transaction that appended the events, so what is derived is
 * never behind the log.
 */
export function createDerivation(db: Db) {
  const events = db.prepare<
    [string],
    { id: number; payload: string; profile_id: ProfileId | null; received_at: UtcMs }
  >('SELECT id, payload, profile_id, received_at FROM event_log WHERE call_id = ? ORDER BY id')
  const rankOf = db.prepare<[string], { rank: number }>('SELECT rank FROM calls WHERE call_id = ?')
  const lastRankIn = db.prepare<[number, number], { rank: number | null }>(
    'SELECT max(rank) AS rank FROM calls WHERE rank >= ? AND rank < ?',
  )
  const removeCall = db.prepare<[number]>('DELETE FROM calls WHERE rank = ?')
  const removeNumbers = db.prepare<[number]>('DELETE FROM call_numbers WHERE rank = ?')
  const insertCall = db.prepare<[number, string, string | null, string, string, number | null, string]>(
    `INSERT INTO calls (rank, call_id, profile_id, outcome, phase, dialled_number_id, call)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const numberId = db.prepare<[string], { id: number }>('SELECT id FROM numbers WHERE number = ?')
  const insertNumber = db.prepare<[string, string, string]>(
    'INSERT INTO numbers (number, digits, reversed) VALUES (?, ?, ?)',
  )
  const insertParts = db.prepare<[number | bigint, string]>(
    'INSERT INTO numbers_parts (rowid, digits) VALUES (?, ?)',
  )
  const insertCallNumber = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO call_numbers (number_id, rank) VALUES (?, ?)',
  )
  const insertRecording = db.prepare<[string, string, number, number | null, string]>(
    `INSERT OR IGNORE INTO recordings (call_id, revision, state, deadline, next_attempt_at, recording)
     VALUES (?, 1, ?, ?, ?, ?)`,
  )

  function idOf(number: string): number {
    const known = numberId.get(number)
    if (known !== undefined) return known.id
    const digits = nationalDigits(number)
    const { lastInsertRowid } = insertNumber.run(number, digits, reversedDigits(number))
    insertParts.run(lastInsertRowid, digits)
    return Number(lastInsertRowid)
  }

  /**
   * A free place at the start of the call. The platform's times have whole seconds, so a burst may fill the
   * places of one millisecond; what follows goes into the next ones, which hardly anything else uses.
   */
  function placeFor(call: Call, current: number | undefined): number {
    const first = firstPlace(call.startedAt)
    if (current !== undefined && current >= first && current < first + PLACES_PER_MS) return current
    for (let from = first; ; from += PLACES_PER_MS) {
      const next = (lastRankIn.get(from, from + PLACES_PER_MS)?.rank ?? from - 1) + 1
      if (next < from + PLACES_PER_MS) return next
    }
  }

  function derive(callId: CallId): Call {
    const rows = events.all(callId)
    const parsed = rows.map((row): CallEvent => JSON.parse(row.payload))
    const profileId = rows.find((row) => row.profile_id !== null)?.profile_id ?? undefined
    const call = reduceCall({ id: callId, revision: rows.at(-1)?.id ?? 0, profileId }, parsed)

    const current = rankOf.get(callId)?.rank
    const rank = placeFor(call, current)
    if (current !== undefined) {
      removeCall.run(current)
      removeNumbers.run(current)
    }
    const dialled = parsed.find((event) => event.kind === 'dialRequested')
    const dialledId = dialled === undefined ? null : idOf(dialled.callee)
    insertCall.run(
      rank,
      callId,
      call.profileId ?? null,
      call.outcome,
      call.phase,
      dialledId,
      JSON.stringify(call),
    )
    for (const number of new Set([call.a.number, call.b?.number])) {
      if (number !== undefined) insertCallNumber.run(idOf(number), rank)
    }
    rememberRecording(call, parsed, rows.at(-1)?.received_at ?? call.startedAt)
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

  function forget(callId: CallId): void {
    const row = rankOf.get(callId)
    if (row === undefined) return
    removeCall.run(row.rank)
    removeNumbers.run(row.rank)
  }

  return { derive, forget }
}

/** Derives every call anew when the reducer has changed since this database was written. */
export function rederiveIfNeeded(db: Db): void {
  const kept = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'reducer'").get()
  if (kept?.value === String(REDUCER_VERSION)) return
  const { derive } = createDerivation(db)
  const ids = db.prepare<[], { call_id: CallId }>('SELECT DISTINCT call_id FROM event_log').all()
  db.transaction(() => {
    db.exec('DELETE FROM calls; DELETE FROM call_numbers')
    for (const { call_id } of ids) derive(call_id)
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('reducer', ?)").run(String(REDUCER_VERSION))
  })()
}
