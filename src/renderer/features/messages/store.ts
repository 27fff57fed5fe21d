import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Message, MessageFilter } from '../../../contract/messages.ts'
import type { MessageState } from '../../../domain/messages/message.ts'
import { numberPart } from '../../../domain/phone/index.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createPager, emptyPaged, type Paged, type Pager } from '../../ui/paged.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

/** States as people look for them. */
const MESSAGE_GROUPS = {
  arrived: ['sent', 'partly'],
  open: ['held', 'passed'],
  stopped: ['dropped'],
  failed: ['failed'],
} as const satisfies Readonly<Record<string, readonly MessageState[]>>
export type MessageGroup = keyof typeof MESSAGE_GROUPS

export type MessageFields = { readonly text: string; readonly group: MessageGroup | undefined }
export const NO_FILTER: MessageFields = { text: '', group: undefined }
export const isFiltering = ({ text, group }: MessageFields): boolean =>
  text.trim() !== '' || group !== undefined

function toFilter({ text, group }: MessageFields): MessageFilter {
  const part = numberPart(text)
  return {
    ...(part === undefined ? {} : { numberPart: part }),
    ...(group === undefined ? {} : { states: [...MESSAGE_GROUPS[group]] }),
  }
}

export type MessagesState = {
  readonly fields: MessageFields
  readonly list: Paged<Message, string, ErrorData>
  readonly pager: Pager<Message>
  load(): Promise<void>
  apply(event: ContractEvent): void
  setFields(change: Partial<MessageFields>): void
}

const PAGE = 60
const TYPING_PAUSE_MS = 180

const context = createStoreContext<MessagesState>('messages')
export const MessagesProvider = context.Provider
export const useMessages = context.useSelect

export function createMessagesStore(options: {
  client: Client
  language: () => Language
  after: (ms: number, act: () => void) => () => void
}): StoreApi<MessagesState> {
  const { client, language, after } = options
  return createStore<MessagesState>((set, get) => {
    const pager = createPager<Message, string, ErrorData>({
      async read(cursor) {
        const answer = await client.messages.list({
          filter: toFilter(get().fields),
          limit: PAGE,
          ...(cursor === undefined ? {} : { after: cursor }),
        })
        return { items: answer.messages, next: answer.next }
      },
      get: () => get().list,
      set: (change) => set({ list: { ...get().list, ...change } }),
      after,
      toError: (thrown) => errorOf(thrown, language()),
    })
    return {
      fields: NO_FILTER,
      list: emptyPaged(),
      pager,
      load: () => pager.load(),
      apply(event) {
        if (event.name !== 'messages.changed') return
        pager.take([event.payload])
        pager.stir()
      },
      setFields(change) {
        set({ fields: { ...get().fields, ...change } })
        pager.restart('text' in change ? TYPING_PAUSE_MS : 0)
      },
    }
  })
}
