import type { Handlers } from '../../contract/index.ts'
import type { Message } from '../../domain/messages/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'

export type Messages = {
  readonly handlers: Handlers<'messages'>
  /** Tells the screens of messages that changed. */
  changed(messages: readonly Message[]): void
}

/** Text messages through private numbers, as the platform's notices tell of them. */
export function createMessages(options: { store: Store; publish: Publish }): Messages {
  const { store, publish } = options

  /** With the binding each went through. */
  async function withBindings(messages: readonly Message[]): Promise<Message[]> {
    const ids = [...new Set(messages.flatMap(({ subscriptionId }) => subscriptionId ?? []))]
    if (ids.length === 0) return [...messages]
    const bindings = await store.bindingsOfSubscriptions(ids)
    const of = new Map(bindings.map((binding) => [binding.subscriptionId, binding.id]))
    return messages.map((message) => {
      const bindingId = message.subscriptionId === undefined ? undefined : of.get(message.subscriptionId)
      return bindingId === undefined ? message : { ...message, bindingId }
    })
  }

  return {
    changed(messages) {
      for (const payload of messages) publish({ name: 'messages.changed', payload })
    },
    handlers: {
      async list(search) {
        const { messages, next } = await store.searchMessages(search)
        return { messages: await withBindings(messages), ...(next === undefined ? {} : { next }) }
      },
    },
  }
}
