/** Lets bytes through at a rate that all who share it keep together. */
export type Limiter = {
  /** Resolves when so many bytes may pass. @throws when the signal is aborted */
  take(bytes: number, signal: AbortSignal): Promise<void>
}

/**
 * @param rate bytes a second now; none lets everything pass
 * @param wait resolves after so many milliseconds
 */
export function createLimiter(options: {
  rate: () => number | undefined
  now: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}): Limiter {
  /** When what was let through so far is paid for. */
  let paidUntil = 0
  return {
    async take(bytes, signal) {
      const rate = options.rate()
      if (rate === undefined) return
      const now = options.now()
      paidUntil = Math.max(paidUntil, now) + (bytes / rate) * 1000
      const ms = paidUntil - now
      if (ms >= 1) await options.wait(ms, signal)
    },
  }
}

/** A stream that passes no faster than the limiter lets it. */
export async function* limited(
  bytes: AsyncIterable<Uint8Array>,
  limiter: Limiter,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    await limiter.take(chunk.length, signal)
    yield chunk
  }
}
