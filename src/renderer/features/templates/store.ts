import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { ReviewStep } from '../../../contract/reviews.ts'
import type { Template } from '../../../contract/templates.ts'
import type { ReviewState } from '../../../domain/prompt/index.ts'
import { isTemplateId, must, type ProfileId, type TemplateId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { copyOf, fieldsOf, formOf, isSameForm, NEW_TEMPLATE, type TemplateForm } from './form.ts'
import { mergeRead, withOne } from './list.ts'

export type TemplatesState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly list: readonly Template[]
  readonly search: string
  /** What was typed and is not kept yet; it stays until it is kept or given up. */
  readonly drafts: ReadonlyMap<TemplateId, TemplateForm>
  /** Values that variables were tried with. */
  readonly trials: ReadonlyMap<TemplateId, readonly string[]>
  /** Titles of those removed here, which can be had back. */
  readonly removed: ReadonlyMap<TemplateId, string>
  readonly open: { readonly id: TemplateId; readonly history: readonly ReviewStep[] | undefined } | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  setSearch(search: string): void
  /** Begins a template. One that was begun and is still blank is taken up again. */
  create(): TemplateId
  duplicate(template: Template, title: string): TemplateId
  edit(id: TemplateId, change: Partial<TemplateForm>): void
  discard(id: TemplateId): void
  /** One that was begun and left blank is forgotten. */
  leave(id: TemplateId): void
  tryValue(id: TemplateId, at: number, value: string): void
  save(id: TemplateId): Promise<void>
  remove(template: Template): Promise<void>
  restore(id: TemplateId): Promise<void>
  setReview(
    id: TemplateId,
    change: { profileId: ProfileId; state: ReviewState; note?: string },
  ): Promise<void>
  openTemplate(id: TemplateId): Promise<void>
  closeTemplate(): void
}

const context = createStoreContext<TemplatesState>('templates')
export const TemplatesProvider = context.Provider
export const useTemplates = context.useSelect

export function createTemplatesStore(options: {
  client: Client
  language: () => Language
  newId: () => string
}): StoreApi<TemplatesState> {
  const { client, language } = options
  let asked = 0
  let reading = false

  return createStore<TemplatesState>((set, get) => {
    const take = (template: Template) => set({ list: withOne(get().list, template) })
    const kept = (id: TemplateId) => get().list.find((template) => template.id === id)

    function setDraft(id: TemplateId, draft: TemplateForm | undefined): void {
      const drafts = new Map(get().drafts)
      if (draft === undefined) drafts.delete(id)
      else drafts.set(id, draft)
      set({ drafts })
    }

    function setRemoved(id: TemplateId, title: string | undefined): void {
      const removed = new Map(get().removed)
      if (title === undefined) removed.delete(id)
      else removed.set(id, title)
      set({ removed })
    }

    const newId = () => must(options.newId(), isTemplateId, 'template id')

    function begin(form: TemplateForm): TemplateId {
      const id = newId()
      setDraft(id, form)
      return id
    }

    async function readHistory(): Promise<void> {
      const id = get().open?.id
      if (id === undefined || kept(id) === undefined) return
      try {
        const { history, template } = await client.templates.get({ templateId: id })
        if (get().open?.id !== id || kept(id) === undefined) return
        take(template)
        set({ open: { id, history } })
      } catch {
        // What is shown stays; the next change or the next connection reads again.
      }
    }

    return {
      phase: 'loading',
      error: undefined,
      list: [],
      search: '',
      drafts: new Map(),
      trials: new Map(),
      removed: new Map(),
      open: undefined,

      async load() {
        asked += 1
        const turn = asked
        reading = true
        try {
          const answer = await client.templates.list({})
          if (turn !== asked) return
          set({ phase: 'ready', error: undefined, list: mergeRead(get().list, answer) })
          readHistory()
        } catch (thrown) {
          if (turn !== asked) return
          set({ phase: get().phase === 'ready' ? 'ready' : 'failed', error: errorOf(thrown, language()) })
        } finally {
          if (turn === asked) reading = false
        }
      },

      apply(event) {
        if (event.name === 'templates.changed') {
          take(event.payload)
          if (event.payload.id === get().open?.id) readHistory()
        }
        if (event.name === 'templates.removed') {
          const { templateId } = event.payload
          set({ list: get().list.filter(({ id }) => id !== templateId) })
          // A list that is on its way may still hold it.
          if (reading) get().load()
        }
      },

      setSearch: (search) => set({ search }),

      create() {
        const blank = [...get().drafts].find(
          ([id, form]) => kept(id) === undefined && isSameForm(form, NEW_TEMPLATE),
        )
        set({ search: '' })
        return blank?.[0] ?? begin(NEW_TEMPLATE)
      },

      duplicate(template, title) {
        set({ search: '' })
        return begin(copyOf(template, title))
      },

      edit(id, change) {
        const template = kept(id)
        const before = get().drafts.get(id) ?? (template === undefined ? NEW_TEMPLATE : formOf(template))
        const form = { ...before, ...change }
        const same = template !== undefined && isSameForm(form, formOf(template))
        setDraft(id, same ? undefined : form)
      },

      discard: (id) => setDraft(id, undefined),

      leave(id) {
        const draft = get().drafts.get(id)
        if (kept(id) === undefined && draft !== undefined && isSameForm(draft, NEW_TEMPLATE)) {
          setDraft(id, undefined)
        }
      },

      tryValue(id, at, value) {
        const values = [...(get().trials.get(id) ?? [])]
        while (values.length <= at) values.push('')
        values[at] = value
        set({ trials: new Map(get().trials).set(id, values) })
      },

      async save(id) {
        const form = get().drafts.get(id)
        const fields = form === undefined ? undefined : fieldsOf(form)
        if (fields === undefined) return
        take(await client.templates.save({ templateId: id, fields }))
        // What was typed meanwhile is not kept yet.
        if (get().drafts.get(id) === form) setDraft(id, undefined)
        readHistory()
      },

      async remove({ id, title }) {
        await client.templates.remove({ templateId: id })
        setRemoved(id, title)
        setDraft(id, undefined)
        set({ list: get().list.filter((template) => template.id !== id) })
      },

      async restore(id) {
        take(await client.templates.restore({ templateId: id }))
        setRemoved(id, undefined)
      },

      async setReview(id, change) {
        take(await client.templates.setReview({ templateId: id, ...change }))
        readHistory()
      },

      async openTemplate(id) {
        set({ open: { id, history: undefined } })
        await readHistory()
      },

      closeTemplate: () => set({ open: undefined }),
    }
  })
}
