import {
  type AacKernel,
  AacProblem,
  BOOKS,
  type ChannelArrays,
  FRAME_SAMPLES,
  LONG_SLOPES,
  POWER,
  SHORT_SLOPES,
  SIGNED_POWER,
} from '../../../../domain/aac/index.ts'
import { AAC_KERNEL_BASE64 } from './bytes.ts'
import { stagesOf, turnsOf } from './twiddles.ts'

const FRAME_BYTES = 81_920
const BANDS = 128
const SHORT_LINES = 128

const module = new WebAssembly.Module(Uint8Array.from(Buffer.from(AAC_KERNEL_BASE64, 'base64')))

/** The loops of domain/aac in WebAssembly with SIMD. Each decoder has its own, as they keep the last frame. */
export function createAacKernel(): AacKernel {
  const { memory, address, spectrum, add, finish } = instantiate()
  const floats = (name: string, length: number) => new Float32Array(memory, address(name), length)
  fillTables(memory, address)

  const arraysOf = (side: 0 | 1): ChannelArrays => ({
    books: new Uint8Array(memory, address('books') + side * BANDS, BANDS),
    gains: new Float32Array(memory, address('gains') + side * BANDS * 4, BANDS),
    lines: new Float32Array(memory, address('lines') + side * FRAME_SAMPLES * 4, FRAME_SAMPLES),
  })
  const groups = new Uint8Array(memory, address('groups'), 8)
  const starts = new Uint16Array(memory, address('starts'), 64)
  const spectrumIn = floats('spectrum_in', FRAME_SAMPLES)
  const samplesOut = floats('samples_out', FRAME_SAMPLES)

  return {
    frame: new Uint8Array(memory, address('frame'), FRAME_BYTES),
    left: arraysOf(0),
    right: arraysOf(1),
    takeSpectrum(bits, { side, layout }) {
      groups.set(layout.groups)
      starts.set(layout.starts)
      const channel = side === 'left' ? 0 : 1
      const at = spectrum(channel, bits.at, layout.groups.length, layout.mostBand, layout.lines)
      if (at < 0) throw new AacProblem('damaged', 'an escape that is too long')
      bits.at = at
    },
    add(lines, { sequence, shape, shapeBefore }) {
      spectrumIn.set(lines)
      add(sequence, shape, shapeBefore)
    },
    finish(out, at, scale) {
      finish(scale)
      out.set(samplesOut, at)
    },
  }
}

function fillTables(memory: ArrayBuffer, address: (name: string) => number): void {
  const put = (name: string, values: Float32Array, from = 0) =>
    new Float32Array(memory, address(name) + 4 * from, values.length).set(values)
  put('power', POWER)
  put('signed_power', SIGNED_POWER)
  put('turns_long', turnsOf(FRAME_SAMPLES))
  put('turns_short', turnsOf(SHORT_LINES))
  put('stages_long', stagesOf(FRAME_SAMPLES / 2))
  put('stages_short', stagesOf(SHORT_LINES / 2))
  for (const [shape, slope] of LONG_SLOPES.entries()) put('slopes_long', slope, shape * FRAME_SAMPLES)
  for (const [shape, slope] of SHORT_SLOPES.entries()) put('slopes_short', slope, shape * SHORT_LINES)
  let at = 0
  for (const [index, { table, firstBits }] of BOOKS.entries()) {
    new Int32Array(memory, address('codes') + 4 * at, table.length).set(table)
    new Int32Array(memory, address('codes_at') + 4 * (index + 1), 1)[0] = at
    new Int32Array(memory, address('codes_bits') + 4 * (index + 1), 1)[0] = firstBits
    at += table.length
  }
}

type Loops = {
  readonly memory: ArrayBuffer
  /** Where an array of the C begins. */
  address(name: string): number
  spectrum(channel: number, at: number, groups: number, mostBand: number, lines: number): number
  add(sequence: number, shape: number, shapeBefore: number): void
  finish(scale: number): void
}

function instantiate(): Loops {
  const { exports } = new WebAssembly.Instance(module)
  const { memory, spectrum, add, finish } = exports
  if (
    !(memory instanceof WebAssembly.Memory) ||
    typeof spectrum !== 'function' ||
    typeof add !== 'function' ||
    typeof finish !== 'function'
  ) {
    throw new TypeError('the kernel is not what it should be')
  }
  return {
    memory: memory.buffer,
    address(name) {
      const global = exports[name]
      if (!(global instanceof WebAssembly.Global) || typeof global.value !== 'number') {
        throw new TypeError(`the kernel has no ${name}`)
      }
      return global.value
    },
    spectrum: (...args) => Number(spectrum(...args)),
    add: (...args) => void add(...args),
    finish: (scale) => void finish(scale),
  }
}
