import { describe, expect, it } from 'vitest'
import { BOUND_MODES } from '../../../domain/bindings/index.ts'
import { isUtcMs, must } from '../../../domain/values.ts'
import { createTexts } from '../../i18n/index.ts'
import { fieldWords, valueWords } from './field-words.ts'
import { wordsOf } from './findings.ts'
import { filterNumbers, loadOf } from './numbers.ts'
import { bindingOf, PROFILE } from './testing/bindings.ts'
import { courseWords, leftOf, lifeWords, nextWords } from './words.ts'

const { t } = createTexts('en')

describe('what a mode does, in words', () => {
  it('says who cannot call, in every mode and direction, with the numbers that are known', () => {
    for (const mode of BOUND_MODES) {
      for (const direction of ['both', 'fromA', 'toA'] as const) {
        const words = courseWords({ mode, direction, a: '+8613800000011' }, t)
        expect(words, `${mode} ${direction}`).toContain('138 0000 0011')
        expect(words).not.toContain('{{')
      }
    }
    const city = { mode: 'axb' as const, direction: 'fromA' as const, areaCode: '0755' }
    expect(courseWords(city, t)).toBe(
      'Only A can call: dialling a number of 0755 reaches B, who sees a number of 0755.',
    )
  })

  it('tells life, recording and limit before anything is sent', () => {
    const words = nextWords({ lifeS: 0, record: true, maxDurationMinutes: 1, sms: false }, 0, t, 'en')
    expect(words).toBe(
      'The binding takes effect at once and stays until it is unbound. Calls are recorded. Calls are ended after 1 minute. Text messages do not pass.',
    )
  })
})

describe('the life of a binding in a list', () => {
  it('counts down, and never for a mode whose bindings do not end', () => {
    const binding = bindingOf(1)
    const now = (binding.expiresAt ?? 0) - 3 * 3_600_000
    expect(lifeWords(binding, now, t, 'en')).toBe('3 hours left')
    const ax = { ...binding, mode: 'ax' as const, settings: {}, expiresAt: undefined }
    expect(lifeWords(ax, now, t, 'en')).toBe('no end')
    expect(lifeWords({ ...ax, mode: 'axb' }, now, t, 'en')).toBe('end not known')
  })
})

describe('what a check says of a field', () => {
  it('is the first thing that stops, and everything that warns', () => {
    const stop = { code: 'sameNumber', weight: 'stop', field: 'b', params: {} } as const
    const warn = { code: 'recordWithoutHintTone', weight: 'warn', field: 'b', params: {} } as const
    const words = wordsOf([warn, stop, { ...stop, field: 'a' }], 'b', 'en')
    expect(words.error).toContain('the same number')
    expect(words.notes).toHaveLength(1)
    expect(wordsOf([stop], 'x', 'en')).toEqual({ error: undefined, notes: [] })
  })
})

it('names settings and their values as people read them', () => {
  expect(fieldWords('lifeS', t)).toBe('Life of the binding')
  expect(fieldWords('a', t)).toBe('A')
  expect(valueWords('lifeS', '0', t, 'en')).toBe('No end')
  expect(valueWords('lifeS', '5400', t, 'en')).toBe('1 hour, 30 minutes')
  expect(valueWords('record', 'true', t, 'en')).toBe('yes')
  expect(valueWords('userData', 'order-7', t, 'en')).toBe('order-7')
})

describe('the board of private numbers', () => {
  const one = {
    profileId: PROFILE,
    mode: 'axb' as const,
    number: '+8617000000033',
    inPool: true,
    state: 'normal' as const,
    bindings: 0,
    most: 5000,
    expiringSoon: 0,
    unknown: 0,
    orphans: 0,
  }
  it('puts first what needs a look', () => {
    const frozen = { ...one, number: '+8617000000099', state: 'frozen' as const }
    const all = { filter: 'all' as const, profileId: undefined, now: 0 }
    expect(filterNumbers([one, frozen], all)).toEqual([frozen, one])
    expect(filterNumbers([one, frozen], { ...all, filter: 'attention' })).toEqual([frozen])
  })

  it('does not call a number free that rests, nor a full AX number a worry', () => {
    const resting = { ...one, coolUntil: bindingOf(1).changedAt }
    const free = { filter: 'free' as const, profileId: undefined, now: 1000 }
    expect(filterNumbers([resting], free)).toEqual([])
    expect(filterNumbers([resting], { ...free, now: 3000 })).toEqual([resting])
    const full = { ...one, mode: 'ax' as const, bindings: 1, most: 1 }
    expect(filterNumbers([full], { ...free, filter: 'attention' })).toEqual([])
    expect(loadOf(full)).toBe(1)
  })
})

describe('the end of a binding', () => {
  const HOUR = 3_600_000
  const at = (ms: number) => must(ms, isUtcMs, 'time')
  const soon = (lifeMs: number, leftMs: number) =>
    leftOf({ state: 'active', boundAt: at(HOUR), expiresAt: at(HOUR + lifeMs) }, HOUR + lifeMs - leftMs)?.soon

  it('is near in the last tenth of its life, a day at the most', () => {
    expect(soon(24 * HOUR, 23 * HOUR)).toBe(false)
    expect(soon(24 * HOUR, 2 * HOUR)).toBe(true)
    expect(soon(1000 * HOUR, 25 * HOUR)).toBe(false)
    expect(soon(1000 * HOUR, 23 * HOUR)).toBe(true)
  })

  it('is near in the last day when nobody knows since when it is bound', () => {
    expect(leftOf({ state: 'active', boundAt: undefined, expiresAt: at(48 * HOUR) }, 0)?.soon).toBe(false)
    expect(leftOf({ state: 'active', boundAt: undefined, expiresAt: at(23 * HOUR) }, 0)?.soon).toBe(true)
  })
})
