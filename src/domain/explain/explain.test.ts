import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../contract/errors.ts'
import { parseDialled } from '../phone/parse.ts'
import results from './codes/result-codes.json' with { type: 'json' }
import { ENTRIES } from './errors.ts'
import {
  explainError,
  explainNumberProblem,
  explainNumberWarning,
  explainResult,
  type Language,
  resultClass,
} from './index.ts'
import { durationWords } from './phrases.ts'

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
    expect(explainError('platform.busy', { afterMs: 45_000 }, 'en').remedy).toBe('Try again in 45 seconds.')
    expect(explainError('platform.busy', { afterMs: 1_740_000 }, 'zh-CN').remedy).toBe('29 分钟后再试。')
    expect(explainError('input.invalid', { path: 'callee', problem: 'number.form' }, 'en').message).toContain(
      'callee',
    )
  })

  const untilMs = Date.UTC(2026, 2, 1, 3, 45)
  it.each<[string, Record<string, string | number | boolean>, string, string]>([
    ['profile.paused', { reason: 'locked', untilMs }, '2026-03-01 03:45 UTC', '2026-03-01 03:45（UTC）'],
    ['profile.paused', { reason: 'locked', afterMs: 1_740_000 }, 'in 29 minutes', '29 分钟后'],
    ['profile.paused', { reason: 'locked' }, 'after about 30 minutes', '约 30 分钟后'],
    ['platform.busy', { untilMs }, 'after 2026-03-01 03:45 UTC', '2026-03-01 03:45（UTC）'],
    ['platform.busy', { afterMs: 60_000 }, 'in 1 minute.', '1 分钟后'],
    ['platform.unreachable', { cause: 'dns' }, 'the name cannot be resolved', '找不到该域名'],
    ['platform.unreachable', {}, 'the reason is not known', '原因不明'],
    ['platform.badAnswer', { httpStatus: 502 }, 'HTTP 502', 'HTTP 502'],
    ['platform.answerLost', { cause: 'timeout' }, 'the answer took too long', '等待应答超时'],
    ['recording.damaged', { problem: 'truncated' }, 'it is cut off', '文件不完整'],
    ['number.notDialable', { reason: 'display' }, 'display number', '显示号码'],
    ['number.notDialable', { reason: 'badMobile', digits: 10 }, 'this has 10 digits', '现在是 10 位'],
    ['number.notDialable', { reason: 'toString' }, 'cannot be called', '不能拨打'],
    ['platform.authentication', { httpStatus: 401 }, 'HTTP 401', 'HTTP 401'],
    ['platform.refused', { resultcode: '1020165', httpStatus: 403 }, '(1020165)', '（1020165）'],
    ['input.invalid', { path: 'callee', problem: 'number.form' }, '+8613800000001', '+8613800000001'],
  ])('%s weaves in %o', (code, params, en, zh) => {
    const all = (language: Language) => Object.values(explainError(code, params, language)).join(' ')
    expect(all('en')).toContain(en)
    expect(all('zh-CN')).toContain(zh)
  })

  it('are those of an internal error for a code that is none', () => {
    for (const code of ['nothing', 'toString', '__proto__']) {
      expect(explainError(code, {}, 'en')).toEqual(explainError('internal', {}, 'en'))
    }
  })

  it.each([
    [0, '1 second'],
    [59_001, '1 minute'],
    [60_001, '2 minutes'],
    [1_800_000, '30 minutes'],
    [7_200_001, '3 hours'],
  ])('%i ms are %s', (ms, words) => {
    expect(durationWords(ms, 'en')).toBe(words)
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
    ['1016001', 403, 'parameter', undefined],
    ['1012007', 403, 'parameter', undefined],
    ['1010010', undefined, 'authentication', undefined],
    ['1020154', 500, 'capacity', 60_000],
    ['1011006', 403, 'flowControl', 60_000],
    ['1010029', 403, 'account', undefined],
    ['1010001', 500, 'server', undefined],
    ['1010002', 403, 'parameter', undefined],
    ['1020002', 500, 'server', undefined],
    ['999', 418, 'unknown', undefined],
  ])('%s at %s is %s', (code, status, expected, waitMs) => {
    const found = resultClass(code, status)
    expect(found.class).toBe(expected)
    expect(found.waitMs).toBe(waitMs)
  })
})

describe('words for a result code', () => {
  it('exist for every row in both languages', () => {
    for (const row of results) {
      for (const language of LANGUAGES) {
        const { message, remedy } = explainResult(row.code, row.httpStatus, language)
        expect(message).toContain(row.code)
        expect(message).toMatch(language === 'en' ? /[^.]\.$/ : /[^。]。$/)
        expect(remedy).toBe(language === 'en' ? row.remedyEn : row.remedyZh)
      }
    }
  })

  it('name both meanings of 1010010 while the HTTP status is not known', () => {
    const { message } = explainResult('1010010', undefined, 'en')
    expect(message).toMatch(/digest.*flow control/i)
    expect(explainResult('1010010', 401, 'en').message).not.toMatch(/flow control/i)
    expect(explainResult('1010010', 403, 'en').message).not.toMatch(/digest/i)
  })

  it('say so when the table has no such code', () => {
    expect(explainResult('42', 418, 'en').message).toMatch(/42.*not in the platform/)
    expect(explainResult('', undefined, 'zh-CN').message).toBe('没有说明原因。')
  })
})

describe('words for a number', () => {
  const examples: readonly string[] = [
    '',
    'call me',
    '138*',
    '0755-28000111 ext 801',
    '12',
    '0755 2800 0111 1',
    '28000111',
    '1380000',
    '021 1800 0001',
    '95588',
    '1064812345678',
    '+852 2345 6789',
    '+1 415 555 0100',
  ]

  it('exist for every problem, in both languages', () => {
    const reasons = new Set<string>()
    for (const text of examples) {
      const parsed = parseDialled(text)
      if (parsed.ok) expect.fail(text)
      reasons.add(parsed.reason)
      for (const language of LANGUAGES) {
        const words = explainNumberProblem(parsed.reason, parsed.params, language)
        for (const sentence of [words.message, words.remedy]) {
          expect(sentence).toMatch(language === 'en' ? /^.+\.$/ : /^.*[\u4e00-\u9fff].*。$/)
          expect(sentence).not.toMatch(/undefined|[!！]/)
        }
      }
    }
    expect(reasons.size).toBe(examples.length)
  })

  it('weave in what was found', () => {
    expect(explainNumberProblem('badMobile', { digits: 1 }, 'en').message).toContain('1 digit')
    expect(explainNumberProblem('foreign', { country: '44' }, 'zh-CN').message).toContain('44')
    expect(explainNumberProblem('letters', { character: 'x' }, 'en').message).toContain('“x”')
    expect(explainNumberWarning('xinjiangTibet', 'zh-CN').message).toContain('新疆')
  })
})
