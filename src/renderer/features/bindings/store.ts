import { createStore, type StoreApi } from 'zustand'
import type { BindingChange, BindTerms, PairTerms, TemporaryCallee } from '../../../contract/binding-terms.ts'
import type { Binding, BindingDetail, BindingFinding } from '../../../contract/bindings.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { BoundMode } from '../../../domain/bindings/index.ts'
import { type BindingId, isSubscriptionId, type ProfileId } from '../../../domain/values.ts'
import { createOnce, errorOf, type Language } from '../../client/index.ts'
import { createPager, emptyPaged, type Paged, type Pager } from '../../ui/paged.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { type LedgerFields, NO_FILTER, toFilter } from './filter.ts'
import { type BindForm, NEW_FORM } from './form.ts'

export type OpenBinding = {
  readonly id: BindingId
  readonly detail: BindingDetail | undefined
  readonly error: ErrorData | undefined
}
export type Verdict = Awaited<ReturnType<Client['bindings']['refresh']>>['verdict']

export type BindingsState = {
  readonly fields: LedgerFields
  readonly list: Paged<Binding, string, ErrorData>
  /** How many match in all. */
  readonly total: number | undefined
  readonly pager: Pager<Binding>
  readonly open: OpenBinding | undefined
  /** What was typed of a new binding, per mode; it stays while one looks elsewhere. */
  readonly drafts: ReadonlyMap<BoundMode, BindForm>
  /** What was typed of a change of a binding. */
  readonly changes: ReadonlyMap<BindingId, BindForm>
  /** Bindings that calls and messages name, by the platform's id. */
  readonly found: ReadonlyMap<string, Binding>
  load(): Promise<void>
  apply(event: ContractEvent): void
  setFields(change: Partial<LedgerFields>): void
  openBinding(id: BindingId): Promise<void>
  closeBinding(): void
  /** Looks for the binding of a call; one that is not here stays unfound. */
  find(subscriptionId: string): Promise<void>
  edit(mode: BoundMode, change: Partial<BindForm>): void
  discard(mode: BoundMode): void
  /** @param form `undefined` gives the change up */
  setChange(id: BindingId, form: BindForm | undefined): void
  check(profileId: ProfileId, terms: BindTerms): Promise<readonly BindingFinding[]>
  bind(profileId: ProfileId, terms: BindTerms): Promise<Binding>
  bindPair(id: BindingId, pair: PairTerms): Promise<void>
  modify(id: BindingId, change: BindingChange): Promise<void>
  setTemporaryCallee(id: BindingId, callee: TemporaryCallee): Promise<void>
  unbind(id: BindingId, pairId: string | undefined): Promise<void>
  refresh(id: BindingId): Promise<Verdict>
  settle(id: BindingId, pairId: string | undefined, verdict: 'bound' | 'notBound'): Promise<void>
}

const PAGE = 60
const TYPING_PAUSE_MS = 180
const DETAIL_PAUSE_MS = 200

const context = createStoreContext<BindingsState>('bindings')
export const BindingsProvider = context.Provider
export const useBindings = context.useSelect

export function createBindingsStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  after: (ms: number, act: () => void) => () => void
}): StoreApi<BindingsState> {
  const { client, language, after } = options
  let opened = 0
  let cancelDetail: (() => void) | undefined
  const once = createOnce(options)

  return createStore<BindingsState>((set, get) => {
    const pager = createPager<Binding, string, ErrorData>({
      async read(cursor) {
        const answer = await client.bindings.list({
          filter: toFilter(get().fields),
          limit: PAGE,
          ...(cursor === undefined ? {} : { after: cursor }),
        })
        set({ total: answer.total })
        return { items: answer.bindings, next: answer.next }
      },
      get: () => get().list,
      set: (change) => set({ list: { ...get().list, ...change } }),
      after,
      toError: (thrown) => errorOf(thrown, language()),
    })

    /** The newer form of a binding, wherever it is shown. */
    function take(binding: Binding): void {
      pager.take([binding])
      const { open } = get()
      if (open?.id !== binding.id) return
      if (open.detail !== undefined && open.detail.binding.revision < binding.revision) {
        set({ open: { ...open, detail: { ...open.detail, binding } } })
      }
      stirDetail()
    }

    /** A binding, its history and its calls often change together. */
    function stirDetail(): void {
      cancelDetail?.()
      cancelDetail = after(DETAIL_PAUSE_MS, readDetail)
    }

    async function readDetail(): Promise<void> {
      const id = get().open?.id
      if (id === undefined) return
      opened += 1
      const turn = opened
      try {
        const detail = await client.bindings.get({ bindingId: id })
        if (turn !== opened || get().open?.id !== id) return
        pager.take([detail.binding])
        set({ open: { id, detail, error: undefined } })
      } catch (thrown) {
        const { open } = get()
        if (turn !== opened || open?.id !== id) return
        set({ open: { ...open, error: errorOf(thrown, language()) } })
      }
    }

    return {
      fields: NO_FILTER,
      list: emptyPaged(),
      total: undefined,
      pager,
      open: undefined,
      drafts: new Map(),
      changes: new Map(),
      found: new Map(),

      async load() {
        await Promise.all([pager.load(), readDetail()])
      },

      apply(event) {
        if (event.name === 'bindings.changed') take(event.payload)
        if (event.name === 'bindings.listChanged') pager.stir()
        if (event.name === 'history.changed') stirDetail()
      },

      setFields(change) {
        set({ fields: { ...get().fields, ...change } })
        pager.restart('text' in change ? TYPING_PAUSE_MS : 0)
      },

      async openBinding(id) {
        if (get().open?.id !== id) set({ open: { id, detail: undefined, error: undefined } })
        await readDetail()
      },

      closeBinding() {
        cancelDetail?.()
        set({ open: undefined })
      },

      async find(subscriptionId) {
        if (!isSubscriptionId(subscriptionId)) return
        try {
          const { bindings } = await client.bindings.find({ subscriptionIds: [subscriptionId] })
          const [binding] = bindings
          if (binding !== undefined) set({ found: new Map(get().found).set(subscriptionId, binding) })
        } catch {
          // The call stands without it; it is looked for again when the call is opened again.
        }
      },

      edit(mode, change) {
        const form = { ...(get().drafts.get(mode) ?? NEW_FORM), ...change }
        set({ drafts: new Map(get().drafts).set(mode, form) })
      },

      discard(mode) {
        const drafts = new Map(get().drafts)
        drafts.delete(mode)
        set({ drafts })
      },

      setChange(id, form) {
        const changes = new Map(get().changes)
        if (form === undefined) changes.delete(id)
        else changes.set(id, form)
        set({ changes })
      },

      async check(profileId, terms) {
        const { findings } = await client.bindings.check({ profileId, terms })
        return findings
      },

      async bind(profileId, terms) {
        const binding = await once(JSON.stringify({ profileId, terms }), (requestId) =>
          client.bindings.bind({ requestId, profileId, terms }),
        )
        pager.stir()
        return binding
      },

      async bindPair(bindingId, pair) {
        take(
          await once(JSON.stringify({ bindingId, pair }), (requestId) =>
            client.bindings.bindPair({ requestId, bindingId, pair }),
          ),
        )
      },

      async modify(bindingId, change) {
        take(await client.bindings.modify({ bindingId, change }))
      },

      async setTemporaryCallee(bindingId, callee) {
        take(await client.bindings.setTemporaryCallee({ bindingId, callee }))
      },

      async unbind(bindingId, pairId) {
        take(await client.bindings.unbind({ bindingId, ...(pairId === undefined ? {} : { pairId }) }))
      },

      async refresh(bindingId) {
        const { binding, verdict } = await client.bindings.refresh({ bindingId })
        take(binding)
        return verdict
      },

      async settle(bindingId, pairId, verdict) {
        take(
          await client.bindings.settle({
            bindingId,
            verdict,
            ...(pairId === undefined ? {} : { pairId }),
          }),
        )
      },
    }
  })
}
