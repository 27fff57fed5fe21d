import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupNumber, maskNumber, maskNumbersIn, numberPart, parseDialled, reversedDigits } from './index.ts'

describe('what people paste', () => {
  it.each([
    ['13800000001', '+8613800000001'],
    ['138 0000 0001', '+8613800000001'],
    ['138-0000-0001', '+8613800000001'],
    ['１３８０００００００１', '+8613800000001'],
    ['+86 138 0000 0001', '+8613800000001'],
    ['8613800000001', '+8613800000001'],
    ['008613800000001', '+8613800000001'],
    ['tel:+86-138-0000-0001', '+8613800000001'],
    ['\u202a13800000001\u202c', '+8613800000001'],
    ['013800000001', '+8613800000001'],
    ['电话：0755-2800 0111', '+8675528000111'],
    ['(0755) 28000111', '+8675528000111'],
    ['010-68000001', '+861068000001'],
    ['021 6800 0001', '+862168000001'],
    ['86 755 28000111', '+8675528000111'],
    ['+86 0755 28000111', '+8675528000111'],
  ])('%s is %s', (text, number) => {
    expect(parseDialled(text)).toMatchObject({ ok: true, number })
  })

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['call me', 'characters'],
    ['1380000000a', 'characters'],
    ['0755-28000111转801', 'extension'],
    ['0755-28000111 ext 801', 'extension'],
    ['28000111', 'areaCodeMissing'],
    ['138000', 'mobileLength'],
    ['138000000012', 'mobileLength'],
    ['95588', 'shortCode'],
    ['10086', 'shortCode'],
    ['110', 'shortCode'],
    ['400-800-1234', 'serviceNumber'],
    ['1064812345678', 'machineNumber'],
    ['+852 2345 6789', 'hongKongMacaoTaiwan'],
    ['+886 2 2345 6789', 'hongKongMacaoTaiwan'],
    ['+1 415 555 0100', 'foreign'],
    ['0044 20 7946 0000', 'foreign'],
    ['12', 'tooShort'],
  ])('%s is refused: %s', (text, reason) => {
    expect(parseDialled(text)).toMatchObject({ ok: false, reason })
  })

  const mobile = fc
    .tuple(fc.constantFrom('13', '15', '17', '18', '19'), fc.stringMatching(/^\d{9}$/))
    .map(([head, tail]) => `${head}${tail}`)
  const separator = fc.constantFrom('', ' ', '-', '\u00a0', '　', '.')

  it('reads a mobile number however it is spaced', () => {
    fc.assert(
      fc.property(
        mobile,
        separator,
        fc.constantFrom('', '+86', '86', '0086', 'tel:'),
        (digits, gap, head) => {
          const text = `${head}${gap}${digits.slice(0, 3)}${gap}${digits.slice(3, 7)}${gap}${digits.slice(7)}`
          expect(parseDialled(text)).toEqual({ ok: true, number: `+86${digits}`, kind: 'mobile' })
        },
      ),
    )
  })

  it('reads its own grouping back', () => {
    fc.assert(
      fc.property(
        fc.oneof(mobile, fc.stringMatching(/^755[2-8]\d{7}$/), fc.stringMatching(/^10[6-8]\d{7}$/)),
        (digits) => {
          expect(parseDialled(groupNumber(`+86${digits}`))).toMatchObject({
            ok: true,
            number: `+86${digits}`,
          })
        },
      ),
    )
  })

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseDialled(text)).toHaveProperty('ok')
      }),
    )
  })
})

describe('how numbers are shown', () => {
  it.each([
    ['+8613800000001', '138 0000 0001'],
    ['+8675528000111', '0755 2800 0111'],
    ['+861068000001', '010 6800 0001'],
    ['+864711234567', '0471 123 4567'],
  ])('%s as %s', (number, shown) => {
    expect(groupNumber(number)).toBe(shown)
  })

  it('masks without changing the length, and hides the middle', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+86\d{10,11}$/), (number) => {
        const masked = maskNumber(number)
        expect(masked).toHaveLength(number.length)
        expect(masked).toMatch(/^\+86\d{3}\*{3,4}\d{4}$/)
      }),
    )
  })

  it('masks numbers in running text but not times', () => {
    expect(maskNumbersIn('call +8613800000001 at 2026-03-01 03:15:02')).toBe(
      'call +86138****0001 at 2026-03-01 03:15:02',
    )
    expect(maskNumbersIn('138 0000 0001')).not.toContain('0000')
  })

  it('turns a number round for the search by its ending', () => {
    expect(reversedDigits('+8613800001234')).toBe('43210000831')
    expect(numberPart(' １２-34 ')).toBe('1234')
    expect(numberPart('abc')).toBeUndefined()
  })
})
