import { describe, expect, it } from 'vitest'
import { CallOutcome, CallPhase } from '../../contract/calls.ts'
import type { Call } from '../calls/index.ts'
import causes from './codes/hangup-causes.json' with { type: 'json' }
import points from './codes/teardown-points.json' with { type: 'json' }
import { explainEnd, type Language, outcomeLabel, phaseLabel } from './index.ts'

const LANGUAGES: readonly Language[] = ['zh-CN', 'en']
const chinese = /[\u4e00-\u9fff]/

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
    expect(words('zh-CN')).toBe('客户手机已关机（0 分钟）。')
  })

  it('says what is billed apart from what was talked', () => {
    const call = { ...base, outcome: 'answered', billedMinutes: { a: 3, b: 3 } } as const
    expect(explainEnd(call, 'en').headline).toBe(
      'The customer answered, and the call is over (6 min billed).',
    )
    expect(explainEnd(call, 'zh-CN').headline).toBe('已接通，通话结束（计费 6 分钟）。')
  })

  it('is one calm sentence for every cause and outcome, in its own language', () => {
    for (const outcome of CallOutcome.options) {
      for (const row of causes) {
        for (const language of LANGUAGES) {
          const end = { stateCode: row.code }
          const { headline, advice } = explainEnd({ ...base, outcome, end }, language)
          expect(headline).toMatch(language === 'en' ? /^[A-Z][^!]*\.$/ : /^[^！!]*。$/)
          expect(chinese.test(headline)).toBe(language === 'zh-CN')
          if (advice !== '') expect(chinese.test(advice)).toBe(language === 'zh-CN')
        }
      }
    }
  })

  it.each<[number, Call['outcome'], RegExp, RegExp]>([
    [8102, 'callerFailed', /^Your phone was busy/, /^你的电话占线/],
    [8107, 'callerFailed', /^Your phone was not answered/, /^你的电话没有接听/],
    [8110, 'callerFailed', /^Your phone was switched off/, /^你的电话已关机/],
    [8104, 'poweredOff', /^The customer's phone was switched off/, /^客户手机已关机/],
    [7004, 'blocked', /blacklist/, /黑名单/],
    [7109, 'failed', /lines were in use/, /线路已占满/],
    [8010, 'answered', /time limit/, /时长上限/],
    [8105, 'rejected', /declined, or the number is out of service/, /停机/],
  ])('%i as %s', (stateCode, outcome, en, zh) => {
    const call = { ...base, outcome, end: { stateCode } }
    expect(explainEnd(call, 'en').headline).toMatch(en)
    expect(explainEnd(call, 'zh-CN').headline).toMatch(zh)
  })

  it('speaks of the agent’s phone from the fee record alone', () => {
    const call = { ...base, outcome: 'callerFailed', a: { state: 'failed', failureCause: 17 } } as const
    expect(explainEnd(call, 'en').headline).toMatch(/^Your phone was busy/)
    expect(explainEnd({ ...base, outcome: 'callerFailed' }, 'en').headline).toMatch(/^Your own phone/)
    const end = { teardownPoint: 7004 }
    expect(explainEnd({ ...base, outcome: 'blocked', end }, 'en').headline).toMatch(/blacklist/)
  })

  it('has a meaning for every teardown point, ranges and SIP codes among them', () => {
    const meaning = (teardownPoint: number, language: Language) =>
      explainEnd({ ...base, outcome: 'failed', end: { teardownPoint } }, language).codes[0]?.meaning
    for (const { code, en, zh } of points.values) {
      if (!/^[1-9]\d*$/.test(code)) continue
      expect(meaning(Number(code), 'en')).toBe(en)
      expect(meaning(Number(code), 'zh-CN')).toBe(zh)
    }
    expect(meaning(2907, 'en')).toBe('Recording failed')
    expect(meaning(486, 'en')).toBe('Busy')
    expect(meaning(699, 'zh-CN')).toBe('呼叫被全局拒绝')
    expect(meaning(99_999, 'en')).toMatch(/Not in the platform/)
  })

  it('explains a refusal by its result code, and a call not placed by its cause', () => {
    const refused = { phase: 'refused', outcome: 'refused', a: { state: 'idle' } } as const
    const words = explainEnd({ ...refused, end: { resultcode: '1012012' } }, 'en')
    expect(words.advice).toMatch(/recording/i)
    expect(words.codes).toEqual([
      expect.objectContaining({
        label: 'Result code',
        value: '1012012',
        meaning: expect.stringMatching(/recording/),
      }),
    ])
    const doubtful = explainEnd({ ...refused, end: { resultcode: '1010010' } }, 'zh-CN')
    expect(doubtful.codes[0]?.meaning).toContain(' / ')
    expect(doubtful.advice).toContain('APP_Secret')
    const notPlaced = { phase: 'notPlaced', outcome: 'notPlaced', a: { state: 'idle' } } as const
    expect(explainEnd({ ...notPlaced, end: { cause: 'dns' } }, 'zh-CN').advice).toContain('找不到该域名')
  })

  it('gives the SIP status a meaning', () => {
    const { codes } = explainEnd({ ...base, outcome: 'busy', end: { sipStatus: 486 } }, 'zh-CN')
    expect(codes).toEqual([{ label: 'SIP 状态', value: '486', meaning: '用户忙' }])
  })
})
