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

  it('takes the nearest level for all 65,536 samples', () => {
    const levels = [...ALAW_AMPLITUDE].sort((one, other) => one - other)
    let at = 0
    for (let sample = -32_768; sample <= 32_767; sample += 1) {
      const distance = (index: number) => Math.abs((levels[index] ?? Number.POSITIVE_INFINITY) - sample)
      while (distance(at + 1) < distance(at)) at += 1
      const chosen = Math.abs(decodeALaw(encodeALaw(sample)) - sample)
      if (chosen !== distance(at)) expect.fail(`${sample}: off by ${chosen}, the nearest is ${distance(at)}`)
    }
  })

  it('takes the louder level half-way, on both sides', () => {
    expect([16, -16, 32, 1040].map((sample) => decodeALaw(encodeALaw(sample)))).toEqual([24, -24, 40, 1056])
    expect([40_000, -40_000].map((sample) => decodeALaw(encodeALaw(sample)))).toEqual([32_256, -32_256])
  })

  it('has silence at the quietest positive level', () => {
    expect(encodeALaw(0)).toBe(ALAW_SILENCE)
  })
})
