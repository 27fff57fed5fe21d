import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { AgentResult, ReviewTask, ScoreSheet } from '../../../contract/review.ts'
import type { CardItem, CurrentCard, Reviewer, Score } from '../../../contract/review-records.ts'
import { type CallId, isDurationMs, isReviewId, must, type ReviewId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type Merged = { readonly added: number; readonly known: number; readonly refused: number }

/** What a call is to be scored with, and by whom; without somebody, for whoever takes it. */
export type Order = { readonly cardId: ReviewId; readonly assignee?: Reviewer }

export type ReviewState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly reviewer: Reviewer | undefined
  /** Who reviews, the one here first. */
  readonly reviewers: readonly Reviewer[]
  readonly cards: readonly CurrentCard[]
  readonly tasks: readonly ReviewTask[]
  readonly agents: readonly AgentResult[]
  readonly sheet: { readonly callId: CallId; readonly sheet: ScoreSheet } | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** The screen is there; only then are changes followed. @returns the function that ends it */
  watch(): () => void
  openSheet(callId: CallId): Promise<void>
  rename(name: string): Promise<boolean>
  saveCard(
    cardId: ReviewId | undefined,
    name: string,
    items: readonly CardItem[],
  ): Promise<ReviewId | undefined>
  removeCard(cardId: ReviewId): Promise<void>
  /** @returns how many calls came to the list */
  sample(order: Order, count: number): Promise<number | undefined>
  /** @returns 0 when it is on the list for that card already */
  enqueue(callId: CallId, order: Order): Promise<number | undefined>
  claim(taskId: ReviewId): Promise<void>
  release(taskId: ReviewId): Promise<void>
  removeTask(taskId: ReviewId): Promise<void>
  saveScore(
    callId: CallId,
    score: Pick<Score, 'card' | 'answers' | 'note'> & {
      id?: ReviewId | undefined
      taskId?: ReviewId | undefined
    },
  ): Promise<boolean>
  /** All records as the lines of a file. */
  exported(): Promise<string | undefined>
  merge(text: string): Promise<Merged | undefined>
}

const NO_LEAST = must(0, isDurationMs, 'time')
/** So many lines are handed over at a time; merging them twice changes nothing, so a stop costs nothing. */
const LINES_AT_ONCE = 400

const context = createStoreContext<ReviewState>('review')
export const ReviewProvider = context.Provider
export const useReview = context.useSelect

export function createReviewStore(options: {
  client: Client
  language: () => Language
  newId: () => string
}): StoreApi<ReviewState> {
  const { client, language, newId } = options
  let watchers = 0
  const freshId = (): ReviewId => must(newId(), isReviewId, 'id')

  return createStore<ReviewState>((set, get) => {
    const fail = (thrown: unknown) => set({ error: errorOf(thrown, language()) })

    async function trying<T>(how: () => Promise<T>): Promise<T | undefined> {
      try {
        const value = await how()
        set({ error: undefined })
        return value
      } catch (thrown) {
        fail(thrown)
        return undefined
      }
    }

    async function read(): Promise<void> {
      try {
        const [{ reviewer }, { reviewers }, { cards }, { tasks }, { agents }] = await Promise.all([
          client.review.reviewer({}),
          client.review.reviewers({}),
          client.review.cards({}),
          client.review.queue({}),
          client.review.results({}),
        ])
        set({ reviewer, reviewers, cards, tasks, agents, phase: 'ready' })
      } catch (thrown) {
        fail(thrown)
        if (get().reviewer === undefined) set({ phase: 'failed' })
      }
    }

    async function readSheet(callId: CallId): Promise<void> {
      await trying(async () => {
        const sheet = await client.review.sheet({ callId })
        set({ sheet: { callId, sheet } })
      })
    }

    return {
      phase: 'loading',
      error: undefined,
      reviewer: undefined,
      reviewers: [],
      cards: [],
      tasks: [],
      agents: [],
      sheet: undefined,

      async load() {
        if (watchers > 0) await read()
      },
      apply(event) {
        if (event.name !== 'review.changed' || watchers === 0) return
        read()
        const open = get().sheet?.callId
        if (open !== undefined) readSheet(open)
      },
      watch() {
        watchers += 1
        read()
        return () => {
          watchers -= 1
        }
      },
      async openSheet(callId) {
        if (get().sheet?.callId !== callId) set({ sheet: undefined })
        await readSheet(callId)
      },
      async rename(name) {
        const done = await trying(() => client.review.setReviewer({ name }))
        if (done !== undefined) set({ reviewer: done.reviewer })
        return done !== undefined
      },
      async saveCard(cardId, name, items) {
        const saved = await trying(() =>
          client.review.saveCard({ cardId: cardId ?? freshId(), name, items: [...items] }),
        )
        await read()
        return saved?.id
      },
      async removeCard(cardId) {
        await trying(() => client.review.removeCard({ cardId }))
        await read()
      },
      async sample(order, count) {
        const drawn = await trying(() => client.review.sample({ ...order, count, leastTalkMs: NO_LEAST }))
        await read()
        return drawn?.added
      },
      async enqueue(callId, order) {
        const put = await trying(() => client.review.enqueue({ ...order, callIds: [callId] }))
        await read()
        return put?.added
      },
      async claim(taskId) {
        await trying(() => client.review.claim({ taskId }))
        await read()
      },
      async release(taskId) {
        await trying(() => client.review.release({ taskId }))
        await read()
      },
      async removeTask(taskId) {
        await trying(() => client.review.removeTask({ taskId }))
        await read()
      },
      async saveScore(callId, { id, taskId, card, answers, note }) {
        const saved = await trying(() =>
          client.review.saveScore({
            scoreId: id ?? freshId(),
            callId,
            ...(taskId === undefined ? {} : { taskId }),
            card,
            answers,
            note,
          }),
        )
        if (saved !== undefined) await readSheet(callId)
        await read()
        return saved !== undefined
      },
      exported: () =>
        trying(async () => {
          const lines = [(await client.review.beginExport({})).head]
          for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
            const page = await client.review.exportLines(after === undefined ? {} : { after })
            lines.push(...page.lines)
            after = page.next
          }
          return `${lines.join('\n')}\n`
        }),
      merge: (text) =>
        trying(async () => {
          const lines = text.split(/\r?\n/).filter((line) => line.startsWith('{"hash"'))
          let sum: Merged = { added: 0, known: 0, refused: 0 }
          for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
            const { added, known, refused } = await client.review.merge({
              lines: lines.slice(from, from + LINES_AT_ONCE),
            })
            sum = { added: sum.added + added, known: sum.known + known, refused: sum.refused + refused }
          }
          await read()
          return sum
        }),
    }
  })
}
