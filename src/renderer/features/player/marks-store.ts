import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Redactions } from '../../../contract/redaction.ts'
import type { CurrentMark } from '../../../contract/review-records.ts'
import {
  type CallId,
  type DurationMs,
  isDurationMs,
  isReviewId,
  must,
  type ReviewId,
} from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type MarkDraft = {
  readonly id?: ReviewId | undefined
  readonly fromMs: number
  readonly toMs?: number | undefined
  readonly text: string
}

export type MarksState = {
  /** Only of recordings that are on screen. */
  readonly byCall: ReadonlyMap<CallId, readonly CurrentMark[]>
  /** What was taken out of them. */
  readonly redactions: ReadonlyMap<CallId, Redactions>
  readonly error: ErrorData | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** Keeps the marks of a call read for as long as they are shown. @returns the function that ends it */
  show(callId: CallId): () => void
  save(callId: CallId, draft: MarkDraft): Promise<boolean>
  remove(callId: CallId, id: ReviewId): Promise<void>
  /** @throws what main answers, for the form that asks */
  redact(
    callId: CallId,
    span: { fromMs: number; toMs: number },
    fill: 'silence' | 'tone',
    reason: string,
  ): Promise<void>
  /** @throws what main answers, for the form that asks */
  unseal(callId: CallId, reason: string): Promise<{ audioPath: string; until: number }>
  /** Tells main that the sound was started, for the audit log. */
  played(callId: CallId, fromMs: number): void
}

const context = createStoreContext<MarksState>('marks')
export const MarksProvider = context.Provider
export const useMarks = context.useSelect

const wholeMs = (ms: number): DurationMs => must(Math.max(0, Math.round(ms)), isDurationMs, 'time')

export function createMarksStore(options: {
  client: Client
  language: () => Language
  newId: () => string
}): StoreApi<MarksState> {
  const { client, language, newId } = options
  const shown = new Map<CallId, number>()

  return createStore<MarksState>((set, get) => {
    const put = (callId: CallId, marks: readonly CurrentMark[]) => {
      if (shown.has(callId)) set({ byCall: new Map(get().byCall).set(callId, marks) })
    }
    const told = (redactions: Redactions) => {
      if (shown.has(redactions.callId)) {
        set({ redactions: new Map(get().redactions).set(redactions.callId, redactions) })
      }
    }
    const fail = (thrown: unknown) => set({ error: errorOf(thrown, language()) })

    async function read(callId: CallId): Promise<void> {
      try {
        const [{ marks }, redactions] = await Promise.all([
          client.review.marks({ callId }),
          client.redaction.get({ callId }),
        ])
        put(callId, marks)
        told(redactions)
      } catch (thrown) {
        fail(thrown)
      }
    }

    return {
      byCall: new Map(),
      redactions: new Map(),
      error: undefined,

      async load() {
        await Promise.all([...shown.keys()].map(read))
      },

      apply(event) {
        if (event.name === 'redaction.changed') told(event.payload)
        if (event.name !== 'review.changed') return
        const { callId } = event.payload
        for (const one of shown.keys()) if (callId === undefined || callId === one) read(one)
      },

      show(callId) {
        shown.set(callId, (shown.get(callId) ?? 0) + 1)
        if (shown.get(callId) === 1) read(callId)
        return () => {
          const left = (shown.get(callId) ?? 1) - 1
          if (left > 0) {
            shown.set(callId, left)
            return
          }
          shown.delete(callId)
          const byCall = new Map(get().byCall)
          byCall.delete(callId)
          set({ byCall, error: undefined })
        }
      },

      async save(callId, { id, fromMs, toMs, text }) {
        try {
          const markId = id ?? must(newId(), isReviewId, 'mark')
          await client.review.saveMark({
            markId,
            callId,
            fromMs: wholeMs(fromMs),
            ...(toMs === undefined ? {} : { toMs: wholeMs(toMs) }),
            text,
          })
          set({ error: undefined })
          await read(callId)
          return true
        } catch (thrown) {
          fail(thrown)
          return false
        }
      },

      async remove(callId, markId) {
        try {
          await client.review.removeMark({ markId })
          await read(callId)
        } catch (thrown) {
          fail(thrown)
        }
      },

      async redact(callId, { fromMs, toMs }, fill, reason) {
        const spans = [{ fromMs: wholeMs(fromMs), toMs: wholeMs(toMs) }]
        told(await client.redaction.redact({ callId, spans, fill, reason }))
      },
      unseal: (callId, reason) => client.redaction.unseal({ callId, reason }),

      played(callId, fromMs) {
        client.recordings.played({ callId, fromMs: wholeMs(fromMs) }).catch(fail)
      },
    }
  })
}
