import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Recording } from '../../../contract/recordings.ts'
import type { CallId, UtcMs } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type Slot = {
  readonly recording: Recording | undefined
  readonly error: ErrorData | undefined
  readonly asking: boolean
}

export type RecordingsState = {
  /** Only recordings that are on screen. */
  readonly byCall: ReadonlyMap<CallId, Slot>
  readonly queue: { readonly waiting: number; readonly nearestDeadline?: UtcMs | undefined } | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** Keeps the recording of a call read for as long as it is shown. @returns the function that ends it */
  show(callId: CallId): () => void
  read(callId: CallId): Promise<void>
  fetchNow(callId: CallId): Promise<void>
}

const EMPTY: Slot = { recording: undefined, error: undefined, asking: true }
const QUEUE_PAUSE_MS = 400

const context = createStoreContext<RecordingsState>('recordings')
export const RecordingsProvider = context.Provider
export const useRecordings = context.useSelect

export function createRecordingsStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
}): StoreApi<RecordingsState> {
  const { client, language, after } = options
  const shown = new Map<CallId, number>()
  let cancelQueue: (() => void) | undefined

  return createStore<RecordingsState>((set, get) => {
    const put = (callId: CallId, change: Partial<Slot>) => {
      if (!shown.has(callId)) return
      const slot = { ...(get().byCall.get(callId) ?? EMPTY), ...change }
      set({ byCall: new Map(get().byCall).set(callId, slot) })
    }

    const take = (recording: Recording) => {
      const before = get().byCall.get(recording.callId)?.recording
      const newer = before === undefined || recording.revision >= before.revision
      put(recording.callId, newer ? { recording, error: undefined, asking: false } : { asking: false })
    }

    async function ask(
      callId: CallId,
      how: (input: { callId: CallId }) => Promise<Recording>,
    ): Promise<void> {
      put(callId, { asking: true })
      try {
        take(await how({ callId }))
      } catch (thrown) {
        put(callId, { error: errorOf(thrown, language()), asking: false })
      }
    }

    async function readQueue(): Promise<void> {
      try {
        set({ queue: await client.recordings.queue({}) })
      } catch {
        // The status line keeps what it knew.
      }
    }

    return {
      byCall: new Map(),
      queue: undefined,

      async load() {
        await Promise.all([readQueue(), ...[...shown.keys()].map((callId) => get().read(callId))])
      },

      apply(event) {
        if (event.name !== 'recordings.changed') return
        take(event.payload)
        cancelQueue?.()
        cancelQueue = after(QUEUE_PAUSE_MS, readQueue)
      },

      show(callId) {
        shown.set(callId, (shown.get(callId) ?? 0) + 1)
        if (shown.get(callId) === 1) get().read(callId)
        return () => {
          const left = (shown.get(callId) ?? 1) - 1
          if (left > 0) {
            shown.set(callId, left)
            return
          }
          shown.delete(callId)
          const byCall = new Map(get().byCall)
          byCall.delete(callId)
          set({ byCall })
        }
      },

      read: (callId) => ask(callId, client.recordings.get),
      fetchNow: (callId) => ask(callId, client.recordings.fetch),
    }
  })
}
