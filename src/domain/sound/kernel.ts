import { encodeALawAll } from '../alaw/index.ts'

/** Sums of each stretch of as many samples; the last one may be shorter. */
export type BlockSums = {
  readonly sums: Float64Array
  /** Of the squares. */
  readonly squares: Float64Array
}

/** What P.56 carries from sample to sample. */
export type Envelope = { sum: number; first: number; second: number }

/**
 * The loops over a whole sound at 8000 Hz, full scale ±1, so that a faster machine than plain JavaScript may run
 * them. What a loop changes it changes in place.
 */
export type Kernel = {
  peak(samples: Float32Array): number
  blocks(samples: Float32Array, size: number): BlockSums
  shift(samples: Float32Array, by: number): void
  scale(samples: Float32Array, by: number): void
  /**
   * Squares are summed and magnitudes smoothed twice, from sample `from` on, until the envelope has reached `high` or
   * fallen below `low`.
   *
   * @param keep share of the envelope that is left after a sample
   * @returns where that was, this sample being counted; the number of samples when it was nowhere
   */
  follow(
    samples: Float32Array,
    from: number,
    envelope: Envelope,
    bounds: { readonly keep: number; readonly low: number; readonly high: number },
  ): number
  /**
   * Some samples amplified, and turned down where they would be above the ceiling: each by the mean of the lowest
   * gains within reach, and never by less than it needs itself. Outside the sound the gain is 1.
   *
   * @returns the stretch, valid until the next call, and how many of it were above the ceiling
   */
  limit(samples: Float32Array, stretch: Stretch): { readonly samples: Float32Array; readonly limited: number }
  /** A-law codes. The samples are used up: the codes may lie where they were. */
  encode(samples: Float32Array): Uint8Array
}

export type Stretch = {
  readonly from: number
  /** At most `MOST_STRETCH` samples away. */
  readonly to: number
  readonly gain: number
  readonly ceiling: number
  /** Samples to each side, at most 64. */
  readonly reach: number
}

export const MOST_STRETCH = 16_384

/** The loops as they are meant. */
export const plainKernel: Kernel = {
  peak: (samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),

  blocks(samples, size) {
    const count = Math.ceil(samples.length / size)
    const [sums, squares] = [new Float64Array(count), new Float64Array(count)]
    for (let block = 0; block < count; block += 1) {
      const some = samples.subarray(block * size, (block + 1) * size)
      sums[block] = some.reduce((sum, sample) => sum + sample, 0)
      squares[block] = some.reduce((sum, sample) => sum + sample * sample, 0)
    }
    return { sums, squares }
  },

  shift(samples, by) {
    for (const [at, sample] of samples.entries()) samples[at] = sample - by
  },

  scale(samples, by) {
    for (const [at, sample] of samples.entries()) samples[at] = sample * by
  },

  follow(samples, from, envelope, { keep, low, high }) {
    for (let at = from; at < samples.length; at += 1) {
      const sample = samples[at] ?? 0
      envelope.sum += sample * sample
      envelope.first = keep * envelope.first + (1 - keep) * Math.abs(sample)
      envelope.second = keep * envelope.second + (1 - keep) * envelope.first
      if (envelope.second >= high || envelope.second < low) return at
    }
    return samples.length
  },

  limit(samples, { from, to, gain, ceiling, reach }) {
    const loudAt = (at: number) => Math.abs((samples[at] ?? 0) * gain)
    const wantedAt = (at: number) => (loudAt(at) > ceiling ? ceiling / loudAt(at) : 1)
    const around = (length: number, first: number, of: (at: number) => number) =>
      Float64Array.from({ length }, (_, index) => of(first + index))
    const wanted = around(to - from + 4 * reach, from - 2 * reach, wantedAt)
    const stretch = samples.slice(from, to).map((sample) => sample * gain)
    if (wanted.every((one) => one === 1)) return { samples: stretch, limited: 0 }
    const window = 2 * reach + 1
    const lowestAt = (at: number) =>
      wanted.subarray(at, at + window).reduce((low, one) => Math.min(low, one), 1)
    const lowest = around(to - from + 2 * reach, 0, lowestAt)
    const meanAt = (at: number) =>
      lowest.subarray(at, at + window).reduce((sum, one) => sum + one, 0) / window
    const own = wanted.subarray(2 * reach, wanted.length - 2 * reach)
    return {
      samples: stretch.map((sample, at) => sample * Math.min(own[at] ?? 1, meanAt(at))),
      limited: own.filter((one) => one < 1).length,
    }
  },

  encode: encodeALawAll,
}
