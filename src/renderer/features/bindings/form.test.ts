import { describe, expect, it } from 'vitest'
import { BOUND_MODES } from '../../../domain/bindings/index.ts'
import { calleeNumber, changeOf, formOf, NEW_FORM, termsOf } from './form.ts'
import { lifeOf, lifeSeconds } from './life.ts'
import { bindingOf } from './testing/bindings.ts'

const FILLED = { ...NEW_FORM, a: '138 0000 0011', b: '139-0000-0022', x: '170 0000 0033' }

describe('the terms of a form', () => {
  it('are what the contract takes, in every mode', () => {
    for (const mode of BOUND_MODES) {
      const draft = termsOf({ ...FILLED, areaCode: '0755' }, mode)
      expect(draft, mode).toMatchObject({ ok: true, value: { mode, a: '+8613800000011' } })
    }
  })

  it('hold nothing of another mode, and nothing that was left empty', () => {
    const draft = termsOf({ ...FILLED, extension: '0042', recordHintTone: 'a.wav' }, 'axb')
    expect(draft).toEqual({
      ok: true,
      value: {
        mode: 'axb',
        a: '+8613800000011',
        b: '+8613900000022',
        x: { by: 'number', number: '+8617000000033' },
        direction: 'both',
        lifeS: 86_400,
        record: false,
        maxDurationMinutes: 0,
      },
    })
    expect(termsOf({ ...FILLED, extension: ' 0042 ' }, 'axe')).toMatchObject({ value: { extension: '0042' } })
  })

  it.each([
    [{ a: '1380' }, 'a'],
    [{ b: '' }, 'b'],
    [{ x: '' }, 'x'],
    [{ xBy: 'city' as const, areaCode: '755' }, 'areaCode'],
    [{ life: { amount: 91, unit: 'days' as const } }, 'life'],
    [{ userData: 'x'.repeat(257) }, 'userData'],
  ])('are not complete with %j', (change, need) => {
    expect(termsOf({ ...FILLED, ...change }, 'axb')).toEqual({ ok: false, need })
  })

  it('need an answer that is whole when A has nobody to call back', () => {
    expect(termsOf({ ...FILLED, noCallback: 'tone' }, 'axe')).toEqual({ ok: false, need: 'noCallback' })
    expect(
      termsOf({ ...FILLED, noCallback: 'number', noCallbackNumber: '400-800-1234' }, 'axe'),
    ).toMatchObject({ value: { noCallback: { by: 'number', number: '+864008001234' } } })
  })
})

describe('a change', () => {
  const binding = bindingOf(1)

  it('holds only what is different', () => {
    const form = { ...formOf(binding), b: '137 0000 0044', record: true }
    expect(changeOf(form, binding, 'axb')).toEqual({
      ok: true,
      value: { mode: 'axb', b: '+8613700000044', record: true },
    })
    expect(changeOf(formOf(binding), binding, 'axb')).toEqual({ ok: true, value: { mode: 'axb' } })
  })

  it('sends a life that stays when it is to be counted anew', () => {
    expect(changeOf({ ...formOf(binding), renew: true }, binding, 'axb')).toEqual({
      ok: true,
      value: { mode: 'axb', lifeS: 86_400 },
    })
  })

  it('leaves out a prompt that was emptied, since the platform cannot take one out', () => {
    const toned = { ...binding, settings: { ...binding.settings, waitToneA: 'wait.wav' } }
    expect(changeOf({ ...formOf(toned), waitToneA: '' }, toned, 'axb')).toEqual({
      ok: true,
      value: { mode: 'axb' },
    })
  })

  it('keeps a masked number as it came', () => {
    const masked = { ...binding, a: '+86138••••0001~bhdjindpgekopdgfjdkdjhelmj' }
    expect(changeOf({ ...formOf(masked), record: true }, masked, 'axb')).toEqual({
      ok: true,
      value: { mode: 'axb', record: true },
    })
  })
})

describe('numbers and lives as people write them', () => {
  it('takes 400 and 95 numbers as callees', () => {
    expect(calleeNumber('400 800 1234')).toBe('+864008001234')
    expect(calleeNumber('95588')).toBe('+8695588')
    expect(calleeNumber('138 0000 0001')).toBe('+8613800000001')
    expect(calleeNumber('110x')).toBe('')
  })

  it('says a life in the largest unit in which it is whole', () => {
    expect(lifeOf(0)).toMatchObject({ unit: 'never' })
    expect(lifeOf(86_400)).toEqual({ amount: 1, unit: 'days' })
    expect(lifeOf(5400)).toEqual({ amount: 90, unit: 'minutes' })
    expect(lifeOf(61)).toEqual({ amount: 61, unit: 'seconds' })
    for (const seconds of [0, 1, 60, 3600, 90_000, 7_776_000]) {
      expect(lifeSeconds(lifeOf(seconds))).toBe(seconds)
    }
  })
})
