import { createHash } from 'node:crypto'
import {
  type Call,
  type CallEvent,
  type CallRequested,
  callIdFromUserData,
  eventIdentity,
  type PushedEvent,
} from '../../../domain/calls/index.ts'
import {
  type CallId,
  isCallId,
  must,
  type ProfileId,
  type SessionId,
  type UtcMs,
} from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { moveMarks } from '../queries/marks.ts'
import { createForgotten } from '../retention/forgotten.ts'
import { moveHold } from '../retention/holds.ts'
import type { AttemptClaim, Claimed } from '../types/campaigns.ts'
import type { Appended, IncomingPush, LocalAppend, RejectedPush, RequestClaim } from '../types.ts'
import { createAttempts } from './attempts.ts'
import { createDerivation } from './derive.ts'
import { createNextRow } from './next-row.ts'

/** Pushes that could not be read are kept up to this many; then the oldest make room. */
const QUARANTINE_ROWS = 10_000

/** The prompts that a request names, each once. */
function promptsNamed(request: CallRequested): ReadonlySet<string> {
  const named = (names: readonly (string | undefined)[]) =>
    new Set(names.filter((name) => name !== undefined))
  switch (request.kind) {
    case 'dialRequested': {
      const { preVoice, waitVoice, lastMinVoice, recordHintTone } = request.options
      return named([preVoice, waitVoice, lastMinVoice, recordHintTone])
    }
    case 'notifyRequested':
      return named(request.contents.map((content) => (content.kind === 'prompt' ? content.name : undefined)))
    case 'codeRequested':
      return named([request.options.before, request.options.after])
  }
}

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest()
}

/** Id of a call that others placed: from its session, so that a replay gives the same one. */
const foreignId = (session: SessionId): CallId =>
  must(`x-${createHash('sha256').update(session).digest('hex').slice(0, 32)}`, isCallId, 'call id')

/** Everything that writes to the log. Each function runs inside a transaction of the caller. */
export function createLog(db: Db) {
  const nextRow = createNextRow(db)
  const forgotten = createForgotten(db)
  const { derive, forget, remark } = createDerivation(db)
  const attempts = createAttempts(db, remark)
  const insertPush = db.prepare<[UtcMs, string | null, string, string, string, Uint8Array, Buffer]>(
    `INSERT INTO push_log (received_at, profile_id, kind, signature, headers, body, body_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (body_hash) DO NOTHING`,
  )
  const emptyPush = db.prepare<[number | bigint]>(
    `UPDATE push_log SET body = x'', headers = '{}' WHERE id = ?`,
  )
  const insertEvent = db.prepare<[Buffer, number | bigint | null, string, string | null, UtcMs, string]>(
    `INSERT INTO event_log (event_key, push_id, call_id, profile_id, received_at, payload)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (event_key) DO NOTHING`,
  )
  const sessionCall = db.prepare<[string], { call_id: CallId }>(
    'SELECT call_id FROM sessions WHERE session_id = ?',
  )
  const linkSession = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO sessions (session_id, call_id) VALUES (?, ?)',
  )
  const callKnown = db.prepare<[string], { id: number }>('SELECT id FROM event_log WHERE call_id = ? LIMIT 1')
  const moveEvents = db.prepare<[string, string]>('UPDATE event_log SET call_id = ? WHERE call_id = ?')
  const removeRecording = db.prepare<[string]>('DELETE FROM recordings WHERE call_id = ?')
  const requestCall = db.prepare<[string], { call_id: CallId }>(
    'SELECT call_id FROM requests WHERE request_id = ?',
  )
  const insertRequest = db.prepare<[string, string]>(
    'INSERT INTO requests (request_id, call_id) VALUES (?, ?)',
  )
  const callRow = db.prepare<[string], { call: string }>('SELECT call FROM call_bodies WHERE call_id = ?')
  const insertQuarantine = db.prepare<[UtcMs, string | null, string, string, string, Uint8Array]>(
    'INSERT INTO quarantine (received_at, profile_id, kind, reason, headers, body) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const trimQuarantine = db.prepare<[number]>('DELETE FROM quarantine WHERE id <= ?')

  /**
   * Makes a session belong to a call. If its pushes came before our answer did, they were taken for a call
   * of somebody else; they move over.
   */
  function link(session: SessionId, callId: CallId, at: UtcMs): void {
    const before = sessionCall.get(session)?.call_id
    if (before === callId) return
    linkSession.run(session, callId)
    if (before === undefined || before !== foreignId(session)) return
    moveEvents.run(callId, before)
    forget(before)
    moveMarks(db, before, callId, at)
    moveHold(db, before, callId)
    removeRecording.run(before)
  }

  /**
   * The call a push belongs to: by our token in its user data, by its session, or one of its own; `undefined` when
   * that call was deleted.
   */
  function callOf(event: PushedEvent, at: UtcMs): CallId | undefined {
    const token = callIdFromUserData(event.userData)
    if (token !== undefined && callKnown.get(token) !== undefined) {
      link(event.sessionId, token, at)
      return token
    }
    const known = sessionCall.get(event.sessionId)?.call_id
    if (known !== undefined) return known
    if (forgotten.has('session', event.sessionId)) return undefined
    if (token !== undefined && forgotten.has('call', token)) return undefined
    const foreign = foreignId(event.sessionId)
    linkSession.run(event.sessionId, foreign)
    return foreign
  }

  const rememberSent = db.prepare<[string, number]>('INSERT INTO sent_one_by_one (call_id, at) VALUES (?, ?)')
  const countUse = db.prepare<[string, string, number]>(
    `INSERT INTO prompt_uses (name, profile_id, calls, last_at) VALUES (?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET calls = calls + 1, last_at = max(last_at, excluded.last_at)`,
  )

  function insert(
    event: CallEvent,
    place: {
      key: Buffer
      callId: CallId
      receivedAt: UtcMs
      pushId?: number | bigint
      profileId?: ProfileId | undefined
    },
  ): boolean {
    const { key, callId, receivedAt, pushId, profileId } = place
    return (
      insertEvent.run(key, pushId ?? null, callId, profileId ?? null, receivedAt, JSON.stringify(event))
        .changes > 0
    )
  }

  return {
    remark,
    leave: forget,

    appendPush(push: IncomingPush): Appended {
      const { receivedAt, profileId, kind, signature, headers, body } = push
      const hash = sha256(profileId ?? '', kind, body)
      const stored = insertPush.run(
        receivedAt,
        profileId ?? null,
        kind,
        signature,
        JSON.stringify(headers),
        body,
        hash,
      )
      if (stored.changes === 0) return { stored: 'repeat', calls: [] }
      const changed = new Set<CallId>()
      let late = 0
      for (const event of push.events) {
        const callId = callOf(event, receivedAt)
        if (callId === undefined) {
          late += 1
          continue
        }
        const key = sha256('push', eventIdentity(event))
        if (insert(event, { key, callId, receivedAt, pushId: stored.lastInsertRowid, profileId }))
          changed.add(callId)
      }
      // It tells of deleted calls alone: that it came is kept, not what it says.
      if (late > 0 && late === push.events.length) emptyPush.run(stored.lastInsertRowid)
      return { stored: 'new', calls: [...changed].map(derive) }
    },

    appendLocal({ callId, receivedAt, events }: LocalAppend): Call {
      for (const event of events) {
        if (event.kind === 'dialAccepted') link(event.sessionId, callId, receivedAt)
        insert(event, { key: sha256('local', callId, eventIdentity(event)), callId, receivedAt })
      }
      return derive(callId)
    },

    /** Calls that another installation exported; one that is known here, by its id or session, stays as it is. */
    importCalls(calls: readonly Call[], receivedAt: UtcMs): { added: number; known: number } {
      let added = 0
      for (const call of calls) {
        const { id, sessionId } = call
        const here =
          callKnown.get(id) !== undefined ||
          (sessionId !== undefined && sessionCall.get(sessionId) !== undefined)
        if (here) continue
        if (sessionId !== undefined) linkSession.run(sessionId, id)
        const event: CallEvent = { kind: 'imported', at: call.startedAt, call }
        insert(event, { key: sha256('imported', id), callId: id, receivedAt, profileId: call.profileId })
        derive(id)
        added += 1
      }
      return { added, known: calls.length - added }
    },

    /** The first delivery of a request stores the attempt; every later one gets the call it made. */
    claimRequest({ requestId, callId, first }: RequestClaim): { claimed: boolean; call: Call } {
      const earlier = requestCall.get(requestId)
      const row = earlier === undefined ? undefined : callRow.get(earlier.call_id)
      if (row !== undefined) return { claimed: false, call: JSON.parse(row.call) }
      insertRequest.run(requestId, callId)
      insert(first, { key: sha256('local', callId, eventIdentity(first)), callId, receivedAt: first.at })
      if (first.kind !== 'dialRequested') rememberSent.run(callId, first.at)
      for (const name of promptsNamed(first)) countUse.run(name, first.profileId, first.at)
      return { claimed: true, call: derive(callId) }
    },

    /** Takes the next row of a campaign and stores its attempt, before anything is sent. */
    claimAttempt(claim: AttemptClaim): Claimed {
      const next = nextRow(claim)
      if (!('request' in next)) return { claimed: false, ...next }
      const { key, row, request } = next
      const { callId, now } = claim
      attempts.begin(key, row.row, callId, now)
      insert(request, { key: sha256('local', callId, eventIdentity(request)), callId, receivedAt: now })
      for (const name of promptsNamed(request)) countUse.run(name, request.profileId, now)
      return { claimed: true, call: derive(callId), row: row.row, request }
    },

    /** A person waits no longer for news of a call. */
    giveUpAttempt: (callId: CallId): boolean => attempts.giveUp(callId),

    quarantinePush(push: RejectedPush): { id: number } {
      const { receivedAt, profileId, kind, reason, headers, body } = push
      const { lastInsertRowid } = insertQuarantine.run(
        receivedAt,
        profileId ?? null,
        kind,
        reason,
        JSON.stringify(headers),
        body,
      )
      const id = Number(lastInsertRowid)
      if (id > QUARANTINE_ROWS) trimQuarantine.run(id - QUARANTINE_ROWS)
      return { id }
    },
  }
}
