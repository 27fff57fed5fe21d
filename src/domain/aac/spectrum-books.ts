import { SPECTRUM_BOOKS } from './code-books.ts'
import { type LookUp, lookUpOf } from './huffman.ts'

/**
 * Books 1 to 4 tell four lines a code, the others two; every other pair of books tells magnitudes only, and a
 * sign for each that is not zero follows the code (ISO/IEC 14496-3, table 4.151).
 */
type Kind = { readonly lines: 2 | 4; readonly levels: number; readonly signed: boolean }

const KINDS: readonly Kind[] = [
  { lines: 4, levels: 3, signed: true },
  { lines: 4, levels: 3, signed: true },
  { lines: 4, levels: 3, signed: false },
  { lines: 4, levels: 3, signed: false },
  { lines: 2, levels: 9, signed: true },
  { lines: 2, levels: 9, signed: true },
  { lines: 2, levels: 8, signed: false },
  { lines: 2, levels: 8, signed: false },
  { lines: 2, levels: 13, signed: false },
  { lines: 2, levels: 13, signed: false },
  { lines: 2, levels: 17, signed: false },
]

/** Each line of a code in so many bits, the first one highest. */
export const QUAD_BITS = 2
export const PAIR_BITS = 5
/** Signed values are kept as so much more than they are. */
export const QUAD_ZERO = 1
export const PAIR_ZERO = 4

const packed = (symbol: number, { lines, levels }: Kind): number => {
  const width = lines === 4 ? QUAD_BITS : PAIR_BITS
  let rest = symbol
  let meaning = 0
  for (let line = 0; line < lines; line += 1) {
    meaning |= (rest % levels) << (line * width)
    rest = Math.floor(rest / levels)
  }
  return meaning
}

export type SpectrumBook = LookUp & Kind

/** Index 0 is book 1. */
export const BOOKS: readonly SpectrumBook[] = KINDS.map((kind, index) => {
  const book = SPECTRUM_BOOKS[index] ?? { perLength: [], symbols: [] }
  return { ...kind, ...lookUpOf(book, (symbol) => packed(symbol, kind)) }
})
