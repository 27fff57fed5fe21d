import type { CampaignId } from '../../domain/values.ts'
import type { Store } from '../store/index.ts'
import { dropRows } from './list-work.ts'
import type { Kept, Register } from './register.ts'

export type EndedCampaigns = {
  /** Campaigns that were over before a time (milliseconds, UTC). */
  count(before: number): Promise<{ count: number; oldest?: number | undefined; newest?: number | undefined }>
  /** Removes them with their rows; calls made for them stay. @returns how many */
  remove(before: number, signal: AbortSignal): Promise<number>
}

/** What deletion after a time asks of campaigns. */
export function createEnded(
  store: Store,
  register: Register,
  onRemoved: (id: CampaignId) => void,
): EndedCampaigns {
  const endOf = ({ state, facts }: Kept) =>
    state === 'finished' || state === 'stopped' ? facts.endedAt : undefined
  const over = (before: number) => register.all().filter((kept) => (endOf(kept) ?? before) < before)
  return {
    async count(before) {
      const ends = over(before)
        .flatMap((kept) => endOf(kept) ?? [])
        .sort((one, other) => one - other)
      return { count: ends.length, oldest: ends[0], newest: ends.at(-1) }
    },
    async remove(before, signal) {
      let count = 0
      for (const { id } of over(before)) {
        if (signal.aborted) break
        if (await register.remove(id)) count += 1
        onRemoved(id)
      }
      // Rows of campaigns that are no more, a few in each transaction.
      await dropRows(store, undefined, signal)
      return count
    },
  }
}
