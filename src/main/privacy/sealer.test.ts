import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealer, UnknownSeal } from './sealer.ts'

const OWN = '75528000111'
const sealer = createSealer(new Uint8Array(32).fill(7), (digits) => digits === OWN)
const digitsOf = (text: string) => text.replace(/\D/g, '')

const mobile = fc.stringMatching(/^1[3-9]\d{9}$/)
const written = fc
  .tuple(mobile, fc.constantFrom('', ' ', '-', '.'), fc.constantFrom('', '+86', '86', '0086 '))
  .map(
    ([digits, gap, head]) =>
      `${head}${digits.slice(0, 3)}${gap}${digits.slice(3, 7)}${gap}${digits.slice(7)}`,
  )

describe('sealing', () => {
  it('hides the middle of every number and gives it back, in any value', () => {
    fc.assert(
      fc.property(written, fc.lorem({ maxCount: 3 }), (number, words) => {
        const value = {
          note: `${words} ${number}, 5 ${words}`,
          list: [{ number }, 3, null, true],
          [number]: 1,
        }
        const sealed = sealer.seal(value)
        const text = JSON.stringify(sealed)
        const digits = digitsOf(number)
        expect(digitsOf(text)).not.toContain(digits.slice(-11))
        expect(sealer.open(sealed)).toEqual(value)
        expect(sealer.open(JSON.parse(text))).toEqual(value)
      }),
    )
  })

  it('gives one number one seal, and sealing twice changes nothing', () => {
    const once = sealer.seal('+8613800000001')
    expect(once).toMatch(/^\+86138••••0001~[a-p]{26}$/)
    expect(sealer.seal('+8613800000001')).toBe(once)
    expect(sealer.seal(once)).toBe(once)
    expect(sealer.seal('+8613800010001')).not.toBe(once)
  })

  it('leaves the numbers of the company readable, however they are written', () => {
    expect(sealer.seal('+8675528000111')).toBe('+8675528000111')
    expect(sealer.mask('from +8675528000111 to +8613800000001')).toBe('from +8675528000111 to +86138****0001')
  })

  it('opens only what this installation has sealed', () => {
    const other = createSealer(new Uint8Array(32).fill(8), () => false)
    const seal = String(sealer.seal('+8613800000001'))
    expect(() => other.open(seal)).toThrow(UnknownSeal)
    fc.assert(
      fc.property(fc.nat({ max: 25 }), fc.integer({ min: 1, max: 15 }), (place, shift) => {
        const at = seal.indexOf('~') + 1 + place
        const letter = String.fromCharCode(97 + ((seal.charCodeAt(at) - 97 + shift) % 16))
        const changed = seal.slice(0, at) + letter + seal.slice(at + 1)
        expect(() => sealer.open(changed)).toThrow(UnknownSeal)
      }),
    )
  })
})
