import { createStore, type StoreApi } from 'zustand'
import type { Call, CallOutcome, DialRequest } from '../../../contract/calls.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { type E164, isRequestId, must, type RequestId, type UtcMs } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { gathering } from '../../ui/gathering.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { type DialFields, EMPTY_FIELDS } from './request.ts'

export type RecentNumber = { readonly number: E164; readonly lastAt: UtcMs; readonly outcome: CallOutcome }

export type DialState = {
  readonly fields: DialFields
  readonly dialling: boolean
  readonly error: ErrorData | undefined
  readonly recent: readonly RecentNumber[] | undefined
  readonly recentFailed: boolean
  load(): Promise<void>
  apply(event: ContractEvent): void
  set(change: Partial<DialFields>): void
  dial(request: Omit<DialRequest, 'requestId'>): Promise<void>
}

/** An act of the person that has not been answered: asking again carries the same id. */
type Act = { readonly content: string; readonly requestId: RequestId }

const RECENT = 12
const RECENT_PAUSE_MS = 500

const context = createStoreContext<DialState>('dial')
export const DialProvider = context.Provider
export const useDial = context.useSelect

/**
 * @param options.onCall told the call that a dial placed
 * @param options.memory the phone of the agent, as it was left
 */
export function createDialStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  after: (ms: number, act: () => void) => () => void
  onCall: (call: Call) => void
  memory: { read(): string | undefined; keep(own: string): void }
}): StoreApi<DialState> {
  const { client, language, after } = options
  let act: Act | undefined

  return createStore<DialState>((set, get) => {
    const renew = gathering(after, RECENT_PAUSE_MS, () => get().load())
    return {
      fields: { ...EMPTY_FIELDS, own: options.memory.read() ?? '' },
      dialling: false,
      error: undefined,
      recent: undefined,
      recentFailed: false,

      async load() {
        try {
          const { numbers } = await client.history.recentNumbers({ limit: RECENT })
          set({ recent: numbers, recentFailed: false })
        } catch {
          set({ recentFailed: true })
        }
      },

      apply(event) {
        if (event.name === 'history.changed') renew()
      },

      set(change) {
        if (change.own !== undefined) options.memory.keep(change.own)
        set({ fields: { ...get().fields, ...change }, error: undefined })
      },

      async dial(request) {
        if (get().dialling) return
        const content = JSON.stringify(request)
        if (act?.content !== content) {
          act = { content, requestId: must(options.newId(), isRequestId, 'request id') }
        }
        set({ dialling: true, error: undefined })
        try {
          const call = await client.calls.dial({ ...request, requestId: act.requestId })
          act = undefined
          options.onCall(call)
          set({ fields: { ...get().fields, callee: '' } })
        } catch (thrown) {
          set({ error: errorOf(thrown, language()) })
        } finally {
          set({ dialling: false })
        }
      },
    }
  })
}
