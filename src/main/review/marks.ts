import type { Handlers } from '../../contract/index.ts'
import type { CurrentMark } from '../../contract/review-records.ts'
import { type Current, currentOf, type Mark, standing } from '../../domain/review/index.ts'
import type { ReviewDoors } from './doors.ts'
import { currentById, ofKind, reviewedCall, sealed } from './records.ts'

type MarkHandlers = Pick<Handlers<'review'>, 'marks' | 'saveMark' | 'removeMark'>

/** Markers and comments at a time of a recording. */
export function createMarks({ store, identity, clock, tell }: ReviewDoors): MarkHandlers {
  return {
    async marks({ callId }) {
      const call = await store.call(callId)
      const records = await store.reviewRecords({
        kind: 'mark',
        call: { callId, ...(call?.sessionId === undefined ? {} : { sessionId: call.sessionId }) },
      })
      return {
        marks: standing(currentOf(ofKind(records, 'mark')))
          .map(shown)
          .sort(byTime),
      }
    },

    async saveMark({ markId, callId, fromMs, toMs, text }) {
      const before = await currentById(store, 'mark', markId)
      const reviewer = await identity.current()
      const same = before?.heads.length === 1 ? before.heads[0] : undefined
      // Asked again after a lost answer, it is the same version.
      if (
        before !== undefined &&
        same !== undefined &&
        !same.record.removed &&
        same.record.text === text &&
        same.record.fromMs === fromMs &&
        same.record.toMs === toMs
      ) {
        return shown(before)
      }
      const record: Mark = {
        kind: 'mark',
        id: markId,
        by: reviewer,
        at: clock(),
        replaces: before?.heads.map(({ hash }) => hash) ?? [],
        removed: false,
        call: before?.heads[0].record.call ?? (await reviewedCall(store, callId)),
        fromMs,
        toMs,
        text,
      }
      const kept = sealed(record)
      await store.addReviewRecords([kept])
      tell(callId)
      return shown({ id: markId, heads: [kept] })
    },

    async removeMark({ markId }) {
      const before = await currentById(store, 'mark', markId)
      if (before === undefined || standing([before]).length === 0) return { removed: false }
      const reviewer = await identity.current()
      const { record } = before.heads[0]
      const replaces = before.heads.map(({ hash }) => hash)
      await store.addReviewRecords([
        sealed({ ...record, by: reviewer, at: clock(), replaces, removed: true }),
      ])
      tell(record.call.callId)
      return { removed: true }
    },
  }
}

const byTime = (one: CurrentMark, other: CurrentMark) =>
  (one.heads[0]?.record.fromMs ?? 0) - (other.heads[0]?.record.fromMs ?? 0)

const shown = ({ id, heads }: Current<Mark>): CurrentMark => ({
  id,
  heads: heads.map(({ hash, record }) => ({ hash, record: { ...record, replaces: [...record.replaces] } })),
})
