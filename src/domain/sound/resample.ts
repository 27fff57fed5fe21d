import { kaiserBeta, kaiserTaps, lowPass } from './kaiser.ts'

export const TELEPHONE_RATE = 8000

/** A filter that is fed blocks of one channel and gives blocks back; `finish` gives what is still inside. */
export type Stage = {
  push(samples: Float32Array): Float32Array
  finish(): Float32Array
}

/**
 * Every second sample of what a symmetric low pass lets through: output n is
 * `taps[0] · in[2n] + Σ taps[k] · (in[2n − k] + in[2n + k])`.
 */
export type Halving = {
  readonly kind: 'halving'
  /** That in the middle, and those to one side of it. */
  readonly taps: Float32Array
  /** Whether taps of an even number are there at all; in a half-band filter they are zero but for the middle. */
  readonly hasEven: boolean
}

/**
 * Output n stands at input n × down / up. Its taps are the row of its phase, or lie between two rows; the first
 * meets input `floor(n × down / up) + 1 − half`.
 */
export type Rational = {
  readonly kind: 'rational'
  readonly up: number
  readonly down: number
  /** Taps to each side of an output. */
  readonly half: number
  readonly phases: number
  /** `phases + 1` rows of `stride` taps each, a multiple of 4; so between two rows there always is a next. */
  readonly table: Float32Array
  readonly stride: number
}

/** Everything up to here passes unchanged … */
const PASS_HZ = 3700
/** … and from here on nothing does. What lies between 4000 Hz and this folds back to just below 4000 Hz. */
const STOP_HZ = 4050
const ATTENUATION_DB = 106
/** Short filters fall a little short of what Kaiser's formula promises, and several add up. */
const SHORT_ATTENUATION_DB = ATTENUATION_DB + 8
/** The narrow filter works on this rate; what comes before it may be wide, so it is short. */
const LAST_RATE = 2 * TELEPHONE_RATE
/** Halving is cheap; below this the filter for any rate does the rest. */
const HALVE_ABOVE = 2 * LAST_RATE
/** From lower rates images would lie in the transition of the narrow filter: one filter does everything. */
const AT_ONCE_BELOW = 2 * STOP_HZ
/** With fewer taps than this asks for, Kaiser's formula no longer holds. A share of the rate. */
const WIDEST_TRANSITION = 0.4
/** More phases than this are read between two neighbours, which is exact to below −140 dB. */
const MOST_PHASES = 4096
/** Rows are a multiple of this long, filled with zeros. */
const TAP_GROUP = 4

/**
 * The filters that bring one channel to 8000 Hz with linear phase and no delay: halving while the rate is far
 * above, then to 16000 Hz, and the narrow filter last, where it is shortest. From 4050 Hz on everything is more
 * than 100 dB down; from lower rates, so are the images.
 *
 * @param fromHz whole number of samples a second, 4000 to 384000
 */
export function resamplingPlan(fromHz: number): readonly (Halving | Rational)[] {
  if (fromHz === TELEPHONE_RATE) return []
  if (fromHz < AT_ONCE_BELOW) {
    const [pass, stop] = [Math.min(PASS_HZ, 0.45 * fromHz), Math.min(STOP_HZ, 0.5 * fromHz)]
    return [rational(fromHz, TELEPHONE_RATE, pass, stop)]
  }
  const plan: (Halving | Rational)[] = []
  let rate = fromHz
  for (; rate >= HALVE_ABOVE; rate /= 2) plan.push(halfBand(rate))
  if (rate !== LAST_RATE) {
    const stop = Math.min(LAST_RATE - STOP_HZ, PASS_HZ + WIDEST_TRANSITION * rate)
    plan.push(rational(rate, LAST_RATE, PASS_HZ, stop))
  }
  return [...plan, lastHalving()]
}

/**
 * The plan as it is meant, in plain loops and double precision.
 *
 * @returns a chain that gives `round(samples × 8000 / fromHz)` samples in all
 */
export function createResampler(fromHz: number): Stage {
  const steps = resamplingPlan(fromHz).map((step) =>
    step.kind === 'halving' ? createHalving(step) : createRational(step),
  )
  let given = 0
  let taken = 0
  const through = (samples: Float32Array) => steps.reduce((block, step) => step(block), samples)
  return {
    push(samples) {
      taken += samples.length
      const out = through(samples)
      given += out.length
      return out
    },
    finish() {
      let tail: Float32Array = new Float32Array(0)
      const missing = wholeLength(taken, fromHz) - given
      while (tail.length < missing) tail = join(tail, through(new Float32Array(TAIL_SAMPLES)))
      return tail.subarray(0, Math.max(0, missing))
    },
  }
}

/** Silence that is pushed after the sound, until the filters have given what they hold. */
export const TAIL_SAMPLES = 2048

/** How many samples a sound has at 8000 Hz. */
export const wholeLength = (samples: number, fromHz: number): number =>
  Math.round((samples * TELEPHONE_RATE) / fromHz)

export function join(one: Float32Array, other: Float32Array): Float32Array {
  if (one.length === 0) return other
  if (other.length === 0) return one
  const both = new Float32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

type Step = (block: Float32Array) => Float32Array

/**
 * Keeps the samples that a filter may still look at, with zeros before the first.
 *
 * @param half how far the filter reaches to each side
 * @param at where output n stands among the inputs
 * @param value the output there; the sample at index i of the whole sound is `samples[i - start]`
 */
function createStep(
  half: number,
  at: (n: number) => number,
  value: (n: number, samples: Float32Array, start: number) => number,
): Step {
  let samples: Float32Array = new Float32Array(half)
  let start = -half
  let next = 0
  return (block) => {
    samples = join(samples, block)
    const out: number[] = []
    for (; at(next) + half < start + samples.length; next += 1) out.push(value(next, samples, start))
    const gone = Math.max(0, at(next) - half - start)
    samples = samples.slice(gone)
    start += gone
    return Float32Array.from(out)
  }
}

function createHalving({ taps }: Halving): Step {
  return createStep(
    taps.length - 1,
    (n) => 2 * n,
    (n, samples, start) => {
      const middle = 2 * n - start
      let sum = (taps[0] ?? 0) * (samples[middle] ?? 0)
      for (let tap = 1; tap < taps.length; tap += 1) {
        sum += (taps[tap] ?? 0) * ((samples[middle - tap] ?? 0) + (samples[middle + tap] ?? 0))
      }
      return sum
    },
  )
}

function createRational({ up, down, half, phases, table, stride }: Rational): Step {
  return createStep(
    half,
    (n) => Math.floor((n * down) / up),
    (n, samples, start) => {
      const whole = Math.floor((n * down) / up)
      const place = ((n * down - whole * up) * phases) / up
      const phase = Math.floor(place)
      const between = place - phase
      let [lower, upper] = [0, 0]
      for (let tap = 0; tap < stride; tap += 1) {
        const sample = samples[whole + 1 - half - start + tap] ?? 0
        lower += (table[phase * stride + tap] ?? 0) * sample
        if (between > 0) upper += (table[(phase + 1) * stride + tap] ?? 0) * sample
      }
      return between > 0 ? lower + (upper - lower) * between : lower
    },
  )
}

/** Only what folds below the stop edge has to go, so the band between is wide and every second tap zero. */
function halfBand(rate: number): Halving {
  const half = Math.ceil(kaiserTaps(SHORT_ATTENUATION_DB, (rate / 2 - 2 * STOP_HZ) / rate) / 2)
  return halving(lowPass(0.25, half + 1, kaiserBeta(SHORT_ATTENUATION_DB)), half, false)
}

/** From 16000 Hz, and the only filter whose band between pass and stop is narrow. */
function lastHalving(): Halving {
  const half = Math.ceil(kaiserTaps(ATTENUATION_DB, (STOP_HZ - PASS_HZ) / LAST_RATE) / 2)
  const cutoff = (PASS_HZ + STOP_HZ) / 2 / LAST_RATE
  return halving(lowPass(cutoff, half + 1, kaiserBeta(ATTENUATION_DB)), half, true)
}

/** Taps whose sum is one, so that a constant comes out as it went in. */
function halving(shape: (offset: number) => number, half: number, hasEven: boolean): Halving {
  const taps = Float64Array.from({ length: half + 1 }, (_, at) =>
    hasEven || at === 0 || at % 2 === 1 ? shape(at) : 0,
  )
  const sum = taps.reduce((all, tap, at) => all + (at === 0 ? tap : 2 * tap), 0)
  return { kind: 'halving', taps: Float32Array.from(taps, (tap) => tap / sum), hasEven }
}

function rational(fromHz: number, toHz: number, passHz: number, stopHz: number): Rational {
  const { up, down } = ratio(fromHz, toHz)
  const half = Math.ceil(kaiserTaps(SHORT_ATTENUATION_DB, (stopHz - passHz) / fromHz) / 2)
  const phases = Math.min(up, MOST_PHASES)
  const shape = lowPass((passHz + stopHz) / 2 / fromHz, half, kaiserBeta(SHORT_ATTENUATION_DB))
  const stride = Math.ceil((2 * half) / TAP_GROUP) * TAP_GROUP
  const table = new Float32Array((phases + 1) * stride)
  for (let phase = 0; phase <= phases; phase += 1) {
    const row = Float64Array.from({ length: 2 * half }, (_, tap) => shape(tap - half + 1 - phase / phases))
    const sum = row.reduce((all, tap) => all + tap, 0)
    table.set(
      row.map((tap) => tap / sum),
      phase * stride,
    )
  }
  return { kind: 'rational', up, down, half, phases, table, stride }
}

/** As whole numbers; halving may have left a fraction of a sample a second. */
function ratio(fromHz: number, toHz: number): { up: number; down: number } {
  let [from, to] = [fromHz, toHz]
  while (!Number.isInteger(from)) [from, to] = [from * 2, to * 2]
  let [a, b] = [to, from]
  while (b !== 0) [a, b] = [b, a % b]
  return { up: to / a, down: from / a }
}
