import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainPause } from '../explain/index.ts'
import { isCallId, isUtcMs, must } from '../values.ts'
import type { Attempt } from './index.ts'
import { lastCollected, type Policy, reactionToEnd, reactionToRefusal, rowAfter, verdictOf } from './index.ts'

const T0 = 1_772_334_900_000
const at = (minutes: number) => must(T0 + minutes * 60_000, isUtcMs, 'time')
const callId = (n: number) => must(`call-000${n}`, isCallId, 'id')

const attempt = (n: number, more: Partial<Attempt> = {}): Attempt => ({
  callId: callId(n),
  at: at(n * 10),
  phase: 'ended',
  outcome: 'answered',
  overAt: at(n * 10 + 1),
  givenUp: false,
  ...more,
})

const policy: Policy = {
  attempts: 3,
  afterMinutes: { busy: 5, noAnswer: 60 },
  digits: 1,
  rules: [
    { digits: '1', tag: '确认', callBack: false },
    { digits: '2', callBack: true },
  ],
}

describe('a row', () => {
  it('waits to be called at first', () => {
    expect(rowAfter([], policy, false)).toMatchObject({ state: 'waiting', dueAt: 0, attempts: 0 })
  })

  it.each<[string, Partial<Attempt>, object]>([
    ['answered with a key', { digits: '1' }, { state: 'done', digits: '1', tag: '确认', callBack: false }],
    ['answered with the other key', { digits: '2' }, { state: 'done', callBack: true }],
    ['answered without a key', {}, { state: 'done', outcome: 'answered' }],
    ['busy', { outcome: 'busy' }, { state: 'waiting', dueAt: at(16), attempts: 1 }],
    ['no answer', { outcome: 'noAnswer' }, { state: 'waiting', dueAt: at(71), attempts: 1 }],
    ['powered off, which is not tried again', { outcome: 'poweredOff' }, { state: 'done' }],
    ['no such number', { outcome: 'badNumber' }, { state: 'done', outcome: 'badNumber' }],
    ['being called', { phase: 'live', outcome: 'ongoing', overAt: undefined }, { state: 'calling' }],
    ['answer lost', { phase: 'unknown', outcome: 'unknown' }, { state: 'unknown', attempts: 1 }],
    ['answer lost, given up', { phase: 'unknown', outcome: 'unknown', givenUp: true }, { state: 'done' }],
    ['a person says it was placed', { outcome: 'unknown' }, { state: 'done', outcome: 'unknown' }],
    ['not placed', { phase: 'notPlaced', outcome: 'notPlaced' }, { state: 'waiting', attempts: 0 }],
    [
      'wrong parameter',
      { phase: 'refused', outcome: 'refused', resultcode: '1010002', httpStatus: 403 },
      { state: 'done', outcome: 'refused', attempts: 1 },
    ],
    [
      'callee on the blacklist',
      { phase: 'refused', outcome: 'refused', resultcode: '1013004', httpStatus: 403 },
      { state: 'done' },
    ],
    [
      'sign-in refused',
      { phase: 'refused', outcome: 'refused', resultcode: '1010010', httpStatus: 401 },
      { state: 'waiting', attempts: 0 },
    ],
    [
      'flow control',
      { phase: 'refused', outcome: 'refused', resultcode: '1010010', httpStatus: 403 },
      { state: 'waiting', attempts: 0 },
    ],
    [
      'no ports',
      { phase: 'refused', outcome: 'refused', resultcode: '1020165', httpStatus: 403 },
      { state: 'waiting', attempts: 0 },
    ],
    [
      'number suspended',
      { phase: 'refused', outcome: 'refused', resultcode: '1013119', httpStatus: 403 },
      { state: 'waiting', attempts: 0 },
    ],
    [
      'turned away for lack of ports',
      { outcome: 'failed', stateCode: 7109 },
      { state: 'waiting', attempts: 0 },
    ],
    [
      'callee blacklisted at the end',
      { outcome: 'blocked', stateCode: 7004 },
      { state: 'done', outcome: 'blocked' },
    ],
  ])('%s', (_name, more, expected) => {
    expect(rowAfter([attempt(1, more)], policy, false)).toMatchObject(expected)
  })

  it('is tried as often as the policy says and no more', () => {
    const busy = (n: number) => attempt(n, { outcome: 'busy' })
    expect(rowAfter([busy(1), busy(2)], policy, false).state).toBe('waiting')
    expect(rowAfter([busy(1), busy(2), busy(3)], policy, false)).toMatchObject({
      state: 'done',
      outcome: 'busy',
      attempts: 3,
    })
  })

  it('asks again for a key only when its policy does', () => {
    const again = { ...policy, afterMinutes: { noDigits: 30 } }
    expect(rowAfter([attempt(1)], again, false)).toMatchObject({ state: 'waiting', dueAt: at(41) })
    expect(rowAfter([attempt(1)], { ...again, digits: undefined }, false).state).toBe('done')
  })

  it('waits for nothing when the campaign is over', () => {
    expect(rowAfter([], policy, true).state).toBe('stopped')
    expect(rowAfter([attempt(1, { outcome: 'busy' })], policy, true).state).toBe('stopped')
    expect(rowAfter([attempt(1)], policy, true).state).toBe('done')
  })

  it('never has more calls that count than the policy allows while it waits', () => {
    const outcomes = fc.constantFrom<Partial<Attempt>>(
      { outcome: 'busy' },
      { outcome: 'noAnswer' },
      { outcome: 'answered' },
      { phase: 'refused', outcome: 'refused', resultcode: '1020165', httpStatus: 403 },
      { phase: 'notPlaced', outcome: 'notPlaced' },
      { phase: 'unknown', outcome: 'unknown' },
    )
    fc.assert(
      fc.property(fc.array(outcomes, { maxLength: 8 }), (all) => {
        const attempts = all.map((more, n) => attempt(n, more))
        const row = rowAfter(attempts, policy, false)
        if (row.state !== 'waiting') return
        expect(row.attempts).toBeLessThan(policy.attempts)
        const last = attempts.at(-1)
        if (last !== undefined) expect(verdictOf(last, true).is).not.toBe('final')
      }),
    )
  })

  it.each([
    ['12', 2, '12'],
    ['1-2', 1, '2'],
    ['0-2-3', 2, '23'],
    ['1', 2, '1'],
  ])('of the keys %s the last %d are %s', (digits, count, last) => {
    expect(lastCollected(digits, count)).toBe(last)
  })
})

describe('what the platform says of the whole campaign', () => {
  it.each([
    ['1010010', 401, 'pause', 'authentication'],
    ['1010010', 403, 'slowDown', 'flowControl'],
    ['1011006', 403, 'slowDown', 'flowControl'],
    ['1013001', 403, 'slowDown', 'flowControl'],
    ['1020154', 403, 'slowDown', 'capacity'],
    ['1020165', 403, 'slowDown', 'capacity'],
    ['1020176', 403, 'pause', 'locked'],
    ['1010008', 403, 'pause', 'authentication'],
    ['1010029', 403, 'pause', 'account'],
    ['1010040', 403, 'pause', 'account'],
    ['1010023', 403, 'pause', 'numberSuspended'],
    ['1013119', 403, 'pause', 'numberSuspended'],
    ['1013101', 403, 'pause', 'restricted'],
    ['1020168', 403, 'pause', 'restricted'],
    ['1013118', 403, 'pause', 'frequency'],
    ['1013121', 403, 'pause', 'blackTime'],
    ['1012002', 403, 'pause', 'parameters'],
    ['1010002', 403, 'strike', 'parameters'],
    ['1012005', 403, 'goOn', undefined],
    ['1013004', 403, 'goOn', undefined],
    ['1013112', 403, 'goOn', undefined],
    ['1010001', 500, 'hold', undefined],
  ])('%s at %d: %s %s', (resultcode, httpStatus, doing, why) => {
    const reaction = reactionToRefusal(resultcode, httpStatus)
    expect(reaction.do).toBe(doing)
    const told = 'reason' in reaction ? reaction.reason : 'by' in reaction ? reaction.by : undefined
    expect(told).toBe(why)
    if (reaction.do !== 'pause') return
    for (const language of ['zh-CN', 'en'] as const) {
      expect(explainPause(reaction.reason, { resultcode, httpStatus }, language).message).toContain(
        resultcode,
      )
    }
  })

  it.each([
    [7001, 'strike'],
    [7003, 'strike'],
    [7108, 'pause'],
    [7109, 'slowDown'],
    [8006, 'strike'],
    [8101, 'goOn'],
    [undefined, 'goOn'],
  ])('state code %s: %s', (stateCode, doing) => {
    expect(reactionToEnd(stateCode).do).toBe(doing)
  })
})
