import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { RecordingRow, RescueQueue, RescueRules } from '../../../contract/recordings.ts'
import type { CallId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { gathering } from '../../ui/gathering.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type ListName = 'queue' | 'kept' | 'lost'

export type RescueState = {
  readonly list: ListName
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly rows: readonly RecordingRow[]
  readonly next: string | undefined
  readonly queue: RescueQueue | undefined
  readonly rules: RescueRules | undefined
  /** Kept recordings that are to be downloaded together. */
  readonly chosen: ReadonlySet<CallId>
  /** What came of looking at a file again. */
  readonly verified: ReadonlyMap<CallId, boolean>
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** The screen is there; only then are changes followed. @returns the function that ends it */
  watch(): () => void
  choose(list: ListName): void
  readMore(): Promise<void>
  setRules(rules: RescueRules): Promise<void>
  fetchNow(callId: CallId): Promise<void>
  moveUp(callId: CallId, first: boolean): Promise<void>
  verify(callId: CallId): Promise<void>
  mark(callIds: readonly CallId[], on: boolean): void
  pack(): Promise<void>
}

const PAGE = 50
const PAUSE_MS = 500

const context = createStoreContext<RescueState>('rescue')
export const RescueProvider = context.Provider
export const useRescue = context.useSelect

export function createRescueStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
}): StoreApi<RescueState> {
  const { client, language, after } = options
  let watchers = 0
  let question = 0

  return createStore<RescueState>((set, get) => {
    const fail = (thrown: unknown) => set({ error: errorOf(thrown, language()) })
    const act = async (how: () => Promise<unknown>) => {
      try {
        await how()
        set({ error: undefined })
      } catch (thrown) {
        fail(thrown)
      }
    }

    /** As many rows as are shown, anew: those below keep their place. */
    async function read(): Promise<void> {
      question += 1
      const turn = question
      const { list, rows } = get()
      try {
        const [queue, page, { rules }] = await Promise.all([
          client.recordings.queue({}),
          client.recordings.list({ list, limit: Math.min(100, Math.max(PAGE, rows.length)) }),
          client.recordings.rules({}),
        ])
        if (turn === question) set({ queue, rules, rows: page.rows, next: page.next, phase: 'ready' })
      } catch (thrown) {
        if (turn !== question) return
        fail(thrown)
        if (get().queue === undefined) set({ phase: 'failed' })
      }
    }
    const renew = gathering(after, PAUSE_MS, read)

    return {
      list: 'queue',
      phase: 'loading',
      error: undefined,
      rows: [],
      next: undefined,
      queue: undefined,
      rules: undefined,
      chosen: new Set(),
      verified: new Map(),

      async load() {
        if (watchers > 0) await read()
      },

      apply(event) {
        if (event.name !== 'recordings.changed' || watchers === 0) return
        const changed = event.payload
        const rows = get().rows.map((row) =>
          row.recording.callId === changed.callId ? { ...row, recording: changed } : row,
        )
        set({ rows })
        renew()
      },

      watch() {
        watchers += 1
        read()
        return () => {
          watchers -= 1
        }
      },

      choose(list) {
        set({ list, rows: [], next: undefined, phase: 'loading', chosen: new Set() })
        read()
      },

      async readMore() {
        const { list, next, rows } = get()
        if (next === undefined) return
        await act(async () => {
          const page = await client.recordings.list({ list, after: next, limit: PAGE })
          if (get().list === list) set({ rows: [...rows, ...page.rows], next: page.next })
        })
      },

      setRules: (rules) =>
        act(async () => {
          set({ rules })
          await client.recordings.setRules({ rules })
          await read()
        }),
      fetchNow: (callId) => act(() => client.recordings.fetch({ callId })),
      moveUp: (callId, first) =>
        act(async () => {
          await client.recordings.moveUp({ callId, first })
          await read()
        }),
      verify: (callId) =>
        act(async () => {
          const { intact } = await client.recordings.verify({ callId })
          set({ verified: new Map(get().verified).set(callId, intact) })
        }),

      mark(callIds, on) {
        const chosen = new Set(get().chosen)
        for (const callId of callIds)
          if (on) chosen.add(callId)
          else chosen.delete(callId)
        set({ chosen })
      },

      pack: () =>
        act(async () => {
          await client.recordings.pack({ callIds: [...get().chosen] })
          set({ chosen: new Set() })
        }),
    }
  })
}
