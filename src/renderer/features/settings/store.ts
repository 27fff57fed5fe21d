import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Settings } from '../../../contract/settings.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type SettingsState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly revision: number
  readonly settings: Settings | undefined
  /** The language in force, as main decided it from the choice and the system. */
  readonly language: Language | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  save(settings: Settings): Promise<void>
}

const context = createStoreContext<SettingsState>('settings')
export const SettingsProvider = context.Provider
export const useSettings = context.useSelect

export function createSettingsStore(options: {
  client: Client
  language: () => Language
}): StoreApi<SettingsState> {
  const { client, language } = options

  return createStore<SettingsState>((set, get) => {
    const take = (answer: { revision: number; settings: Settings; language: Language }) => {
      if (answer.revision < get().revision) return
      set({ ...answer, phase: 'ready', error: undefined })
    }

    return {
      phase: 'loading',
      error: undefined,
      revision: -1,
      settings: undefined,
      language: undefined,

      async load() {
        try {
          take(await client.settings.get({}))
        } catch (thrown) {
          set({
            phase: get().settings === undefined ? 'failed' : 'ready',
            error: errorOf(thrown, language()),
          })
        }
      },

      apply(event) {
        if (event.name === 'settings.changed' && event.payload.revision > get().revision) get().load()
      },

      async save(settings) {
        take(await client.settings.save({ settings }))
      },
    }
  })
}
