import { blockLevels } from './blocks.ts'
import { type Kernel, MOST_STRETCH, plainKernel } from './kernel.ts'
import { activeSpeechLevel, createSpeechMeter } from './level.ts'
import { TELEPHONE_RATE } from './resample.ts'

/** The loudest that A-law can say, on the scale of ±1; louder samples would be clipped. */
const CEILING = 32_256 / 32_768
/** The limiter begins to turn down this long before a peak, and is back as long after it: 5 ms, in samples. */
const REACH = 0.005 * TELEPHONE_RATE
/** How close to the level that was asked for is close enough, and how often the gain is corrected for it. */
const CLOSE_ENOUGH_DB = 0.05
const MOST_ROUNDS = 4
/** Samples are summed in stretches, so that a long sum does not lose the small. */
const SUMMED_TOGETHER = 1000
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
export function shape(samples: Float32Array, options: Shaping, kernel: Kernel = plainKernel): Shaped {
  const dc = meanOf(samples, kernel)
  kernel.shift(samples, dc)
  const edges = options.trim ? soundEdges(samples, kernel) : { from: 0, to: samples.length }
  const cut = samples.subarray(edges.from, edges.to)
  fadeEdges(cut)
  const levelBeforeDbm0 = activeSpeechLevel(cut, TELEPHONE_RATE, kernel)?.activeDbm0
  const brought = bringTo(cut, levelBeforeDbm0, options.levelDbm0, kernel)
  return {
    samples: cut,
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

function meanOf(samples: Float32Array, kernel: Kernel): number {
  const { sums } = kernel.blocks(samples, SUMMED_TOGETHER)
  return samples.length === 0 ? 0 : sums.reduce((all, sum) => all + sum, 0) / samples.length
}

type Brought = {
  readonly limited: number
  readonly gainDb: number
  readonly levelDbm0: number | undefined
}

/**
 * Brings a sound of a known level to another. Without peaks to limit the level follows the gain; turning peaks
 * down takes a little of it, so the gain is then corrected until it fits.
 */
function bringTo(
  samples: Float32Array,
  before: number | undefined,
  wanted: number | undefined,
  kernel: Kernel,
): Brought {
  const gainDb = before === undefined || wanted === undefined ? 0 : Math.min(MOST_GAIN_DB, wanted - before)
  const levelDbm0 = before === undefined ? undefined : before + gainDb
  if (kernel.peak(samples) * factor(gainDb) <= CEILING) {
    if (gainDb !== 0) kernel.scale(samples, factor(gainDb))
    return { limited: 0, gainDb, levelDbm0 }
  }
  const { gainDb: corrected, levelDbm0: reached } = gainForLevel(samples, gainDb, wanted, kernel)
  return { limited: limitPeaks(samples, factor(corrected), kernel), gainDb: corrected, levelDbm0: reached }
}

const factor = (gainDb: number): number => 10 ** (gainDb / 20)

/** With peaks to limit, the gain is raised by what the limiter takes until the level fits. */
function gainForLevel(
  samples: Float32Array,
  firstGainDb: number,
  wanted: number | undefined,
  kernel: Kernel,
): { gainDb: number; levelDbm0: number | undefined } {
  const withGain = (gainDb: number) => {
    const meter = createSpeechMeter(TELEPHONE_RATE, kernel)
    for (const { limited } of limitedStretches(samples, factor(gainDb), kernel)) meter.see(limited.samples)
    return { gainDb, levelDbm0: meter.level()?.activeDbm0 }
  }
  let best = withGain(firstGainDb)
  for (let round = 0; round < MOST_ROUNDS && wanted !== undefined; round += 1) {
    const missing = wanted - (best.levelDbm0 ?? wanted)
    if (Math.abs(missing) < CLOSE_ENOUGH_DB || best.gainDb >= MOST_GAIN_DB) break
    best = withGain(Math.min(MOST_GAIN_DB, best.gainDb + missing))
  }
  return best
}

/**
 * No sample above the ceiling: the gain is turned down smoothly around each peak, before it comes. In place.
 *
 * @returns samples that would have been above it
 */
export function limitPeaks(samples: Float32Array, gain = 1, kernel: Kernel = plainKernel): number {
  let count = 0
  // A stretch is put in its place when the next one has looked at what was there.
  const held = new Float32Array(Math.min(samples.length, MOST_STRETCH))
  let last = { from: 0, length: 0 }
  const putLast = () => samples.set(held.subarray(0, last.length), last.from)
  for (const { from, limited } of limitedStretches(samples, gain, kernel)) {
    putLast()
    held.set(limited.samples)
    last = { from, length: limited.samples.length }
    count += limited.limited
  }
  putLast()
  return count
}

function* limitedStretches(samples: Float32Array, gain: number, kernel: Kernel) {
  for (let from = 0; from < samples.length; from += MOST_STRETCH) {
    const to = Math.min(samples.length, from + MOST_STRETCH)
    yield { from, limited: kernel.limit(samples, { from, to, gain, ceiling: CEILING, reach: REACH }) }
  }
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
export function soundEdges(
  samples: Float32Array,
  kernel: Kernel = plainKernel,
): { from: number; to: number } {
  const block = TELEPHONE_RATE / 100
  const levels = blockLevels(samples, block, kernel)
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
