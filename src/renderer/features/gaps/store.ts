import { createStore, type StoreApi } from 'zustand'
import type { GapCounts } from '../../../contract/gaps.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

type Found = Awaited<ReturnType<Client['gaps']['find']>>

export type GapsState = {
  /** How many there are, as of the last look, which main does by itself too; `undefined` before the first. */
  readonly counts: GapCounts | undefined
  /** What a person asked for; `undefined` before. */
  readonly found: Found | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  find(): Promise<void>
}

const context = createStoreContext<GapsState>('gaps')
export const GapsProvider = context.Provider
export const useGaps = context.useSelect

/** The list is read when somebody opens it: it takes two months of calls. */
export function createGapsStore(options: { client: Client }): StoreApi<GapsState> {
  const { client } = options
  return createStore<GapsState>((set) => ({
    counts: undefined,
    found: undefined,
    async load() {
      // What was found may have been masked, or not.
      set({ found: undefined })
      try {
        set({ counts: (await client.gaps.known({})).counts })
      } catch {
        // The banner of the connection says why; the status line has no number then.
      }
    },
    apply(event) {
      if (event.name === 'gaps.changed') set({ counts: event.payload.counts })
    },
    async find() {
      const found = await client.gaps.find({})
      set({ found, counts: found.counts })
    },
  }))
}
