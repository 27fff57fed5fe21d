import { createStore, type StoreApi } from 'zustand'
import type { DoNotCallEntry } from '../../../contract/do-not-call.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Sheet } from '../../../contract/sheets.ts'
import { type E164, isSourceId, must, type SourceId } from '../../../domain/values.ts'
import { errorOf, type Language, type SendFile } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type ImportResult = Awaited<ReturnType<Client['doNotCall']['importList']>>
export type Inspected = Awaited<ReturnType<Client['campaigns']['inspect']>> & { readonly uploadId: SourceId }

export type DoNotCallState = {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly entries: readonly DoNotCallEntry[]
  readonly next: string | undefined
  readonly total: number
  readonly part: string
  load(): Promise<void>
  apply(event: ContractEvent): void
  find(part: string): Promise<void>
  more(): Promise<void>
  add(numbers: readonly E164[], note: string): Promise<number>
  remove(number: E164): Promise<void>
  inspect(file: File): Promise<Inspected>
  importList(inspected: Inspected, column: number, note: string): Promise<ImportResult>
}

const PAGE = 100

const context = createStoreContext<DoNotCallState>('do-not-call')
export const DoNotCallProvider = context.Provider
export const useDoNotCall = context.useSelect

export function createDoNotCallStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  send: SendFile
}): StoreApi<DoNotCallState> {
  const { client, language, newId } = options
  const { doNotCall } = client
  let asked = 0
  return createStore<DoNotCallState>((set, get) => {
    const query = () => (get().part === '' ? {} : { part: get().part })
    return {
      phase: 'idle',
      error: undefined,
      entries: [],
      next: undefined,
      total: 0,
      part: '',

      // Read when it is looked at, and again after a gap in the events.
      load: () => (get().phase === 'idle' ? Promise.resolve() : get().find(get().part)),
      apply(event) {
        if (event.name === 'doNotCall.changed' && get().phase !== 'idle') get().find(get().part)
      },

      async find(part) {
        asked += 1
        const turn = asked
        set({ part, phase: get().phase === 'ready' ? 'ready' : 'loading' })
        try {
          const { entries, next, total } = await doNotCall.list({ ...query(), limit: PAGE })
          if (turn === asked) set({ entries, next, total, phase: 'ready', error: undefined })
        } catch (thrown) {
          if (turn === asked) set({ phase: 'failed', error: errorOf(thrown, language()) })
        }
      },
      async more() {
        const after = get().next
        if (after === undefined) return
        const turn = asked
        const { entries, next } = await doNotCall.list({ ...query(), after, limit: PAGE })
        if (turn === asked) set({ entries: [...get().entries, ...entries], next })
      },
      async add(numbers, note) {
        return (await doNotCall.add({ numbers: [...numbers], note })).added
      },
      async remove(number) {
        await doNotCall.remove({ numbers: [number] })
      },
      async inspect(file) {
        const uploadId = must(newId(), isSourceId, 'source id')
        await options.send(uploadId, file, language(), new AbortController().signal)
        const sheet: Sheet = { fileName: file.name, encoding: 'auto', headings: true }
        return { ...(await client.campaigns.inspect({ uploadId, sheet })), uploadId }
      },
      importList: ({ uploadId, sheet }, column, note) =>
        doNotCall.importList({ uploadId, sheet, column, note }),
    }
  })
}
