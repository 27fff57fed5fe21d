import { decodeALaw } from '../../../domain/alaw/index.ts'
import { PEAKS_KERNEL_BASE64 } from './bytes.ts'

/** As in peaks.c: codes a point, and points that are measured together. */
export const POINT = 80
const POINTS = 4096

/** Linear amplitude of a code in -127…127, full scale being the loudest A-law level. */
const amplitudeOf = (code: number): number => Math.round((decodeALaw(code) / 32_256) * 127)

export type PeaksKernel = {
  /** Where the next codes go. */
  readonly codes: Uint8Array
  /** @returns lowest and highest of as many points, in turn; valid until the next */
  measure(points: number): Int8Array
}

/** The loop of peaks.c in WebAssembly with SIMD. */
export function createPeaksKernel(): PeaksKernel {
  const module = new WebAssembly.Module(Uint8Array.from(Buffer.from(PEAKS_KERNEL_BASE64, 'base64')))
  const { memory, codes, pairs, amplitude, measure } = new WebAssembly.Instance(module).exports
  if (!(memory instanceof WebAssembly.Memory) || typeof measure !== 'function') {
    throw new TypeError('the kernel is not whole')
  }
  const placeOf = (global: unknown): number => {
    if (global instanceof WebAssembly.Global && typeof global.value === 'number') return global.value
    throw new TypeError('the kernel lacks a place')
  }
  const found = new Int8Array(memory.buffer, placeOf(pairs), 2 * POINTS)
  new Int8Array(memory.buffer, placeOf(amplitude), 256).set(
    Array.from({ length: 256 }, (_, rank) => amplitudeOf((rank < 128 ? rank ^ 0x7f : rank) ^ 0x55)),
  )
  return {
    codes: new Uint8Array(memory.buffer, placeOf(codes), POINT * POINTS),
    measure(points) {
      measure(points)
      return found.subarray(0, 2 * points)
    },
  }
}
