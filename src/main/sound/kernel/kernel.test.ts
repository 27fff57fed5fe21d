import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createResampler, type Kernel, plainKernel } from '../../../domain/sound/index.ts'
import { createSimdKernel } from './index.ts'

const simd = createSimdKernel()

function resampled(samples: Float32Array, rate: number, kernel: Kernel, block: number): number[] {
  const chain = createResampler(rate, kernel)
  const out: number[] = []
  for (let at = 0; at < samples.length; at += block) out.push(...chain.push(samples.subarray(at, at + block)))
  return [...out, ...chain.finish()]
}

describe('the loops in WebAssembly', () => {
  it('give what the plain ones give, at any rate and however the sound is cut', () => {
    const work = fc.record({
      rate: fc.constantFrom(4000, 7350, 8001, 11_025, 16_000, 22_050, 44_100, 44_101, 48_000, 192_000),
      samples: fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 1, maxLength: 4000 }),
      block: fc.integer({ min: 1, max: 1500 }),
    })
    fc.assert(
      fc.property(work, ({ rate, samples, block }) => {
        const plain = resampled(samples, rate, plainKernel, samples.length)
        const quick = resampled(samples, rate, simd, block)
        expect(quick.length).toBe(plain.length)
        for (const [at, value] of quick.entries())
          expect(Math.abs(value - (plain[at] ?? 9))).toBeLessThan(3e-6)
      }),
      { numRuns: 60 },
    )
  })

  it('let nothing through from 4100 Hz on that is above −100 dB', () => {
    for (const rate of [11_025, 16_000, 44_100, 48_000, 96_000]) {
      for (const hz of [4100, 5000, rate / 2 - 100]) {
        const tone = Float32Array.from({ length: rate }, (_, at) => Math.sin((2 * Math.PI * hz * at) / rate))
        const out = resampled(tone, rate, simd, 5000).slice(800, -800)
        const power = out.reduce((sum, one) => sum + one * one, 0) / out.length
        expect(10 * Math.log10(2 * power + 1e-30), `${hz} Hz of ${rate}`).toBeLessThan(-100)
      }
    }
  })
})
