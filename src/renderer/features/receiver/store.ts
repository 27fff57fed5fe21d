import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { QuarantinedPush, ReceiverStatus } from '../../../contract/receiver.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type ReceiverState = {
  readonly status: ReceiverStatus | undefined
  readonly quarantine: {
    readonly phase: 'idle' | 'loading' | 'ready' | 'failed'
    readonly pushes: readonly QuarantinedPush[]
    readonly error: ErrorData | undefined
  }
  load(): Promise<void>
  apply(event: ContractEvent): void
  readQuarantine(): Promise<void>
}

const SHOWN = 200

const context = createStoreContext<ReceiverState>('receiver')
export const ReceiverProvider = context.Provider
export const useReceiver = context.useSelect

export function createReceiverStore(options: {
  client: Client
  language: () => Language
}): StoreApi<ReceiverState> {
  const { client, language } = options
  let asked = 0

  return createStore<ReceiverState>((set, get) => {
    const take = (status: ReceiverStatus) => {
      const before = get().status
      if (before !== undefined && before.revision > status.revision) return
      set({ status })
      if (
        before !== undefined &&
        before.quarantined !== status.quarantined &&
        get().quarantine.phase !== 'idle'
      ) {
        get().readQuarantine()
      }
    }

    return {
      status: undefined,
      quarantine: { phase: 'idle', pushes: [], error: undefined },

      async load() {
        try {
          take(await client.receiver.status({}))
        } catch {
          // The status line stays silent; the banner of the connection says why.
        }
      },

      apply(event) {
        if (event.name === 'receiver.changed') take(event.payload)
      },

      async readQuarantine() {
        asked += 1
        const turn = asked
        if (get().quarantine.phase !== 'ready') {
          set({ quarantine: { phase: 'loading', pushes: [], error: undefined } })
        }
        try {
          const { pushes } = await client.receiver.quarantine({ limit: SHOWN })
          if (turn === asked) set({ quarantine: { phase: 'ready', pushes, error: undefined } })
        } catch (thrown) {
          if (turn === asked) {
            set({ quarantine: { phase: 'failed', pushes: [], error: errorOf(thrown, language()) } })
          }
        }
      },
    }
  })
}
