import type { BitReader } from './bits.ts'
import { type Channel, ESCAPE_BOOK, NOISE_BOOK, ZERO_BOOK } from './channel.ts'
import { LENGTH_BITS, LENGTH_MASK } from './huffman.ts'
import { AacProblem } from './problem.ts'
import { BOOKS, PAIR_BITS, PAIR_ZERO, QUAD_BITS, QUAD_ZERO, type SpectrumBook } from './spectrum-books.ts'

/** The largest value that an escape can tell. */
const MOST_VALUE = 8191
const ESCAPE_LEVEL = 16
const MOST_ESCAPE_BITS = 8
/** Of a value, its power of 4/3, which is what it stands for. */
export const POWER = Float32Array.from({ length: MOST_VALUE + 1 }, (_, value) => value ** (4 / 3))
/** ±v^(4/3) for values that carry their sign, −4 first. */
export const SIGNED_POWER = Float32Array.from(
  { length: 2 * PAIR_ZERO + 1 },
  (_, at) => Math.cbrt((at - PAIR_ZERO) ** 4) * Math.sign(at - PAIR_ZERO),
)

/** Reads the spectrum and brings each line to its gain; bands of noise and intensity stay silent here. */
export function takeSpectrumPlainly(bits: BitReader, channel: Channel): void {
  const { layout, books, gains, lines } = channel
  const { starts, mostBand } = layout
  lines.fill(0)
  let window = 0
  for (const [group, windows] of layout.groups.entries()) {
    for (let band = 0; band < mostBand; band += 1) {
      const book = books[group * mostBand + band] ?? ZERO_BOOK
      if (book === ZERO_BOOK || book >= NOISE_BOOK) continue
      const gain = gains[group * mostBand + band] ?? 0
      const from = starts[band] ?? 0
      const count = (starts[band + 1] ?? from) - from
      for (let one = window; one < window + windows; one += 1) {
        takeBand(bits, book, lines, one * layout.lines + from, count, gain)
      }
    }
    window += windows
  }
}

/** A few lines are louder than the books can tell. */
export function addPulses(channel: Channel): void {
  for (const { line, amount } of channel.pulses) addPulse(channel, line, amount)
}

function takeBand(
  bits: BitReader,
  number: number,
  lines: Float32Array,
  from: number,
  count: number,
  gain: number,
): void {
  const book = BOOKS[number - 1]
  if (book === undefined) return
  if (number === ESCAPE_BOOK) takeEscapes(bits, book, lines, from, count, gain)
  else if (book.lines === 2) {
    if (book.signed) takeSignedPairs(bits, book, lines, from, count, gain)
    else takePairs(bits, book, lines, from, count, gain)
  } else if (book.signed) takeSignedQuads(bits, book, lines, from, count, gain)
  else takeQuads(bits, book, lines, from, count, gain)
}

/*
 * The loops below run for every line of every frame. Each looks at 25 bits or more at once, which hold the
 * longest code with its signs, and keeps the position in a variable.
 */

const QUAD_MASK = (1 << QUAD_BITS) - 1
const PAIR_MASK = (1 << PAIR_BITS) - 1

function entryOf(table: Int32Array, firstBits: number, word: number): number {
  const entry = table[word >>> (32 - firstBits)] ?? 0
  if (entry >= 0) return entry
  const rest = ~entry & LENGTH_MASK
  return table[(~entry >> LENGTH_BITS) + ((word << firstBits) >>> (32 - rest))] ?? 0
}

function takeSignedQuads(
  bits: BitReader,
  { table, firstBits }: SpectrumBook,
  lines: Float32Array,
  from: number,
  count: number,
  gain: number,
): void {
  const { view } = bits
  let at = bits.at
  for (let line = from; line < from + count; line += 4) {
    const entry = entryOf(table, firstBits, view.getInt32(at >>> 3) << (at & 7))
    at += entry & LENGTH_MASK
    const meaning = entry >> LENGTH_BITS
    lines[line] = ((meaning >> (3 * QUAD_BITS)) - QUAD_ZERO) * gain
    lines[line + 1] = (((meaning >> (2 * QUAD_BITS)) & QUAD_MASK) - QUAD_ZERO) * gain
    lines[line + 2] = (((meaning >> QUAD_BITS) & QUAD_MASK) - QUAD_ZERO) * gain
    lines[line + 3] = ((meaning & QUAD_MASK) - QUAD_ZERO) * gain
  }
  bits.at = at
}

function takeQuads(
  bits: BitReader,
  { table, firstBits }: SpectrumBook,
  lines: Float32Array,
  from: number,
  count: number,
  gain: number,
): void {
  const { view } = bits
  let at = bits.at
  for (let line = from; line < from + count; line += 4) {
    const word = view.getInt32(at >>> 3) << (at & 7)
    const entry = entryOf(table, firstBits, word)
    const meaning = entry >> LENGTH_BITS
    let used = entry & LENGTH_MASK
    for (let one = 0; one < 4; one += 1) {
      const value = (meaning >> ((3 - one) * QUAD_BITS)) & QUAD_MASK
      if (value === 0) continue
      const size = (POWER[value] ?? 0) * gain
      lines[line + one] = word << used < 0 ? -size : size
      used += 1
    }
    at += used
  }
  bits.at = at
}

function takeSignedPairs(
  bits: BitReader,
  { table, firstBits }: SpectrumBook,
  lines: Float32Array,
  from: number,
  count: number,
  gain: number,
): void {
  const { view } = bits
  let at = bits.at
  for (let line = from; line < from + count; line += 2) {
    const entry = entryOf(table, firstBits, view.getInt32(at >>> 3) << (at & 7))
    at += entry & LENGTH_MASK
    const meaning = entry >> LENGTH_BITS
    lines[line] = (SIGNED_POWER[meaning >> PAIR_BITS] ?? 0) * gain
    lines[line + 1] = (SIGNED_POWER[meaning & PAIR_MASK] ?? 0) * gain
  }
  bits.at = at
}

function takePairs(
  bits: BitReader,
  { table, firstBits }: SpectrumBook,
  lines: Float32Array,
  from: number,
  count: number,
  gain: number,
): void {
  const { view } = bits
  let at = bits.at
  for (let line = from; line < from + count; line += 2) {
    const word = view.getInt32(at >>> 3) << (at & 7)
    const entry = entryOf(table, firstBits, word)
    const meaning = entry >> LENGTH_BITS
    let used = entry & LENGTH_MASK
    const first = meaning >> PAIR_BITS
    if (first !== 0) {
      const size = (POWER[first] ?? 0) * gain
      lines[line] = word << used < 0 ? -size : size
      used += 1
    }
    const second = meaning & PAIR_MASK
    if (second !== 0) {
      const size = (POWER[second] ?? 0) * gain
      lines[line + 1] = word << used < 0 ? -size : size
      used += 1
    }
    at += used
  }
  bits.at = at
}

/** Like `takePairs`, but 16 stands for a value that follows the signs of both. */
function takeEscapes(
  bits: BitReader,
  { table, firstBits }: SpectrumBook,
  lines: Float32Array,
  from: number,
  count: number,
  gain: number,
): void {
  const { view } = bits
  for (let line = from; line < from + count; line += 2) {
    const word = view.getInt32(bits.at >>> 3) << (bits.at & 7)
    const entry = entryOf(table, firstBits, word)
    const meaning = entry >> LENGTH_BITS
    const first = meaning >> PAIR_BITS
    const second = meaning & PAIR_MASK
    let used = entry & LENGTH_MASK
    const firstGain = first !== 0 && word << used < 0 ? -gain : gain
    if (first !== 0) used += 1
    const secondGain = second !== 0 && word << used < 0 ? -gain : gain
    if (second !== 0) used += 1
    bits.at += used
    const firstValue = first === ESCAPE_LEVEL ? takeEscape(bits) : first
    const secondValue = second === ESCAPE_LEVEL ? takeEscape(bits) : second
    lines[line] = (POWER[firstValue] ?? 0) * firstGain
    lines[line + 1] = (POWER[secondValue] ?? 0) * secondGain
  }
}

/** So many ones as there are bits beyond four, a zero, the bits: the highest bit is not among them. */
function takeEscape(bits: BitReader): number {
  let ones = 0
  while (bits.flag()) {
    ones += 1
    if (ones > MOST_ESCAPE_BITS) throw new AacProblem('damaged', 'an escape that is too long')
  }
  return (1 << (ones + 4)) + bits.take(ones + 4)
}

/** A pulse is added to the value before its power is taken, away from zero. */
function addPulse({ layout, books, gains, lines }: Channel, line: number, amount: number): void {
  let band = 0
  while ((layout.starts[band + 1] ?? Number.POSITIVE_INFINITY) <= line) band += 1
  const book = band < layout.mostBand ? (books[band] ?? ZERO_BOOK) : ZERO_BOOK
  const gain = gains[band] ?? 0
  if (book === ZERO_BOOK || book >= NOISE_BOOK || gain === 0) return
  const scaled = (lines[line] ?? 0) / gain
  const value = Math.sign(scaled) * Math.round(Math.abs(scaled) ** 0.75)
  const raised = value > 0 ? value + amount : value - amount
  lines[line] = Math.sign(raised) * Math.abs(raised) ** (4 / 3) * gain
}
