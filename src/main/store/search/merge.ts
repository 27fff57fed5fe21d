import type { List, Range, Way } from './lists.ts'

export type Merged = {
  /** In the order of the way. */
  readonly ranks: readonly number[]
  /** Everything up to and with this rank has been looked at; `undefined`: everything there is. */
  readonly reached: number | undefined
}

/** Fewer rows are not worth a look. */
const LEAST_ROWS = 64

/**
 * The first `limit` of all that the lists hold, or what was found when the time is up. The list that has been
 * looked at least far is always the next, so what has been found before the nearest end of all lists is complete.
 *
 * @param msLeft asked before each look but the first; no look is longer than what is left, by what the one before it cost
 */
export function mergeLists(
  lists: readonly List[],
  options: { way: Way; range: Range; limit: number; msLeft: () => number; mostRows?: number },
): Merged {
  const { way, range, limit, msLeft } = options
  const sign = way === 'older' ? 1 : -1
  /** Distance grows the way the page is read. */
  const far = (rank: number) => -rank * sign
  const start = way === 'older' ? range.below : range.above - 1
  const open = lists.map((list) => ({
    list,
    at: list.head === undefined ? far(start) : far(list.head) - 1,
    // The first look takes what a page needs; then each takes more, as what is looked for must be rare.
    rows: Math.min(limit + 1, lists.length > 8 ? 24 : 256),
  }))
  const heap = createHeap(open)
  // Lists may begin at one place; stopping before all of those were looked at would lead to the same place again.
  const nearest = heap.first()?.at ?? 0
  const known = new Set<number>()
  let sorted: number[] = []
  let fresh: number[] = []

  /** How many of those found lie up to here. */
  function countUpTo(at: number): number {
    if (fresh.length > 0) {
      sorted = [...sorted, ...fresh].sort((one, other) => one - other)
      fresh = []
    }
    const after = sorted.findIndex((one) => one > at)
    return after < 0 ? sorted.length : after
  }
  const ranks = (count: number) => sorted.slice(0, count).map((at) => -at * sign)

  for (let looks = 0; ; looks += 1) {
    const next = heap.first()
    if (next === undefined) {
      const all = countUpTo(Number.POSITIVE_INFINITY)
      const page = ranks(Math.min(all, limit))
      return { ranks: page, reached: all > limit ? page.at(-1) : undefined }
    }
    if (known.size >= limit && countUpTo(next.at) >= limit) {
      const page = ranks(limit)
      return { ranks: page, reached: page.at(-1) }
    }
    const rank = -next.at * sign
    const before = msLeft()
    if (looks > 0 && next.at > nearest && before <= 0)
      return { ranks: ranks(countUpTo(next.at)), reached: rank }
    const left =
      way === 'older'
        ? { above: range.above, below: Math.min(range.below, rank) }
        : { above: Math.max(range.above, rank + 1), below: range.below }
    const look = next.list.look(left, next.rows)
    for (const one of look.found) {
      if (known.has(one)) continue
      known.add(one)
      fresh.push(far(one))
    }
    const after = msLeft()
    const fits = Math.floor((next.rows * after) / Math.max(before - after, Number.EPSILON))
    const most = Math.min(next.rows * 4, options.mostRows ?? next.list.mostRows)
    next.rows = Math.max(LEAST_ROWS, Math.min(most, fits))
    if (look.reached === undefined) heap.removeFirst()
    else heap.moveFirst(far(look.reached))
  }
}

type Entry = { at: number }

/** A heap by `at`, nearest first. */
function createHeap<E extends Entry>(entries: E[]) {
  const heap = entries.sort((one, other) => one.at - other.at)

  function sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const right = left + 1
      const here = heap[at]
      let least = at
      let lowest = here
      for (const child of [left, right]) {
        const entry = heap[child]
        if (entry !== undefined && lowest !== undefined && entry.at < lowest.at) {
          least = child
          lowest = entry
        }
      }
      if (least === at || here === undefined || lowest === undefined) return
      heap[at] = lowest
      heap[least] = here
      at = least
    }
  }

  return {
    first: (): E | undefined => heap[0],
    moveFirst(to: number): void {
      const first = heap[0]
      if (first !== undefined) first.at = to
      sink()
    },
    removeFirst(): void {
      const last = heap.pop()
      if (heap.length === 0 || last === undefined) return
      heap[0] = last
      sink()
    },
  }
}
