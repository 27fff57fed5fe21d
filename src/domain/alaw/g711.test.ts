import { describe, expect, it } from 'vitest'
import { decodeALaw, encodeALaw } from './index.ts'

/**
 * The positive half of ITU-T G.711, table 1a, from its rule and not from our code: 13 segments make 128
 * intervals on a scale of 4096. The first 32 are 2 wide, then each 16 are twice as wide as those before. A
 * decision value begins an interval, its middle is what is decoded. With 16 bits everything is 8 times as large,
 * since 13 bits with a sign lie at the top of 16.
 */
const intervals = Array.from({ length: 128 }, (_, number) => {
  const segment = Math.max(1, number >> 4)
  const width = 2 ** segment
  const start = number < 32 ? 2 * number : width * (16 + (number & 15))
  return { number, decision: start * 8, quantised: (start + width / 2) * 8 }
})

/** Character signal: sign, number of the interval, every second bit inverted as transmitted. */
const codeOf = (number: number, negative: boolean) => ((negative ? 0 : 0x80) | number) ^ 0x55

describe('A-law, beside the tables of ITU-T G.711', () => {
  it('has the decision values that the table prints', () => {
    const printed = [64, 128, 256, 512, 1024, 2048].map((value) => value * 8)
    expect([32, 48, 64, 80, 96, 112].map((number) => intervals[number]?.decision)).toEqual(printed)
    expect(intervals.at(-1)).toMatchObject({ decision: 3968 * 8, quantised: 4032 * 8 })
  })

  it('decodes all 256 codes to the middle of their interval', () => {
    for (const { number, quantised } of intervals) {
      expect(decodeALaw(codeOf(number, false))).toBe(quantised)
      expect(decodeALaw(codeOf(number, true))).toBe(-quantised)
    }
  })

  it('encodes all 65,536 samples of 16 bits to the interval they lie in', () => {
    for (let sample = -32_768; sample <= 32_767; sample += 1) {
      const magnitude = Math.abs(sample)
      const { number } = intervals.findLast(({ decision }) => decision <= magnitude) ?? { number: 0 }
      if (encodeALaw(sample) !== codeOf(number, sample < 0)) {
        throw new Error(`${sample} became ${encodeALaw(sample)} instead of ${codeOf(number, sample < 0)}`)
      }
    }
  })
})
