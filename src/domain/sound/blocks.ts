import { type Kernel, plainKernel } from './kernel.ts'

/** Of a mean square; silence is −200. */
export const decibels = (power: number): number => 10 * Math.log10(power + 1e-20)

/** Mean square of each stretch in dB; the last one may be shorter. */
export const blockLevels = (
  samples: Float32Array,
  block: number,
  kernel: Kernel = plainKernel,
): Float64Array =>
  kernel
    .blocks(samples, block)
    .squares.map((square, at) => decibels(square / Math.min(block, samples.length - at * block)))
