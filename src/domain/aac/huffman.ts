import type { BitReader } from './bits.ts'
import type { CodeBook } from './code-books.ts'

/** So many bits are looked up at once; longer codes take a second step, which is rare. */
const FIRST_BITS = 10
/** The low bits of an entry are the length of its code; above them stands what it means. */
export const LENGTH_BITS = 5
export const LENGTH_MASK = (1 << LENGTH_BITS) - 1

/**
 * What the next bits mean: an entry of 0 or more is `meaning << LENGTH_BITS | length of the code`; the
 * complement of a negative one is `start of a second table << LENGTH_BITS | bits that it is looked up with`.
 */
export type LookUp = { readonly table: Int32Array; readonly firstBits: number }

/** @param meaningOf what is kept for a symbol, below 2^26 */
export function lookUpOf(book: CodeBook, meaningOf: (symbol: number) => number): LookUp {
  const longest = book.perLength.length
  const firstBits = Math.min(FIRST_BITS, longest)
  const first = new Array<number>(1 << firstBits).fill(0)
  const second: number[] = []
  const restBits = longest - firstBits
  const fill = (table: number[], from: number, count: number, entry: number) => {
    for (let at = from; at < from + count; at += 1) table[at] = entry
  }
  let code = 0
  let next = 0
  for (let length = 1; length <= longest; length += 1) {
    code *= 2
    for (let count = book.perLength[length - 1] ?? 0; count > 0; count -= 1, code += 1, next += 1) {
      const entry = (meaningOf(book.symbols[next] ?? 0) << LENGTH_BITS) | length
      if (length <= firstBits) {
        fill(first, code << (firstBits - length), 1 << (firstBits - length), entry)
        continue
      }
      const head = code >> (length - firstBits)
      if (first[head] === 0) {
        first[head] = ~((((1 << firstBits) + second.length) << LENGTH_BITS) | restBits)
        fill(second, second.length, 1 << restBits, 0)
      }
      const start = (~(first[head] ?? 0) >> LENGTH_BITS) - (1 << firstBits)
      const tail = code & ((1 << (length - firstBits)) - 1)
      fill(second, start + (tail << (longest - length)), 1 << (longest - length), entry)
    }
  }
  return { table: Int32Array.from([...first, ...second]), firstBits }
}

/** The meaning of the next code. */
export function takeCode(bits: BitReader, { table, firstBits }: LookUp): number {
  let entry = table[bits.peek(firstBits)] ?? 0
  if (entry < 0) {
    const rest = ~entry & LENGTH_MASK
    entry = table[(~entry >> LENGTH_BITS) + (bits.peek(firstBits + rest) & ((1 << rest) - 1))] ?? 0
  }
  bits.at += entry & LENGTH_MASK
  return entry >> LENGTH_BITS
}
