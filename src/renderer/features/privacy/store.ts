import { createStore, type StoreApi } from 'zustand'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { type CallId, isSealedNumber, type UtcMs } from '../../../domain/values.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type PrivacyState = {
  /** In full, by sealed number, until main's time is over. */
  readonly revealed: ReadonlyMap<string, string>
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** @throws what the client throws; then nothing is shown */
  reveal(number: string, callId: CallId | undefined): Promise<void>
  hide(number: string): void
}

const context = createStoreContext<PrivacyState>('privacy')
export const PrivacyProvider = context.Provider
export const usePrivacy = context.useSelect

/** Holds revealed numbers for as long as main said, and not a moment longer; nothing of it is kept. */
export function createPrivacyStore(options: {
  client: Client
  now: () => number
  after: (ms: number, act: () => void) => () => void
}): StoreApi<PrivacyState> {
  const { client, now, after } = options
  const endings = new Map<string, () => void>()

  return createStore<PrivacyState>((set, get) => ({
    revealed: new Map(),

    async load() {
      for (const number of [...get().revealed.keys()]) get().hide(number)
    },

    apply() {},

    async reveal(number, callId) {
      if (!isSealedNumber(number)) return
      const asked = now()
      const { number: inFull, until }: { number: string; until: UtcMs } = await client.privacy.reveal({
        number,
        ...(callId === undefined ? {} : { callId }),
      })
      set({ revealed: new Map(get().revealed).set(number, inFull) })
      endings.get(number)?.()
      endings.set(
        number,
        after(Math.max(0, until - asked), () => get().hide(number)),
      )
    },

    hide(number) {
      endings.get(number)?.()
      endings.delete(number)
      const rest = new Map(get().revealed)
      rest.delete(number)
      set({ revealed: rest })
    },
  }))
}
