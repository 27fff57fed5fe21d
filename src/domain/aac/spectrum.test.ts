import { describe, expect, it } from 'vitest'
import { createChannel, type Layout } from './channel.ts'
import { createPlainAacKernel } from './kernel.ts'
import { addPulses } from './spectrum.ts'
import { addNoise, joinStereo } from './stereo.ts'
import { applyTns } from './tns.ts'

const LAYOUT: Layout = {
  sequence: 0,
  shape: 0,
  mostBand: 2,
  groups: [1],
  lines: 1024,
  starts: Uint16Array.from([0, 4, 8, 1024]),
}

function channels() {
  const kernel = createPlainAacKernel()
  const left = createChannel('left', kernel.left)
  const right = createChannel('right', kernel.right)
  left.layout = LAYOUT
  right.layout = LAYOUT
  return { left, right }
}

const NONE = new Uint8Array(128)
const MIDDLE = new Uint8Array(128).fill(1)

describe('a pair of channels', () => {
  it('told as middle and side becomes left and right', () => {
    const { left, right } = channels()
    left.books.fill(1)
    right.books.fill(1)
    left.lines.fill(3, 0, 8)
    right.lines.fill(1, 0, 8)
    joinStereo(left, right, Uint8Array.from([1, 0]))
    expect([left.lines[3], right.lines[3]]).toEqual([4, 2])
    expect([left.lines[4], right.lines[4]]).toEqual([3, 1])
  })

  it.each([
    [15, NONE, 1.5],
    [14, NONE, -1.5],
    [15, MIDDLE, -1.5],
    [14, MIDDLE, 1.5],
  ])('with one spectrum and book %i shares it out', (book, isMiddle, expected) => {
    const { left, right } = channels()
    left.books.fill(1)
    right.books.fill(book)
    right.gains.fill(0.5)
    left.lines.fill(3, 0, 8)
    joinStereo(left, right, isMiddle)
    expect(right.lines[0]).toBe(expected)
    expect(left.lines[0]).toBe(3)
  })
})

describe('what is not told line by line', () => {
  it('is noise of a level', () => {
    const { left } = channels()
    left.books.set([13, 0])
    left.gains.set([10, 0])
    let value = 0
    addNoise(left, () => {
      value += 1
      return value
    })
    expect(Math.hypot(...left.lines.subarray(0, 4))).toBeCloseTo(10, 4)
    expect([...left.lines.subarray(4, 8)]).toEqual([0, 0, 0, 0])
  })

  it('is a pulse, added before the power is taken', () => {
    const { left } = channels()
    left.books.set([1, 0])
    left.gains.set([2, 0])
    left.lines.set([2, -2, 0, 0])
    left.pulses = [
      { line: 0, amount: 7 },
      { line: 1, amount: 7 },
      { line: 5, amount: 3 },
    ]
    addPulses(left)
    expect(left.lines[0]).toBeCloseTo(32, 4)
    expect(left.lines[1]).toBeCloseTo(-32, 4)
    expect(left.lines[5]).toBe(0)
  })

  it.each([
    [false, [1, 0.5, 0.25, 0.125]],
    [true, [1, 0, 0, 0]],
  ])('is a filter along the lines, downwards: %s', (downwards, expected) => {
    const { left } = channels()
    left.lines[0] = 1
    left.filters = [{ window: 0, fromLine: 0, toLine: 4, downwards, taps: Float32Array.from([-0.5]) }]
    applyTns(left)
    expect([...left.lines.subarray(0, 5)]).toEqual([...expected, 0])
  })
})
