import type { UtcMs } from '../values.ts'

/**
 * Minutes billed for one leg: from its answer to the end, every minute begun counts
 * (numbers-and-billing.md §2). A leg never answered costs nothing; so does one that ended in the second it
 * was answered, which the facts leave open.
 */
export function billedMinutes(answeredAt: UtcMs | undefined, endedAt: UtcMs | undefined): number {
  if (answeredAt === undefined || endedAt === undefined || endedAt <= answeredAt) return 0
  return Math.ceil((endedAt - answeredAt) / 60_000)
}
