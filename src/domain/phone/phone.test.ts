import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  groupNumber,
  maskNumber,
  maskNumbersIn,
  nationalDigits,
  numberPart,
  reversedDigits,
} from './index.ts'
import { parseDialled } from './parse.ts'

const mobile = fc
  .tuple(fc.constantFrom('13', '15', '17', '18', '19'), fc.stringMatching(/^\d{9}$/))
  .map(([head, tail]) => `${head}${tail}`)

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
    ['+86 (0)755 2800 0111', '+8675528000111'],
    ['(0755)2800 0111', '+8675528000111'],
    ['（０７５５）２８００－０１１１', '+8675528000111'],
    ['＋８６１３８０００００００１', '+8613800000001'],
    ['tel:+8613800000001;phone-context=+86', '+8613800000001'],
    ['tel:%2B8613800000001', '+8613800000001'],
    ['\ufeff手机号码：138\u200b0000\u200e0001', '+8613800000001'],
    ['138\u00ad0000\u2013 0001', '+8613800000001'],
    ['138\u22120000\u22120001', '+8613800000001'],
    ['\u200etel:13800000001', '+8613800000001'],
  ])('%s is %s', (text, number) => {
    expect(parseDialled(text)).toMatchObject({ ok: true, number })
  })

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['call me', 'letters'],
    ['1380000000a', 'letters'],
    ['138xxxx0001', 'letters'],
    ['请拨打', 'letters'],
    ['138*0000*0001', 'notANumber'],
    ['+', 'notANumber'],
    ['138+00000001', 'notANumber'],
    ['tel:+8613800000001;ext=801', 'extension'],
    ['075528000111x801', 'extension'],
    ['075528000111,,801', 'extension'],
    ['13800000001;13900000002', 'notANumber'],
    ['13800000001/13900000002', 'tooLong'],
    ['1008611', 'shortCode'],
    ['12306', 'shortCode'],
    ['+864008001234', 'shortCode'],
    ['+8695588', 'shortCode'],
    ['+853 6612 3456', 'hongKongMacaoTaiwan'],
    ['0012', 'tooShort'],
    ['021 1800 0001', 'areaCode'],
    ['0755 2800 0111 1', 'tooLong'],
    ['0755-28000111转801', 'extension'],
    ['0755-28000111 ext 801', 'extension'],
    ['28000111', 'areaCodeMissing'],
    ['138000', 'badMobile'],
    ['138000000012', 'badMobile'],
    ['95588', 'shortCode'],
    ['10086', 'shortCode'],
    ['110', 'shortCode'],
    ['400-800-1234', 'shortCode'],
    ['1064812345678', 'machineNumber'],
    ['+852 2345 6789', 'hongKongMacaoTaiwan'],
    ['+886 2 2345 6789', 'hongKongMacaoTaiwan'],
    ['+1 415 555 0100', 'foreign'],
    ['0044 20 7946 0000', 'foreign'],
    ['12', 'tooShort'],
  ])('%s is refused: %s', (text, reason) => {
    expect(parseDialled(text)).toMatchObject({ ok: false, reason })
  })

  it('warns of landlines the platform does not reach, and of no others', () => {
    expect(parseDialled('0991-2800001')).toMatchObject({ ok: true, warning: 'xinjiangTibet' })
    expect(parseDialled('0891-6800001')).toMatchObject({ ok: true, warning: 'xinjiangTibet' })
    expect(parseDialled('0898-68000001')).not.toHaveProperty('warning')
    expect(parseDialled('0755-28000001')).not.toHaveProperty('warning')
  })

  it('names what was wrong', () => {
    expect(parseDialled('1380000')).toMatchObject({ params: { digits: 7 } })
    expect(parseDialled('138*')).toMatchObject({ params: { character: '*' } })
    expect(parseDialled('+44 20 7946 0000')).toMatchObject({ params: { country: '44' } })
  })

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

  it.each([
    ['138.0000.1111', '138.****.1111'],
    ['１３８００００１１１１', '１３８****１１１１'],
    ['(0755) 2800-0111', '(075*) ****-0111'],
    ['138\u200b0000\u200b1111', '138\u200b****\u200b1111'],
    ['from 192.168.100.200 in 1234 ms', 'from 192.168.100.200 in 1234 ms'],
    ['2026-03-01T03:15:02.123Z 13800001111', '2026-03-01T03:15:02.123Z 138****1111'],
    ['2026-03-01 13800001111', '2026-03-01 138****1111'],
    ['resultcode 1010023', 'resultcode *****23'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskNumbersIn(text)).toBe(masked)
  })

  it('never lets a whole mobile number through, however it is spaced', () => {
    const gap = fc.constantFrom('', ' ', '-', '.', ' - ', '\u00a0', '–')
    fc.assert(
      fc.property(mobile, gap, fc.lorem({ maxCount: 2 }), (digits, between, word) => {
        const written = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(between)
        const masked = maskNumbersIn(`${word} ${written} ${word}`)
        expect(masked.replace(/[^0-9*]/g, '')).toBe(`${digits.slice(0, 3)}****${digits.slice(7)}`)
      }),
    )
  })

  it('turns a number round for the search by its ending', () => {
    expect(reversedDigits('+8613800001234')).toBe('43210000831')
  })

  it.each([
    [' １２-34 ', '1234'],
    ['0001', '0001'],
    ['+86 138 0000 0001', '13800000001'],
    ['8613800000001', '13800000001'],
    ['0086-755-2800', '7552800'],
    ['0755-2800 0111', '75528000111'],
    ['tel:138', '138'],
    ['+86', '86'],
    ['1234567890123456789', '123456789012345'],
    ['abc', undefined],
    ['order 88213', undefined],
    ['订单 12', undefined],
    ['', undefined],
  ])('looks for the digits of %j: %s', (text, part) => {
    expect(numberPart(text)).toBe(part)
    if (part !== undefined) expect(part).toMatch(/^[0-9]{1,15}$/)
  })

  it('looks for what it stored, from any way of writing a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(?:13\d{9}|755[2-8]\d{7})$/), (digits) => {
        expect(numberPart(groupNumber(`+86${digits}`))).toBe(nationalDigits(`+86${digits}`))
        expect(reversedDigits(`+86${digits}`)).toBe([...digits].reverse().join(''))
      }),
    )
  })
})
