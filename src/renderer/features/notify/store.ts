import { createStore, type StoreApi } from 'zustand'
import type { Call } from '../../../contract/calls.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { FormBody, SavedForm } from '../../../contract/forms.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { CodeRequest, NotifyRequest } from '../../../contract/notify.ts'
import {
  type CallId,
  type FormId,
  isFormId,
  isRequestId,
  must,
  type ProfileId,
  type RequestId,
} from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { gathering } from '../../ui/gathering.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { type CodeFields, draftsOf, NO_CODE, type NotificationFields, type Tab } from './fields.ts'

export type NotifyState = {
  readonly notification: NotificationFields
  readonly code: CodeFields
  readonly sending: Tab | undefined
  readonly errors: Readonly<Partial<Record<Tab, ErrorData | undefined>>>
  readonly forms: readonly SavedForm[]
  /** Sent one by one, newest first. */
  readonly recent: readonly Call[] | undefined
  /** Codes that a person asked to see, for a short time. */
  readonly shown: ReadonlyMap<CallId, string | undefined>
  load(): Promise<void>
  apply(event: ContractEvent): void
  set(change: Partial<NotificationFields>): void
  setCode(change: Partial<CodeFields>): void
  send(request: Omit<NotifyRequest, 'requestId'>): Promise<void>
  sendCode(request: Omit<CodeRequest, 'requestId'>): Promise<void>
  takeForm(form: SavedForm): void
  saveForm(name: string, body: FormBody, profileId: ProfileId): Promise<void>
  removeForm(formId: FormId): Promise<void>
  showCode(callId: CallId): Promise<void>
}

/** A code that was asked for is hidden again after so long, in milliseconds. */
const SHOWN_MS = 30_000
const RECENT_PAUSE_MS = 500

const context = createStoreContext<NotifyState>('notify')
export const NotifyProvider = context.Provider
export const useNotify = context.useSelect

/** @param options.onCall told the call that was placed */
export function createNotifyStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  after: (ms: number, act: () => void) => () => void
  onCall: (call: Call) => void
}): StoreApi<NotifyState> {
  const { client, language, newId, after } = options
  const acts = new Map<Tab, { readonly content: string; readonly requestId: RequestId }>()

  return createStore<NotifyState>((set, get) => {
    /** The same act carries the same id until it is answered, so asking again calls nobody twice. */
    async function once(
      tab: Tab,
      request: object,
      how: (requestId: RequestId) => Promise<Call>,
    ): Promise<boolean> {
      if (get().sending !== undefined) return false
      const content = JSON.stringify(request)
      const known = acts.get(tab)
      const act =
        known?.content === content ? known : { content, requestId: must(newId(), isRequestId, 'request id') }
      acts.set(tab, act)
      set({ sending: tab, errors: { ...get().errors, [tab]: undefined } })
      try {
        options.onCall(await how(act.requestId))
        acts.delete(tab)
        return true
      } catch (thrown) {
        set({ errors: { ...get().errors, [tab]: errorOf(thrown, language()) } })
        return false
      } finally {
        set({ sending: undefined })
      }
    }

    async function readRecent(): Promise<void> {
      try {
        set({ recent: (await client.notify.recent({})).calls })
      } catch {
        // The list stays as it is; the next change or the next connection reads again.
      }
    }
    const renewRecent = gathering(after, RECENT_PAUSE_MS, readRecent)

    const takeForms = (change: (forms: readonly SavedForm[]) => readonly SavedForm[]) =>
      set({
        forms: [...change(get().forms)].sort((one, other) => one.name.localeCompare(other.name, language())),
      })
    const withForm = (form: SavedForm) =>
      takeForms((forms) => {
        const known = forms.find(({ id }) => id === form.id)
        if (known !== undefined && known.revision > form.revision) return forms
        return [...forms.filter(({ id }) => id !== form.id), form]
      })

    return {
      notification: { callee: '', display: '', contents: [] },
      code: NO_CODE,
      sending: undefined,
      errors: {},
      forms: [],
      recent: undefined,
      shown: new Map(),

      async load() {
        await readRecent()
        try {
          const { forms } = await client.forms.list({})
          takeForms(() => forms)
        } catch {
          // As above.
        }
      },

      apply(event) {
        if (event.name === 'forms.changed') withForm(event.payload)
        if (event.name === 'forms.removed') {
          takeForms((forms) => forms.filter(({ id }) => id !== event.payload.formId))
        }
        if (event.name === 'calls.changed') {
          const call = event.payload
          const recent = get().recent
          if (recent?.some(({ id, revision }) => id === call.id && revision <= call.revision)) {
            set({ recent: recent.map((one) => (one.id === call.id ? call : one)) })
          }
        }
        if (event.name === 'history.changed') renewRecent()
      },

      set: (change) =>
        set({
          notification: { ...get().notification, ...change },
          errors: { ...get().errors, notification: undefined },
        }),
      setCode: (change) =>
        set({ code: { ...get().code, ...change }, errors: { ...get().errors, verification: undefined } }),

      async send(request) {
        const sent = await once('notification', request, (requestId) =>
          client.notify.send({ ...request, requestId }),
        )
        if (sent) get().set({ callee: '' })
      },
      async sendCode(request) {
        const sent = await once('verification', request, (requestId) =>
          client.notify.sendCode({ ...request, requestId }),
        )
        if (sent) get().setCode({ callee: '', code: '' })
      },

      takeForm({ body }) {
        if (body.kind === 'notification') get().set({ contents: draftsOf(body.contents, newId) })
        if (body.kind === 'verification') {
          const { before, after: last = '', times } = body.options
          get().setCode({ kind: 'generated', digits: body.digits, before, after: last, times })
        }
      },
      async saveForm(name, body, profileId) {
        const known = get().forms.find((form) => form.name === name && form.body.kind === body.kind)
        const formId = known?.id ?? must(newId(), isFormId, 'form id')
        withForm(await client.forms.save({ formId, fields: { name, profileId, body } }))
      },
      async removeForm(formId) {
        await client.forms.remove({ formId })
        takeForms((forms) => forms.filter(({ id }) => id !== formId))
      },

      async showCode(callId) {
        const { code } = await client.notify.code({ callId })
        set({ shown: new Map(get().shown).set(callId, code) })
        after(SHOWN_MS, () => {
          const shown = new Map(get().shown)
          shown.delete(callId)
          set({ shown })
        })
      },
    }
  })
}
