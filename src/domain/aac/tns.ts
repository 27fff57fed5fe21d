import type { Bands } from './bands.ts'
import type { BitReader } from './bits.ts'
import { type Channel, isShort, type Layout, type TnsFilter } from './channel.ts'
import { AacProblem } from './problem.ts'

const SHORT_WINDOWS = 8
/** Of the main profile; a stream that names more is no stream. */
const MOST_TAPS = 20

/** Temporal noise shaping: filters along the spectrum, which shape the noise of the coder in time. */
export function takeTns(bits: BitReader, layout: Layout, bands: Bands): TnsFilter[] {
  const short = isShort(layout)
  const [countBits, lengthBits, orderBits] = short ? [1, 4, 3] : [2, 6, 5]
  const bandCount = layout.starts.length - 1
  const reach = Math.min(short ? bands.mostTnsShort : bands.mostTnsLong, layout.mostBand)
  const lineOf = (band: number) => layout.starts[Math.min(band, reach)] ?? 0
  const filters: TnsFilter[] = []
  for (let window = 0; window < (short ? SHORT_WINDOWS : 1); window += 1) {
    const count = bits.take(countBits)
    const resolution = count > 0 ? bits.take(1) + 3 : 0
    let top = bandCount
    for (let filter = 0; filter < count; filter += 1) {
      const bottom = Math.max(0, top - bits.take(lengthBits))
      const order = bits.take(orderBits)
      if (order > MOST_TAPS) throw new AacProblem('damaged', 'too many taps')
      if (order > 0) {
        const downwards = bits.flag()
        const compressed = bits.take(1)
        const taps = toTaps(takeReflections(bits, order, resolution, compressed))
        filters.push({ window, fromLine: lineOf(bottom), toLine: lineOf(top), downwards, taps })
      }
      top = bottom
    }
    bits.check()
  }
  return filters
}

/** Reflection coefficients are told as arcs; the sides of zero have one step more or less. */
function takeReflections(bits: BitReader, order: number, resolution: number, compressed: number): number[] {
  const width = resolution - compressed
  return Array.from({ length: order }, () => {
    const code = bits.take(width)
    const step = code >= 1 << (width - 1) ? code - (1 << width) : code
    const steps = (1 << (resolution - 1)) + (step >= 0 ? -0.5 : 0.5)
    return Math.sin((step * Math.PI) / 2 / steps)
  })
}

function toTaps(reflections: readonly number[]): Float32Array {
  const taps: number[] = []
  for (const reflection of reflections) {
    const before = taps.slice()
    for (const [at, tap] of before.entries()) {
      taps[at] = tap + reflection * (before[before.length - 1 - at] ?? 0)
    }
    taps.push(reflection)
  }
  return Float32Array.from(taps)
}

/** Undoes the shaping of the encoder: an all-pole filter over the lines, up or down. */
export function applyTns({ layout, lines, filters }: Channel): void {
  for (const { window, fromLine, toLine, downwards, taps } of filters) {
    const first = window * layout.lines + (downwards ? toLine - 1 : fromLine)
    const step = downwards ? -1 : 1
    const count = toLine - fromLine
    for (let at = 0; at < count; at += 1) {
      const line = first + at * step
      let value = lines[line] ?? 0
      const reach = Math.min(at, taps.length)
      for (let tap = 0; tap < reach; tap += 1)
        value -= (taps[tap] ?? 0) * (lines[line - (tap + 1) * step] ?? 0)
      lines[line] = value
    }
  }
}
