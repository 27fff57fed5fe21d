import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createResampler, type Kernel, plainKernel } from '../../../domain/sound/index.ts'
import type { PcmFormat } from '../../../domain/wav/pcm.ts'
import { type SoundBlock, toMono } from '../block.ts'
import { createSimdKernel } from './index.ts'

const simd = createSimdKernel()

const blockOf = (rate: number, samples: Float32Array): SoundBlock => ({
  kind: 'channels',
  rate,
  channels: [samples],
  from: 0,
  to: samples.length,
})

function quickly(samples: Float32Array, rate: number, block: number): Float32Array {
  simd.begin(rate, () => undefined)
  for (let at = 0; at < samples.length; at += block) {
    simd.push(blockOf(rate, samples.subarray(at, at + block)))
  }
  return simd.finish()
}

/** A sound at 8000 Hz in the memory of the kernel. */
const inKernel = (samples: Float32Array) => quickly(samples, 8000, samples.length)

function expectClose(some: ArrayLike<number>, other: ArrayLike<number>, within: number): void {
  expect(some.length).toBe(other.length)
  for (let at = 0; at < some.length; at += 1) {
    const apart = Math.abs((some[at] ?? 9) - (other[at] ?? -9))
    if (!(apart <= within)) expect.fail(`${some[at]} and ${other[at]} at ${at}`)
  }
}

const sounds = (most: number, maxLength: number) =>
  fc.float32Array({ min: -most, max: most, noNaN: true, minLength: 1, maxLength })

describe('the way to 8000 Hz in WebAssembly', () => {
  it('gives what the plain one gives, at any rate and however the sound is cut', () => {
    const work = fc.record({
      rate: fc.constantFrom(4000, 7350, 7999, 8101, 11_025, 16_000, 22_050, 44_100, 44_101, 48_000, 192_000),
      samples: sounds(1, 4000),
      block: fc.integer({ min: 1, max: 1500 }),
    })
    fc.assert(
      fc.property(work, ({ rate, samples, block }) => {
        const chain = createResampler(rate)
        const plain = [...chain.push(samples), ...chain.finish()]
        expectClose(quickly(samples, rate, block), plain, 3e-6)
      }),
      { numRuns: 60 },
    )
  })

  it('gives the very same however a sound is cut, also far longer than a block', () => {
    const samples = Float32Array.from({ length: 100_000 }, (_, at) => Math.sin(at * at * 1e-6))
    for (const rate of [8000, 11_025, 44_100, 48_000]) {
      const whole = quickly(samples, rate, samples.length).slice()
      for (const block of [777, 16_384, 40_001]) expect(quickly(samples, rate, block)).toEqual(whole)
    }
  })

  it('lets nothing through from 4100 Hz on that is above −100 dB', () => {
    for (const rate of [11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000]) {
      for (const hz of [4100, 5000, rate / 2 - 100]) {
        const tone = Float32Array.from({ length: rate }, (_, at) => Math.sin((2 * Math.PI * hz * at) / rate))
        const out = quickly(tone, rate, 5000).slice(800, -800)
        const power = out.reduce((sum, one) => sum + one * one, 0) / out.length
        expect(10 * Math.log10(2 * power + 1e-30), `${hz} Hz of ${rate}`).toBeLessThan(-100)
      }
    }
  })
})

describe('many channels to one in WebAssembly', () => {
  const mixed = (block: SoundBlock) => {
    simd.begin(8000, () => undefined)
    simd.push(block)
    return simd.finish()
  }

  it.each([
    ['pcm', 8],
    ['pcm', 16],
    ['pcm', 24],
    ['pcm', 32],
    ['float', 32],
    ['float', 64],
    ['alaw', 8],
    ['mulaw', 8],
  ] as const)('gives what the plain one gives, of %s with %i bits', (coding, bits) => {
    const work = fc.record({
      channels: fc.integer({ min: 1, max: 7 }),
      bytes: fc.uint8Array({ minLength: 0, maxLength: 3000 }),
      from: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(work, ({ channels, bytes, from }) => {
        const format: PcmFormat = { coding, bits, channels, rate: 8000, frameBytes: (bits / 8) * channels }
        const block: SoundBlock = { kind: 'frames', rate: 8000, bytes: bytes.subarray(from), format }
        const plain = toMono(block)
        const quick = mixed(block)
        expect(quick.length).toBe(plain.length)
        for (const [at, value] of plain.entries()) {
          expect(Math.abs((quick[at] ?? 9) - value)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(value)))
        }
      }),
    )
  })

  it('gives what the plain one gives of channels apart, and counts as silence what is no number', () => {
    const numbers = fc.array(fc.constantFrom(0, 0.5, -1, 0.1, Number.NaN, Number.POSITIVE_INFINITY), {
      minLength: 5,
      maxLength: 60,
    })
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const channels = [Float32Array.from(one), Float32Array.from(other)]
        const to = Math.min(one.length, other.length)
        const block: SoundBlock = { kind: 'channels', rate: 8000, channels, from: 2, to }
        expectClose(mixed(block), toMono(block), 1e-7)
      }),
    )
  })
})

describe('the loops at 8000 Hz in WebAssembly', () => {
  const both = (samples: Float32Array, act: (kernel: Kernel, samples: Float32Array) => void) => {
    const plain = samples.slice()
    act(plainKernel, plain)
    const quick = inKernel(samples)
    act(simd, quick)
    expectClose(quick, plain, 1e-6)
  }

  it('measure and change a sound as the plain ones do', () => {
    fc.assert(
      fc.property(sounds(1, 3000), fc.integer({ min: 1, max: 200 }), (samples, size) => {
        const quick = inKernel(samples)
        expect(simd.peak(quick)).toBe(plainKernel.peak(samples))
        const [some, other] = [simd.blocks(quick, size), plainKernel.blocks(samples, size)]
        expectClose(some.sums, other.sums, 1e-4)
        expectClose(some.squares, other.squares, 1e-4)
        both(samples, (kernel, sound) => kernel.shift(sound, 0.1))
        both(samples, (kernel, sound) => kernel.scale(sound, 0.3))
      }),
    )
  })

  it('take blocks in as many turns as are needed', () => {
    const samples = Float32Array.from({ length: 40_000 }, (_, at) => Math.sin(at))
    const [some, other] = [simd.blocks(inKernel(samples), 2), plainKernel.blocks(samples, 2)]
    expectClose(some.sums, other.sums, 1e-6)
    expectClose(some.squares, other.squares, 1e-6)
  })

  it('follow the envelope to the same sample', () => {
    fc.assert(
      fc.property(sounds(1, 3000), fc.double({ min: 0.001, max: 0.6, noNaN: true }), (samples, high) => {
        const [one, other] = [
          { sum: 1, first: 0.1, second: 0.05 },
          { sum: 1, first: 0.1, second: 0.05 },
        ]
        const bounds = { keep: 0.99, low: 0.02, high }
        const from = Math.min(3, samples.length)
        expect(simd.follow(inKernel(samples), from, one, bounds)).toBe(
          plainKernel.follow(samples, from, other, bounds),
        )
        expectClose(Object.values(one), Object.values(other), 1e-9)
      }),
    )
  })

  it('turn down the same peaks by as much', () => {
    const work = fc.record({
      samples: sounds(2, 2000),
      quiet: fc.float({ min: Math.fround(0.1), max: 1, noNaN: true }),
      gain: fc.constantFrom(0.5, 1, 1.7),
      reach: fc.integer({ min: 1, max: 64 }),
    })
    fc.assert(
      fc.property(work, ({ samples, quiet, gain, reach }) => {
        const sound = samples.map((one, at) => (at % 97 === 0 ? one : one * quiet * 0.5))
        const [from, to] = [Math.floor(sound.length / 3), Math.ceil(sound.length * 0.9)]
        const stretch = { from, to, gain, ceiling: 0.98, reach }
        const quick = simd.limit(inKernel(sound), stretch)
        const plain = plainKernel.limit(sound, stretch)
        expect(quick.limited).toBe(plain.limited)
        expectClose(quick.samples, plain.samples, 1e-5)
      }),
    )
  })

  it('encode every sample of 16 bits, and what lies between, to the same code', () => {
    const all = Float32Array.from({ length: 4 * 65_536 }, (_, at) => (at / 4 - 32_768) / 32_768)
    expect(simd.encode(inKernel(all)).slice()).toEqual(plainKernel.encode(all))
    fc.assert(
      fc.property(sounds(3, 500), (samples) => {
        expect(simd.encode(inKernel(samples)).slice()).toEqual(plainKernel.encode(samples))
      }),
    )
  })
})
