import { openSync, readSync } from 'node:fs'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** What a main loop did since it was last asked; times in milliseconds. */
export type Loop = {
  /** Between two turns of a loop that wants a turn every millisecond, whatever came between them. */
  readonly p50: number
  readonly p99: number
  readonly longest: number
  /** The same without the time for which the system gave the thread no processor; Linux tells it. */
  readonly longestOwn: number | undefined
  /** Processor time of the thread between two turns: what it computed itself. */
  readonly longestBusy: number
  /** Part of the time that the thread was on a processor. */
  readonly busyShare: number
  /** Highest memory of the whole process, in bytes. */
  readonly rss: number
}

const RSS_MS = 200

/** Nanoseconds for which this thread could run and had no processor. */
function waitsForProcessor(): (() => number) | undefined {
  const text = Buffer.alloc(96)
  try {
    // The main thread has the number of the process.
    const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r')
    const read = () => Number(text.toString('latin1', 0, readSync(file, text, 0, 96, 0)).split(' ')[1])
    return Number.isFinite(read()) ? read : undefined
  } catch {
    return undefined
  }
}

/** Watches the loop of the thread it is started in. @returns what it was like since the last time this was asked */
export function startProbe(): () => Loop {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const waits = waitsForProcessor()
  const now = () => {
    const { user, system } = process.threadCpuUsage()
    return { at: performance.now(), busy: (user + system) / 1000, waited: (waits?.() ?? 0) / 1e6 }
  }
  let since = now()
  let last = since
  let longestOwn = 0
  let longestBusy = 0
  let rss = 0
  setInterval(() => {
    const next = now()
    longestOwn = Math.max(longestOwn, next.at - last.at - (next.waited - last.waited))
    longestBusy = Math.max(longestBusy, next.busy - last.busy)
    last = next
  }, 1).unref()
  setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss())
  }, RSS_MS).unref()
  return () => {
    const end = now()
    const ms = (ns: number) => ns / 1e6
    const loop: Loop = {
      p50: ms(delay.percentile(50)),
      p99: ms(delay.percentile(99)),
      longest: ms(delay.max),
      longestOwn: waits === undefined ? undefined : longestOwn,
      longestBusy,
      busyShare: (end.busy - since.busy) / (end.at - since.at),
      rss,
    }
    delay.reset()
    longestOwn = 0
    longestBusy = 0
    rss = 0
    last = end
    since = end
    return loop
  }
}
