import { FRAME_LINES, SHORT_LINES } from './channel.ts'

/** The rising halves of both window shapes, by shape: 0 is the sine, 1 is Kaiser-Bessel. */
const sine = (size: number) =>
  Float32Array.from({ length: size }, (_, at) => Math.sin((Math.PI * (at + 0.5)) / (2 * size)))

/** The root of a running sum over a Kaiser window (ISO/IEC 14496-3 §4.6.11.3.2). */
function kaiserBessel(size: number, alpha: number): Float32Array {
  const kernel = Float64Array.from({ length: size + 1 }, (_, at) =>
    bessel(Math.PI * alpha * Math.sqrt(1 - ((2 * at) / size - 1) ** 2)),
  )
  const whole = kernel.reduce((sum, value) => sum + value, 0)
  let sum = 0
  return Float32Array.from(kernel.subarray(0, size), (value) => {
    sum += value
    return Math.sqrt(sum / whole)
  })
}

/** The modified Bessel function of order 0. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

export const LONG_SLOPES = [sine(FRAME_LINES), kaiserBessel(FRAME_LINES, 4)] as const
export const SHORT_SLOPES = [sine(SHORT_LINES), kaiserBessel(SHORT_LINES, 6)] as const
