import { describe, expect, it } from 'vitest'
import { readAdtsHead } from './adts.ts'
import { bandsFor, RATES } from './bands.ts'
import { readCoreRate } from './config.ts'
import { AacProblem } from './problem.ts'

/** Bits, told as pairs of a value and its width, filled up with zeros. */
function bytesOf(...fields: readonly (readonly [value: number, bits: number])[]): Uint8Array {
  const text = fields.map(([value, bits]) => value.toString(2).padStart(bits, '0')).join('')
  return Uint8Array.from({ length: Math.ceil(text.length / 8) }, (_, at) =>
    Number.parseInt(text.slice(8 * at, 8 * at + 8).padEnd(8, '0'), 2),
  )
}

const problemOf = (bytes: Uint8Array) => {
  try {
    return readCoreRate(bytes)
  } catch (problem) {
    return problem instanceof AacProblem ? `${problem.kind}: ${problem.message}` : problem
  }
}

describe('what is known before the first frame', () => {
  it('is the rate of the core', () => {
    expect(readCoreRate(bytesOf([2, 5], [4, 4], [2, 4], [0, 3]))).toBe(44_100)
    expect(readCoreRate(bytesOf([2, 5], [15, 4], [37_800, 24], [1, 4], [0, 3]))).toBe(37_800)
    // HE-AAC, first and second version: the rate that is heard stands second.
    expect(readCoreRate(bytesOf([5, 5], [7, 4], [2, 4], [4, 4], [2, 5], [0, 3]))).toBe(22_050)
    expect(readCoreRate(bytesOf([29, 5], [8, 4], [1, 4], [5, 4], [2, 5], [0, 3]))).toBe(16_000)
  })

  it('may end there', () => {
    expect(readCoreRate(bytesOf([2, 5], [4, 4], [2, 4], [0, 1], [1, 1], [0, 1]))).toBe(44_100)
  })

  it('may be what is not decoded here', () => {
    expect(problemOf(bytesOf([4, 5], [4, 4], [2, 4], [0, 3]))).toBe('unsupported: AAC LTP')
    expect(problemOf(bytesOf([31, 5], [10, 6], [4, 4], [2, 4], [0, 3]))).toBe('unsupported: xHE-AAC')
    expect(problemOf(bytesOf([2, 5], [4, 4], [2, 4], [1, 1], [0, 2]))).toMatch(/^unsupported: .*960/)
  })

  it('may be damaged', () => {
    expect(problemOf(new Uint8Array(0))).toMatch(/^(?:damaged|unsupported)/)
    expect(problemOf(bytesOf([2, 5], [14, 4], [2, 4], [0, 3]))).toMatch(/^damaged/)
    expect(problemOf(bytesOf([2, 5], [15, 4], [3, 7]))).toMatch(/^damaged/)
  })
})

describe('the bands', () => {
  it('of every rate cover all lines, and rates in between have a neighbour’s', () => {
    for (const rate of RATES) {
      const { long, short, mostTnsLong, mostTnsShort } = bandsFor(rate)
      expect([long.at(-1), short.at(-1)]).toEqual([1024, 128])
      expect(mostTnsLong).toBeLessThan(long.length)
      expect(mostTnsShort).toBeLessThan(short.length)
    }
    expect(bandsFor(44_100).long.length).toBe(50)
    expect(bandsFor(8000).long[1]).toBe(12)
    expect(bandsFor(37_800)).toBe(bandsFor(32_000 + 5566))
    expect(bandsFor(1)).toBe(bandsFor(7350))
  })
})

describe('the head of a frame', () => {
  it('tells its rate and length, with a check sum and without', () => {
    const plain = bytesOf(
      [0xfff, 12],
      [1, 4],
      [1, 2],
      [4, 4],
      [0, 1],
      [2, 3],
      [0, 4],
      [371, 13],
      [0x7ff, 11],
      [0, 2],
    )
    expect(readAdtsHead(plain, 0)).toEqual({ rate: 44_100, bytes: 371, headBytes: 7 })
    const checked = bytesOf(
      [0xfff, 12],
      [0, 4],
      [1, 2],
      [8, 4],
      [0, 1],
      [1, 3],
      [0, 4],
      [99, 13],
      [0, 11],
      [0, 2],
    )
    expect(readAdtsHead(checked, 0)).toEqual({ rate: 16_000, bytes: 99, headBytes: 9 })
  })

  it('is none where anything does not fit', () => {
    const head = [
      [0xfff, 12],
      [1, 4],
      [1, 2],
    ] as const
    expect(readAdtsHead(bytesOf(...head, [13, 4], [2, 4], [0, 4], [371, 13], [0, 13]), 0)).toBeUndefined()
    expect(readAdtsHead(bytesOf(...head, [4, 4], [2, 4], [0, 4], [7, 13], [0, 13]), 0)).toBeUndefined()
    expect(readAdtsHead(bytesOf([0xfff, 12], [3, 4], [4, 8], [300, 26]), 0)).toBeUndefined()
    expect(readAdtsHead(new Uint8Array(3).fill(0xff), 0)).toBeUndefined()
  })
})
