import { z } from 'zod'
import { ErrorCode, ErrorParams } from '../../contract/errors.ts'
import { isUtcMs, must, type UtcMs } from '../../domain/values.ts'

export const FailureShape = z.object({ code: ErrorCode, params: ErrorParams })
export type Failure = z.output<typeof FailureShape>

export type Plan = { readonly kind: 'again'; readonly at: UtcMs } | { readonly kind: 'lost' }

const MINUTE = 60_000
/** Soon at first, since the file may be written a moment after the record; then sparing the platform. */
const WAITS_MS = [15_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 3 * 60 * MINUTE]
/** The last tries begin this long before the platform deletes the file (audio.md §7). */
const LAST_CHANCE_MS = 10 * MINUTE

/**
 * When to try a recording again after a failure. Never gives up before the deadline: the wait grows, is at
 * least what the platform or the paused profile asks for, and the last tries fall just before the end.
 */
export function afterFailure(
  failure: Failure,
  state: { attempts: number; now: UtcMs; deadline: UtcMs },
): Plan {
  const { attempts, now, deadline } = state
  if (now >= deadline) return { kind: 'lost' }
  const lastChance = deadline - LAST_CHANCE_MS
  const grown = WAITS_MS[Math.min(Math.max(attempts, 1), WAITS_MS.length) - 1] ?? MINUTE
  // In the last minutes nothing is spared any more.
  const own = now >= lastChance ? Math.min(grown, MINUTE) : grown
  const asked = failure.params.afterMs
  const until = failure.params.untilMs
  const wait = Math.max(
    own,
    typeof asked === 'number' ? asked : 0,
    typeof until === 'number' ? until - now : 0,
  )
  const at = now + wait >= lastChance && now < lastChance ? lastChance : now + wait
  return at >= deadline ? { kind: 'lost' } : { kind: 'again', at: must(Math.round(at), isUtcMs, 'time') }
}
