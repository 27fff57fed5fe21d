import { isUtcMs, must, type UtcMs } from '../../domain/values.ts'
import type { Log } from '../log/index.ts'
import type { Store } from '../store/index.ts'
import type { Places } from './places.ts'

/** Longer than the screen offers to undo a removal. */
const UNDO_MS = 60_000

/** Prompts that were removed, and their files: kept while the removal can be undone, and then no longer. */
export function createRemoved(options: { store: Store; places: Places; clock: () => UtcMs; log: Log }) {
  const { store, places, clock, log } = options
  const timers = new Set<NodeJS.Timeout>()

  async function purge(upTo: UtcMs): Promise<void> {
    const ids = await store.purgePrompts(upTo)
    if (ids.length > 0) await places.forget(new Set(ids))
  }

  return {
    /** Whoever removed a prompt before the application was started has no way left to undo it. */
    atStart: () => purge(clock()),
    removed(): void {
      const timer = setTimeout(() => {
        timers.delete(timer)
        purge(must(clock() - UNDO_MS, isUtcMs, 'time')).catch((problem: unknown) =>
          log({ event: 'prompt.broken', detail: problem instanceof Error ? problem.message : 'unknown' }),
        )
      }, UNDO_MS)
      timer.unref()
      timers.add(timer)
    },
    close(): void {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
