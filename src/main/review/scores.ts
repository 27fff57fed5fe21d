import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { CurrentScore } from '../../contract/review-records.ts'
import {
  type Card,
  type Current,
  canonicalText,
  currentOf,
  resultsByAgent,
  type Score,
  standing,
} from '../../domain/review/index.ts'
import { isUtcMs, must, type UtcMs } from '../../domain/values.ts'
import { shownCard } from './cards.ts'
import { crossing } from './current.ts'
import type { ReviewDoors } from './doors.ts'
import { currentById, ofKind, reviewedCall, sealed } from './records.ts'

type ScoreHandlers = Pick<Handlers<'review'>, 'sheet' | 'saveScore' | 'removeScore' | 'results'>

/** Filled cards, and what they come to for each agent. */
export function createScores({ store, identity, clock, reviewed, tell }: ReviewDoors): ScoreHandlers {
  async function cardsByHash(): Promise<ReadonlyMap<string, Card>> {
    const records = ofKind(await store.reviewRecords({ kind: 'card' }), 'card')
    return new Map(records.map(({ hash, record }) => [hash, record]))
  }

  return {
    async sheet({ callId }) {
      const call = await store.call(callId)
      const records = await store.reviewRecords({
        kind: 'score',
        call: { callId, ...(call?.sessionId === undefined ? {} : { sessionId: call.sessionId }) },
      })
      const scores = standing(currentOf(ofKind(records, 'score')))
      const cards = await cardsByHash()
      const used = new Set(scores.flatMap(({ heads }) => heads.map(({ record }) => record.card)))
      return {
        reviewer: await identity.current(),
        scores: scores.map(shownScore),
        cards: [...used].flatMap((hash) => {
          const record = cards.get(hash)
          const shown =
            record === undefined ? [] : shownCard({ id: record.id, heads: [{ hash, record }] }).heads
          return shown
        }),
      }
    },

    async saveScore({ scoreId, callId, taskId, card, answers, note }) {
      const scoredWith = (await cardsByHash()).get(card)
      if (scoredWith === undefined) throw new Refusal('review.notFound')
      const items = new Set(scoredWith.items.map(({ id }) => id))
      const strange = answers.find(({ itemId }) => !items.has(itemId))
      if (strange !== undefined || new Set(answers.map(({ itemId }) => itemId)).size !== answers.length) {
        throw new Refusal('input.invalid', { path: 'answers', problem: 'items.other' })
      }
      const before = await currentById(store, 'score', scoreId)
      const only = before?.heads.length === 1 ? before.heads[0].record : undefined
      const same =
        only?.removed === false &&
        canonicalText([only.card, only.answers, only.note]) === canonicalText([card, answers, note])
      if (before !== undefined && same) return shownScore(before)
      const record: Score = {
        kind: 'score',
        id: scoreId,
        by: await identity.current(),
        at: clock(),
        replaces: before?.heads.map(({ hash }) => hash) ?? [],
        removed: false,
        call: before?.heads[0].record.call ?? (await reviewedCall(store, callId)),
        ...(taskId === undefined ? {} : { taskId }),
        card,
        answers,
        note,
      }
      const kept = sealed(record)
      await store.addReviewRecords([kept])
      await reviewed(callId)
      tell(callId)
      return shownScore({ id: scoreId, heads: [kept] })
    },

    async removeScore({ scoreId }) {
      const before = await currentById(store, 'score', scoreId)
      if (before === undefined || standing([before]).length === 0) return { removed: false }
      const replaces = before.heads.map(({ hash }) => hash)
      const { record } = before.heads[0]
      const by = await identity.current()
      await store.addReviewRecords([sealed({ ...record, by, at: clock(), replaces, removed: true })])
      tell(record.call.callId)
      return { removed: true }
    },

    async results({ from, to }) {
      const records = await store.reviewRecords({ kind: 'score' })
      const inTime = standing(currentOf(ofKind(records, 'score'))).filter(({ heads }) => {
        const { startedAt } = heads[0].record.call
        return (from === undefined || startedAt >= from) && (to === undefined || startedAt < to)
      })
      const agents = resultsByAgent(inTime, await cardsByHash(), weekOf)
      return {
        agents: agents.map((agent) => ({ ...agent, weeks: agent.weeks.map((week) => ({ ...week })) })),
      }
    },
  }
}

const shownScore = (score: Current<Score>): CurrentScore => {
  const { id, heads } = crossing(score)
  return {
    id,
    heads: heads.map(({ hash, record }) => ({
      hash,
      record: { ...record, answers: record.answers.map((answer) => ({ ...answer })) },
    })),
  }
}

/** Monday, as the calendar here has it. */
function weekOf(at: UtcMs): UtcMs {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7))
  return must(day.getTime(), isUtcMs, 'time')
}
