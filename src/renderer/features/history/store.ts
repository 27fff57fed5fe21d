import { createStore, type StoreApi } from 'zustand'
import type { Call } from '../../../contract/calls.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { SavedView } from '../../../contract/views.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createPager, emptyPaged, type Paged, type Pager } from '../../ui/paged.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { type FilterFields, fromRemembered, NO_FILTER, toFilter, toRemember } from './filter.ts'

export type HistoryState = {
  readonly fields: FilterFields
  readonly list: Paged<Call, string, ErrorData>
  readonly pager: Pager<Call>
  /** How many calls match; `undefined` while that is not known yet. */
  readonly count: { readonly calls: number; readonly complete: boolean } | undefined
  /** How far was looked so far, while a page that is not full yet is being filled. */
  readonly searchedTo: number | undefined
  readonly views: readonly SavedView[]
  readonly facets: Awaited<ReturnType<Client['history']['facets']>> | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  setFields(change: Partial<FilterFields>): void
  /** All filters at once; what is not named is not filtered by. */
  showView(fields: FilterFields): void
  saveView(id: string, name: string, fields: FilterFields): Promise<void>
  removeView(id: string): Promise<void>
  readFacets(): Promise<void>
}

const PAGE = 60
/** A page with so many calls fills the screen. */
const ENOUGH = 30
const TYPING_PAUSE_MS = 180

const context = createStoreContext<HistoryState>('history')
export const HistoryProvider = context.Provider
export const useHistory = context.useSelect

export function createHistoryStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
  now: () => number
  memory: { read: () => string | undefined; keep: (text: string) => void }
}): StoreApi<HistoryState> {
  const { client, language, after, memory } = options
  return createStore<HistoryState>((set, get) => {
    /** Asks on as long as a page is short only because there was no time to look further. */
    async function page(after: string | undefined, asked: () => boolean) {
      const items: Call[] = []
      for (let next = after; ; ) {
        const answer = await client.history.search({
          filter: toFilter(get().fields, options.now()),
          limit: PAGE,
          ...(next === undefined ? {} : { after: next }),
        })
        items.push(...answer.calls)
        next = answer.next
        const enough = items.length >= ENOUGH || next === undefined || answer.searchedTo === undefined
        if (enough || !asked()) {
          if (asked()) set({ searchedTo: undefined })
          return { items, next }
        }
        set({ searchedTo: answer.searchedTo })
      }
    }

    async function count(asked: () => boolean): Promise<void> {
      try {
        const counted = await client.history.count({ filter: toFilter(get().fields, options.now()) })
        if (asked()) set({ count: counted })
      } catch {
        // Not knowing how many is no failure of the list.
      }
    }

    const pager = createPager<Call, string, ErrorData>({
      async read(after, asked) {
        if (after === undefined) count(asked)
        return page(after, asked)
      },
      get: () => get().list,
      set: (change) => set({ list: { ...get().list, ...change } }),
      after,
      toError: (thrown) => errorOf(thrown, language()),
    })

    async function readViews(): Promise<void> {
      try {
        set({ views: (await client.views.list({})).views })
      } catch {
        // They are read again with the next connection.
      }
    }

    function narrow(fields: FilterFields, pauseMs: number): void {
      set({ fields, count: undefined, searchedTo: undefined })
      memory.keep(toRemember(fields))
      pager.restart(pauseMs)
    }

    return {
      fields: fromRemembered(memory.read()),
      list: emptyPaged(),
      pager,
      count: undefined,
      searchedTo: undefined,
      views: [],
      facets: undefined,

      async load() {
        await Promise.all([pager.load(), readViews()])
      },

      apply(event) {
        if (event.name === 'calls.changed') pager.take([event.payload])
        if (event.name === 'views.changed') set({ views: event.payload.views })
        if (event.name === 'history.changed') pager.stir()
      },

      setFields(change) {
        narrow({ ...get().fields, ...change }, 'text' in change ? TYPING_PAUSE_MS : 0)
      },

      showView: (fields) => narrow({ ...NO_FILTER, ...fields }, 0),

      async saveView(id, name, fields) {
        set({ views: (await client.views.save({ id, name, fields })).views })
      },

      async readFacets() {
        try {
          set({ facets: await client.history.facets({}) })
        } catch {
          // What is offered stays as it was.
        }
      },

      async removeView(id) {
        set({ views: (await client.views.remove({ id })).views })
      },
    }
  })
}
