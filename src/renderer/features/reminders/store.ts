import { createStore, type StoreApi } from 'zustand'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Reminder } from '../../../contract/reminders.ts'
import type { CallId, E164, UtcMs } from '../../../domain/values.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type RemindersState = {
  /** Not done, the one due first at the head. */
  readonly list: readonly Reminder[]
  /** Told as due since the start, and not looked at yet. */
  readonly told: readonly Reminder[]
  load(): Promise<void>
  apply(event: ContractEvent): void
  set(reminder: { callId?: CallId; number: E164; note: string; dueAt: UtcMs }): Promise<void>
  move(reminder: Reminder, dueAt: UtcMs): Promise<void>
  finish(id: string, done: boolean): Promise<void>
  heard(id: string): void
}

const context = createStoreContext<RemindersState>('reminders')
export const RemindersProvider = context.Provider
export const useReminders = context.useSelect

export function createRemindersStore(options: {
  client: Client
  newId: () => string
}): StoreApi<RemindersState> {
  const { client } = options
  return createStore<RemindersState>((set, get) => {
    const take = (reminder: Reminder) => {
      const rest = get().list.filter(({ id }) => id !== reminder.id)
      const list = reminder.doneAt === undefined ? [...rest, reminder] : rest
      set({ list: list.sort((one, other) => one.dueAt - other.dueAt) })
    }
    return {
      list: [],
      told: [],
      async load() {
        try {
          set({ list: (await client.reminders.list({})).reminders })
        } catch {
          // Read again with the next connection.
        }
      },
      apply(event) {
        if (event.name === 'reminders.changed') take(event.payload)
        if (event.name === 'reminders.due') set({ told: [...get().told, event.payload] })
      },
      async set(reminder) {
        take(await client.reminders.save({ id: options.newId(), ...reminder }))
      },
      async move({ id, callId, number, note }, dueAt) {
        take(
          await client.reminders.save({
            id,
            number,
            note,
            dueAt,
            ...(callId === undefined ? {} : { callId }),
          }),
        )
      },
      async finish(id, done) {
        take(await client.reminders.finish({ id, done }))
      },
      heard: (id) => set({ told: get().told.filter((one) => one.id !== id) }),
    }
  })
}
