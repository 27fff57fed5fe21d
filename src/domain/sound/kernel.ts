/** The inner loops of the resampler, so that a faster machine than plain JavaScript may run them. */
export type Kernel = {
  /** `out[i] = Σ taps[k] · samples[from + 2i + k]`; the number of taps is a multiple of 16. */
  halve(work: { samples: Float32Array; from: number; taps: Float32Array; count: number }): Float32Array
  /**
   * Output n stands at input n × down / up. Its taps are the row of its phase, or lie between two rows; the first
   * meets `samples[floor(n × down / up) + offset]`.
   */
  rational(work: {
    samples: Float32Array
    offset: number
    /** `phases + 1` rows of `stride` taps each, a multiple of 16. */
    table: Float32Array
    stride: number
    phases: number
    next: number
    count: number
    up: number
    down: number
  }): Float32Array
}

/** Taps come in groups of this many. */
export const TAP_GROUP = 16

/** The loops as they are meant, in double precision. */
export const plainKernel: Kernel = {
  halve({ samples, from, taps, count }) {
    const out = new Float32Array(count)
    for (let at = 0; at < count; at += 1) {
      let sum = 0
      for (let tap = 0; tap < taps.length; tap += 1) {
        sum += (taps[tap] ?? 0) * (samples[from + 2 * at + tap] ?? 0)
      }
      out[at] = sum
    }
    return out
  },
  rational({ samples, offset, table, stride, phases, next, count, up, down }) {
    const out = new Float32Array(count)
    for (let at = 0; at < count; at += 1) {
      const whole = Math.floor(((next + at) * down) / up)
      const place = (((next + at) * down - whole * up) * phases) / up
      const phase = Math.floor(place)
      const between = place - phase
      const row = phase * stride
      let [lower, upper] = [0, 0]
      for (let tap = 0; tap < stride; tap += 1) {
        const sample = samples[whole + offset + tap] ?? 0
        lower += (table[row + tap] ?? 0) * sample
        if (between > 0) upper += (table[row + stride + tap] ?? 0) * sample
      }
      out[at] = between > 0 ? lower + (upper - lower) * between : lower
    }
    return out
  },
}
