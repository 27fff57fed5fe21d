import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Recording, RescueQueue } from '../../../contract/recordings.ts'
import type { CallId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { gathering } from '../../ui/gathering.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { fetchPeaks, type Peaks } from './peaks.ts'

export type Slot = {
  readonly recording: Recording | undefined
  /** The waveform of the sound that `recording` tells of; fetched as soon as it is known to be whole. */
  readonly peaks: Promise<Peaks> | undefined
  readonly error: ErrorData | undefined
  readonly asking: boolean
}

export type RecordingsState = {
  /** Only recordings that are on screen. */
  readonly byCall: ReadonlyMap<CallId, Slot>
  readonly queue: RescueQueue | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** Keeps the recording of a call read for as long as it is shown. @returns the function that ends it */
  show(callId: CallId): () => void
  /** Somebody is about to look at this one: what it takes is fetched while the screen is drawn. */
  prepare(callId: CallId): void
  read(callId: CallId): Promise<void>
  fetchNow(callId: CallId): Promise<void>
}

const EMPTY: Slot = { recording: undefined, peaks: undefined, error: undefined, asking: true }
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
  /** Ends what the last preparation keeps read. */
  let prepared: (() => void) | undefined

  return createStore<RecordingsState>((set, get) => {
    const put = (callId: CallId, change: Partial<Slot>) => {
      if (!shown.has(callId)) return
      const slot = { ...(get().byCall.get(callId) ?? EMPTY), ...change }
      set({ byCall: new Map(get().byCall).set(callId, slot) })
    }

    const take = (recording: Recording) => {
      const { callId } = recording
      const slot = get().byCall.get(callId)
      const before = slot?.recording
      if (before !== undefined && recording.revision < before.revision) {
        put(callId, { asking: false })
        return
      }
      const same = before?.sha256 === recording.sha256 ? slot?.peaks : undefined
      const peaks = shown.has(callId) ? (same ?? startPeaks(recording)) : undefined
      put(callId, { recording, peaks, error: undefined, asking: false })
    }

    /** What fails is told to who waits for it. */
    function startPeaks({ state, peaksPath }: Recording): Promise<Peaks> | undefined {
      if (state !== 'ready' || peaksPath === undefined) return undefined
      const peaks = fetchPeaks(peaksPath)
      peaks.catch(() => undefined)
      return peaks
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
    const renewQueue = gathering(after, QUEUE_PAUSE_MS, readQueue)

    return {
      byCall: new Map(),
      queue: undefined,

      async load() {
        await Promise.all([readQueue(), ...[...shown.keys()].map((callId) => get().read(callId))])
      },

      apply(event) {
        if (event.name !== 'recordings.changed') return
        take(event.payload)
        renewQueue()
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

      prepare(callId) {
        prepared?.()
        prepared = get().show(callId)
      },

      read: (callId) => ask(callId, client.recordings.get),
      fetchNow: (callId) => ask(callId, client.recordings.fetch),
    }
  })
}
