import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldNumber, groupNumber, numberPart, replaceNumbers, withoutSeals } from './index.ts'
import { parseDialled } from './parse.ts'

const found = (text: string): string[] => {
  const numbers: string[] = []
  replaceNumbers(text, (number) => {
    numbers.push(number)
    return ''
  })
  return numbers
}

describe('numbers of people in a text', () => {
  it.each([
    ['+8613800000001', ['+8613800000001']],
    ['call 138 0000 0001 back', ['138 0000 0001']],
    ['138-0000-0001，0755-2800 0111', ['138-0000-0001', '0755-2800 0111']],
    ['(0755) 28000111', ['(0755) 28000111']],
    ['电话13800000001号', ['13800000001']],
    ['8613800000001/13900000002', ['8613800000001', '13900000002']],
    ['１３８００００００01', ['13800000001']],
    ['+44 20 7946 0000', ['+44 20 7946 0000']],
    ['8675528000111', ['8675528000111']],
    ['x13800000001y', ['13800000001']],
  ])('%s', (text, numbers) => {
    expect(found(text)).toEqual(numbers)
  })

  it.each([
    '1201_612_4294967295_20190124023003@callenabler246.huaweicaas.com',
    'f13800000-0001-4000-8000-000000000001',
    '0f1e2d3c-4b5a-4678-9abc-13800000001f',
    'a13800000001bcdef0123456789abcdef',
    '2026-03-01T03:15:02.123Z',
    '1764112345678901',
    '95588',
    '1010023',
    'http://127.0.0.1:18080/p/0abc',
  ])('none in %s', (text) => {
    expect(found(text)).toEqual([])
  })
})

const SEALED = '+86138••••0001~abcdefghijklmnopabcdefghij'

describe('a sealed number on the screen', () => {
  it('is grouped like an open one and shown without its letters', () => {
    expect(groupNumber(SEALED)).toBe('138 •••• 0001')
    expect(groupNumber('+86755••••0111~abcdefghijklmnopabcdefghij')).toBe('0755 •••• 0111')
    expect(withoutSeals(`to ${SEALED}, then`)).toBe('to +86138••••0001, then')
  })

  it('stays whole where main must open it', () => {
    expect(fieldNumber(SEALED)).toBe(SEALED)
    expect(parseDialled(SEALED)).toEqual({ ok: true, number: SEALED, kind: 'mobile' })
    expect(numberPart(SEALED)).toBe(SEALED)
  })

  it('has as many signs in groups as without, whatever the number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+(?:86(?:1[3-9]\d{9}|[3-9]\d{9,10})|[1-79]\d{7,12})$/), (number) => {
        const masked = number.replace(/\d{4}(?=\d{4}$)/, '••••')
        const shown = groupNumber(`${masked}~abcdefghijklmnopabcdefghij`)
        expect(shown.replace(/•/g, '0')).toBe(groupNumber(masked.replace(/•/g, '0')))
      }),
    )
  })
})
