export type TimeLimit = {
  /** Aborted when the time is over, or when the signal beside it is. */
  readonly signal: AbortSignal
  /** Whether the time is over. */
  expired(): boolean
  /** What was limited is over: nothing is held or done for it any more. */
  end(): void
}

/**
 * A limit in time for one act. Unlike `AbortSignal.timeout` it can be let go: that one holds whatever waited for it,
 * a whole answer for instance, until its time is over, and makes an error then.
 *
 * @param ms a wait for it keeps no process alive
 * @param beside ends the act too
 */
export function limitTime(ms: number, beside?: AbortSignal): TimeLimit {
  const stop = new AbortController()
  let expired = false
  const timer = setTimeout(() => {
    expired = true
    stop.abort(new DOMException(`took longer than ${ms} ms`, 'TimeoutError'))
  }, ms)
  timer.unref()
  const leave = () => stop.abort(beside?.reason)
  if (beside?.aborted === true) leave()
  else beside?.addEventListener('abort', leave, { once: true })
  return {
    signal: stop.signal,
    expired: () => expired,
    end() {
      clearTimeout(timer)
      beside?.removeEventListener('abort', leave)
    },
  }
}
