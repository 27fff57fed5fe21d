import { setTimeout as sleep } from 'node:timers/promises'

/** How time passes; tests let days pass in seconds. */
export type Timing = {
  /** Calls back after so many milliseconds. @returns the function that calls it off */
  readonly after: (ms: number, act: () => void) => () => void
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Time as it passes. */
export const REAL_TIME: Timing = {
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
  async wait(ms, signal) {
    await sleep(ms, undefined, { signal })
  },
}
