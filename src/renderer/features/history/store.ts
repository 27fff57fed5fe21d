import { createStore, type StoreApi } from 'zustand'
import type { Call } from '../../../contract/calls.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { type FilterFields, NO_FILTER, toFilter } from './filter.ts'
import { appendPage, mergeFirst, type Page, renew, unseen } from './list.ts'

export type HistoryState = {
  readonly fields: FilterFields
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly calls: readonly Call[]
  readonly next: string | undefined
  readonly more: 'idle' | 'loading' | 'failed'
  /** Rows that wait until the reader wants them. */
  readonly waiting: Page | undefined
  readonly waitingCount: number
  readonly atTop: boolean
  load(): Promise<void>
  apply(event: ContractEvent): void
  setFields(change: Partial<FilterFields>): void
  readMore(): Promise<void>
  showWaiting(): void
  setAtTop(atTop: boolean): void
}

const PAGE = 60
const TYPING_PAUSE_MS = 180
const CHANGE_PAUSE_MS = 300

const context = createStoreContext<HistoryState>('history')
export const HistoryProvider = context.Provider
export const useHistory = context.useSelect

export function createHistoryStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
}): StoreApi<HistoryState> {
  const { client, language, after } = options
  /** Rises with every new question; an answer to an older one is dropped. */
  let question = 0
  let cancelTyping: (() => void) | undefined
  let cancelChange: (() => void) | undefined

  return createStore<HistoryState>((set, get) => {
    async function ask(cursor: string | undefined): Promise<Page> {
      const filter = toFilter(get().fields)
      const answer = await client.history.search({
        filter,
        limit: PAGE,
        ...(cursor === undefined ? {} : { after: cursor }),
      })
      return { calls: answer.calls, next: answer.next }
    }

    async function start(): Promise<void> {
      question += 1
      const turn = question
      try {
        const page = await ask(undefined)
        if (turn !== question) return
        set({ ...page, phase: 'ready', error: undefined, more: 'idle', waiting: undefined, waitingCount: 0 })
      } catch (thrown) {
        if (turn === question) set({ phase: 'failed', error: errorOf(thrown, language()) })
      }
    }

    /** Something was added or changed: look at the head again without moving what is being read. */
    async function look(): Promise<void> {
      if (get().phase !== 'ready') return
      const turn = question
      try {
        const first = await ask(undefined)
        if (turn !== question) return
        const { calls, next, atTop } = get()
        const fresh = unseen(calls, first.calls)
        if (atTop) {
          set({
            ...mergeFirst({ calls: renew(calls, first.calls), next }, first),
            waiting: undefined,
            waitingCount: 0,
          })
        } else {
          set({
            calls: renew(calls, first.calls),
            waiting: fresh.length === 0 ? undefined : first,
            waitingCount: fresh.length,
          })
        }
      } catch {
        // The list stays as it is; the next change or the next connection looks again.
      }
    }

    return {
      fields: NO_FILTER,
      phase: 'loading',
      error: undefined,
      calls: [],
      next: undefined,
      more: 'idle',
      waiting: undefined,
      waitingCount: 0,
      atTop: true,

      load: () => (get().phase === 'ready' ? look() : start()),

      apply(event) {
        if (event.name === 'calls.changed') set({ calls: renew(get().calls, [event.payload]) })
        if (event.name === 'history.changed') {
          cancelChange?.()
          cancelChange = after(CHANGE_PAUSE_MS, look)
        }
      },

      setFields(change) {
        const fields = { ...get().fields, ...change }
        question += 1
        set({ fields, phase: 'loading', waiting: undefined, waitingCount: 0, atTop: true })
        cancelTyping?.()
        cancelTyping = after('text' in change ? TYPING_PAUSE_MS : 0, start)
      },

      async readMore() {
        const { next, more, phase } = get()
        if (next === undefined || more === 'loading' || phase !== 'ready') return
        const turn = question
        set({ more: 'loading' })
        try {
          const page = await ask(next)
          if (turn !== question) return
          set({ calls: appendPage(get().calls, page.calls), next: page.next, more: 'idle' })
        } catch {
          if (turn === question) set({ more: 'failed' })
        }
      },

      showWaiting() {
        const { waiting, calls, next } = get()
        if (waiting === undefined) return
        set({ ...mergeFirst({ calls, next }, waiting), waiting: undefined, waitingCount: 0, atTop: true })
      },

      setAtTop(atTop) {
        if (atTop === get().atTop) return
        set({ atTop })
        if (atTop) get().showWaiting()
      },
    }
  })
}
