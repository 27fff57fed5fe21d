import { kaiserBeta, kaiserTaps, lowPass } from './kaiser.ts'
import { type Kernel, plainKernel, TAP_GROUP } from './kernel.ts'

export const TELEPHONE_RATE = 8000

/** A filter that is fed blocks of one channel and gives blocks back; `finish` gives what is still inside. */
export type Stage = {
  push(samples: Float32Array): Float32Array
  finish(): Float32Array
}

/** Everything up to here passes unchanged … */
const PASS_HZ = 3700
/** … and from here on nothing does. What lies between 4000 Hz and this folds back to just below 4000 Hz. */
const STOP_HZ = 4050
const ATTENUATION_DB = 106
/** Halving is cheap; below this multiple of the target the last filter does the rest. */
const HALVE_ABOVE = 1.3 * TELEPHONE_RATE * 2
/** More phases than this are read between two neighbours, which is exact to below −140 dB. */
const MOST_PHASES = 4096

/**
 * Brings one channel to 8000 Hz with linear phase and no delay: halving while the rate is far above, then one
 * polyphase filter. From 4050 Hz on everything is more than 100 dB down; from lower rates, so are the images.
 *
 * @param fromHz whole number of samples a second, 4000 to 384000
 * @returns a chain that gives `round(samples × 8000 / fromHz)` samples in all
 */
export function createResampler(fromHz: number, kernel: Kernel = plainKernel): Stage {
  if (fromHz === TELEPHONE_RATE) return { push: (samples) => samples, finish: () => new Float32Array(0) }
  const stages: Stage[] = []
  let halvings = 0
  while (fromHz / 2 ** halvings >= HALVE_ABOVE) {
    stages.push(createHalver(fromHz / 2 ** halvings, kernel))
    halvings += 1
  }
  const rational = createRational(fromHz, halvings, kernel)
  stages.push(rational)
  let given = 0
  let taken = 0
  return {
    push(samples) {
      taken += samples.length
      const out = stages.reduce((block, stage) => stage.push(block), samples)
      given += out.length
      return out
    },
    finish() {
      const wanted = Math.round((taken * TELEPHONE_RATE) / fromHz)
      // The tail of each stage goes through those behind it.
      let tail: Float32Array = new Float32Array(0)
      for (const stage of stages) tail = join(stage.push(tail), stage.finish())
      const missing = Math.max(0, wanted - given)
      if (tail.length >= missing) return tail.subarray(0, missing)
      return join(tail, new Float32Array(missing - tail.length))
    },
  }
}

export function join(one: Float32Array, other: Float32Array): Float32Array {
  if (one.length === 0) return other
  if (other.length === 0) return one
  const both = new Float32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/**
 * Samples that a filter may still look at, with zeros before the first. `at(index)` of the whole sound is
 * `samples[index - start]`.
 */
function createMemory(before: number) {
  let samples: Float32Array = new Float32Array(before)
  let start = -before
  return {
    add(block: Float32Array): void {
      samples = join(samples, block)
    },
    forget(upTo: number): void {
      const gone = Math.min(Math.max(0, upTo - start), samples.length)
      if (gone === 0) return
      samples = samples.slice(gone)
      start += gone
    },
    view: () => ({ samples, start, end: start + samples.length }),
  }
}

/** Every second sample of what a low pass lets through; only what folds below the stop edge has to go. */
function createHalver(rate: number, kernel: Kernel): Stage {
  const transition = (rate / 2 - 2 * STOP_HZ) / rate
  const half = Math.ceil(kaiserTaps(ATTENUATION_DB + 6, transition) / 2)
  const taps = tableFor(rate, 'halve', () => {
    const shape = lowPass(0.25, half + 1, kaiserBeta(ATTENUATION_DB + 6))
    return grouped(Float64Array.from({ length: 2 * half + 1 }, (_, at) => shape(at - half)))
  })
  const memory = createMemory(half)
  let next = 0

  function run(end: number): Float32Array {
    const { samples, start } = memory.view()
    const count = Math.max(0, Math.floor((end - half - 1) / 2) - next + 1)
    const out = kernel.halve({ samples, from: next * 2 - half - start, taps, count })
    next += count
    memory.forget(next * 2 - half)
    return out
  }
  return {
    push(block) {
      memory.add(block)
      return run(memory.view().end)
    },
    finish() {
      const { end } = memory.view()
      memory.add(new Float32Array(half + 1))
      return run(end + half)
    },
  }
}

/** The last step, from any rate at all: output n stands at input n × M / L. */
function createRational(fromHz: number, halvings: number, kernel: Kernel): Stage {
  const rate = fromHz / 2 ** halvings
  const divisor = gcd(TELEPHONE_RATE * 2 ** halvings, fromHz)
  const up = (TELEPHONE_RATE * 2 ** halvings) / divisor
  const down = fromHz / divisor
  const pass = Math.min(PASS_HZ, 0.45 * rate)
  const stop = Math.min(STOP_HZ, 0.5 * rate)
  const half = Math.ceil(kaiserTaps(ATTENUATION_DB, (stop - pass) / rate) / 2)
  const phases = Math.min(up, MOST_PHASES)
  const stride = groupedLength(2 * half)
  const table = tableFor(rate, phases, () =>
    phaseTable(lowPass((pass + stop) / 2 / rate, half, kaiserBeta(ATTENUATION_DB)), phases, half),
  )
  const memory = createMemory(half - 1)
  let next = 0

  function run(end: number): Float32Array {
    const { samples, start } = memory.view()
    // Output n looks at inputs floor(n·M/L) − half + 1 … + half.
    const last = Math.floor(((end - half) * up - 1) / down)
    const count = Math.max(0, last - next + 1)
    const offset = 1 - half - start
    const out = kernel.rational({ samples, offset, table, stride, phases, next, count, up, down })
    next += count
    memory.forget(Math.floor((next * down) / up) - half + 1)
    return out
  }
  return {
    push(block) {
      memory.add(block)
      return run(memory.view().end)
    },
    finish() {
      const { end } = memory.view()
      memory.add(new Float32Array(half + 1))
      return run(end + half)
    },
  }
}

/** The last filters, since prompts come in batches of one rate. */
const tables = new Map<string, Float32Array>()
const TABLES_KEPT = 12

function tableFor(rate: number, phases: number | 'halve', make: () => Float32Array): Float32Array {
  const key = `${rate}/${phases}`
  const table = tables.get(key) ?? make()
  tables.delete(key)
  tables.set(key, table)
  for (const oldest of tables.keys()) {
    if (tables.size <= TABLES_KEPT) break
    tables.delete(oldest)
  }
  return table
}

/** A row of taps per phase, and one more, so that between two rows there always is a next. */
function phaseTable(shape: (offset: number) => number, phases: number, half: number): Float32Array {
  const stride = groupedLength(2 * half)
  const table = new Float32Array((phases + 1) * stride)
  const row = new Float64Array(2 * half)
  for (let phase = 0; phase <= phases; phase += 1) {
    for (let tap = 0; tap < row.length; tap += 1) row[tap] = shape(tap - half + 1 - phase / phases)
    table.set(grouped(row), phase * stride)
  }
  return table
}

const groupedLength = (taps: number): number => Math.ceil(taps / TAP_GROUP) * TAP_GROUP

/** Taps whose sum is one, so that a constant comes out as it went in; zeros fill the last group. */
function grouped(taps: Float64Array): Float32Array {
  const sum = taps.reduce((all, tap) => all + tap, 0)
  const group = new Float32Array(groupedLength(taps.length))
  for (const [at, tap] of taps.entries()) group[at] = tap / sum
  return group
}

function gcd(one: number, other: number): number {
  let [a, b] = [one, other]
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
