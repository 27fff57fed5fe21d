import { describe, expect, it } from 'vitest'
import type { Call } from '../calls/index.ts'
import { isCallId, isDurationMs, isSessionId, isUtcMs, must } from '../values.ts'
import { findGaps, repushRequest } from './index.ts'

const START = Date.UTC(2026, 2, 1, 3, 15, 1)
const HOUR = 3_600_000
const call = (id: string, more: Partial<Call> = {}): Call => ({
  id: must(id, isCallId, 'id'),
  revision: 1,
  sessionId: must(`session-of-${id}`, isSessionId, 'id'),
  service: 'callback',
  phase: 'ended',
  outcome: 'answered',
  startedAt: must(START, isUtcMs, 'time'),
  a: { number: '+8613500001111', state: 'ended' },
  b: { number: `+8613800${id.slice(-6)}`, state: 'ended' },
  feeReceived: true,
  stopping: false,
  recording: 'none',
  settledByUser: false,
  ...more,
})
const kinds = (calls: readonly Call[], now = START + 100 * HOUR) =>
  findGaps(calls, { now }).map(({ kind, call: { id } }) => `${kind} ${id}`)
const talked = (seconds = 60) => must(seconds * 1000, isDurationMs, 'duration')

describe('gaps in the history', () => {
  it('none in a whole day', () => {
    expect(
      kinds([
        call('call-000001'),
        call('call-000002', { recording: 'made', talkMs: talked() }),
        call('call-000003', { phase: 'refused', outcome: 'refused', feeReceived: false }),
        call('call-000004', { recording: 'absent' }),
      ]),
    ).toEqual([])
  })

  it('a fee record is missed once the platform has stopped repeating it, and not before', () => {
    const missing = call('call-000001', { feeReceived: false })
    expect(kinds([missing], START + 6 * HOUR)).toEqual([])
    expect(kinds([missing], START + 8 * HOUR)).toEqual(['noFee call-000001'])
    const neverTold = call('call-000002', { phase: 'placed', outcome: 'ongoing', feeReceived: false })
    expect(kinds([neverTold])).toEqual(['noFee call-000002'])
  })

  it('a recording that was asked for and is not in the fee record of a talk', () => {
    expect(kinds([call('call-000001', { recording: 'absent', talkMs: talked() })])).toEqual([
      'noRecording call-000001',
    ])
  })

  it('no recording of a talk that was, or may have been, under three seconds', () => {
    const talk = (seconds: number) => call('call-000001', { recording: 'absent', talkMs: talked(seconds) })
    // Three seconds between times of whole seconds: 10.9 to 13.1 is two and a bit.
    for (const seconds of [0, 1, 2, 2.9, 3]) expect(kinds([talk(seconds)])).toEqual([])
    for (const seconds of [4, 5]) expect(kinds([talk(seconds)])).toEqual(['noRecording call-000001'])
  })

  const again = (id: string, seconds: number, more: Partial<Call> = {}) =>
    call(id, {
      b: { number: '+8613800000001', state: 'ended' },
      startedAt: must(START + seconds * 1000, isUtcMs, 'time'),
      ...more,
    })

  it('the same numbers called twice within a minute, once for each further call', () => {
    expect(kinds([again('call-00000a', 0), again('call-00000b', 20), again('call-00000c', 100)])).toEqual([
      'twins call-00000b',
    ])
  })

  it('a twin of a call that was looked at before these', () => {
    const [first, second] = [again('call-00000a', 0, { recording: 'absent' }), again('call-00000b', 59)]
    expect(findGaps([second], { now: START, before: [first] })).toEqual([
      { kind: 'twins', call: second, twin: first },
    ])
    expect(findGaps([again('call-00000c', 60)], { now: START, before: [first] })).toEqual([])
  })

  it('a private number dialled again is no twin, nor one of what is dialled from here', () => {
    const masked = { service: 'masked' } as const
    expect(kinds([again('x-000000001', 0, masked), again('x-000000002', 20, masked)])).toEqual([])
    expect(kinds([again('x-000000001', 0, masked), again('call-00000b', 20)])).toEqual([])
    expect(
      kinds([again('call-00000a', 0), again('x-000000001', 10, masked), again('call-00000b', 20)]),
    ).toEqual(['twins call-00000b'])
  })

  it('events of a call that was not placed from here', () => {
    expect(kinds([call('x-000000001')])).toEqual(['unknownCall x-000000001'])
  })

  it('a call to a private number is nobody’s to place', () => {
    expect(kinds([call('x-000000001', { service: 'masked' })])).toEqual([])
  })
})

describe('the request to the support', () => {
  it('names sessions and Beijing times of missing fee records, and no number', () => {
    const gaps = findGaps([call('call-000001', { feeReceived: false }), call('x-000000001')], {
      now: START + 9 * HOUR,
    })
    for (const language of ['zh-CN', 'en'] as const) {
      const text = repushRequest(gaps, language)
      expect(text).toContain('session-of-call-000001\t2026-03-01 11:15:01')
      expect(text).not.toContain('session-of-x')
      expect(text).not.toMatch(/\+86|138/)
    }
  })
})
