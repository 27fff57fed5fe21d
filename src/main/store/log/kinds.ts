import { type Call, directionOf, reasonOf, talkBucket } from '../../../domain/calls/index.ts'
import type { Db } from '../connection.ts'

/** What people added to a call, as far as it belongs to the kind. */
export type KindMarks = { readonly wrapUp: string; readonly reviewed: boolean; readonly noted: boolean }

/** What makes the kind of a call, in the order of the columns of `call_kinds` from `profile_id` on. */
export const kindColumns = (call: Call, marks: KindMarks): readonly (string | number)[] => [
  call.profileId ?? '',
  call.service,
  directionOf(call),
  call.outcome,
  reasonOf(call) ?? '',
  call.recording,
  talkBucket(call.talkMs),
  marks.reviewed ? 1 : 0,
  marks.wrapUp,
  marks.noted ? 1 : 0,
]

/** The dictionary of kinds. A kind stays when its last call leaves it; it then counts none. */
export function createKinds(db: Db) {
  const find = db.prepare<unknown[], { id: number }>(
    `SELECT id FROM call_kinds
     WHERE profile_id = ? AND service = ? AND direction = ? AND outcome = ? AND reason = ? AND recording = ?
       AND talk = ? AND reviewed = ? AND wrap_up = ? AND noted = ?`,
  )
  const add = db.prepare<unknown[]>(
    `INSERT INTO call_kinds
       (profile_id, service, direction, outcome, reason, recording, talk, reviewed, wrap_up, noted)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const count = db.prepare<[number, number]>('UPDATE call_kinds SET calls = calls + ? WHERE id = ?')

  return {
    idOf(call: Call, marks: KindMarks): number {
      const columns = kindColumns(call, marks)
      return find.get(...columns)?.id ?? Number(add.run(...columns).lastInsertRowid)
    },
    /** A call goes from one kind to another; `undefined` is nowhere. */
    move(from: number | undefined, to: number | undefined): void {
      if (from === to) return
      if (from !== undefined) count.run(-1, from)
      if (to !== undefined) count.run(1, to)
    },
  }
}
