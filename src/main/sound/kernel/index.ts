import type { Kernel } from '../../../domain/sound/index.ts'
import { KERNEL_BASE64 } from './bytes.ts'

const PAGE_BYTES = 65_536
const FLOAT_BYTES = 4
/** The loops read a whole group of taps; what they read past the samples must be numbers. */
const SLACK = 16
/** More than this is given up and put there anew: rates change seldom. */
const MOST_FILTER_BYTES = 16 * 1024 * 1024

type Loops = {
  readonly memory: WebAssembly.Memory
  readonly heapBase: number
  halve(samples: number, taps: number, n: number, out: number, count: number): void
  rational(
    samples: number,
    offset: number,
    table: number,
    stride: number,
    phases: number,
    out: number,
    next: number,
    count: number,
    up: number,
    down: number,
  ): void
}

/** The inner loops in WebAssembly with SIMD: the same sums as the plain ones, in single precision. */
export function createSimdKernel(): Kernel {
  const loops = instantiate()

  const first = Math.ceil(loops.heapBase / 16) * 16
  /** Filters that are in the memory already, where they begin; they are used again and again. */
  const filters = new Map<Float32Array, number>()
  let filtersEnd = first

  function reach(end: number): void {
    const missing = end - loops.memory.buffer.byteLength
    if (missing > 0) loops.memory.grow(Math.ceil(missing / PAGE_BYTES))
  }

  /** Puts an array with some zeros after it into the memory. @returns where the next may begin */
  function put(array: Float32Array, start: number): number {
    const end = start + Math.ceil((array.length + SLACK) / 4) * 4 * FLOAT_BYTES
    reach(end)
    const floats = new Float32Array(loops.memory.buffer, start, array.length + SLACK)
    floats.set(array)
    floats.fill(0, array.length)
    return end
  }

  function filterAt(taps: Float32Array): number {
    const known = filters.get(taps)
    if (known !== undefined) return known
    if (filtersEnd - first > MOST_FILTER_BYTES) {
      filters.clear()
      filtersEnd = first
    }
    const start = filtersEnd
    filtersEnd = put(taps, start)
    filters.set(taps, start)
    return start
  }

  /** The samples behind the filters, with room for the result. */
  function place(input: Float32Array, filter: Float32Array, count: number) {
    const taps = filterAt(filter)
    const samples = filtersEnd
    const out = put(input, samples)
    reach(out + count * FLOAT_BYTES)
    return {
      samples,
      taps,
      out,
      result: () => new Float32Array(loops.memory.buffer, out, count).slice(),
    }
  }

  return {
    halve({ samples, from, taps, count }) {
      const used = samples.subarray(from, from + 2 * count + taps.length)
      const at = place(used, taps, count)
      loops.halve(at.samples, at.taps, taps.length, at.out, count)
      return at.result()
    },
    rational({ samples, offset, table, stride, phases, next, count, up, down }) {
      const at = place(samples, table, count)
      loops.rational(at.samples, offset, at.taps, stride, phases, at.out, next, count, up, down)
      return at.result()
    },
  }
}

function instantiate(): Loops {
  const bytes = Uint8Array.from(Buffer.from(KERNEL_BASE64, 'base64'))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  const { memory, halve, rational, __heap_base: heapBase } = exports
  if (
    !(memory instanceof WebAssembly.Memory) ||
    !(heapBase instanceof WebAssembly.Global) ||
    typeof heapBase.value !== 'number' ||
    typeof halve !== 'function' ||
    typeof rational !== 'function'
  ) {
    throw new TypeError('the kernel is not what it should be')
  }
  return {
    memory,
    heapBase: heapBase.value,
    halve: (...args) => void halve(...args),
    rational: (...args) => void rational(...args),
  }
}
