import type { Call } from '../../../domain/calls/index.ts'
import { nationalDigits } from '../../../domain/phone/index.ts'
import { foldText, gramsOf } from '../../../domain/text/index.ts'
import type { CallId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { firstPlace, PLACES_PER_MS } from '../rank.ts'
import { createKinds } from './kinds.ts'
import { createNumbers } from './numbers.ts'
import { type Counted, createRollups } from './rollups.ts'

type Place = Counted & { readonly b_number_id: number | null }

/**
 * Writes a call and everything a search finds it by, each at the place of the call in time. Called inside the
 * transaction that changed its events or its marks, so no index is ever behind.
 */
export function createPlacement(db: Db) {
  const kinds = createKinds(db)
  const rollups = createRollups(db)
  const idOf = createNumbers(db)
  const placeOf = db.prepare<[string], Place>(
    `SELECT c.rank, c.kind_id, c.talk_ms, c.minutes_a, c.minutes_b, c.a_number_id, c.b_number_id
     FROM call_bodies b JOIN calls c ON c.rank = b.rank WHERE b.call_id = ?`,
  )
  const lastRankIn = db.prepare<[number, number], { rank: number | null }>(
    'SELECT max(rank) AS rank FROM calls WHERE rank >= ? AND rank < ?',
  )
  const writeCall = db.prepare<unknown[]>(
    `INSERT INTO calls (rank, kind_id, talk_ms, a_number_id, b_number_id, dialled_number_id, open, digits,
       minutes_a, minutes_b)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (rank) DO UPDATE SET kind_id = excluded.kind_id, talk_ms = excluded.talk_ms,
       a_number_id = excluded.a_number_id, b_number_id = excluded.b_number_id,
       dialled_number_id = excluded.dialled_number_id, open = excluded.open, digits = excluded.digits,
       minutes_a = excluded.minutes_a, minutes_b = excluded.minutes_b`,
  )
  const writeBody = db.prepare<[number, string, string]>(
    `INSERT INTO call_bodies (rank, call_id, call) VALUES (?, ?, ?)
     ON CONFLICT (rank) DO UPDATE SET call = excluded.call`,
  )
  const dialledOf = db.prepare<[number], { id: number | null; call: string }>(
    'SELECT c.dialled_number_id AS id, b.call FROM calls c JOIN call_bodies b ON b.rank = c.rank WHERE c.rank = ?',
  )
  const removeCall = db.prepare<[number]>('DELETE FROM calls WHERE rank = ?')
  const removeBody = db.prepare<[number]>('DELETE FROM call_bodies WHERE rank = ?')
  const removeNumber = db.prepare<[number, number]>(
    'DELETE FROM call_numbers WHERE number_id = ? AND rank = ?',
  )
  const insertNumber = db.prepare<[number, number, number, number]>(
    'INSERT OR REPLACE INTO call_numbers (number_id, rank, kind_id, legs) VALUES (?, ?, ?, ?)',
  )
  const marksOf = db.prepare<[string], { note: string; wrap_up: string; reviewed: number }>(
    'SELECT note, wrap_up, reviewed FROM call_marks WHERE call_id = ?',
  )
  const tagsOf = db.prepare<[string], { tag_id: number }>('SELECT tag_id FROM call_tags WHERE call_id = ?')
  const insertTag = db.prepare<[number, number, number]>(
    'INSERT INTO tag_calls (tag_id, rank, kind_id) VALUES (?, ?, ?)',
  )
  const removeTags = db.prepare<[number]>('DELETE FROM tag_calls WHERE rank = ?')
  const noteAt = db.prepare<[number], { folded: string }>('SELECT folded FROM call_notes WHERE rank = ?')
  const insertNote = db.prepare<[number, string]>('INSERT INTO call_notes (rank, folded) VALUES (?, ?)')
  const removeNote = db.prepare<[number]>('DELETE FROM call_notes WHERE rank = ?')
  const insertGrams = db.prepare<[number, string]>('INSERT INTO note_grams (rowid, grams) VALUES (?, ?)')
  const removeGrams = db.prepare<[number]>('DELETE FROM note_grams WHERE rowid = ?')

  /**
   * A free place at the start of the call. The platform's times have whole seconds, so a burst may fill the
   * places of one millisecond; what follows goes into the next ones, which hardly anything else uses.
   */
  function freePlace(call: Call, current: number | undefined): number {
    const first = firstPlace(call.startedAt)
    if (current !== undefined && current >= first && current < first + PLACES_PER_MS) return current
    for (let from = first; ; from += PLACES_PER_MS) {
      const next = (lastRankIn.get(from, from + PLACES_PER_MS)?.rank ?? from - 1) + 1
      if (next < from + PLACES_PER_MS) return next
    }
  }

  function writeNote(rank: number, folded: string | undefined): void {
    const before = noteAt.get(rank)?.folded
    if (before === folded) return
    if (before !== undefined) {
      removeNote.run(rank)
      removeGrams.run(rank)
    }
    if (folded === undefined) return
    insertNote.run(rank, folded)
    insertGrams.run(rank, gramsOf(folded).join(' '))
  }

  function removeNumbers(place: Place): void {
    for (const id of new Set([place.a_number_id, place.b_number_id]))
      if (id !== null) removeNumber.run(id, place.rank)
  }

  function remove(place: Place): void {
    removeCall.run(place.rank)
    removeBody.run(place.rank)
    removeNumbers(place)
    removeTags.run(place.rank)
    writeNote(place.rank, undefined)
    kinds.move(place.kind_id, undefined)
    rollups.move(place, undefined)
  }

  /** @param dialled id of the number that was dialled from here, if it was */
  function put(call: Call, dialled: number | null): void {
    const before = placeOf.get(call.id)
    const rank = freePlace(call, before?.rank)
    if (before !== undefined && before.rank !== rank) remove(before)
    const stays = before !== undefined && before.rank === rank ? before : undefined

    const marks = marksOf.get(call.id)
    const folded = marks === undefined || marks.note === '' ? undefined : foldText(marks.note)
    const kind = kinds.idOf(call, {
      wrapUp: marks?.wrap_up ?? '',
      reviewed: marks?.reviewed === 1,
      noted: folded !== undefined,
    })
    const a = call.a.number === undefined ? null : idOf(call.a.number)
    const b = call.b?.number === undefined ? null : idOf(call.b.number)
    const digits = [call.a.number, call.b?.number].map((number) => nationalDigits(number ?? '')).join(' ')
    const open = ['dialling', 'unknown', 'placed', 'live'].includes(call.phase) ? 1 : 0
    const talk = call.talkMs ?? 0
    const minutes = call.billedMinutes ?? { a: 0, b: 0 }
    writeCall.run(rank, kind, talk, a, b, dialled, open, digits, minutes.a, minutes.b)
    writeBody.run(rank, call.id, JSON.stringify(call))
    kinds.move(stays?.kind_id, kind)
    rollups.move(stays, {
      rank,
      kind_id: kind,
      talk_ms: talk,
      minutes_a: minutes.a,
      minutes_b: minutes.b,
      a_number_id: a,
    })

    const sameKind = stays?.kind_id === kind
    if (!sameKind || stays.a_number_id !== a || stays.b_number_id !== b) {
      if (stays !== undefined) removeNumbers(stays)
      if (a !== null) insertNumber.run(a, rank, kind, a === b ? 3 : 1)
      if (b !== null && b !== a) insertNumber.run(b, rank, kind, 2)
    }
    if (marks !== undefined) {
      if (stays !== undefined) removeTags.run(rank)
      for (const { tag_id } of tagsOf.all(call.id)) insertTag.run(tag_id, rank, kind)
    }
    writeNote(rank, folded)
  }

  return {
    idOf,
    put,
    /** Places a call anew after its marks have changed. @returns whether there is such a call */
    remark(callId: CallId): boolean {
      const place = placeOf.get(callId)
      const kept = place === undefined ? undefined : dialledOf.get(place.rank)
      if (kept === undefined) return false
      put(JSON.parse(kept.call), kept.id)
      return true
    },
    forget(callId: CallId): void {
      const place = placeOf.get(callId)
      if (place !== undefined) remove(place)
    },
  }
}
