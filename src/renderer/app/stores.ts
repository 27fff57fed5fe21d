import type { ContractEvent } from '../../contract/index.ts'
import { type Language, type Link, sendFile, sendImport } from '../client/index.ts'
import { createAnnotationsStore, owesWrapUp } from '../features/annotations/index.ts'
import { createAuditStore } from '../features/audit/index.ts'
import { createBackupsStore } from '../features/backup/index.ts'
import { createBatchesStore } from '../features/batches/index.ts'
import { createBindingsStore, createPrivateNumbersStore } from '../features/bindings/index.ts'
import { createCallsStore } from '../features/calls/index.ts'
import { createCampaignsStore } from '../features/campaigns/index.ts'
import { createContactsStore } from '../features/contacts/index.ts'
import { createCostStore } from '../features/cost/index.ts'
import { createDialStore } from '../features/dial/index.ts'
import { createDoNotCallStore } from '../features/do-not-call/index.ts'
import { createDoctorStore } from '../features/doctor/index.ts'
import { createExportsStore } from '../features/exports/index.ts'
import { createGapsStore } from '../features/gaps/index.ts'
import { createHistoryStore } from '../features/history/index.ts'
import { createMessagesStore } from '../features/messages/index.ts'
import { createNotifyStore } from '../features/notify/index.ts'
import { createMarksStore, createRecordingsStore } from '../features/player/index.ts'
import { createPrivacyStore } from '../features/privacy/index.ts'
import { createProfilesStore } from '../features/profiles/index.ts'
import { createPromptsStore } from '../features/prompts/index.ts'
import { createReceiverStore } from '../features/receiver/index.ts'
import { createRescueStore } from '../features/recordings/index.ts'
import { createRemindersStore } from '../features/reminders/index.ts'
import { createRetentionStore } from '../features/retention/index.ts'
import { createReviewStore } from '../features/review/index.ts'
import { createRoutingStore } from '../features/routing/index.ts'
import { createSettingsStore } from '../features/settings/index.ts'
import { createTasksStore } from '../features/tasks/index.ts'
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
  const annotations = createAnnotationsStore({ client, language, after })
  const calls = createCallsStore({
    client,
    language,
    held: (call) => owesWrapUp(annotations.getState(), call),
  })
  const stores = {
    calls,
    host: createHostStore({ client }),
    tasks: createTasksStore({ client }),
    audit: createAuditStore({ client, language }),
    doctor: createDoctorStore({ client }),
    settings: createSettingsStore({ client, language }),
    profiles: createProfilesStore({
      client,
      language,
      memory: { read: () => readRemembered('profile'), keep: (id) => remember('profile', id) },
    }),
    backups: createBackupsStore({
      client,
      language,
      newId: () => crypto.randomUUID(),
      send: sendImport,
    }),
    exports: createExportsStore({ client }),
    gaps: createGapsStore({ client }),
    cost: createCostStore({ client, language, after }),
    retention: createRetentionStore({ client, language }),
    privacy: createPrivacyStore({ client, now: Date.now, after }),
    receiver: createReceiverStore({ client, language }),
    recordings: createRecordingsStore({ client, language, after }),
    rescue: createRescueStore({ client, language, after }),
    review: createReviewStore({ client, language, newId: () => crypto.randomUUID() }),
    marks: createMarksStore({ client, language, newId: () => crypto.randomUUID() }),
    history: createHistoryStore({
      client,
      language,
      after,
      now: Date.now,
      memory: { read: () => readRemembered('history'), keep: (text) => remember('history', text) },
    }),
    annotations,
    reminders: createRemindersStore({ client, newId: () => crypto.randomUUID() }),
    contacts: createContactsStore({ client, language, after, send: sendFile }),
    uploads: createUploadsStore({ client, language }),
    prompts: createPromptsStore({
      client,
      language,
      newId: () => crypto.randomUUID(),
      send: sendFile,
      memory: { read: () => readRemembered('shaping'), keep: (text) => remember('shaping', text) },
    }),
    campaigns: createCampaignsStore({
      client,
      language,
      after,
      newId: () => crypto.randomUUID(),
      send: sendFile,
    }),
    doNotCall: createDoNotCallStore({
      client,
      language,
      newId: () => crypto.randomUUID(),
      send: sendFile,
    }),
    notify: createNotifyStore({
      client,
      language,
      after,
      newId: () => crypto.randomUUID(),
      onCall: (call) => calls.getState().take(call),
    }),
    templates: createTemplatesStore({ client, language, newId: () => crypto.randomUUID() }),
    bindings: createBindingsStore({ client, language, after, newId: () => crypto.randomUUID() }),
    privateNumbers: createPrivateNumbersStore({ client, language, after, newId: () => crypto.randomUUID() }),
    batches: createBatchesStore({ client, language, newId: () => crypto.randomUUID(), send: sendImport }),
    routing: createRoutingStore({ client, language, after, newId: () => crypto.randomUUID() }),
    messages: createMessagesStore({ client, language, after }),
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
  // What is on the screen was masked, or not, when it was read.
  unsubscribe.push(
    stores.settings.subscribe(({ settings }, before) => {
      if (before.settings === undefined || before.settings.maskNumbers === settings?.maskNumbers) return
      for (const store of all) store.getState().load()
    }),
  )
  return {
    ...stores,
    close() {
      for (const end of unsubscribe) end()
    },
  }
}
