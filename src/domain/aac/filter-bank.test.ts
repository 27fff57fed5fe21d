import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRAME_LINES, SHORT_LINES, WINDOWS } from './channel.ts'
import { createFilterBank } from './filter-bank.ts'
import { createTransform } from './imdct.ts'
import { LONG_SLOPES, SHORT_SLOPES } from './windows.ts'

const noise = (length: number, seed: number) => {
  let state = seed
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return state / 2 ** 31
  })
}

/** The forward transform by its formula: 2n samples to n lines. */
function mdct(samples: Float32Array): Float32Array {
  const size = samples.length / 2
  return Float32Array.from({ length: size }, (_, k) => {
    let sum = 0
    for (const [n, value] of samples.entries()) {
      sum += value * Math.cos((Math.PI / size) * (n + 0.5 + size / 2) * (k + 0.5))
    }
    return 2 * sum
  })
}

const rising = (slope: Float32Array, at: number, half: number) => {
  const flat = (half - slope.length) / 2
  return at < flat ? 0 : at >= half - flat ? 1 : (slope[at - flat] ?? 0)
}

type Frame = { readonly sequence: number; readonly shape: number; readonly shapeBefore: number }

/** What an encoder makes of the 2048 samples that a frame reaches over. */
function analysed(samples: Float32Array, { sequence, shape, shapeBefore }: Frame): Float32Array {
  const slopes = (isShort: boolean, of: number) => (isShort ? SHORT_SLOPES : LONG_SLOPES)[of === 1 ? 1 : 0]
  if (sequence !== WINDOWS.short) {
    const rise = slopes(sequence === WINDOWS.stop, shapeBefore)
    const fall = slopes(sequence === WINDOWS.start, shape)
    return mdct(
      samples.map((value, at) =>
        at < FRAME_LINES
          ? value * rising(rise, at, FRAME_LINES)
          : value * rising(fall, 2 * FRAME_LINES - 1 - at, FRAME_LINES),
      ),
    )
  }
  const lines = new Float32Array(FRAME_LINES)
  for (let window = 0; window < 8; window += 1) {
    const from = 448 + window * SHORT_LINES
    const rise = slopes(true, window === 0 ? shapeBefore : shape)
    const fall = slopes(true, shape)
    const part = samples
      .slice(from, from + 2 * SHORT_LINES)
      .map((value, at) => value * ((at < SHORT_LINES ? rise[at] : fall[2 * SHORT_LINES - 1 - at]) ?? 0))
    lines.set(mdct(part), window * SHORT_LINES)
  }
  return lines
}

describe('the transform', () => {
  it.each([128, 1024])('of %i lines is what its formula says', (size) => {
    const lines = noise(size, 7)
    const out = new Float32Array(size)
    createTransform(size)(lines, 0, out)
    for (let n = 0; n < size; n += 37) {
      let sum = 0
      for (const [k, line] of lines.entries())
        sum += line * Math.cos((Math.PI / size) * (n + 0.5) * (k + 0.5))
      expect(out[n]).toBeCloseTo(sum / size, 5)
    }
  })
})

describe('the filter bank', () => {
  it('gives back what was analysed, whatever windows follow each other', () => {
    const step = fc.record({ shape: fc.nat({ max: 1 }), goesShort: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 5 }), fc.integer(), (steps, seed) => {
        const samples = noise((steps.length + 1) * FRAME_LINES, seed)
        const bank = createFilterBank()
        const out = new Float32Array(steps.length * FRAME_LINES)
        let wasShort = false
        let shapeBefore = 0
        for (const [at, { shape, goesShort }] of steps.entries()) {
          // A long window may only lie between slopes that fit its neighbours'.
          const sequence =
            wasShort && goesShort
              ? WINDOWS.short
              : wasShort
                ? WINDOWS.stop
                : goesShort
                  ? WINDOWS.start
                  : WINDOWS.long
          const frame = { sequence, shape, shapeBefore }
          bank.add(analysed(samples.subarray(at * FRAME_LINES, (at + 2) * FRAME_LINES), frame), frame)
          bank.finish(out, at * FRAME_LINES, 1)
          wasShort = goesShort
          shapeBefore = shape
        }
        // The first frame lacks the one before it.
        for (let at = FRAME_LINES; at < out.length; at += 1) {
          expect(Math.abs((out[at] ?? 9) - (samples[at] ?? 0))).toBeLessThan(1e-4)
        }
      }),
      { numRuns: 12 },
    )
  })

  it('makes silence of what is no number', () => {
    const bank = createFilterBank()
    const out = new Float32Array(FRAME_LINES)
    bank.add(new Float32Array(FRAME_LINES).fill(Number.NaN), { sequence: 0, shape: 0, shapeBefore: 0 })
    bank.finish(out, 0, 1)
    expect(out.every((value) => value === 0)).toBe(true)
  })
})
