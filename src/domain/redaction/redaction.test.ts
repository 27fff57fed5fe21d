import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALAW_SILENCE, decodeALaw } from '../alaw/index.ts'
import { redactCodes, redactionProblem, samplesOf } from './index.ts'

const spans = fc.array(
  fc.tuple(fc.nat(300), fc.nat(120)).map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length })),
  { maxLength: 5 },
)
const sound = fc.uint8Array({ minLength: 1, maxLength: 2400 })
const fill = fc.constantFrom('silence' as const, 'tone' as const)

describe('redaction', () => {
  it('changes nothing outside the stretches, keeps the length, and leaves nothing of the sound inside', () => {
    fc.assert(
      fc.property(sound, spans, fill, (codes, given, how) => {
        const inSamples = samplesOf(given, codes.length)
        const after = redactCodes(codes, inSamples, how)
        expect(after.length).toBe(codes.length)
        const another = redactCodes(
          codes.map((code) => code ^ 0xff),
          inSamples,
          how,
        )
        const inside = (at: number) => given.some(({ fromMs, toMs }) => at >= fromMs * 8 && at < toMs * 8)
        for (const [at, code] of after.entries()) {
          if (!inside(at)) expect(code).toBe(codes[at])
          // Whatever was said there, the same is heard now.
          else expect(code).toBe(another[at])
        }
        expect(redactionProblem(codes, after, inSamples, how)).toBeUndefined()
      }),
    )
  })

  it('is found wrong by one code anywhere', () => {
    fc.assert(
      fc.property(sound, spans, fill, fc.nat(), (codes, given, how, place) => {
        const inSamples = samplesOf(given, codes.length)
        const after = redactCodes(codes, inSamples, how)
        const at = place % after.length
        after[at] = (after[at] ?? 0) ^ 0x01
        expect(redactionProblem(codes, after, inSamples, how)).toMatch(/^(?:inside|outside)$/)
        expect(redactionProblem(codes, after.subarray(1), inSamples, how)).toBe('length')
      }),
    )
  })

  it('is silence, or a tone of 400 Hz', () => {
    const codes = new Uint8Array(1600).fill(0x2a)
    const whole = samplesOf([{ fromMs: 0, toMs: 200 }], codes.length)
    expect(new Set(redactCodes(codes, whole, 'silence'))).toEqual(new Set([ALAW_SILENCE]))
    const tone = [...redactCodes(codes, whole, 'tone')].map(decodeALaw)
    const crossings = tone.filter((value, at) => value >= 0 && (tone[at - 1] ?? 0) < 0).length
    expect(crossings).toBeGreaterThanOrEqual(79)
    expect(crossings).toBeLessThanOrEqual(81)
  })

  it('joins stretches that touch', () => {
    expect(
      samplesOf(
        [
          { fromMs: 10, toMs: 20 },
          { fromMs: 0, toMs: 10 },
          { fromMs: 30, toMs: 990 },
        ],
        800,
      ),
    ).toEqual([
      { from: 0, to: 160 },
      { from: 240, to: 800 },
    ])
  })
})
