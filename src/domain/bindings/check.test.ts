import { describe, expect, it } from 'vitest'
import { explainBindingFinding } from '../explain/index.ts'
import { isE164, must } from '../values.ts'
import {
  type AxbTerms,
  type AxeTerms,
  type AxTerms,
  type AxybTerms,
  BINDINGS_PER_Y,
  type BindingChange,
  type BindTerms,
  BOUND_MODES,
  checkChange,
  checkPair,
  checkTemporaryCallee,
  checkTerms,
  FINDING_CODES,
  isBoundMode,
  isMode,
  MODE_FACTS,
  MODES,
  stops,
} from './index.ts'

const e164 = (text: string) => must(text, isE164, 'number')
const A = e164('+8613800000011')
const B = e164('+8613900000022')
const X = e164('+8617000000033')
const LANDLINE = e164('+8675528450001')

const axb = (more: Partial<AxbTerms> = {}): AxbTerms => ({
  mode: 'axb',
  a: A,
  b: B,
  x: { by: 'number', number: X },
  direction: 'both',
  lifeS: 0,
  record: false,
  maxDurationMinutes: 0,
  ...more,
})
const ax = (more: Partial<AxTerms> = {}): AxTerms => ({
  mode: 'ax',
  a: A,
  x: { by: 'city', areaCode: '010', match: 'strict' },
  direction: 'both',
  on: true,
  record: false,
  maxDurationMinutes: 0,
  ...more,
})
const axe = (more: Partial<AxeTerms> = {}): AxeTerms => ({
  mode: 'axe',
  a: A,
  x: { by: 'number', number: X },
  lifeS: 0,
  callbackLifeS: 0,
  record: false,
  ...more,
})
const axyb = (more: Partial<AxybTerms> = {}): AxybTerms => ({
  mode: 'axyb',
  a: A,
  x: { by: 'city', areaCode: '0755', match: 'strict' },
  direction: 'both',
  lifeS: 86_400,
  pairLifeS: 0,
  record: false,
  ...more,
})

const codes = (findings: readonly { code: string; weight: string; field: string }[]) =>
  findings.map(({ weight, code, field }) => `${weight} ${code} ${field}`)

describe('terms of a binding by the rules of their mode', () => {
  it.each<[string, BindTerms, string[]]>([
    ['AXB in order', axb(), []],
    ['AX in order', ax(), []],
    ['AXE in order', axe({ extension: '0042', lifeS: 3600, callbackLifeS: 60 }), []],
    ['AXYB in order', axyb({ lifeS: 60, pairLifeS: 60 }), []],
    ['a 400 number as B', axb({ b: e164('+864008001234') }), ['stop notBindable b']],
    ['a 95 number as A', axb({ a: e164('+8695588') }), ['stop notBindable a']],
    ['a landline in Beijing as A', ax({ a: e164('+861062345678') }), ['note landlineOnlyReceives a']],
    ['A and B the same', axb({ b: A }), ['stop sameNumber b']],
    ['X is A', axb({ x: { by: 'number', number: A } }), ['stop xIsParty a']],
    ['X is B', axb({ x: { by: 'number', number: B } }), ['stop xIsParty b']],
    ['X is a landline', ax({ x: { by: 'number', number: LANDLINE } }), ['stop xNotMobile x']],
    [
      'a landline that shall call out',
      axb({ a: LANDLINE, direction: 'fromA' }),
      ['stop landlineCannotCall direction'],
    ],
    ['a landline that is only called', axb({ a: LANDLINE, direction: 'toA' }), []],
    [
      'landline B that shall call A',
      axb({ b: LANDLINE, direction: 'toA' }),
      ['stop landlineCannotCall direction'],
    ],
    ['landline B, both ways', axb({ b: LANDLINE }), ['note landlineOnlyReceives b']],
    [
      'the platform picks X for a landline A',
      axb({ a: LANDLINE, x: { by: 'platform' }, direction: 'toA' }),
      ['stop xNeedsChoice x'],
    ],
    [
      'an announcement without recording',
      axb({ recordHintTone: 'a.wav' }),
      ['stop hintToneWithoutRecord recordHintTone'],
    ],
    ['recording without an announcement', axyb({ record: true }), ['warn recordWithoutHintTone record']],
    [
      'last minute without a limit',
      ax({ lastMinVoice: 'a.wav' }),
      ['stop lastMinVoiceWithoutLimit lastMinVoice'],
    ],
    ['last minute with a limit', ax({ lastMinVoice: 'a.wav', maxDurationMinutes: 1 }), []],
    ['AXYB for half a minute', axyb({ lifeS: 30 }), ['stop lifeTooShort lifeS']],
    [
      'pairs longer than the binding',
      axyb({ lifeS: 60, pairLifeS: 120 }),
      ['warn pairLifeBeyondLife pairLifeS'],
    ],
    ['pairs of a binding without end', axyb({ lifeS: 0, pairLifeS: 120 }), []],
    ['AXE for a minute and a half', axe({ lifeS: 90 }), ['stop lifeNotMinutes lifeS']],
    ['extension 0000', axe({ extension: '0000' }), ['stop extensionZero extension']],
    ['Chinese user data', axb({ userData: '订单' }), ['stop userDataCharacters userData']],
    ['braces', ax({ userData: 'a{b' }), ['stop userDataCharacters userData']],
    ['a caret in AXB', axb({ userData: 'a^b' }), ['stop userDataCharacters userData']],
    ['a caret in AX', ax({ userData: 'a^b' }), []],
    ['a prompt that is no file name', axb({ waitToneA: '等待.wav' }), ['stop promptName waitToneA']],
    ['a prompt of AXE', axe({ noCallback: { by: 'tone', tone: 'x' } }), ['stop promptName noCallback']],
  ])('%s', (_name, terms, expected) => {
    const findings = checkTerms(terms)
    expect(codes(findings)).toEqual(expected)
    expect(stops(findings)).toBe(expected.some((one) => one.startsWith('stop')))
  })

  it.each<[string, BindingChange, string[]]>([
    ['nothing', { mode: 'axb' }, ['stop nothingChanged ']],
    ['a new B that is A', { mode: 'axb', b: A }, ['stop sameNumber b']],
    ['a new A that is X', { mode: 'ax', a: X }, ['stop xIsParty a']],
    ['last minute, a limit stands', { mode: 'axb', lastMinVoice: 'a.wav' }, []],
    [
      'last minute and no limit',
      { mode: 'ax', lastMinVoice: 'a.wav', maxDurationMinutes: 0 },
      ['stop lastMinVoiceWithoutLimit lastMinVoice'],
    ],
    ['recording without announcement', { mode: 'ax', record: true }, ['warn recordWithoutHintTone record']],
    ['a life of 90 s in AXE', { mode: 'axe', lifeS: 90 }, ['stop lifeNotMinutes lifeS']],
  ])('changed: %s', (_name, change, expected) => {
    const now = { a: A, b: B, x: X, maxDurationMinutes: 30, record: false, direction: 'both' as const }
    expect(codes(checkChange(change, now))).toEqual(expected)
  })

  it('a pair and a temporary callee', () => {
    expect(codes(checkPair({ b: A }, { a: A, x: X, lifeS: 60 }))).toEqual(['stop sameNumber b'])
    expect(codes(checkPair({ b: B, lifeS: 90 }, { a: A, x: X, lifeS: 60 }))).toEqual([
      'warn pairLifeBeyondLife lifeS',
    ])
    expect(codes(checkTemporaryCallee({ number: A, validS: 60 }, A))).toEqual(['stop calleeIsA number'])
    expect(checkTemporaryCallee({ number: e164('+864008001234'), validS: 60 }, A)).toEqual([])
    expect(checkTemporaryCallee({ number: e164('+8695588'), validS: 60 }, A)).toEqual([])
  })

  it('every finding has words in both languages', () => {
    for (const code of FINDING_CODES) {
      for (const language of ['zh-CN', 'en'] as const) {
        const { message, remedy } = explainBindingFinding({ code, params: {} }, language)
        expect(message.length * remedy.length, `${code} ${language}`).toBeGreaterThan(0)
      }
    }
  })

  it('modes as the pages have them', () => {
    expect(MODES.filter((mode) => isBoundMode(mode))).toEqual(BOUND_MODES)
    expect(isMode('callback')).toBe(false)
    expect(MODE_FACTS.axb.perX.most).toBe(5000)
    expect(BINDINGS_PER_Y).toBe(1000)
  })
})
