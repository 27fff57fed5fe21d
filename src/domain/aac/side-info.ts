import type { Bands } from './bands.ts'
import type { BitReader } from './bits.ts'
import {
  type Channel,
  FRAME_LINES,
  INTENSITY_AGAINST,
  INTENSITY_WITH,
  isShort,
  type Layout,
  NOISE_BOOK,
  type Pulse,
  RESERVED_BOOK,
  SHORT_LINES,
  WINDOWS,
  ZERO_BOOK,
} from './channel.ts'
import { SCALE_FACTOR_BOOK } from './code-books.ts'
import { lookUpOf, takeCode } from './huffman.ts'
import { AacProblem } from './problem.ts'

/** What stands before the spectrum of a channel: windows, bands, books, gains and pulses. */

export function takeLayout(bits: BitReader, bands: Bands): Layout {
  bits.take(1)
  const sequence = bits.take(2)
  const shape = bits.take(1)
  if (sequence === WINDOWS.short) {
    const mostBand = bits.take(4)
    const grouping = bits.take(7)
    const groups = [1]
    for (let bit = 6; bit >= 0; bit -= 1) {
      if (((grouping >> bit) & 1) === 0) groups.push(1)
      else groups[groups.length - 1] = (groups.at(-1) ?? 0) + 1
    }
    return checked({ sequence, shape, mostBand, groups, lines: SHORT_LINES, starts: bands.short })
  }
  const mostBand = bits.take(6)
  if (bits.flag()) throw new AacProblem('unsupported', 'AAC with prediction')
  return checked({ sequence, shape, mostBand, groups: [1], lines: FRAME_LINES, starts: bands.long })
}

function checked(layout: Layout): Layout {
  if (layout.mostBand >= layout.starts.length) throw new AacProblem('damaged', 'more bands than there are')
  return layout
}

/** Which book each band is coded with. */
export function takeSections(bits: BitReader, { layout, books }: Channel): void {
  const lengthBits = isShort(layout) ? 3 : 5
  const goesOn = (1 << lengthBits) - 1
  for (let group = 0; group < layout.groups.length; group += 1) {
    const first = group * layout.mostBand
    for (let band = 0; band < layout.mostBand; ) {
      const book = bits.take(4)
      if (book === RESERVED_BOOK) throw new AacProblem('damaged', 'a code book that is reserved')
      let end = band
      let part = goesOn
      while (part === goesOn) {
        part = bits.take(lengthBits)
        end += part
        bits.check()
      }
      if (end > layout.mostBand) throw new AacProblem('damaged', 'a section past the last band')
      books.fill(book, first + band, first + end)
      band = end
    }
  }
}

export const SCALE_FACTORS = lookUpOf(SCALE_FACTOR_BOOK, (symbol) => symbol)
const SCALE_FACTOR_ZERO = 60
/** The gain of 1 stands here. */
const GAIN_ONE = 100
const MOST_GAIN = 255
const NOISE_BITS = 9
const NOISE_ZERO = 90 + (1 << (NOISE_BITS - 1))
/** Steps of a quarter of an octave of gain, from the lowest that any kind of band reaches. */
const LOWEST_STEP = -1024
const GAINS = Float32Array.from({ length: 2 * -LOWEST_STEP }, (_, at) => 2 ** ((at + LOWEST_STEP) / 4))

const gainOf = (step: number): number => {
  const gain = GAINS[step - LOWEST_STEP]
  if (gain === undefined) throw new AacProblem('damaged', 'a gain out of range')
  return gain
}

/** The gain of each band: a scale factor, a place between left and right, or the level of noise. */
export function takeGains(bits: BitReader, { layout, books, gains }: Channel, globalGain: number): void {
  let factor = globalGain
  let place = 0
  let noise = globalGain - NOISE_ZERO
  let isFirstNoise = true
  const count = layout.groups.length * layout.mostBand
  for (let at = 0; at < count; at += 1) {
    const book = books[at] ?? ZERO_BOOK
    if (book === ZERO_BOOK) {
      gains[at] = 0
    } else if (book === INTENSITY_WITH || book === INTENSITY_AGAINST) {
      place += takeCode(bits, SCALE_FACTORS) - SCALE_FACTOR_ZERO
      gains[at] = gainOf(-place)
    } else if (book === NOISE_BOOK) {
      noise += isFirstNoise ? bits.take(NOISE_BITS) : takeCode(bits, SCALE_FACTORS) - SCALE_FACTOR_ZERO
      isFirstNoise = false
      gains[at] = gainOf(noise)
    } else {
      factor += takeCode(bits, SCALE_FACTORS) - SCALE_FACTOR_ZERO
      if (factor < 0 || factor > MOST_GAIN) throw new AacProblem('damaged', 'a scale factor out of range')
      gains[at] = gainOf(factor - GAIN_ONE)
    }
  }
  bits.check()
}

/** A few lines that are louder than their band's book can tell. */
export function takePulses(bits: BitReader, layout: Layout): Pulse[] {
  if (isShort(layout)) throw new AacProblem('damaged', 'pulses in short windows')
  const count = bits.take(2) + 1
  let line = layout.starts[bits.take(6)] ?? FRAME_LINES
  return Array.from({ length: count }, () => {
    line += bits.take(5)
    const amount = bits.take(4)
    if (line >= FRAME_LINES) throw new AacProblem('damaged', 'a pulse past the last line')
    return { line, amount }
  })
}
