import { blockLevels } from './blocks.ts'
import { activeSpeechLevel } from './level.ts'
import { TELEPHONE_RATE } from './resample.ts'

/** The loudest that A-law can say, on the scale of ±1; louder samples would be clipped. */
const CEILING = 32_256 / 32_768
/** The limiter begins to turn down this long before a peak, and is back as long after it. */
const LOOK_S = 0.005
const FADE_S = 0.005
/** What is this far below the loudest 10 ms, or below −60 dBFS, is no sound at an edge. */
const SILENCE_BELOW_PEAK_DB = 40
const SILENCE_DBFS = -60
/** Left before the first and after the last sound, so that nothing is cut into. */
const LEAD_S = 0.08
const TAIL_S = 0.15
/** More would raise the noise of the room, not the voice. */
const MOST_GAIN_DB = 30

export type Shaping = {
  /** Active speech level to bring the sound to, in dBm0; left out, the level stays. */
  readonly levelDbm0?: number
  /** Takes silence off both ends. */
  readonly trim: boolean
}

export type Shaped = {
  readonly samples: Float32Array
  readonly report: {
    readonly levelBeforeDbm0: number | undefined
    readonly levelAfterDbm0: number | undefined
    readonly gainDb: number
    /** Samples that the limiter turned down. */
    readonly limited: number
    readonly trimmedStartS: number
    readonly trimmedEndS: number
    /** Constant that was taken out, as a share of full scale. */
    readonly dc: number
  }
}

/**
 * Makes a sound at 8000 Hz ready for the telephone: no constant, clean edges, the level of speech, no clipping.
 *
 * @param samples are used up: an hour of them is not held twice
 */
export function shape(samples: Float32Array, options: Shaping): Shaped {
  const dc = meanOf(samples)
  for (let at = 0; at < samples.length; at += 1) samples[at] = (samples[at] ?? 0) - dc
  const edges = options.trim ? soundEdges(samples) : { from: 0, to: samples.length }
  const cut = samples.subarray(edges.from, edges.to)
  fadeEdges(cut)
  const levelBeforeDbm0 = activeSpeechLevel(cut, TELEPHONE_RATE)?.activeDbm0
  const brought = bringTo(cut, levelBeforeDbm0, options.levelDbm0)
  return {
    samples: brought.samples,
    report: {
      levelBeforeDbm0,
      levelAfterDbm0: brought.levelDbm0,
      gainDb: brought.gainDb,
      limited: brought.limited,
      trimmedStartS: edges.from / TELEPHONE_RATE,
      trimmedEndS: (samples.length - edges.to) / TELEPHONE_RATE,
      dc,
    },
  }
}

function meanOf(samples: Float32Array): number {
  let sum = 0
  for (let at = 0; at < samples.length; at += 1) sum += samples[at] ?? 0
  return samples.length === 0 ? 0 : sum / samples.length
}

type Brought = {
  readonly samples: Float32Array
  readonly limited: number
  readonly gainDb: number
  readonly levelDbm0: number | undefined
}

/**
 * Brings a sound of a known level to another. Without peaks to limit the level follows the gain; turning peaks
 * down takes a little of it, so the gain is then corrected until it fits.
 */
function bringTo(samples: Float32Array, before: number | undefined, wanted: number | undefined): Brought {
  const gainDb = before === undefined || wanted === undefined ? 0 : Math.min(MOST_GAIN_DB, wanted - before)
  const levelDbm0 = before === undefined ? undefined : before + gainDb
  if (peakOf(samples) * factor(gainDb) <= CEILING) {
    amplify(samples, samples, gainDb)
    return { samples, limited: 0, gainDb, levelDbm0 }
  }
  return bringLimited(samples, gainDb, wanted)
}

const factor = (gainDb: number): number => 10 ** (gainDb / 20)

function amplify(from: Float32Array, to: Float32Array, gainDb: number): Float32Array {
  const gain = factor(gainDb)
  for (let at = 0; at < to.length; at += 1) to[at] = (from[at] ?? 0) * gain
  return to
}

/** With peaks to limit, the gain is raised by what the limiter took until the level fits. */
function bringLimited(samples: Float32Array, firstGainDb: number, wanted: number | undefined): Brought {
  const withGain = (gainDb: number): Brought => {
    const limited = limitPeaks(amplify(samples, new Float32Array(samples.length), gainDb))
    return { ...limited, gainDb, levelDbm0: activeSpeechLevel(limited.samples, TELEPHONE_RATE)?.activeDbm0 }
  }
  let best = withGain(firstGainDb)
  for (let round = 0; round < 4 && wanted !== undefined; round += 1) {
    const missing = wanted - (best.levelDbm0 ?? wanted)
    if (Math.abs(missing) < 0.05 || best.gainDb >= MOST_GAIN_DB) break
    best = withGain(Math.min(MOST_GAIN_DB, best.gainDb + missing))
  }
  return best
}

function peakOf(samples: Float32Array): number {
  let peak = 0
  for (let at = 0; at < samples.length; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0))
  return peak
}

/** No sample above the ceiling: the gain is turned down smoothly around each peak, before it comes. */
export function limitPeaks(samples: Float32Array): { samples: Float32Array; limited: number } {
  const reach = Math.round(LOOK_S * TELEPHONE_RATE)
  if (peakOf(samples) <= CEILING) return { samples, limited: 0 }
  const wanted = samples.map((one) => (Math.abs(one) > CEILING ? CEILING / Math.abs(one) : 1))
  const limited = wanted.reduce((count, gain) => count + (gain < 1 ? 1 : 0), 0)
  // The lowest gain within reach, then the mean of those: smooth, and never above what a peak needs.
  const lowest = windowed(wanted, reach, (gains) => gains.reduce((low, gain) => Math.min(low, gain), 1))
  const smooth = windowed(lowest, reach, (gains) => gains.reduce((sum, gain) => sum + gain, 0) / gains.length)
  return { samples: samples.map((one, at) => one * Math.min(smooth[at] ?? 1, wanted[at] ?? 1)), limited }
}

/** A value per sample from those up to `reach` away; stretches at rest (1) are passed over. */
function windowed(gains: Float32Array, reach: number, of: (around: Float32Array) => number): Float32Array {
  const out = new Float32Array(gains.length).fill(1)
  let busyUntil = -1
  for (let at = 0; at < gains.length + reach; at += 1) {
    if ((gains[at] ?? 1) < 1) busyUntil = at + 2 * reach
    const here = at - reach
    if (here >= 0 && at <= busyUntil)
      out[here] = of(gains.subarray(Math.max(0, here - reach), here + reach + 1))
  }
  return out
}

/** Both ends rise and fall within 5 ms, so that nothing clicks. */
function fadeEdges(samples: Float32Array): void {
  const length = Math.min(Math.round(FADE_S * TELEPHONE_RATE), Math.floor(samples.length / 2))
  for (let at = 0; at < length; at += 1) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * (at + 0.5)) / length)
    samples[at] = (samples[at] ?? 0) * gain
    const end = samples.length - 1 - at
    samples[end] = (samples[end] ?? 0) * gain
  }
}

/** Where the sound begins and ends, with a little air around it; all of it when there is only silence. */
export function soundEdges(samples: Float32Array): { from: number; to: number } {
  const block = TELEPHONE_RATE / 100
  const levels = blockLevels(samples, block)
  const loudest = levels.reduce((most, level) => Math.max(most, level), -Infinity)
  const floor = Math.max(SILENCE_DBFS, loudest - SILENCE_BELOW_PEAK_DB)
  const first = levels.findIndex((level) => level >= floor)
  if (first < 0 || loudest < SILENCE_DBFS) return { from: 0, to: samples.length }
  const last = levels.findLastIndex((level) => level >= floor)
  return {
    from: Math.max(0, first * block - Math.round(LEAD_S * TELEPHONE_RATE)),
    to: Math.min(samples.length, (last + 1) * block + Math.round(TAIL_S * TELEPHONE_RATE)),
  }
}
