import type { PushAnswer } from '../push-client.ts'

/** What came of a question. */
export const VERDICTS = ['connect', 'close', 'forward', 'discard', 'malformed', 'unanswered'] as const
export type Verdict = (typeof VERDICTS)[number]

/** One Block push and its answer. */
export type AskEntry = {
  readonly number: number
  /** Simulated time of the question. */
  readonly at: number
  readonly about: 'call' | 'message'
  readonly appKey: string
  /** `sessionId` of the call or `smsIdentifier`. */
  readonly id: string
  readonly from: string
  readonly x: string
  readonly verdict: Verdict
  /** Why it was malformed, or why there is no answer. */
  readonly reason?: string
  readonly httpStatus?: number
  /** The answer as it came. */
  readonly answer?: string
  /** Real milliseconds from the connection to the whole answer. */
  readonly tookMs: number
}

/** Real milliseconds; nothing was measured when `count` is 0. */
export type Latency = {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

export function latencyOf(values: readonly number[]): Latency {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (part: number) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

const KEPT = 20_000

/** Every question and what came of it; the list keeps the newest, the counts never forget. */
export function createAsks() {
  const entries: AskEntry[] = []
  const counts: Record<Verdict, number> = {
    connect: 0,
    close: 0,
    forward: 0,
    discard: 0,
    malformed: 0,
    unanswered: 0,
  }
  let number = 0
  return {
    add(entry: Omit<AskEntry, 'number' | 'httpStatus' | 'answer'>, { status, text }: PushAnswer) {
      number += 1
      counts[entry.verdict] += 1
      entries.push({
        number,
        ...entry,
        ...(status !== undefined && { httpStatus: status }),
        ...(text !== undefined && { answer: text }),
      })
      if (entries.length > KEPT) entries.splice(0, entries.length - KEPT)
    },
    list: (): readonly AskEntry[] => entries,
    counts: (): Readonly<Record<Verdict, number>> => ({ ...counts }),
    latency: () =>
      latencyOf(entries.filter(({ verdict }) => verdict !== 'unanswered').map(({ tookMs }) => tookMs)),
  }
}

export type Asks = ReturnType<typeof createAsks>
