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
const DBM0_ABOVE_DBOV = 6.15

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
export function activeSpeechLevel(samples: Float32Array, rate: number): SpeechLevel | undefined {
  const keep = Math.exp(-1 / (rate * ENVELOPE_S))
  const hangover = Math.round(HANGOVER_S * rate)
  const active = new Float64Array(THRESHOLDS)
  const hanging = new Float64Array(THRESHOLDS).fill(hangover)
  let [sum, first, envelope] = [0, 0, 0]
  for (const sample of samples) {
    sum += sample * sample
    first = keep * first + (1 - keep) * Math.abs(sample)
    envelope = keep * envelope + (1 - keep) * first
    let threshold = 2 ** -THRESHOLDS
    for (let at = 0; at < THRESHOLDS; at += 1) {
      if (envelope >= threshold) {
        active[at] = (active[at] ?? 0) + 1
        hanging[at] = 0
      } else if ((hanging[at] ?? 0) < hangover) {
        active[at] = (active[at] ?? 0) + 1
        hanging[at] = (hanging[at] ?? 0) + 1
      }
      threshold *= 2
    }
  }
  if (sum === 0) return undefined

  // Level and threshold come closer as the threshold rises; where they are the margin apart is the level.
  let before: { level: number; gap: number } | undefined
  for (let at = 0; at < THRESHOLDS; at += 1) {
    const count = active[at] ?? 0
    if (count === 0) break
    const level = decibels(sum / count)
    const gap = level - 20 * Math.log10(2 ** (at - THRESHOLDS))
    if (gap <= MARGIN_DB) {
      const share = before === undefined ? 0 : (before.gap - MARGIN_DB) / (before.gap - gap)
      const dbov = before === undefined ? level : before.level + share * (level - before.level)
      return speechLevel(dbov, sum, samples.length)
    }
    before = { level, gap }
  }
  return before === undefined ? undefined : speechLevel(before.level, sum, samples.length)
}

function speechLevel(dbov: number, sum: number, length: number): SpeechLevel {
  return {
    activeDbm0: dbov + DBM0_ABOVE_DBOV,
    activity: Math.min(1, sum / length / 10 ** (dbov / 10)),
  }
}
