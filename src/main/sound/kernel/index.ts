import type { Kernel } from '../../../domain/sound/index.ts'
import { KERNEL_BASE64 } from './bytes.ts'

const PAGE_BYTES = 65_536
const FLOAT_BYTES = 4
/** The loops read a whole group of taps; what they read past the samples must be numbers. */
const SLACK = 16

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

  /** Puts the arrays behind each other into the memory, with room for the result. */
  function place(arrays: readonly Float32Array[], count: number) {
    const first = Math.ceil(loops.heapBase / 16) * 16
    const starts: number[] = []
    let end = first
    for (const array of arrays) {
      starts.push(end)
      end += Math.ceil((array.length + SLACK) / 4) * 4 * FLOAT_BYTES
    }
    const out = end
    const missing = out + count * FLOAT_BYTES - loops.memory.buffer.byteLength
    if (missing > 0) loops.memory.grow(Math.ceil(missing / PAGE_BYTES))
    const floats = new Float32Array(loops.memory.buffer)
    for (const [at, array] of arrays.entries()) {
      const start = (starts[at] ?? 0) / FLOAT_BYTES
      floats.set(array, start)
      floats.fill(0, start + array.length, start + array.length + SLACK)
    }
    const [samples = 0, taps = 0] = starts
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
      const at = place([used, taps], count)
      loops.halve(at.samples, at.taps, taps.length, at.out, count)
      return at.result()
    },
    rational({ samples, offset, table, stride, phases, next, count, up, down }) {
      const at = place([samples, table], count)
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
