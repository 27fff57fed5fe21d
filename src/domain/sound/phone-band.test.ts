import { describe, expect, it } from 'vitest'
import { activeSpeechLevel } from './level.ts'
import { throughPhoneBand } from './phone-band.ts'
import { makeTone } from './tone.ts'

const rms = (samples: Float32Array) =>
  Math.sqrt(samples.subarray(2000, 6000).reduce((sum, one) => sum + one * one, 0) / 4000)
const gainDb = (hz: number) => {
  const tone = makeTone(1, { hz, levelDbm0: -10 })
  return 20 * Math.log10(rms(throughPhoneBand(tone)) / rms(tone))
}

describe('the band of a telephone', () => {
  it.each([300, 1000, 2000, 3400])('lets %i Hz through', (hz) => {
    expect(Math.abs(gainDb(hz))).toBeLessThan(0.2)
  })
  it.each([50, 100, 200, 3500, 3900])('keeps %i Hz back', (hz) => {
    expect(gainDb(hz)).toBeLessThan(-38)
  })
  it('keeps a sound where it is', () => {
    const click = new Float32Array(2001)
    click[1000] = 1
    const through = throughPhoneBand(click)
    expect(through.indexOf(through.reduce((most, one) => Math.max(most, one), 0))).toBe(1000)
    expect(through).toHaveLength(2001)
    expect(throughPhoneBand(new Float32Array(3))).toHaveLength(3)
  })
})

describe('a tone', () => {
  it.each([-40, -19, -3])('of %i dBm0 has that level', (levelDbm0) => {
    expect(activeSpeechLevel(makeTone(5, { hz: 1004, levelDbm0 }), 8000)?.activeDbm0).toBeCloseTo(
      levelDbm0,
      1,
    )
  })
  it('left out is silence of the same length', () => {
    const silence = makeTone(0.5)
    expect(silence).toHaveLength(4000)
    expect(silence.every((one) => one === 0)).toBe(true)
  })
})
