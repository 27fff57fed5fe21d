import { createStore, type StoreApi } from 'zustand'
import type { Price } from '../../../contract/cost.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { gathering } from '../../ui/gathering.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type CostReport = Awaited<ReturnType<Client['cost']['report']>>
export type CostQuery = Parameters<Client['cost']['report']>[0]
export type Grouping = CostQuery['groupBy']

export type CostState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  /** What was asked last; `undefined` before the screen was opened. */
  readonly query: CostQuery | undefined
  readonly report: CostReport | undefined
  /** A newer report is being made while this one is shown. */
  readonly renewing: boolean
  readonly prices: readonly Price[] | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** The screen was opened: asks what was asked last, at first `query`. */
  open(query: CostQuery): Promise<void>
  ask(query: CostQuery): Promise<void>
  /** Reads the price table for an estimate, unless it is here; it is kept fresh from then on. */
  readPrices(): Promise<void>
  savePrices(prices: readonly Price[]): Promise<void>
  /** Begins an export of what is shown; the list of tasks tells of it. */
  exportFile(format: 'csv' | 'xlsx'): Promise<void>
}

const context = createStoreContext<CostState>('cost')
export const CostProvider = context.Provider
export const useCost = context.useSelect

/** Calls change by the second; a report is made anew at most this often. */
const CHANGE_PAUSE_MS = 2000

export function createCostStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
}): StoreApi<CostState> {
  const { client, language, after } = options
  /** Rises with every new question; an answer to an older one is dropped. */
  let question = 0

  return createStore<CostState>((set, get) => {
    async function read(query: CostQuery): Promise<void> {
      question += 1
      const turn = question
      set({ renewing: true })
      try {
        const [report, { prices }] = await Promise.all([client.cost.report(query), client.cost.prices({})])
        if (turn === question) set({ report, prices, phase: 'ready', error: undefined, renewing: false })
      } catch (thrown) {
        if (turn === question) set({ phase: 'failed', error: errorOf(thrown, language()), renewing: false })
      }
    }
    async function freshPrices(): Promise<void> {
      try {
        set({ prices: (await client.cost.prices({})).prices })
      } catch {
        // An estimate without money; the banner of the connection says why.
      }
    }
    const renew = gathering(after, CHANGE_PAUSE_MS, () => get().load())

    return {
      phase: 'loading',
      error: undefined,
      query: undefined,
      report: undefined,
      renewing: false,
      prices: undefined,
      async load() {
        const { query, prices } = get()
        if (query !== undefined) await read(query)
        else if (prices !== undefined) await freshPrices()
      },
      apply(event) {
        if (event.name === 'cost.pricesChanged' && get().query === undefined && get().prices !== undefined)
          freshPrices()
        if (get().query === undefined) return
        if (!['history.changed', 'cost.pricesChanged', 'contacts.changed'].includes(event.name)) return
        renew()
      },
      open: (query) => get().ask(get().query ?? query),
      async ask(query) {
        set({ query })
        await read(query)
      },
      async readPrices() {
        if (get().prices === undefined) await freshPrices()
      },
      async savePrices(prices) {
        const saved = await client.cost.savePrices({ prices: [...prices] })
        set({ prices: saved.prices })
        await get().load()
      },
      async exportFile(format) {
        const { query } = get()
        if (query !== undefined) await client.cost.export({ ...query, format, headings: language() })
      },
    }
  })
}
