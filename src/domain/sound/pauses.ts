import { blockLevels } from './blocks.ts'
import { type Kernel, plainKernel } from './kernel.ts'

const BLOCK_S = 0.02
/** A pause is this far below the loud parts of the sound. */
const PAUSE_BELOW_DB = 30
/** Longer pauses are no better to cut in than this. */
const LONG_ENOUGH_S = 1
/** A part is at least this share of the longest, so that no crumbs are left at the end. */
const LEAST_SHARE = 0.2

/**
 * Where to cut a long sound so that no part is longer than it may be: in the middle of the longest pause
 * within reach, or where it is quietest when nobody pauses.
 *
 * @param samples one channel, full scale ±1
 * @param rate samples a second
 * @param most longest part, in samples
 * @returns the parts in order; they cover everything
 */
export function partsAtPauses(
  samples: Float32Array,
  rate: number,
  most: number,
  kernel: Kernel = plainKernel,
): readonly { readonly from: number; readonly to: number }[] {
  const block = Math.round(BLOCK_S * rate)
  const levels = blockLevels(samples, block, kernel)
  const loud = levels.toSorted()[Math.floor(levels.length * 0.9)] ?? 0
  const parts: { from: number; to: number }[] = []
  let from = 0
  while (samples.length - from > most) {
    const left = samples.length - from
    const last = from + Math.min(most, left - LEAST_SHARE * most)
    const first = Math.max(from + most / 2, samples.length - 2 * most < last ? samples.length - 2 * most : 0)
    const cut = bestCut(levels, Math.ceil(first / block), Math.floor(last / block), loud - PAUSE_BELOW_DB)
    const to = Math.min(Math.floor(last), cut * block)
    parts.push({ from, to })
    from = to
  }
  return [...parts, { from, to: samples.length }]
}

/** @returns the number of the block before which to cut, from `first` to `last` */
function bestCut(levels: Float64Array, first: number, last: number, threshold: number): number {
  const enough = Math.round(LONG_ENOUGH_S / BLOCK_S)
  let best = { length: 0, cut: -1 }
  let start = first
  for (let at = first; at <= last; at += 1) {
    if (at < last && (levels[at] ?? 0) < threshold) continue
    const length = Math.min(enough, at - start)
    // Of pauses that are alike the later one leaves fewer parts.
    if (length > 0 && length >= best.length) best = { length, cut: Math.round((start + at) / 2) }
    start = at + 1
  }
  return best.cut >= 0 ? best.cut : quietest(levels, first, last)
}

function quietest(levels: Float64Array, first: number, last: number): number {
  let best = first
  for (let at = first; at < last; at += 1) if ((levels[at] ?? 0) < (levels[best] ?? 0)) best = at
  return best
}
