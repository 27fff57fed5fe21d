import fc from 'fast-check'
import { expect, it } from 'vitest'
import { peaksOf, SAMPLES_PER_POINT } from '../src/main/audio/peaks.ts'
import { readDat } from './dat.ts'

/** A-law by the words of G.711, not by our table: sign, segment and step of each code. */
function linear(code: number): number {
  const bits = code ^ 0x55
  const segment = (bits >> 4) & 7
  const step = (bits & 15) * 2 + 1
  const level = segment === 0 ? step : (step + 32) * 2 ** (segment - 1)
  return (bits & 0x80 ? 1 : -1) * level * 8
}

/** What audiowaveform writes with `-b 16`, by its documented rules. */
function datOf(samples: readonly number[], samplesAPoint: number): Uint8Array {
  const points = Math.ceil(samples.length / samplesAPoint)
  const view = new DataView(new ArrayBuffer(24 + points * 4))
  for (const [at, value] of [2, 0, 8000, samplesAPoint, points, 1].entries())
    view.setInt32(at * 4, value, true)
  for (let point = 0; point < points; point += 1) {
    const stretch = samples.slice(point * samplesAPoint, (point + 1) * samplesAPoint)
    view.setInt16(24 + point * 4, Math.min(...stretch), true)
    view.setInt16(26 + point * 4, Math.max(...stretch), true)
  }
  return new Uint8Array(view.buffer)
}

it('lowest and highest of a .dat file are those of our waveform, on its scale', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 4000 }), (codes) => {
      const dat = readDat(datOf([...codes].map(linear), SAMPLES_PER_POINT[0]))
      const ours = peaksOf(codes)
      const mine = new Int8Array(ours.buffer, 16 + 8 * SAMPLES_PER_POINT.length, dat.pairs.length)
      expect([dat.rate, dat.samplesAPoint]).toEqual([8000, SAMPLES_PER_POINT[0]])
      expect([...mine]).toEqual([...dat.pairs].map((value) => Math.round((value / 32_256) * 127) + 0))
    }),
    { numRuns: 40 },
  )
})
