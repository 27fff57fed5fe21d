import type { Handlers } from '../../contract/index.ts'
import type { CurrentCard } from '../../contract/review-records.ts'
import { type Card, type Current, canonicalText, currentOf, standing } from '../../domain/review/index.ts'
import type { ReviewDoors } from './doors.ts'
import { currentById, ofKind, sealed } from './records.ts'

type CardHandlers = Pick<Handlers<'review'>, 'cards' | 'saveCard' | 'removeCard'>

/** Scorecards. A change makes a new version; scores stay with the one they were given on. */
export function createCards({ store, identity, clock, tell }: ReviewDoors): CardHandlers {
  return {
    async cards() {
      const records = await store.reviewRecords({ kind: 'card' })
      return { cards: standing(currentOf(ofKind(records, 'card'))).map(shownCard) }
    },

    async saveCard({ cardId, name, items }) {
      const before = await currentById(store, 'card', cardId)
      const only = before?.heads.length === 1 ? before.heads[0].record : undefined
      // Asked again after a lost answer, it is the same version.
      if (before !== undefined && only?.removed === false && only.name === name) {
        if (canonicalText(only.items) === canonicalText(items)) return shownCard(before)
      }
      const record: Card = {
        kind: 'card',
        id: cardId,
        by: await identity.current(),
        at: clock(),
        replaces: before?.heads.map(({ hash }) => hash) ?? [],
        removed: false,
        name,
        items,
      }
      const kept = sealed(record)
      await store.addReviewRecords([kept])
      tell()
      return shownCard({ id: cardId, heads: [kept] })
    },

    async removeCard({ cardId }) {
      const before = await currentById(store, 'card', cardId)
      if (before === undefined || standing([before]).length === 0) return { removed: false }
      const replaces = before.heads.map(({ hash }) => hash)
      const by = await identity.current()
      await store.addReviewRecords([
        sealed({ ...before.heads[0].record, by, at: clock(), replaces, removed: true }),
      ])
      tell()
      return { removed: true }
    },
  }
}

export const shownCard = ({ id, heads }: Current<Card>): CurrentCard => ({
  id,
  heads: heads.map(({ hash, record }) => ({
    hash,
    record: { ...record, replaces: [...record.replaces], items: record.items.map((item) => ({ ...item })) },
  })),
})
