import { describe, expect, it } from 'vitest'
import { ALAW_AMPLITUDE, ALAW_SILENCE, decodeALaw, encodeALaw } from './index.ts'

describe('A-law', () => {
  it('decodes the corners of the G.711 table', () => {
    expect(decodeALaw(0xd5)).toBe(8)
    expect(decodeALaw(0x55)).toBe(-8)
    expect(decodeALaw(0xaa)).toBe(32_256)
    expect(decodeALaw(0x2a)).toBe(-32_256)
    expect(decodeALaw(0x80)).toBe(5504)
    expect(new Set(ALAW_AMPLITUDE).size).toBe(256)
  })

  it('gives every code back for its own level', () => {
    for (let code = 0; code < 256; code += 1) expect(encodeALaw(decodeALaw(code))).toBe(code)
  })

  it('is never further from a sample than half an interval', () => {
    for (let sample = -32_256; sample <= 32_256; sample += 1) {
      const off = Math.abs(decodeALaw(encodeALaw(sample)) - sample)
      const half = Math.max(8, 2 ** (Math.floor(Math.log2(Math.max(1, Math.abs(sample)))) - 5))
      if (off > half) expect.fail(`${sample}: off by ${off}, half an interval is ${half}`)
    }
  })

  it('takes the louder of two intervals at the value between them, on both sides', () => {
    expect([16, -16, 32, 1040].map((sample) => decodeALaw(encodeALaw(sample)))).toEqual([24, -24, 40, 1056])
    expect([40_000, -40_000].map((sample) => decodeALaw(encodeALaw(sample)))).toEqual([32_256, -32_256])
  })

  it('has silence at the quietest positive level', () => {
    expect(encodeALaw(0)).toBe(ALAW_SILENCE)
  })
})
