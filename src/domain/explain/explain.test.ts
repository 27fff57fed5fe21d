import { describe, expect, it } from 'vitest'
import { CallOutcome, CallPhase } from '../../contract/calls.ts'
import { ErrorCode } from '../../contract/errors.ts'
import causes from './codes/hangup-causes.json' with { type: 'json' }
import results from './codes/result-codes.json' with { type: 'json' }
import { ENTRIES } from './errors.ts'
import { explainEnd, explainError, type Language, outcomeLabel, phaseLabel, resultClass } from './index.ts'

const LANGUAGES: readonly Language[] = ['zh-CN', 'en']
const chinese = /[\u4e00-\u9fff]/

describe('words for errors', () => {
  it('exist for every code of the contract and for no other', () => {
    expect(Object.keys(ENTRIES).sort()).toEqual([...ErrorCode.options].sort())
  })

  it.each(ErrorCode.options)('%s speaks both languages, with a remedy and without exclamation', (code) => {
    for (const language of LANGUAGES) {
      const words = explainError(code, {}, language)
      for (const text of [words.message, words.remedy]) {
        expect(text).not.toBe('')
        expect(text).not.toMatch(/[!！]|undefined/)
        expect(chinese.test(text)).toBe(language === 'zh-CN')
      }
    }
  })

  it('tell the two meanings of 1010010 apart', () => {
    const digest = explainError('platform.refused', { resultcode: '1010010', httpStatus: 401 }, 'en').message
    const flow = explainError('platform.refused', { resultcode: '1010010', httpStatus: 403 }, 'en').message
    expect(digest).toMatch(/digest/i)
    expect(flow).toMatch(/flow control/i)
  })

  it('weave in how long to wait and which field is wrong', () => {
    expect(explainError('platform.busy', { afterMs: 45_000 }, 'en').remedy).toContain('45 s')
    expect(explainError('platform.busy', { afterMs: 1_740_000 }, 'zh-CN').remedy).toContain('29 分钟')
    expect(explainError('input.invalid', { path: 'callee', problem: 'number.form' }, 'en').message).toContain(
      'callee',
    )
  })

  it('name a code that no table holds', () => {
    expect(
      explainError('platform.refused', { resultcode: '42', httpStatus: 403 }, 'zh-CN').message,
    ).toContain('42')
  })
})

describe('classes of result codes', () => {
  it('know every documented code', () => {
    const unknown = results.filter((row) => resultClass(row.code, row.httpStatus).class === 'unknown')
    expect(unknown.map((row) => row.code)).toEqual([])
  })

  it.each([
    ['0', 200, 'ok', undefined],
    ['1010010', 401, 'authentication', undefined],
    ['1010010', 403, 'flowControl', 60_000],
    ['1020176', 403, 'locked', 1_800_000],
    ['1023037', 400, 'authentication', undefined],
    ['1020165', 403, 'capacity', 60_000],
    ['1016001', 403, 'missing', undefined],
    ['1010002', 403, 'parameter', undefined],
    ['1020002', 500, 'server', undefined],
    ['999', 418, 'unknown', undefined],
  ])('%s at %i is %s', (code, status, expected, waitMs) => {
    const found = resultClass(code, status)
    expect(found.class).toBe(expected)
    expect(found.waitMs).toBe(waitMs)
  })
})

describe('words for the end of a call', () => {
  const base = { phase: 'ended', a: { state: 'ended' }, b: { state: 'failed' } } as const

  it.each(CallOutcome.options)('%s has a sentence and a label in both languages', (outcome) => {
    for (const language of LANGUAGES) {
      const words = explainEnd({ ...base, outcome }, language)
      expect(words.headline).not.toBe('')
      expect(chinese.test(words.headline)).toBe(language === 'zh-CN')
      expect(outcomeLabel(outcome, language)).not.toBe('')
    }
  })

  it('labels every phase', () => {
    for (const phase of CallPhase.options) expect(phaseLabel(phase, 'en')).not.toBe('')
  })

  it('explains every code it shows', () => {
    for (const row of causes) {
      const { codes } = explainEnd({ ...base, outcome: 'failed', end: { stateCode: row.code } }, 'zh-CN')
      expect(codes).toEqual([{ label: '挂机原因', value: String(row.code), meaning: row.zh }])
    }
    const many = explainEnd(
      {
        ...base,
        outcome: 'failed',
        a: { state: 'failed', failureCause: 17 },
        end: { stateCode: 99_999, teardownPoint: 450, sipStatus: 486 },
      },
      'en',
    )
    expect(many.codes.map((code) => code.value)).toEqual(['99999', '450', '17', '486'])
    expect(many.codes.every((code) => code.meaning !== '')).toBe(true)
  })

  it('names the minutes once they are known', () => {
    const words = (language: Language) =>
      explainEnd({ ...base, outcome: 'poweredOff', billedMinutes: { a: 0, b: 0 } }, language).headline
    expect(words('en')).toBe("The customer's phone was switched off (0 min).")
    expect(words('zh-CN')).toBe('客户手机已关机（计费 0 分钟）。')
  })
})
