import { type Envelope, type Kernel, plainKernel } from './kernel.ts'

/** Time constant of the envelope, hang-over and margin of ITU-T P.56 §7, method B. */
const ENVELOPE_S = 0.03
const HANGOVER_S = 0.2
const MARGIN_DB = 15.9
/** Thresholds a factor of two apart, from half of full scale down. */
const THRESHOLDS = 15

/**
 * A sine as loud as A-law takes has +3.14 dBm0 (ITU-T G.711 §4) and, against a square wave at full scale,
 * −3.01 dB.
 */
export const DBM0_ABOVE_DBOV = 6.15

export type SpeechLevel = {
  /** Of the stretches in which somebody speaks, in dBm0. */
  readonly activeDbm0: number
  /** Share of the time in which somebody speaks, 0 to 1. */
  readonly activity: number
}

const decibels = (power: number): number => 10 * Math.log10(power)

/**
 * Active speech level (ITU-T P.56, method B): the level while there is speech, whatever the pauses.
 *
 * @param samples one channel, full scale ±1
 * @param rate samples a second
 * @returns `undefined` for silence
 */
export function activeSpeechLevel(
  samples: Float32Array,
  rate: number,
  kernel: Kernel = plainKernel,
): SpeechLevel | undefined {
  const meter = createSpeechMeter(rate, kernel)
  meter.see(samples)
  return meter.level()
}

/** The same of a sound that comes in stretches. */
export function createSpeechMeter(rate: number, kernel: Kernel) {
  const keep = Math.exp(-1 / (rate * ENVELOPE_S))
  const counts = createCounts(Math.round(HANGOVER_S * rate))
  const envelope: Envelope = { sum: 0, first: 0, second: 0 }
  let seen = 0
  return {
    see(samples: Float32Array): void {
      for (let from = 0; from < samples.length; ) {
        // Between the threshold that was reached and the next one there is nothing to count.
        const at = kernel.follow(samples, from, envelope, { keep, ...counts.bounds() })
        if (at < samples.length) counts.cross(envelope.second, seen + at)
        from = at + 1
      }
      seen += samples.length
    },
    level: (): SpeechLevel | undefined =>
      envelope.sum === 0 ? undefined : levelFrom(counts.finish(seen), envelope.sum, seen),
  }
}

/** Level and threshold come closer as the threshold rises; where they are the margin apart is the level. */
function levelFrom(active: Float64Array, sum: number, length: number): SpeechLevel | undefined {
  let before: { level: number; gap: number } | undefined
  for (let at = 0; at < THRESHOLDS; at += 1) {
    const count = active[at] ?? 0
    if (count === 0) break
    const level = decibels(sum / count)
    const gap = level - 20 * Math.log10(2 ** (at - THRESHOLDS))
    if (gap <= MARGIN_DB) {
      const share = before === undefined ? 0 : (before.gap - MARGIN_DB) / (before.gap - gap)
      const dbov = before === undefined ? level : before.level + share * (level - before.level)
      return speechLevel(dbov, sum, length)
    }
    before = { level, gap }
  }
  return before === undefined ? undefined : speechLevel(before.level, sum, length)
}

/**
 * For each threshold, how many samples the envelope was at it or above, and a hang-over after each time. What is
 * above a threshold is above those below it, so only crossings cost anything.
 */
function createCounts(hangover: number) {
  const counts = new Float64Array(THRESHOLDS)
  const since = new Float64Array(THRESHOLDS)
  /** When it was left last; before the first time nothing hangs over. */
  const until = new Float64Array(THRESHOLDS).fill(Number.POSITIVE_INFINITY)
  /** Thresholds reached now; the next one is `next`, the highest of them `reached`. */
  let level = 0
  let next = 2 ** -THRESHOLDS
  let reached = 0
  return {
    /** What the envelope must reach, or fall below, for the counts to change. */
    bounds: () => ({ low: reached, high: level < THRESHOLDS ? next : Number.POSITIVE_INFINITY }),
    cross(envelope: number, at: number): void {
      while (level < THRESHOLDS && envelope >= next) {
        counts[level] = (counts[level] ?? 0) + Math.max(0, Math.min(hangover, at - (until[level] ?? at)))
        since[level] = at
        level += 1
        reached = next
        next *= 2
      }
      while (level > 0 && envelope < reached) {
        level -= 1
        counts[level] = (counts[level] ?? 0) + at - (since[level] ?? at)
        until[level] = at
        next = reached
        reached /= 2
      }
    },
    finish(length: number): Float64Array {
      for (let at = 0; at < THRESHOLDS; at += 1) {
        const tail = at < level ? length - (since[at] ?? 0) : Math.min(hangover, length - (until[at] ?? 0))
        counts[at] = (counts[at] ?? 0) + Math.max(0, tail)
      }
      return counts
    },
  }
}

function speechLevel(dbov: number, sum: number, length: number): SpeechLevel {
  return {
    activeDbm0: dbov + DBM0_ABOVE_DBOV,
    activity: Math.min(1, sum / length / 10 ** (dbov / 10)),
  }
}
