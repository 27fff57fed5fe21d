import {
  type Halving,
  type Kernel,
  type Rational,
  resamplingPlan,
  TAIL_SAMPLES,
  wholeLength,
} from '../../../domain/sound/index.ts'
import { codeLevels, type PcmFormat } from '../../../domain/wav/pcm.ts'
import type { SoundBlock } from '../block.ts'
import { instantiate } from './loops.ts'

const PAGE_BYTES = 65_536
const FLOAT_BYTES = 4
const DOUBLE_BYTES = 8
/** As in kernel.c: samples that come in together, bytes that do, and floats for filters. */
const BLOCK = 16_384
const INPUT_BYTES = 1 << 18
const FILTER_FLOATS = 1 << 20
/** Results are written in groups, and a stage gives at most twice as many as it is given. */
const ROOM = 2 * BLOCK + 64

/**
 * The loops in WebAssembly with SIMD, in single precision: what `createResampler`, `toMono` and `plainKernel` mean. A
 * sound at 8000 Hz stays in the memory of the kernel, and its loops run only on samples that are there.
 */
export type SoundKernel = Kernel & {
  /**
   * Begins a sound; the one before is no longer valid.
   *
   * @param see told the samples of the one channel, before they are brought to 8000 Hz
   */
  begin(rate: number, see: (mono: Float32Array) => void): void
  /** @returns how many samples there are at 8000 Hz */
  push(block: SoundBlock): number
  /** @returns all of them, valid until there are more */
  whole(): Float32Array
  /** Nothing more is pushed. @returns all samples */
  finish(): Float32Array
  /** Takes other samples at 8000 Hz in place of those from a certain one on. @returns all samples */
  endWith(at: number, samples: Float32Array): Float32Array
  /** Bytes of memory that it holds; they only become more. */
  held(): number
}

export function createSimdKernel(): SoundKernel {
  const { memory, at, run } = instantiate()
  const store = Math.ceil(at.__heap_base / 16) * 16
  const putFilters = createFilters(at.filters, (place, taps) => floats(place, taps.length).set(taps))
  let rate = 0
  let see: (mono: Float32Array) => void = () => undefined
  let taken = 0
  let length = 0

  const floats = (place: number, count: number) => new Float32Array(memory.buffer, place, count)
  const doubles = (place: number, count: number) => new Float64Array(memory.buffer, place, count)

  function reach(end: number): void {
    const missing = end - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
  }

  function placeOf(samples: Float32Array): number {
    if (samples.buffer !== memory.buffer) throw new TypeError('these samples are not in the kernel')
    return samples.byteOffset
  }

  /** The next samples of one channel, wherever the first filter wants them. */
  function take(count: number, fill: (place: number) => void): void {
    const end = store + length * FLOAT_BYTES
    reach(end + ROOM * FLOAT_BYTES)
    const place = run.place(end)
    fill(place)
    see(floats(place, count))
    taken += count
    length += run.push(count, end)
  }

  function takeFrames(bytes: Uint8Array, format: PcmFormat): void {
    const { channels, frameBytes } = format
    const mix = run[MIXES[`${format.coding}${format.bits}`] ?? 'mix_codes']
    const levels = codeLevels(format)
    if (levels !== undefined) doubles(at.levels, levels.length).set(levels)
    const step = Math.min(BLOCK, Math.floor(INPUT_BYTES / frameBytes)) * frameBytes
    for (let from = 0; from + frameBytes <= bytes.length; from += step) {
      const some = bytes.subarray(from, from + step)
      const frames = Math.floor(some.length / frameBytes)
      take(frames, (place) => {
        new Uint8Array(memory.buffer, at.input, some.length).set(some)
        mix(at.input, channels, frames, place)
      })
    }
  }

  function takeChannels(channels: readonly Float32Array[], from: number, to: number): void {
    for (let start = from; start < to; start += BLOCK) {
      const end = Math.min(to, start + BLOCK)
      const count = end - start
      take(count, (place) => {
        for (const [index, channel] of channels.entries()) {
          const target = floats(index === 0 ? place : at.input, count)
          target.set(channel.subarray(start, end))
          if (index > 0) run.add(at.input, count, place)
        }
        run.mean(channels.length, count, place)
      })
    }
  }

  return {
    begin(fromHz, onSamples) {
      rate = fromHz
      see = onSamples
      taken = 0
      length = 0
      run.clear()
      for (const { step, place } of putFilters(fromHz)) {
        if (step.kind === 'halving') run.add_halving(place, step.taps.length - 1, step.hasEven ? 1 : 0)
        else run.add_rational(place, step.half, step.stride, step.phases, step.up, step.down)
      }
    },
    push(block) {
      if (block.kind === 'frames') takeFrames(block.bytes, block.format)
      else takeChannels(block.channels, block.from, block.to)
      return length
    },
    finish() {
      const wanted = wholeLength(taken, rate)
      see = () => undefined
      while (length < wanted) take(TAIL_SAMPLES, (place) => floats(place, TAIL_SAMPLES).fill(0))
      length = wanted
      return floats(store, length)
    },
    whole: () => floats(store, length),
    endWith(from, samples) {
      length = from + samples.length
      reach(store + length * FLOAT_BYTES)
      floats(store, length).set(samples, from)
      return floats(store, length)
    },
    held: () => memory.buffer.byteLength,

    peak: (samples) => run.peak(placeOf(samples), samples.length),
    blocks(samples, size) {
      const count = Math.ceil(samples.length / size)
      const most = INPUT_BYTES / (2 * DOUBLE_BYTES)
      const [sums, squares] = [new Float64Array(count), new Float64Array(count)]
      for (let from = 0; from < count; from += most) {
        const some = samples.subarray(from * size, (from + most) * size)
        run.blocks(placeOf(some), some.length, size, at.input)
        const pairs = doubles(at.input, 2 * Math.min(most, count - from))
        for (let one = 0; one < pairs.length; one += 2) {
          sums[from + one / 2] = pairs[one] ?? 0
          squares[from + one / 2] = pairs[one + 1] ?? 0
        }
      }
      return { sums, squares }
    },
    shift: (samples, by) => void run.shift(placeOf(samples), samples.length, by),
    scale: (samples, by) => void run.scale(placeOf(samples), samples.length, by),
    follow(samples, from, envelope, { keep, low, high }) {
      const state = doubles(at.envelope, 3)
      state.set([envelope.sum, envelope.first, envelope.second])
      const reached = run.follow(placeOf(samples), from, samples.length, keep, low, high)
      ;[envelope.sum = 0, envelope.first = 0, envelope.second = 0] = state
      return reached
    },
    limit(samples, { from, to, gain, ceiling, reach: around }) {
      const turned = run.limit(placeOf(samples), samples.length, from, to, gain, ceiling, around)
      return { samples: floats(at.limited, to - from), limited: turned }
    },
    encode(samples) {
      const place = placeOf(samples)
      run.encode(place, samples.length, place)
      return new Uint8Array(memory.buffer, place, samples.length)
    },
  }
}

const MIXES: Readonly<
  Record<string, 'mix_pcm16' | 'mix_pcm24' | 'mix_pcm32' | 'mix_float32' | 'mix_float64'>
> = {
  pcm16: 'mix_pcm16',
  pcm24: 'mix_pcm24',
  pcm32: 'mix_pcm32',
  float32: 'mix_float32',
  float64: 'mix_float64',
}

type Placed = { readonly step: Halving | Rational; readonly place: number }

/** Filters stay where they were put, as files come in batches of one rate; when there is no more room all are put anew. */
function createFilters(first: number, put: (place: number, taps: Float32Array) => void) {
  const known = new Map<number, readonly Placed[]>()
  let used = 0
  return (rate: number): readonly Placed[] => {
    const there = known.get(rate)
    if (there !== undefined) return there
    const steps = resamplingPlan(rate)
    const tapsOf = (step: Halving | Rational) => (step.kind === 'halving' ? step.taps : step.table)
    if (used + steps.reduce((sum, step) => sum + tapsOf(step).length, 0) > FILTER_FLOATS) {
      known.clear()
      used = 0
    }
    const placed = steps.map((step) => {
      const place = first + used * FLOAT_BYTES
      put(place, tapsOf(step))
      used += tapsOf(step).length
      return { step, place }
    })
    known.set(rate, placed)
    return placed
  }
}
