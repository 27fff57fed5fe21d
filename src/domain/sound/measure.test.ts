import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClipCounter, measure } from './measure.ts'
import { partsAtPauses } from './pauses.ts'

const RATE = 8000
const tone = (seconds: number, amplitude: number) =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, at) => amplitude * Math.sin(at * 0.7))
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]))

describe('what a sound is like', () => {
  it('tells voice, room and the silence at both ends', () => {
    const room = tone(1, 0.001)
    const facts = measure(joined(room, tone(3, 0.5), tone(1, 0.001), tone(3, 0.5), room))
    expect(facts.peakDbfs).toBeCloseTo(-6, 0)
    expect(facts.noiseFloorDbfs).toBeCloseTo(-63, 0)
    expect(facts.silentShare).toBeCloseTo(3 / 9, 1)
    expect(facts.leadingSilenceS).toBeCloseTo(0.92, 1)
    expect(facts.trailingSilenceS).toBeCloseTo(0.85, 1)
  })

  it('knows silence', () => {
    expect(measure(new Float32Array(4000))).toMatchObject({
      noiseFloorDbfs: undefined,
      silentShare: 1,
    })
  })
})

describe('clipping', () => {
  const counted = (...blocks: number[][]) => {
    const counter = createClipCounter()
    for (const block of blocks) counter.see(Float32Array.from(block))
    return counter.counted().before
  }
  it('is three samples at full scale in a row, across blocks too', () => {
    expect(counted([0, 1, 1, 0.5, -1, -1])).toEqual({ runs: 0, first: undefined })
    expect(counted([0, 1, 1], [1, 1, 0, -1, -1, -1])).toEqual({ runs: 2, first: 1 })
  })
})

describe('clipping in any sound', () => {
  it('is what a look at every sample finds, however it is cut into blocks', () => {
    const sample = fc.constantFrom(0, 0.5, 1, 1, 1, -1, -1)
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (samples, block) => {
        const counter = createClipCounter()
        for (let at = 0; at < samples.length; at += block) {
          counter.see(Float32Array.from(samples.slice(at, at + block)))
        }
        const text = samples.map((one) => (Math.abs(one) === 1 ? 'x' : '.')).join('')
        const found = [...text.matchAll(/x{3,}/g)]
        expect(counter.counted().before).toEqual({ runs: found.length, first: found[0]?.index })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('parts of a long sound', () => {
  it('are cut in pauses', () => {
    const words = Array.from({ length: 12 }, () => [tone(2, 0.4), new Float32Array(4000)]).flat()
    const sound = joined(...words)
    const parts = partsAtPauses(sound, RATE, 10 * RATE)
    expect(parts.length).toBeLessThanOrEqual(5)
    for (const { to } of parts.slice(0, -1)) {
      expect(Math.max(...sound.subarray(to - 800, to + 800).map(Math.abs))).toBe(0)
    }
  })

  it('cover everything, in order, and none is longer than it may be or a crumb', () => {
    const piece = fc.record({
      seconds: fc.double({ min: 0.02, max: 3, noNaN: true }),
      amplitude: fc.constantFrom(0, 0.0001, 0.01, 0.5),
    })
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 2, max: 8 }),
        (pieces, mostS) => {
          const sound = joined(...pieces.map(({ seconds, amplitude }) => tone(seconds, amplitude)))
          const most = mostS * RATE
          const parts = partsAtPauses(sound, RATE, most)
          expect(parts[0]?.from).toBe(0)
          expect(parts.at(-1)?.to).toBe(sound.length)
          for (const [at, { from, to }] of parts.entries()) {
            expect(to - from).toBeLessThanOrEqual(most)
            if (parts.length > 1) expect(to - from).toBeGreaterThanOrEqual(0.15 * most)
            if (at > 0) expect(from).toBe(parts[at - 1]?.to)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
