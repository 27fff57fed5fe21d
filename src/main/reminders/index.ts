import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'

export type Reminders = {
  readonly handlers: Handlers<'reminders'>
  /** Begins to tell when a time has come; those that passed meanwhile are on the list and are not told. */
  watch(): Promise<void>
  close(): void
}

/** Timers of Node end at 2^31 ms; one that is further away is set again. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000

/** Reminders to call somebody back. */
export function createReminders(options: { store: Store; publish: Publish; clock: () => UtcMs }): Reminders {
  const { store, publish, clock } = options
  let timer: NodeJS.Timeout | undefined
  let toldUntil = 0
  let closed = false

  /** Tells what has come due since it was told last, and waits for the next. */
  async function look(): Promise<void> {
    if (closed) return
    clearTimeout(timer)
    const now = clock()
    const open = await store.openReminders()
    if (closed) return
    for (const one of open) {
      if (one.dueAt > toldUntil && one.dueAt <= now) publish({ name: 'reminders.due', payload: one })
    }
    toldUntil = Math.max(toldUntil, now)
    const next = open.find(({ dueAt }) => dueAt > now)
    if (next === undefined) return
    timer = setTimeout(() => void look(), Math.min(next.dueAt - now, LONGEST_WAIT_MS))
    timer.unref()
  }

  async function keep(reminder: Parameters<Store['saveReminder']>[0]) {
    const saved = await store.saveReminder(reminder)
    publish({ name: 'reminders.changed', payload: saved })
    await look()
    return saved
  }

  return {
    async watch() {
      toldUntil = clock()
      await look()
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
    handlers: {
      list: async () => ({ reminders: await store.openReminders() }),
      save: (input) => keep(input),
      async finish({ id, done }) {
        const known = await store.reminder(id)
        if (known === undefined) throw new Refusal('reminder.notFound')
        return keep({ ...known, doneAt: done ? clock() : undefined })
      },
    },
  }
}
