import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isE164, isUtcMs, must } from '../values.ts'
import { answerBody, decide, EMPTY_PLAN, explainDecision, isWithin, type RoutingPlan } from './index.ts'

const e164 = (text: string) => must(text, isE164, 'number')
const at = (text: string) => must(Date.parse(text), isUtcMs, 'time')
const X = e164('+8617000000300')
const OTHER_X = e164('+8617000000301')
const CALLER = '+8613700000022'
const CALLEE = e164('+8613900000011')

const connect = { do: 'connect', callee: CALLEE, maxDurationMinutes: 0, record: false } as const
const rule = { id: 'rule-1', name: 'one', enabled: true, for: 'call', answer: connect } as const
const plan = (...rules: RoutingPlan['rules']): RoutingPlan => ({ ...EMPTY_PLAN, rules })
// A Thursday, 11:00 in Beijing.
const asked = { for: 'call', x: X, caller: CALLER, at: at('2026-11-26T03:00:00Z') } as const

describe('rules of routing', () => {
  it.each([
    ['no condition', {}, 'fits'],
    ['this X', { x: X }, 'fits'],
    ['another X', { x: OTHER_X }, 'otherX'],
    ['this caller', { caller: { by: 'number', number: e164(CALLER) } }, 'fits'],
    ['callers of a prefix', { caller: { by: 'prefix', digits: '137' } }, 'fits'],
    ['callers of another prefix', { caller: { by: 'prefix', digits: '138' } }, 'otherCaller'],
    ['at this time', { when: { days: [4], fromMinute: 660, toMinute: 661 } }, 'fits'],
    ['until just before', { when: { days: [4], fromMinute: 0, toMinute: 660 } }, 'otherTime'],
    ['on another day', { when: { days: [3, 5], fromMinute: 0, toMinute: 1440 } }, 'otherTime'],
    ['switched off', { enabled: false }, 'disabled'],
  ] as const)('%s', (_name, more, verdict) => {
    const rules = plan({ ...rule, ...more })
    expect(explainDecision(rules, asked)).toEqual([{ ruleId: 'rule-1', verdict }])
    expect(decide(rules, asked).answer).toEqual(verdict === 'fits' ? connect : { do: 'close' })
  })

  it('closes and drops when nothing fits, with the prompt of the plan', () => {
    expect(decide({ ...EMPTY_PLAN, closeTone: 'closed.wav' }, asked).answer).toEqual({
      do: 'close',
      hintTone: 'closed.wav',
    })
    expect(decide(plan(rule), { ...asked, for: 'message' }).answer).toEqual({ do: 'drop' })
  })

  it('a caller who is not told fits no rule that names one', () => {
    expect(
      decide(plan({ ...rule, caller: { by: 'prefix', digits: '1' } }), { ...asked, caller: undefined }).rule,
    ).toBeUndefined()
  })

  it('a window over midnight belongs to the day on which it begins', () => {
    const night = { days: [5], fromMinute: 22 * 60, toMinute: 6 * 60 }
    expect(isWithin(night, at('2026-11-27T14:00:00Z'))).toBe(true)
    expect(isWithin(night, at('2026-11-27T21:59:00Z'))).toBe(true)
    expect(isWithin(night, at('2026-11-27T22:00:00Z'))).toBe(false)
    expect(isWithin(night, at('2026-11-26T14:00:00Z'))).toBe(false)
    expect(isWithin(night, at('2026-11-26T21:00:00Z'))).toBe(false)
  })

  it('of any moment exactly one day and minute hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (moment) => {
        const time = must(moment, isUtcMs, 'time')
        const fits = [1, 2, 3, 4, 5, 6, 7].filter((day) =>
          isWithin({ days: [day], fromMinute: 0, toMinute: 1440 }, time),
        )
        expect(fits).toHaveLength(1)
      }),
    )
  })
})

describe('the answer the platform gets', () => {
  it.each([
    [
      connect,
      {
        operation: 'connect',
        connectInfo: [{ displayCalleeNum: X, calleeNum: CALLEE, recordFlag: 'false' }],
      },
    ],
    [
      {
        ...connect,
        maxDurationMinutes: 30,
        lastMinVoice: 'l.wav',
        waitVoice: 'w.wav',
        record: true,
        recordHintTone: 'r.wav',
        userData: 'u',
      },
      {
        operation: 'connect',
        connectInfo: [
          {
            displayCalleeNum: X,
            calleeNum: CALLEE,
            maxDuration: 30,
            waitVoice: 'w.wav',
            recordFlag: 'true',
            recordHintTone: 'r.wav',
            lastMinVoice: 'l.wav',
            userData: 'u',
          },
        ],
      },
    ],
    [
      { ...connect, lastMinVoice: 'l.wav', recordHintTone: 'r.wav' },
      {
        operation: 'connect',
        connectInfo: [{ displayCalleeNum: X, calleeNum: CALLEE, recordFlag: 'false' }],
      },
    ],
    [
      { do: 'close', hintTone: 'c.wav', userData: 'u' },
      { operation: 'close', closeInfo: [{ closeHintTone: 'c.wav', userData: 'u' }] },
    ],
    [{ do: 'close' }, { operation: 'close', closeInfo: [{}] }],
    [
      { do: 'pass', to: CALLEE },
      { actions: [{ operation: 'vNumberRoute', message: { called: CALLEE, calling: CALLER } }] },
    ],
    [{ do: 'drop' }, { actions: [{ operation: 'DiscardMessage' }] }],
  ] as const)('%j', (answer, body) => {
    expect(answerBody(answer, asked, 'list')).toEqual(body)
  })

  it('as an object where the platform wants one', () => {
    expect(answerBody({ do: 'close' }, asked, 'object')).toEqual({ operation: 'close', closeInfo: {} })
  })
})
