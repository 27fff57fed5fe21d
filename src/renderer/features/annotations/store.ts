import { createStore, type StoreApi } from 'zustand'
import type { Annotations, WrapUpCode } from '../../../contract/annotations.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { CallId, ProfileId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type AnnotationsState = {
  readonly byCall: ReadonlyMap<CallId, Annotations>
  /** Notes as typed that main has not confirmed yet. */
  readonly drafts: ReadonlyMap<CallId, string>
  readonly problems: ReadonlyMap<CallId, ErrorData>
  readonly tagNames: readonly string[]
  readonly codes: readonly WrapUpCode[]
  readonly mandatoryFor: readonly ProfileId[]
  load(): Promise<void>
  apply(event: ContractEvent): void
  read(callId: CallId): Promise<void>
  /** Kept after a pause, or by `flush`; until then it is the draft. */
  typeNote(callId: CallId, note: string): void
  flush(callId: CallId): Promise<void>
  change(
    callId: CallId,
    change: { tags?: string[]; wrapUp?: string | null; reviewed?: boolean },
  ): Promise<void>
  saveCodes(
    profileId: ProfileId | undefined,
    codes: { id: string; label: string }[],
    mandatoryFor: ProfileId[],
  ): Promise<void>
}

const TYPING_PAUSE_MS = 600

/** As it will be: what was chosen counts at once, as for the card that waits for its code. */
function changed(
  kept: Annotations,
  { wrapUp, reviewed }: { wrapUp?: string | null; reviewed?: boolean },
): Annotations {
  const { wrapUp: before, ...rest } = kept
  const code = wrapUp === undefined ? before : (wrapUp ?? undefined)
  return {
    ...rest,
    ...(code === undefined ? {} : { wrapUp: code }),
    ...(reviewed === undefined ? {} : { reviewed }),
  }
}

const context = createStoreContext<AnnotationsState>('annotations')
export const AnnotationsProvider = context.Provider
export const useAnnotations = context.useSelect

export function createAnnotationsStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
}): StoreApi<AnnotationsState> {
  const { client, language, after } = options
  const timers = new Map<CallId, () => void>()

  return createStore<AnnotationsState>((set, get) => {
    const take = (annotations: Annotations) => {
      const before = get().byCall.get(annotations.callId)
      if (before !== undefined && before.revision > annotations.revision) return
      set({ byCall: new Map(get().byCall).set(annotations.callId, annotations) })
    }

    function without<V>(map: ReadonlyMap<CallId, V>, callId: CallId): ReadonlyMap<CallId, V> {
      const rest = new Map(map)
      rest.delete(callId)
      return rest
    }

    async function save(
      callId: CallId,
      change: Omit<Parameters<Client['annotations']['save']>[0], 'callId'>,
    ) {
      try {
        take(await client.annotations.save({ callId, ...change }))
        set({ problems: without(get().problems, callId) })
        return true
      } catch (thrown) {
        set({ problems: new Map(get().problems).set(callId, errorOf(thrown, language())) })
        return false
      }
    }

    async function flush(callId: CallId): Promise<void> {
      timers.get(callId)?.()
      timers.delete(callId)
      const note = get().drafts.get(callId)
      if (note === undefined || !(await save(callId, { note }))) return
      // What was typed meanwhile waits for its own pause.
      if (get().drafts.get(callId) === note) set({ drafts: without(get().drafts, callId) })
    }

    return {
      byCall: new Map(),
      drafts: new Map(),
      problems: new Map(),
      tagNames: [],
      codes: [],
      mandatoryFor: [],

      async load() {
        try {
          const [{ tags }, { codes, mandatoryFor }] = await Promise.all([
            client.annotations.tags({}),
            client.annotations.wrapUpCodes({}),
          ])
          set({ tagNames: tags.map(({ name }) => name), codes, mandatoryFor })
          await Promise.all([...get().byCall.keys()].map((callId) => get().read(callId)))
          await Promise.all([...get().drafts.keys()].map(flush))
        } catch {
          // Read again with the next connection.
        }
      },

      apply(event) {
        if (event.name === 'annotations.changed') {
          const { tags } = event.payload
          take(event.payload)
          const fresh = tags.map(({ name }) => name).filter((name) => !get().tagNames.includes(name))
          if (fresh.length > 0) set({ tagNames: [...get().tagNames, ...fresh] })
        }
        if (event.name === 'annotations.wrapUpCodesChanged') set(event.payload)
      },

      async read(callId) {
        try {
          take(await client.annotations.get({ callId }))
        } catch (thrown) {
          set({ problems: new Map(get().problems).set(callId, errorOf(thrown, language())) })
        }
      },

      typeNote(callId, note) {
        set({ drafts: new Map(get().drafts).set(callId, note) })
        timers.get(callId)?.()
        timers.set(
          callId,
          after(TYPING_PAUSE_MS, () => flush(callId)),
        )
      },

      flush,

      async change(callId, change) {
        const kept = get().byCall.get(callId)
        const shown = kept === undefined ? undefined : changed(kept, change)
        if (shown !== undefined) set({ byCall: new Map(get().byCall).set(callId, shown) })
        if (await save(callId, change)) return
        if (kept !== undefined && get().byCall.get(callId) === shown)
          set({ byCall: new Map(get().byCall).set(callId, kept) })
      },

      async saveCodes(profileId, codes, mandatoryFor) {
        set(
          await client.annotations.saveWrapUpCodes({
            codes,
            mandatoryFor,
            ...(profileId === undefined ? {} : { profileId }),
          }),
        )
      },
    }
  })
}
