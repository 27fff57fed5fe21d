/** Something to tell, gathered. */
export type Gathered = {
  /** There is something new. */
  readonly stir: () => void
  /** What has not been told by now is not told. */
  readonly close: () => void
}

/** Calls `tell` once in `ms` milliseconds at the most: for the first news at once, and never without the last. */
export function atMostEvery(ms: number, tell: () => void): Gathered {
  let timer: NodeJS.Timeout | undefined
  let again = false
  let closed = false

  function send(): void {
    again = false
    timer = setTimeout(() => {
      timer = undefined
      if (again) send()
    }, ms)
    tell()
  }

  return {
    stir() {
      if (closed) return
      if (timer === undefined) send()
      else again = true
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
