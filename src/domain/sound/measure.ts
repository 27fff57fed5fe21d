import { blockLevels, decibels } from './blocks.ts'
import { type Kernel, plainKernel } from './kernel.ts'
import { TELEPHONE_RATE } from './resample.ts'
import { soundEdges } from './shape.ts'

/** What a sound is like before anything is done to it. Levels against full scale, in dB of mean square. */
export type SoundFacts = {
  readonly peakDbfs: number
  /** Of the quietest tenth that is not digital silence; none for silence. */
  readonly noiseFloorDbfs: number | undefined
  /** Share of the time below −60 dB. */
  readonly silentShare: number
  readonly leadingSilenceS: number
  readonly trailingSilenceS: number
}

const BLOCK_S = 0.02
const SILENT_DBFS = -60
/** Below this is what a file holds where nothing was recorded at all. */
const DIGITAL_SILENCE_DBFS = -95

/** Measures a sound at 8000 Hz, full scale ±1. */
export function measure(samples: Float32Array, kernel: Kernel = plainKernel): SoundFacts {
  const levels = blockLevels(samples, BLOCK_S * TELEPHONE_RATE, kernel)
  const heard = levels.filter((level) => level > DIGITAL_SILENCE_DBFS).sort()
  const peak = kernel.peak(samples)
  const edges = soundEdges(samples, kernel)
  return {
    peakDbfs: decibels(peak * peak),
    noiseFloorDbfs: heard[Math.floor(heard.length / 10)],
    silentShare: levels.filter((level) => level < SILENT_DBFS).length / Math.max(1, levels.length),
    leadingSilenceS: edges.from / TELEPHONE_RATE,
    trailingSilenceS: (samples.length - edges.to) / TELEPHONE_RATE,
  }
}

/** Samples at full scale, on a scale where 16 bits have their last step or two to spare. */
const FULL_SCALE = 32_766 / 32_768
/** One or two such samples are a loud sound, three in a row are one that was cut off. */
const CLIPPED_IN_A_ROW = 3

/** Runs at full scale, and the sample at which the first begins. */
export type ClipTally = { readonly runs: number; readonly first: number | undefined }

const NO_CLIPS: ClipTally = { runs: 0, first: undefined }

/** The runs of two parts of a sound, in order. */
export const joinTallies = (one: ClipTally, other: ClipTally): ClipTally => ({
  runs: one.runs + other.runs,
  first: one.first ?? other.first,
})

/**
 * Counts where a sound runs against full scale, block by block at its own rate. Of every three samples one is
 * looked at: a run of three cannot hide between them.
 *
 * @param cut runs that begin before this sample are counted apart from those after
 */
export function createClipCounter(kernel: Kernel = plainKernel, cut = Number.POSITIVE_INFINITY) {
  /** Samples at full scale with which the last block ended. */
  let row = 0
  let seen = 0
  let [before, after] = [NO_CLIPS, NO_CLIPS]
  const count = (first: number) => {
    if (first < cut) before = joinTallies(before, { runs: 1, first })
    else after = joinTallies(after, { runs: 1, first })
  }
  return {
    see(samples: Float32Array): void {
      if (row === 0 && kernel.peak(samples) < FULL_SCALE) {
        seen += samples.length
        return
      }
      let from = 0
      if (row > 0) {
        for (; from < samples.length && isFull(samples, from); from += 1) {
          row += 1
          if (row === CLIPPED_IN_A_ROW) count(seen + from - CLIPPED_IN_A_ROW + 1)
        }
        if (from === samples.length) {
          seen += samples.length
          return
        }
      }
      for (let at = from + CLIPPED_IN_A_ROW - 1; at < samples.length; at += CLIPPED_IN_A_ROW) {
        if (!isFull(samples, at)) continue
        let start = at
        while (start > from && isFull(samples, start - 1)) start -= 1
        while (at + 1 < samples.length && isFull(samples, at + 1)) at += 1
        if (at - start + 1 >= CLIPPED_IN_A_ROW) count(seen + start)
        from = at + 1
      }
      row = 0
      for (let at = samples.length - 1; at >= 0 && isFull(samples, at); at -= 1) row += 1
      seen += samples.length
    },
    counted: () => ({ before, after }),
  }
}

function isFull(samples: Float32Array, at: number): boolean {
  const sample = samples[at] ?? 0
  return sample >= FULL_SCALE || sample <= -FULL_SCALE
}
