import { createStore, type StoreApi } from 'zustand'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

type Verdict = Awaited<ReturnType<Client['audit']['verify']>>

export type AuditState = {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  readonly more: boolean
  /** After a change of the log it has to be asked for anew. */
  readonly verdict: Verdict | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  read(): Promise<void>
  readMore(): Promise<void>
  verify(): Promise<void>
}

const PAGE = 100

const context = createStoreContext<AuditState>('audit')
export const AuditProvider = context.Provider
export const useAudit = context.useSelect

export function createAuditStore(options: {
  client: Client
  language: () => Language
}): StoreApi<AuditState> {
  const { audit } = options.client
  return createStore<AuditState>((set, get) => ({
    phase: 'idle',
    error: undefined,
    entries: [],
    more: false,
    verdict: undefined,

    // Read when it is looked at, and again after a gap in the events.
    load: () => (get().phase === 'idle' ? Promise.resolve() : get().read()),

    apply(event) {
      if (event.name !== 'audit.added' || get().phase !== 'ready') return
      const { entries } = get()
      if (entries.some(({ seq }) => seq === event.payload.seq)) return
      set({ entries: [event.payload, ...entries], verdict: undefined })
    },

    async read() {
      if (get().phase !== 'ready') set({ phase: 'loading', error: undefined })
      try {
        set({ ...(await audit.list({ limit: PAGE })), phase: 'ready', error: undefined, verdict: undefined })
      } catch (thrown) {
        set({ phase: 'failed', error: errorOf(thrown, options.language()) })
      }
    },

    async readMore() {
      const last = get().entries.at(-1)
      if (last === undefined) return
      const page = await audit.list({ limit: PAGE, before: last.seq })
      set({ entries: [...get().entries, ...page.entries], more: page.more })
    },

    async verify() {
      set({ verdict: undefined })
      set({ verdict: await audit.verify({}) })
    },
  }))
}
