import { ALAW_SILENCE, encodeALaw } from '../alaw/index.ts'

/** What stands in place of what was said. */
export type Fill = 'silence' | 'tone'

/** A stretch of a recording in milliseconds; the end is not part of it. */
export type RedactedSpan = { readonly fromMs: number; readonly toMs: number }

type Samples = { readonly from: number; readonly to: number }

const RATE = 8000
const SAMPLES_A_MS = RATE / 1000
/** 400 Hz: well inside the band of the telephone, and a whole number of samples a period. */
const PERIOD = RATE / 400
/** −20 dB of full scale: heard, and no shock after quiet speech. */
const LEVEL = 32_768 / 10
const TONE = Uint8Array.from({ length: PERIOD }, (_, at) =>
  encodeALaw(LEVEL * Math.sin((2 * Math.PI * at) / PERIOD)),
)

/** The stretches in samples, in order, those that touch made one, nothing beyond the end. */
export function samplesOf(spans: readonly RedactedSpan[], length: number): Samples[] {
  const sorted = spans
    .map(({ fromMs, toMs }) => ({
      from: Math.min(length, Math.max(0, Math.floor(fromMs * SAMPLES_A_MS))),
      to: Math.min(length, Math.max(0, Math.ceil(toMs * SAMPLES_A_MS))),
    }))
    .filter(({ from, to }) => to > from)
    .sort((one, other) => one.from - other.from)
  const joined: { from: number; to: number }[] = []
  for (const span of sorted) {
    const last = joined.at(-1)
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else joined.push({ ...span })
  }
  return joined
}

const filling = (fill: Fill, at: number): number =>
  fill === 'silence' ? ALAW_SILENCE : (TONE[at % PERIOD] ?? ALAW_SILENCE)

/** The same sound with the stretches replaced, code by code; nothing else is encoded anew. */
export function redactCodes(codes: Uint8Array, spans: readonly Samples[], fill: Fill): Uint8Array {
  const redacted = Uint8Array.from(codes)
  for (const { from, to } of spans) {
    for (let at = from; at < to; at += 1) redacted[at] = filling(fill, at - from)
  }
  return redacted
}

/**
 * Looks at what was written: the same length, every code outside the stretches as it was, inside them nothing
 * but the filling.
 *
 * @returns what does not hold, or nothing
 */
export function redactionProblem(
  before: Uint8Array,
  after: Uint8Array,
  spans: readonly Samples[],
  fill: Fill,
): 'length' | 'outside' | 'inside' | undefined {
  if (before.length !== after.length) return 'length'
  let at = 0
  for (const { from, to } of [...spans, { from: before.length, to: before.length }]) {
    for (; at < from; at += 1) if (before[at] !== after[at]) return 'outside'
    for (; at < to; at += 1) if (after[at] !== filling(fill, at - from)) return 'inside'
  }
  return undefined
}
