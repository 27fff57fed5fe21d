import { FRAME_LINES, SHORT_LINES, WINDOWS } from './channel.ts'
import { createTransform } from './imdct.ts'
import { LONG_SLOPES, SHORT_SLOPES } from './windows.ts'

/** Before the short slope of a window that starts or stops a group of short ones. */
const FLAT = (FRAME_LINES - SHORT_LINES) / 2
const SHORT_WINDOWS = 8

/** What decides how a spectrum becomes samples; spectra that agree in it may be added before. */
export type Shape = { readonly sequence: number; readonly shape: number; readonly shapeBefore: number }

export type FilterBank = {
  /** Adds a spectrum to the frame, and what reaches into the next one to that. */
  add(lines: Float32Array, shape: Shape): void
  /** The frame as it is now; the next one begins. */
  finish(out: Float32Array, at: number, scale: number): void
}

/** Spectra to samples; the windows of neighbouring frames overlap by half. */
export function createFilterBank(): FilterBank {
  const long = createTransform(FRAME_LINES)
  const short = createTransform(SHORT_LINES)
  const values = new Float32Array(FRAME_LINES)
  /** This frame and the next one. */
  const sums = new Float32Array(2 * FRAME_LINES)

  function addShort(lines: Float32Array, rising: Float32Array, falling: Float32Array): void {
    for (let window = 0; window < SHORT_WINDOWS; window += 1) {
      short(lines, window * SHORT_LINES, values)
      const at = FLAT + window * SHORT_LINES
      addRise(sums, at, values, SHORT_LINES, window === 0 ? rising : falling)
      addFall(sums, at + SHORT_LINES, values, SHORT_LINES, falling)
    }
  }

  return {
    add(lines, { sequence, shape, shapeBefore }) {
      const shortRise = SHORT_SLOPES[shapeBefore] ?? SHORT_SLOPES[0]
      const shortFall = SHORT_SLOPES[shape] ?? SHORT_SLOPES[0]
      if (sequence === WINDOWS.short) {
        addShort(lines, shortRise, shortFall)
        return
      }
      long(lines, 0, values)
      addRise(
        sums,
        0,
        values,
        FRAME_LINES,
        sequence === WINDOWS.stop ? shortRise : (LONG_SLOPES[shapeBefore] ?? shortRise),
      )
      addFall(
        sums,
        FRAME_LINES,
        values,
        FRAME_LINES,
        sequence === WINDOWS.start ? shortFall : (LONG_SLOPES[shape] ?? shortFall),
      )
    },

    finish(out, at, scale) {
      for (let sample = 0; sample < FRAME_LINES; sample += 1) {
        const value = (sums[sample] ?? 0) * scale
        out[at + sample] = Number.isFinite(value) ? value : 0
      }
      sums.copyWithin(0, FRAME_LINES)
      sums.fill(0, FRAME_LINES)
    },
  }
}

/**
 * The first half of a window: the transform's upper half, and before it the same mirrored and turned over. The
 * slope may be shorter than the half; before it there is silence, after it the values as they are.
 */
function addRise(
  sums: Float32Array,
  from: number,
  values: Float32Array,
  size: number,
  slope: Float32Array,
): void {
  const half = size / 2
  const flat = (size - slope.length) / 2
  for (let at = 0; at < half; at += 1) {
    const value = values[half + at] ?? 0
    const mirrored = size - 1 - at
    if (at >= flat) sums[from + at] = (sums[from + at] ?? 0) + value * (slope[at - flat] ?? 0)
    const gain = mirrored - flat >= slope.length ? 1 : (slope[mirrored - flat] ?? 0)
    sums[from + mirrored] = (sums[from + mirrored] ?? 0) - value * gain
  }
}

/** The second half: the transform's lower half turned over, backwards and then forwards. */
function addFall(
  sums: Float32Array,
  from: number,
  values: Float32Array,
  size: number,
  slope: Float32Array,
): void {
  const half = size / 2
  const flat = (size - slope.length) / 2
  const last = slope.length - 1
  for (let at = 0; at < half; at += 1) {
    const value = values[half - 1 - at] ?? 0
    const mirrored = size - 1 - at
    const gain = at < flat ? 1 : (slope[last - (at - flat)] ?? 0)
    sums[from + at] = (sums[from + at] ?? 0) - value * gain
    if (at >= flat) sums[from + mirrored] = (sums[from + mirrored] ?? 0) - value * (slope[at - flat] ?? 0)
  }
}
