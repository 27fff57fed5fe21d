import { describe, expect, it } from 'vitest'
import { BitReader, SLACK_BYTES } from './bits.ts'
import { SCALE_FACTOR_BOOK, SPECTRUM_BOOKS } from './code-books.ts'
import { lookUpOf, takeCode } from './huffman.ts'

const BOOKS = [SCALE_FACTOR_BOOK, ...SPECTRUM_BOOKS]

describe('the code books', () => {
  it.each(BOOKS.map((book, at) => [at, book] as const))(
    '%i leaves no code free and no symbol out',
    (_at, book) => {
      const used = book.perLength.reduce((sum, count, at) => sum + count / 2 ** (at + 1), 0)
      expect(used).toBe(1)
      expect([...book.symbols].sort((a, b) => a - b)).toEqual(book.symbols.map((_, at) => at))
      expect(book.symbols.length).toBe(book.perLength.reduce((sum, count) => sum + count, 0))
    },
  )

  it.each(BOOKS.map((book, at) => [at, book] as const))('%i gives each symbol for its code', (_at, book) => {
    const codes: string[] = []
    let code = 0
    for (const [at, count] of book.perLength.entries()) {
      code *= 2
      for (let one = 0; one < count; one += 1, code += 1) codes.push(code.toString(2).padStart(at + 1, '0'))
    }
    const text = codes.join('')
    const bytes = Uint8Array.from({ length: Math.ceil(text.length / 8) }, (_, at) =>
      Number.parseInt(text.slice(8 * at, 8 * at + 8).padEnd(8, '0'), 2),
    )
    const bits = new BitReader(new Uint8Array(bytes.length + SLACK_BYTES))
    bits.load(bytes)
    const lookUp = lookUpOf(book, (symbol) => symbol)
    expect(codes.map(() => takeCode(bits, lookUp))).toEqual(book.symbols)
    expect(bits.at).toBe(text.length)
  })

  it('hold the codes of the standard', () => {
    // Read off its tables by hand: the shortest, the longest, one in the middle.
    const codeOf = (book: number, symbol: number) => {
      const { perLength, symbols } = SPECTRUM_BOOKS[book - 1] ?? { perLength: [], symbols: [] }
      let code = 0
      let next = 0
      for (const [at, count] of perLength.entries()) {
        code *= 2
        for (let one = 0; one < count; one += 1, code += 1, next += 1) {
          if (symbols[next] === symbol) return [at + 1, code]
        }
      }
      return []
    }
    expect(codeOf(1, 40)).toEqual([1, 0])
    expect(codeOf(3, 80)).toEqual([15, 0x7ffa])
    expect(codeOf(6, 0)).toEqual([11, 0x7fe])
    expect(codeOf(8, 9)).toEqual([3, 0])
  })
})
