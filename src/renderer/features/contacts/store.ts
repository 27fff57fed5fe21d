import { createStore, type StoreApi } from 'zustand'
import type { Contact } from '../../../contract/contacts.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { isE164, isSealedNumber, isSourceId, must } from '../../../domain/values.ts'
import { errorOf, type Language, type SendFile } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

type Names = ReadonlyMap<string, { readonly contactId: string; readonly name: string } | undefined>
type Imported = Awaited<ReturnType<Client['contacts']['importFile']>>

export type ContactsState = {
  /** Names of the numbers that were asked for; `undefined` for one that has none. */
  readonly names: Names
  readonly text: string
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly list: readonly Contact[]
  readonly next: string | undefined
  readonly total: number
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** Looks up the name of a number, together with the others asked for at the moment. */
  want(number: string): void
  open(): Promise<void>
  search(text: string): void
  readMore(): Promise<void>
  save(contact: Parameters<Client['contacts']['save']>[0]): Promise<void>
  remove(id: string): Promise<void>
  importFile(file: File): Promise<Imported>
  exportFile(format: 'csv' | 'vcf'): Promise<string>
}

const PAGE = 200
const GATHER_MS = 10
const TYPING_PAUSE_MS = 150

const context = createStoreContext<ContactsState>('contacts')
export const ContactsProvider = context.Provider
export const useContacts = context.useSelect

export function createContactsStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
  send: SendFile
}): StoreApi<ContactsState> {
  const { client, language, after } = options
  const wanted = new Set<string>()
  let gathering = false
  let cancelTyping: (() => void) | undefined
  let question = 0

  return createStore<ContactsState>((set, get) => {
    async function lookUp(): Promise<void> {
      gathering = false
      const numbers = [...wanted].filter((one) => isE164(one) || isSealedNumber(one)).slice(0, 500)
      for (const one of numbers) wanted.delete(one)
      if (numbers.length === 0) return
      try {
        const found = await client.contacts.names({ numbers })
        const names = new Map(get().names)
        for (const number of numbers) names.set(number, undefined)
        for (const { number, contactId, name } of found.names) names.set(number, { contactId, name })
        set({ names })
      } catch {
        // A number without its name is shown as a number; the next connection asks again.
      }
    }

    async function list(): Promise<void> {
      question += 1
      const turn = question
      try {
        const { text } = get()
        const page = await client.contacts.list({ limit: PAGE, ...(text.trim() === '' ? {} : { text }) })
        if (turn !== question) return
        set({ phase: 'ready', error: undefined, list: page.contacts, next: page.next, total: page.total })
      } catch (thrown) {
        if (turn === question) set({ phase: 'failed', error: errorOf(thrown, language()) })
      }
    }

    return {
      names: new Map(),
      text: '',
      phase: 'idle',
      error: undefined,
      list: [],
      next: undefined,
      total: 0,

      async load() {
        for (const number of get().names.keys()) wanted.add(number)
        await lookUp()
        if (get().phase !== 'idle') await list()
      },
      apply(event) {
        if (event.name === 'contacts.changed') after(GATHER_MS, () => get().load())
      },
      want(number) {
        if (get().names.has(number) || wanted.has(number)) return
        wanted.add(number)
        if (gathering) return
        gathering = true
        after(GATHER_MS, lookUp)
      },
      async open() {
        if (get().phase === 'idle') set({ phase: 'loading' })
        await list()
      },
      search(text) {
        set({ text })
        cancelTyping?.()
        cancelTyping = after(TYPING_PAUSE_MS, list)
      },
      async readMore() {
        const after = get().next
        if (after === undefined) return
        const turn = question
        const page = await client.contacts.list({ limit: PAGE, after })
        if (turn === question) set({ list: [...get().list, ...page.contacts], next: page.next })
      },
      async save(contact) {
        await client.contacts.save(contact)
        await get().load()
      },
      async remove(id) {
        await client.contacts.remove({ id })
        await get().load()
      },
      async importFile(file) {
        const uploadId = must(crypto.randomUUID(), isSourceId, 'id')
        await options.send(uploadId, file, language(), new AbortController().signal)
        const imported = await client.contacts.importFile({ uploadId, fileName: file.name })
        await get().load()
        return imported
      },
      exportFile: async (format) => (await client.contacts.exportFile({ format })).path,
    }
  })
}
