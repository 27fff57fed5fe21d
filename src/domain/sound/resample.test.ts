import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createResampler, join, TELEPHONE_RATE } from './resample.ts'

const RATES = [
  4000, 6000, 7350, 8001, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 44_101, 48_000, 96_000,
  192_000, 384_000,
]

function tone(hz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, at) =>
    Math.sin((2 * Math.PI * hz * at) / rate),
  )
}

function resampled(samples: Float32Array, rate: number, block = samples.length): Float32Array {
  const chain = createResampler(rate)
  let out: Float32Array = new Float32Array(0)
  for (let at = 0; at < samples.length; at += block)
    out = join(out, chain.push(samples.subarray(at, at + block)))
  return join(out, chain.finish())
}

/** Without the beginning and the end, where the sound itself starts and stops. */
const inner = (samples: Float32Array) => samples.subarray(800, samples.length - 800)

const power = (samples: Float32Array) => samples.reduce((sum, one) => sum + one * one, 0) / samples.length

const decibels = (ratio: number) => 10 * Math.log10(Math.max(ratio, 1e-30))

/** Amplitude of one frequency, by projection on its sine and cosine. */
function levelAt(samples: Float32Array, hz: number): number {
  return decibels(Math.hypot(...project(samples, hz)) ** 2)
}

describe('bringing a sound to 8000 Hz', () => {
  it.each(RATES)('from %i Hz: the band of speech passes within 0.05 dB', (rate) => {
    const highest = Math.min(3400, 0.44 * rate)
    for (const hz of [50, 300, 1004, 2000, 3000, 3400].filter((one) => one <= highest)) {
      // A whole number of periods, so that the projection is exact.
      const out = inner(resampled(tone(hz, rate, 1.2), rate)).subarray(0, 8000)
      expect(Math.abs(levelAt(out, hz)), `${hz} Hz`).toBeLessThan(0.05)
    }
  })

  it.each(RATES.filter((rate) => rate > 8000))('from %i Hz: what would fold back is 100 dB down', (rate) => {
    const nyquist = rate / 2
    const above = [4100, 4500, 5000, 7000, 7900, 8100, 9000, 12_000, 15_900, 20_000, 40_000, 95_000, 190_000]
    for (const hz of [...above, nyquist - 50].filter(
      (one) => one >= Math.min(4100, nyquist - 1) && one < nyquist,
    )) {
      if (hz < 4100) continue
      expect(decibels(power(inner(resampled(tone(hz, rate, 0.6), rate))) * 2), `${hz} Hz`).toBeLessThan(-100)
    }
  })

  it.each(RATES.filter((rate) => rate < 8000))('from %i Hz: images are 100 dB down', (rate) => {
    for (const hz of [100, 1000, 0.4 * rate]) {
      const out = inner(resampled(tone(hz, rate, 1.2), rate)).subarray(0, 8000)
      const wanted = levelAt(out, hz)
      const [re, im] = project(out, hz)
      const fitted = out.map((sample, at) => {
        const angle = (2 * Math.PI * hz * at) / TELEPHONE_RATE
        return sample - (re * Math.cos(angle) + im * Math.sin(angle))
      })
      expect(wanted).toBeGreaterThan(-0.05)
      expect(decibels(power(fitted) * 2), `${hz} Hz`).toBeLessThan(-100)
    }
  })

  it('keeps the length, to the sample, and does not depend on how the sound is cut', () => {
    const cut = fc.record({
      rate: fc.constantFrom(...RATES),
      length: fc.integer({ min: 1, max: 3000 }),
      block: fc.integer({ min: 1, max: 700 }),
    })
    fc.assert(
      fc.property(cut, ({ rate, length, block }) => {
        const samples = Float32Array.from({ length }, (_, at) => Math.sin(at * at * 0.001))
        const whole = resampled(samples, rate)
        expect(whole.length).toBe(Math.round((length * TELEPHONE_RATE) / rate))
        expect(resampled(samples, rate, block)).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  it('has no delay: a click stays where it was', () => {
    for (const rate of RATES) {
      const samples = new Float32Array(rate)
      samples[Math.round(rate / 2)] = 1
      const out = resampled(samples, rate)
      const loudest = out.reduce(
        (best, value, at) => (Math.abs(value) > Math.abs(out[best] ?? 0) ? at : best),
        0,
      )
      expect(Math.abs(loudest - 4000), `${rate}`).toBeLessThanOrEqual(1)
    }
  })
})

function project(samples: Float32Array, hz: number): [number, number] {
  let [re, im] = [0, 0]
  for (const [at, sample] of samples.entries()) {
    re += sample * Math.cos((2 * Math.PI * hz * at) / TELEPHONE_RATE)
    im += sample * Math.sin((2 * Math.PI * hz * at) / TELEPHONE_RATE)
  }
  return [(2 * re) / samples.length, (2 * im) / samples.length]
}
