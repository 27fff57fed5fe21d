import { describe, expect, it } from 'vitest'
import { BindingChange, BindTerms, PairTerms, TemporaryCallee } from './binding-terms.ts'
import { SubscriptionId } from './values.ts'

/**
 * Lengths and ranges of what is asked for, by the parameter tables of private-number-axb-ax.md §1 to §5 and
 * private-number-axe-axyb-x.md §1.3, §2 and §3: the shortest and longest that goes, and the next that does not.
 */

const number = (length: number) => `+${'8'.repeat(length - 1)}`
const A = '+8613800000011'
const B = '+8613900000022'
const city = { by: 'city', areaCode: '0755', match: 'strict' }
const TERMS = {
  axb: {
    mode: 'axb',
    a: A,
    b: B,
    x: city,
    direction: 'both',
    lifeS: 0,
    record: false,
    maxDurationMinutes: 0,
  },
  ax: { mode: 'ax', a: A, x: city, direction: 'both', on: true, record: false, maxDurationMinutes: 0 },
  axe: { mode: 'axe', a: A, x: city, lifeS: 0, callbackLifeS: 0, record: false },
  axyb: { mode: 'axyb', a: A, x: city, direction: 'both', lifeS: 0, pairLifeS: 0, record: false },
} as const
type Mode = keyof typeof TERMS

type Row = readonly [
  what: string,
  modes: readonly Mode[],
  goes: readonly unknown[],
  doesNot: readonly unknown[],
]

/** Numbers go up to 31 characters: the AXB table ends there, those of the other modes one later. */
const NUMBERS = [
  [number(4), number(31)],
  [number(3), number(32), '13800000011', '+86 138', ''],
] as const
const PROMPT = [
  ['a', 'x'.repeat(128)],
  ['', 'x'.repeat(129)],
] as const
const AREA = [
  ['010', '0755'],
  ['', '10', '755', '07555', '+0755', '0755 '],
] as const
const LIFE = [
  [0, 60, 7_776_000],
  [-1, 7_776_001, 0.5, '60'],
] as const
const SWITCH = [
  [true, false],
  ['true', 0],
] as const

const ROWS: Readonly<Record<string, Row>> = {
  a: ['a', ['axb', 'ax', 'axe', 'axyb'], ...NUMBERS],
  b: ['b', ['axb'], ...NUMBERS],
  'x, a given one': ['x.number', ['axb', 'ax', 'axe'], ...NUMBERS],
  'city of x': ['x.areaCode', ['axb', 'ax', 'axe', 'axyb'], ...AREA],
  'match of x': ['x.match', ['axb', 'ax', 'axe', 'axyb'], ['strict', 'loose'], ['0', '', 'any']],
  direction: ['direction', ['axb', 'ax', 'axyb'], ['both', 'fromA', 'toA'], [0, 'fromB', '']],
  'life of AXB, AXE and AXYB': ['lifeS', ['axb', 'axe', 'axyb'], ...LIFE],
  'life of the memory of callers': ['callbackLifeS', ['axe'], ...LIFE],
  'life of pairs': ['pairLifeS', ['axyb'], ...LIFE],
  record: ['record', ['axb', 'ax', 'axe', 'axyb'], ...SWITCH],
  recordHintTone: ['recordHintTone', ['axb', 'ax', 'axe', 'axyb'], ...PROMPT],
  maxDuration: ['maxDurationMinutes', ['axb', 'ax'], [0, 1, 1440], [-1, 1441, 1.5, '30']],
  lastMinVoice: ['lastMinVoice', ['axb', 'ax'], ...PROMPT],
  privateSms: ['sms', ['axb', 'ax'], ...SWITCH],
  turnFlag: ['on', ['ax'], ...SWITCH],
  'preVoice, A': ['waitToneA', ['axb', 'ax'], ...PROMPT],
  'preVoice, B': ['waitToneB', ['axb', 'ax'], ...PROMPT],
  preVoiceX: ['waitToneX', ['axyb'], ...PROMPT],
  extendNum: ['extension', ['axe'], ['1', '0042', '9999'], ['', '10000', '4a', ' 42']],
  callbackTone: ['noCallback.tone', ['axe'], ...PROMPT],
  callbackNum: ['noCallback.number', ['axe'], ...NUMBERS],
  userData: ['userData', ['axb', 'ax', 'axe', 'axyb'], ['x', 'x'.repeat(256)], ['', 'x'.repeat(257)]],
}

/** Terms with one value put in its place. */
function withValue(mode: Mode, what: string, value: unknown): object {
  const terms = TERMS[mode]
  if (what === 'x.number') return { ...terms, x: { by: 'number', number: value } }
  if (what === 'noCallback.tone') return { ...terms, noCallback: { by: 'tone', tone: value } }
  if (what === 'noCallback.number') return { ...terms, noCallback: { by: 'number', number: value } }
  const [outer = '', inner] = what.split('.')
  return { ...terms, [outer]: inner === undefined ? value : { ...terms.x, [inner]: value } }
}

describe('what is asked for in a binding', () => {
  const cases = Object.entries(ROWS).flatMap(([name, [what, modes, goes, doesNot]]) =>
    modes.map((mode) => [`${mode}: ${name}`, mode, what, goes, doesNot] as const),
  )
  it.each(cases)('%s', (_name, mode, what, goes, doesNot) => {
    for (const value of goes) {
      expect(BindTerms.safeParse(withValue(mode, what, value)).error, `${value}`).toBeUndefined()
    }
    for (const value of doesNot) {
      expect(BindTerms.safeParse(withValue(mode, what, value)).success, `${value}`).toBe(false)
    }
  })

  it.each<[Mode, object]>([
    ['axb', { on: true }],
    ['axb', { extension: '1' }],
    ['ax', { lifeS: 60 }],
    ['ax', { b: B }],
    ['ax', { x: { by: 'platform' } }],
    ['axe', { maxDurationMinutes: 1 }],
    ['axe', { sms: true }],
    ['axe', { noCallback: { by: 'tone', tone: 'a.wav', number: B } }],
    ['axe', { x: { by: 'platform' } }],
    ['axyb', { x: { by: 'number', number: B } }],
    ['axyb', { maxDurationMinutes: 1 }],
    ['axb', { x: { ...city, number: B } }],
  ])('%s has no place for %j', (mode, more) => {
    expect(BindTerms.safeParse({ ...TERMS[mode], ...more }).success).toBe(false)
  })

  it.each<[Mode, string]>([
    ['axb', 'a'],
    ['axb', 'b'],
    ['ax', 'a'],
    ['ax', 'x'],
    ['axe', 'a'],
    ['axe', 'x'],
    ['axyb', 'a'],
    ['axyb', 'x'],
  ])('%s is nothing without %s', (mode, what) => {
    expect(BindTerms.safeParse({ ...TERMS[mode], [what]: undefined }).success).toBe(false)
  })

  it.each<[string, object]>([
    ['A of AXE', { mode: 'axe', a: A }],
    ['extension of AXE', { mode: 'axe', extension: '1' }],
    ['user data of AXE', { mode: 'axe', userData: 'u' }],
    ['X of AXB', { mode: 'axb', x: city }],
    ['announcement of AXB', { mode: 'axb', recordHintTone: 'a.wav' }],
    ['waiting tone of AX', { mode: 'ax', waitToneA: 'a.wav' }],
    ['anything of AXYB', { mode: 'axyb', lifeS: 60 }],
  ])('cannot be changed: %s', (_name, change) => {
    expect(BindingChange.safeParse(change).success).toBe(false)
  })

  it('a pair and a temporary callee keep to their ranges', () => {
    for (const [value, goes] of [
      [0, true],
      [60, true],
      [7_776_000, true],
      [7_776_001, false],
    ] as const) {
      expect(PairTerms.safeParse({ b: B, lifeS: value }).success, `${value}`).toBe(goes)
    }
    for (const [value, goes] of [
      [0, false],
      [1, true],
      [259_200, true],
      [259_201, false],
    ] as const) {
      expect(TemporaryCallee.safeParse({ number: B, validS: value }).success, `${value}`).toBe(goes)
    }
  })

  it('the id of a binding has 1 to 64 characters', () => {
    expect(SubscriptionId.safeParse('x').success).toBe(true)
    expect(SubscriptionId.safeParse('x'.repeat(64)).success).toBe(true)
    expect(SubscriptionId.safeParse('').success).toBe(false)
    expect(SubscriptionId.safeParse('x'.repeat(65)).success).toBe(false)
  })
})
