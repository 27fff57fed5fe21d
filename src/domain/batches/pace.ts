/**
 * How fast a batch asks. Limits of this kind count the requests of the last second, so the batch keeps count too: a
 * request that passed stands in the way of a further one until a second after its answer, less the shortest way there
 * and back, which is never before the second that the platform counts. It begins at what is allowed; the first "too
 * fast" tells how many pass, and from time to time one more is tried. Times in milliseconds of a clock that never goes
 * back.
 */
export type Pace = {
  /** When the next request may be sent. */
  next(now: number): number
  sent(now: number): void
  /** @param sentAt when that request was sent */
  passed(now: number, sentAt: number): void
  /** @param waitMs how long the platform asks to wait, when it does */
  refused(now: number, sentAt: number, waitMs?: number): void
  /** Nothing is sent until then. */
  heldUntil(): number
  perSecond(): number
}

const SECOND = 1000
/** A turn that was not taken in time is not lost, as long as it is a moment. */
const MOMENT = SECOND / 20
/** One refusal never more than halves what is sent: when nothing came through, this machine may have stood still. */
const MOST_STEP = 0.5
/** What passed at the best within so long still counts. */
const REMEMBERED_MS = 10_000
/** One more is tried after so long without a refusal, later each time it is refused. */
const FIRST_TRY_MS = 5000
const LAST_TRY_MS = 60_000
/** Below one in a second the second grows instead. */
const LONGEST_WINDOW = 5 * SECOND

/** So many within so many milliseconds. */
type Capacity = { readonly count: number; readonly window: number }

export function createPace(most: number): Pace {
  const allowed: Capacity = { count: Math.max(1, Math.floor(most)), window: Math.max(SECOND, SECOND / most) }
  let capacity = allowed
  let nextAt = 0
  let held = 0
  /** When those were sent that are under way, and when those were answered that passed. */
  let underWay: number[] = []
  let passes: number[] = []
  let shortestWay = SECOND
  let refusedOnce = false
  let best = { passed: 0, at: Number.NEGATIVE_INFINITY }
  /** What was sent before tells nothing of this capacity. */
  let adjustedAt = Number.NEGATIVE_INFINITY
  let trial: { readonly since: number; readonly from: Capacity } | undefined
  let tryAt = Number.POSITIVE_INFINITY
  let tryAfter = FIRST_TRY_MS

  const after = (times: readonly number[], time: number) => times.filter((at) => at > time)
  const seen = (now: number) => (best.at > now - REMEMBERED_MS ? best.passed : 0)

  function settle(now: number, next: Capacity): void {
    capacity = next
    adjustedAt = now
    trial = undefined
    tryAt = now + tryAfter
  }

  /** Tries one more, and keeps it when a while with it was not refused. */
  function grow(now: number): void {
    if (trial !== undefined && now - trial.since > 2 * capacity.window) {
      tryAfter = FIRST_TRY_MS
      settle(now, capacity)
      tryAt = now
    } else if (trial === undefined && now >= tryAt && capacity.count < allowed.count) {
      trial = { since: now, from: capacity }
      const { count, window } = capacity
      capacity =
        window > allowed.window
          ? { count, window: Math.max(allowed.window, window / 2) }
          : { count: count + 1, window }
    }
  }

  return {
    next(now) {
      if (!refusedOnce) return Math.max(nextAt, held)
      const room = capacity.count - underWay.length
      const inTheWay = after(passes, now - capacity.window + shortestWay)
      const first = inTheWay.length < room ? undefined : inTheWay[inTheWay.length - Math.max(1, room)]
      return Math.max(
        nextAt,
        held,
        room > 0 ? (first === undefined ? 0 : first + capacity.window - shortestWay) : now + 1,
      )
    },
    sent(now) {
      nextAt = Math.max(nextAt, now - MOMENT) + SECOND / most
      underWay = [...underWay, now]
      grow(now)
    },
    passed(now, sentAt) {
      underWay = underWay.filter((at) => at !== sentAt)
      shortestWay = Math.min(shortestWay, now - sentAt)
      passes = [...after(passes, now - LONGEST_WINDOW), now]
      const passed = after(passes, now - SECOND).length
      if (passed >= seen(now)) best = { passed, at: now }
    },
    refused(now, sentAt, waitMs) {
      if (waitMs !== undefined) held = Math.max(held, now + waitMs)
      underWay = underWay.filter((at) => at !== sentAt)
      refusedOnce = true
      if (sentAt < adjustedAt) return
      if (trial !== undefined) {
        tryAfter = Math.min(LAST_TRY_MS, 2 * tryAfter)
        settle(now, trial.from)
        return
      }
      const { count, window } = capacity
      if (count === 1) {
        settle(now, { count, window: Math.min(LONGEST_WINDOW, 2 * window) })
        return
      }
      // Those sent before it that are still on their way have most likely passed.
      const before = underWay.filter((at) => at < sentAt).length
      const passed = Math.max(seen(now), after(passes, now - SECOND).length + before)
      const least = Math.floor(count * MOST_STEP)
      settle(now, { count: Math.max(1, Math.min(count - 1, Math.max(passed, least))), window })
    },
    heldUntil: () => held,
    perSecond: () => Math.min(most, (capacity.count * SECOND) / capacity.window),
  }
}
