import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jumpFrom, pausesOf } from './follow.ts'
import type { Peaks } from './peaks.ts'

/** Points of 10 ms; `#` is speech, `.` is the noise of a line, each standing for half a second. */
function peaksOf(picture: string): Peaks {
  const loud = [...picture].flatMap((sign) => Array.from({ length: 50 }, () => (sign === '#' ? 50 : 1)))
  return {
    durationS: loud.length / 100,
    levels: [{ samplesAPoint: 80, pairs: Int8Array.from(loud.flatMap((value) => [-value, value])) }],
  }
}

describe('pauses', () => {
  it('are the quiet stretches of a second and more, less what is left at both sides', () => {
    const pauses = pausesOf(peaksOf('##....##.##..'))
    expect(pauses).toHaveLength(2)
    expect(pauses[0]?.from).toBeCloseTo(1.2)
    expect(pauses[0]?.to).toBeCloseTo(2.8)
    expect(pauses[1]?.from).toBeCloseTo(5.7)
    expect(pauses[1]?.to).toBeCloseTo(6.3)
  })

  it('are none in speech, and one in silence', () => {
    expect(pausesOf(peaksOf('####'))).toEqual([])
    expect(pausesOf(peaksOf('....'))).toHaveLength(1)
  })
})

describe('where playing goes on from', () => {
  const pauses = pausesOf(peaksOf('##....##....##'))

  it('is the end of a pause, once, and nowhere else', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 7, noNaN: true }), (at) => {
        const to = jumpFrom(at, { pauses })
        const inside = pauses.find(({ from, to: end }) => at >= from && at < end)
        expect(to).toBe(inside?.to)
        if (to !== undefined) expect(jumpFrom(to, { pauses })).toBeUndefined()
      }),
    )
  })

  it('is the start of the loop at its end, also when a pause would lead out of it', () => {
    const loop = { from: 0.5, to: 2 }
    expect(jumpFrom(1, { loop })).toBeUndefined()
    expect(jumpFrom(2, { loop })).toBe(0.5)
    expect(jumpFrom(1.5, { loop, pauses })).toBe(0.5)
  })
})
