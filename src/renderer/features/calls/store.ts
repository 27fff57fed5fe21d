import { createStore, type StoreApi } from 'zustand'
import type { Call, TimelineEntry } from '../../../contract/calls.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { CallId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { boardOf } from './board.ts'
import { isOver, mayHaveCard } from './selectors.ts'

export type OpenCall = {
  readonly callId: CallId
  readonly call: Call | undefined
  readonly timeline: readonly TimelineEntry[]
  readonly error: ErrorData | undefined
}

export type CallsState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly byId: ReadonlyMap<CallId, Call>
  /** Calls that have a card, newest first. */
  readonly board: readonly CallId[]
  /** Calls with an act under way, so that it is not offered twice. */
  readonly acting: ReadonlySet<CallId>
  readonly problems: ReadonlyMap<CallId, ErrorData>
  /** The call whose detail is open. */
  readonly open: OpenCall | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  take(call: Call): void
  hangUp(callId: CallId): Promise<void>
  settle(callId: CallId, verdict: 'placed' | 'notPlaced'): Promise<void>
  dismiss(callId: CallId): void
  openCall(callId: CallId): Promise<void>
  closeCall(): void
}

const context = createStoreContext<CallsState>('calls')
export const CallsProvider = context.Provider
export const useCalls = context.useSelect
export const useCallsApi = context.useApi

export function createCallsStore(options: {
  client: Client
  language: () => Language
  /** Whether something is still owed for a call that is over, so that its card stays. */
  held: (call: Call) => boolean
}): StoreApi<CallsState> {
  const { client, language, held } = options
  let asked = 0
  let opened = 0

  return createStore<CallsState>((set, get) => {
    function put(calls: readonly Call[]): void {
      const byId = new Map(get().byId)
      for (const call of calls) {
        const known = byId.get(call.id)
        if (known === undefined || call.revision >= known.revision) byId.set(call.id, call)
      }
      const board = boardOf(byId, get().board, calls, held)
      const kept = new Set(board)
      for (const id of byId.keys()) if (!kept.has(id)) byId.delete(id)
      set({ byId, board })
    }

    async function act(callId: CallId, how: () => Promise<Call>): Promise<void> {
      if (get().acting.has(callId)) return
      const problems = new Map(get().problems)
      problems.delete(callId)
      set({ acting: new Set(get().acting).add(callId), problems })
      try {
        get().take(await how())
      } catch (thrown) {
        set({ problems: new Map(get().problems).set(callId, errorOf(thrown, language())) })
      } finally {
        const acting = new Set(get().acting)
        acting.delete(callId)
        set({ acting })
      }
    }

    /** Calls whose card says that they go on, but which are no longer among the current ones. */
    async function readAgain(current: readonly Call[]): Promise<void> {
      const known = new Set(current.map(({ id }) => id))
      const doubtful = get().board.filter((id) => {
        const call = get().byId.get(id)
        return call !== undefined && !isOver(call) && !known.has(id)
      })
      const read = await Promise.allSettled(doubtful.map((callId) => client.calls.get({ callId })))
      put(read.flatMap((one) => (one.status === 'fulfilled' ? [one.value.call] : [])))
    }

    return {
      phase: 'loading',
      error: undefined,
      byId: new Map(),
      board: [],
      acting: new Set(),
      problems: new Map(),
      open: undefined,

      async load() {
        asked += 1
        const turn = asked
        try {
          const { calls } = await client.calls.current({})
          if (turn !== asked) return
          put(calls)
          set({ phase: 'ready', error: undefined })
          await readAgain(calls)
        } catch (thrown) {
          if (turn !== asked) return
          set({ phase: get().phase === 'ready' ? 'ready' : 'failed', error: errorOf(thrown, language()) })
        }
        const open = get().open
        if (open !== undefined) await get().openCall(open.callId)
      },

      apply(event) {
        if (event.name === 'calls.changed') get().take(event.payload)
      },

      take(call) {
        if (mayHaveCard(call) && (get().byId.has(call.id) || !isOver(call))) put([call])
        const open = get().open
        if (open?.callId === call.id && call.revision > (open.call?.revision ?? -1)) {
          set({ open: { ...open, call } })
          get().openCall(call.id)
        }
      },

      hangUp: (callId) => act(callId, () => client.calls.hangUp({ callId })),
      settle: (callId, verdict) => act(callId, () => client.calls.settle({ callId, verdict })),

      dismiss(callId) {
        const byId = new Map(get().byId)
        byId.delete(callId)
        set({ byId, board: get().board.filter((id) => id !== callId) })
      },

      async openCall(callId) {
        opened += 1
        const turn = opened
        const before = get().open
        if (before?.callId !== callId) {
          set({ open: { callId, call: get().byId.get(callId), timeline: [], error: undefined } })
        }
        try {
          const { call, timeline } = await client.calls.get({ callId })
          const open = get().open
          if (turn !== opened || open?.callId !== callId) return
          const newer = open.call === undefined || call.revision >= open.call.revision
          set({ open: { callId, call: newer ? call : open.call, timeline, error: undefined } })
        } catch (thrown) {
          const open = get().open
          if (turn !== opened || open?.callId !== callId) return
          set({ open: { ...open, error: errorOf(thrown, language()) } })
        }
      },

      closeCall() {
        opened += 1
        set({ open: undefined })
      },
    }
  })
}
