import type { ContractEvent } from '../../contract/index.ts'
import { type Language, type Link, sendFile } from '../client/index.ts'
import { createCallsStore } from '../features/calls/index.ts'
import { createDialStore } from '../features/dial/index.ts'
import { createHistoryStore } from '../features/history/index.ts'
import { createRecordingsStore } from '../features/player/index.ts'
import { createProfilesStore } from '../features/profiles/index.ts'
import { createPromptsStore } from '../features/prompts/index.ts'
import { createReceiverStore } from '../features/receiver/index.ts'
import { createSettingsStore } from '../features/settings/index.ts'
import { createTemplatesStore } from '../features/templates/index.ts'
import { createUploadsStore } from '../features/uploads/index.ts'
import { readRemembered, remember } from '../ui/remembered.ts'
import { createHostStore } from './host-store.ts'

export type Stores = ReturnType<typeof createStores>

const after = (ms: number, act: () => void) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/** One store per topic, each fed by the same stream of events and read again when some may be missing. */
export function createStores(link: Link, language: () => Language) {
  const { client } = link
  const calls = createCallsStore({ client, language })
  const stores = {
    calls,
    host: createHostStore({ client }),
    settings: createSettingsStore({ client, language }),
    profiles: createProfilesStore({
      client,
      language,
      memory: { read: () => readRemembered('profile'), keep: (id) => remember('profile', id) },
    }),
    receiver: createReceiverStore({ client, language }),
    recordings: createRecordingsStore({ client, language, after }),
    history: createHistoryStore({ client, language, after }),
    uploads: createUploadsStore({ client, language }),
    prompts: createPromptsStore({
      client,
      language,
      newId: () => crypto.randomUUID(),
      send: sendFile,
      memory: { read: () => readRemembered('shaping'), keep: (text) => remember('shaping', text) },
    }),
    templates: createTemplatesStore({ client, language, newId: () => crypto.randomUUID() }),
    dial: createDialStore({
      client,
      language,
      after,
      newId: () => crypto.randomUUID(),
      onCall: (call) => calls.getState().take(call),
      memory: { read: () => readRemembered('own'), keep: (own) => remember('own', own) },
    }),
  }
  const all = Object.values(stores)

  const unsubscribe = [
    link.onEvent((event: ContractEvent) => {
      for (const store of all) store.getState().apply(event)
    }),
    link.onResync(() => {
      for (const store of all) store.getState().load()
    }),
  ]
  return {
    ...stores,
    close() {
      for (const end of unsubscribe) end()
    },
  }
}
