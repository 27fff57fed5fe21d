import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { HistoryFilter } from '../../../contract/history.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Due, Retention, RetentionDays } from '../../../contract/retention.ts'
import type { CallId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type Hold = NonNullable<Awaited<ReturnType<Client['retention']['hold']>>['hold']>
export type HeldCalls = { readonly callId: CallId } | { readonly filter: HistoryFilter }

export type RetentionState = {
  /** `undefined` until it is looked at. */
  readonly kept: Retention | undefined
  readonly error: ErrorData | undefined
  /** What would go with which days. */
  readonly preview: { readonly days: RetentionDays; readonly due: readonly Due[] } | undefined
  /** Holds of the calls that were looked at; one without is `none`. */
  readonly holds: ReadonlyMap<CallId, Hold | 'none'>
  load(): Promise<void>
  apply(event: ContractEvent): void
  read(): Promise<void>
  save(days: RetentionDays): Promise<void>
  look(days: RetentionDays): Promise<void>
  run(): Promise<void>
  readHold(callId: CallId): Promise<void>
  /** @returns how many calls changed */
  changeHold(how: 'place' | 'lift', calls: HeldCalls, reason: string): Promise<number>
}

const context = createStoreContext<RetentionState>('retention')
export const RetentionProvider = context.Provider
export const useRetention = context.useSelect

export function createRetentionStore(options: {
  client: Client
  language: () => Language
}): StoreApi<RetentionState> {
  const { retention } = options.client
  return createStore<RetentionState>((set, get) => ({
    kept: undefined,
    error: undefined,
    preview: undefined,
    holds: new Map(),

    async load() {
      if (get().kept !== undefined) await get().read()
      await Promise.all([...get().holds.keys()].map((callId) => get().readHold(callId)))
    },

    apply(event) {
      if (event.name !== 'retention.changed') return
      if (get().kept !== undefined) void get().read()
      for (const callId of get().holds.keys()) void get().readHold(callId)
    },

    async read() {
      try {
        set({ kept: await retention.get({}), error: undefined })
      } catch (thrown) {
        set({ error: errorOf(thrown, options.language()) })
      }
    },

    async save(days) {
      set({ kept: await retention.setDays({ days }) })
    },

    async look(days) {
      set({ preview: undefined })
      const { due } = await retention.preview({ days })
      set({ preview: { days, due } })
    },

    async run() {
      await retention.run({})
      set({ preview: undefined })
    },

    async readHold(callId) {
      // A call that is shown without its hold is read again with the next change.
      const { hold } = await retention.hold({ callId }).catch(() => ({ hold: undefined }))
      set({ holds: new Map([[callId, hold ?? 'none']]) })
    },

    async changeHold(how, calls, reason) {
      const { changed } =
        how === 'place'
          ? await retention.placeHold({ calls, reason })
          : await retention.liftHold({ calls, reason })
      return changed
    },
  }))
}
