import { type CallId, isE164, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { changeMarks, marks } from '../queries/marks.ts'
import { reminder, saveReminder } from '../queries/reminders.ts'
import type { RowColumns } from './campaign-rows.ts'

/**
 * What the keys of a row ask for beyond the row: its tag on the call, a reminder to call back. In the transaction
 * that draws the row, so that no stop comes between them; what a person takes away afterwards is not put back.
 *
 * @param remark places the call anew after its tags have changed
 * @param call whose keys they are, and what its reminder says
 */
export function keepKeyResults(
  db: Db,
  remark: (callId: CallId) => boolean,
  change: { readonly before: RowColumns; readonly after: RowColumns },
  call: { readonly id: CallId; readonly note: string; readonly at: UtcMs },
): void {
  const { before, after } = change
  const sameCall = before.call_id === call.id
  if (after.tag !== null && !(sameCall && before.tag === after.tag)) {
    const names = marks(db, call.id).tags.map(({ name }) => name)
    if (!names.includes(after.tag)) {
      changeMarks(db, remark, call.id, { tags: [...names, after.tag] }, call.at)
    }
  }
  if (after.call_back === 0 || (sameCall && before.call_back === 1) || !isE164(after.number)) return
  const id = `callback-${call.id}`
  if (reminder(db, id) !== undefined) return
  saveReminder(db, { id, callId: call.id, number: after.number, note: call.note, dueAt: call.at })
}
