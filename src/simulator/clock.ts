/** Ends a scheduled action that has not run yet. */
export type Cancel = () => void

/** The simulator's own time: calls, fee records, the re-push ladder, links and files live by it. */
export type Clock = {
  /** Milliseconds since 1970 in simulated time. Inside a scheduled action: the time it was due. */
  now(): number
  /** Runs an action when the simulated time comes; equal times run in the order they were asked for. */
  at(due: number, action: () => void): Cancel
  /**
   * Jumps ahead. What falls due on the way runs in order, each at its own time, and `settle` is awaited
   * after each instant, so that pushes reach their receiver in the order of simulated time.
   */
  advance(seconds: number, settle: () => Promise<void>): Promise<void>
  close(): void
}

type Item = { readonly due: number; readonly order: number; readonly action: () => void }

const LONGEST_TIMER_MS = 2_000_000_000

/**
 * @param startAt simulated time at the start, in milliseconds
 * @param speed simulated seconds per real second; 0 = time stands still and moves by `advance` only
 */
export function createClock(startAt: number, speed: number): Clock {
  const bornAt = performance.now()
  let jumped = 0
  let order = 0
  let inside: number | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let jumping: Promise<void> = Promise.resolve()
  const queue: Item[] = []

  const flowing = () => startAt + jumped + (performance.now() - bornAt) * speed
  const now = () => inside ?? flowing()

  function arm() {
    clearTimeout(timer)
    timer = undefined
    const first = queue[0]
    if (first === undefined || closed) return
    const left = first.due - flowing()
    if (left > 0 && speed === 0) return
    timer = setTimeout(() => runDue(), left <= 0 ? 0 : Math.min(Math.ceil(left / speed), LONGEST_TIMER_MS))
  }

  function runDue(until = flowing()) {
    for (let first = queue[0]; first !== undefined && first.due <= until; first = queue[0]) {
      queue.shift()
      inside = first.due
      try {
        first.action()
      } finally {
        inside = undefined
      }
    }
    arm()
  }

  function at(due: number, action: () => void): Cancel {
    const item: Item = { due: Math.round(due), order: order++, action }
    let low = 0
    let high = queue.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = queue[middle]
      if (other !== undefined && other.due <= item.due) low = middle + 1
      else high = middle
    }
    queue.splice(low, 0, item)
    if (queue[0] === item && inside === undefined) arm()
    return () => {
      const place = queue.indexOf(item)
      if (place >= 0) queue.splice(place, 1)
    }
  }

  async function jump(seconds: number, settle: () => Promise<void>) {
    const target = flowing() + seconds * 1000
    await settle()
    for (;;) {
      const first = queue[0]
      if (first === undefined || first.due > target || closed) break
      const ahead = first.due - flowing()
      if (ahead > 0) jumped += ahead
      runDue(Math.max(first.due, flowing()))
      await settle()
    }
    const ahead = target - flowing()
    if (ahead > 0) jumped += ahead
    arm()
  }

  return {
    now,
    at,
    advance(seconds, settle) {
      jumping = jumping.then(() => jump(seconds, settle))
      return jumping
    },
    close() {
      closed = true
      queue.length = 0
      clearTimeout(timer)
    },
  }
}
