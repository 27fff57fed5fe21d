import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8Length } from './bytes.ts'
import { type Variable, variablesOf, writeVariable } from './parse.ts'
import { checkValues, fillTemplate, spokenParts, valueProblem } from './values.ts'

const TXT = (most: number): Variable => ({ kind: 'TXT', most })
const NUM = (most: number): Variable => ({ kind: 'NUM', most })
const DATE: Variable = { kind: 'DATE' }
const TIME: Variable = { kind: 'TIME' }

describe('a value', () => {
  it.each([
    [TXT(9), '好好好', undefined],
    [TXT(9), '好好好a', { code: 'tooLong', bytes: 10, most: 9 }],
    [TXT(9), '3.14', undefined],
    [TXT(40), 'a'.repeat(33), { code: 'tooLong', bytes: 33, most: 32 }],
    [TXT(9), '', { code: 'empty' }],
    [TXT(9), '${x}', { code: 'signs' }],
    [TXT(9), '五$', { code: 'signs' }],
    [NUM(4), '0123', undefined],
    [NUM(4), '12345', { code: 'tooLong', bytes: 5, most: 4 }],
    [NUM(4), '1.5', { code: 'digitsOnly' }],
    [NUM(4), '１２', { code: 'digitsOnly' }],
    [DATE, '2017/07/16', undefined],
    [DATE, '2024/02/29', undefined],
    [DATE, '2023/02/29', { code: 'noSuchDay' }],
    [DATE, '2023/13/01', { code: 'noSuchDay' }],
    [DATE, '0000/01/01', { code: 'noSuchDay' }],
    [DATE, '2017/7/16', { code: 'date' }],
    [DATE, '2017-07-16', { code: 'date' }],
    [TIME, '23:59', undefined],
    [TIME, '00:00:00', undefined],
    [TIME, '24:00', { code: 'time' }],
    [TIME, '9:30', { code: 'time' }],
    [TIME, '09:60', { code: 'time' }],
  ])('%o takes %s: %o', (variable, value, problem) => {
    expect(valueProblem(variable, value)).toEqual(problem)
  })

  it('is wanted once for each variable', () => {
    const content = '您好${TXT_9}，${NUM_4}'
    expect(checkValues(content, ['王女士', '12'])).toEqual({
      ok: true,
      wanted: 2,
      given: 2,
      problems: [undefined, undefined],
    })
    expect(checkValues(content, ['王女士'])).toMatchObject({ ok: false, wanted: 2, given: 1 })
    expect(checkValues(content, ['王女士', '12', '3'])).toMatchObject({
      ok: false,
      problems: [undefined, undefined],
    })
    expect(checkValues('您好', []).ok).toBe(true)
  })
})

describe('what the callee hears', () => {
  it('is the content with the values, and the variables that have none', () => {
    const content = '您好${TXT_9}，${DATE}到${txt_5}'
    expect(fillTemplate(content, ['王女士', '2026/03/01'])).toBe('您好王女士，2026/03/01到${txt_5}')
    expect(spokenParts(content, ['', '2026/03/01']).map(({ from }) => from)).toEqual([
      'text',
      'missing',
      'text',
      'value',
      'text',
      'text',
    ])
  })

  it('has every value that fits, in order, and no variable any more', () => {
    const pair = fc.oneof(
      fc.record({
        variable: fc.integer({ min: 1, max: 32 }).map(TXT),
        value: fc.string({ unit: fc.constantFrom(...'abc好的12.'), minLength: 1, maxLength: 32 }),
      }),
      fc.record({
        variable: fc.integer({ min: 1, max: 32 }).map(NUM),
        value: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 32 }),
      }),
    )
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 6 }), (pairs) => {
        const content = `您好${pairs.map(({ variable }) => writeVariable(variable)).join('，')}`
        const values = pairs.map(({ value }) => value)
        const filled = fillTemplate(content, values)
        expect(filled).toBe(`您好${values.join('，')}`)
        expect(variablesOf(filled)).toEqual([])
        const fits = pairs.every(
          ({ variable, value }) => 'most' in variable && utf8Length(value) <= variable.most,
        )
        expect(checkValues(content, values).ok).toBe(fits)
      }),
    )
  })
})
