import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CallPhase } from '../../contract/calls.ts'
import { isUtcMs, must } from '../values.ts'
import { A, accepted, at, B, fee, pushes, reduce, request, sessionId, status, X } from './example.ts'
import { type CallEvent, timelineOf } from './index.ts'

describe('any order, any repetition', () => {
  const story: readonly CallEvent[] = [
    request,
    accepted,
    ...pushes,
    fee,
    { kind: 'stopRequested', at: at('03:17:20') },
    { kind: 'stopAnswered', at: at('03:17:21'), resultcode: '0' },
    { kind: 'dialAnswerLost', at: at('03:15:30'), cause: 'timeout' },
    { kind: 'settled', at: at('03:16:30'), verdict: 'notPlaced' },
    status('disconnect', '03:17:26', B, { stateCode: 8010 }),
    status('collectInfo', '03:16:05', B, { digits: '1' }),
    { ...fee, at: at('03:17:26'), endedAt: at('03:17:26') },
  ]
  const time = fc.integer({ min: 0, max: 200 }).map((s) => must(at('03:15:00') + s * 1000, isUtcMs, 'time'))
  const arbitraryStatus = fc.record({
    kind: fc.constant('status' as const),
    at: time,
    sessionId: fc.constant(sessionId),
    event: fc.constantFrom('callout', 'alerting', 'answer', 'collectInfo', 'disconnect', 'callin'),
    caller: fc.constantFrom(X, A),
    called: fc.constantFrom(A, B, X),
    stateCode: fc.constantFrom(0, 8101, 8010, 7001),
  })
  const arbitraryFee = fc
    .record({
      at: time,
      serviceType: fc.constantFrom('001', '002'),
      calleeNumber: fc.constantFrom(A, B),
      outStartedAt: time,
      outRingingAt: time,
      outAnsweredAt: time,
      forwardNumber: fc.constantFrom(A, B),
      forwardStartedAt: time,
      forwardAnsweredAt: time,
      endedAt: time,
      teardownPoint: fc.constantFrom(0, 514, 8104),
      forwardFailureCause: fc.constantFrom(0, 17, 31),
    })
    .chain((whole) => fc.subarray(Object.entries(whole)).map((some) => Object.fromEntries(some)))
    .chain((some) =>
      fc.record({ recorded: fc.boolean(), at: time }).map(({ recorded, at }): CallEvent => {
        return { kind: 'fee', sessionId, recorded, at, ...some }
      }),
    )
  const localEvent: fc.Arbitrary<CallEvent> = fc.oneof(
    fc.record({ kind: fc.constant('dialAccepted' as const), at: time, sessionId: fc.constant(sessionId) }),
    fc.record({ kind: fc.constant('dialAnswerLost' as const), at: time, cause: fc.constant('cut') }),
    fc.record({ kind: fc.constant('dialNotSent' as const), at: time, cause: fc.constant('dns') }),
    fc.record({
      kind: fc.constant('settled' as const),
      at: time,
      verdict: fc.constantFrom('placed' as const, 'notPlaced' as const),
    }),
    fc.record({ kind: fc.constant('stopRequested' as const), at: time }),
    fc.record({
      kind: fc.constant('stopAnswered' as const),
      at: time,
      resultcode: fc.constantFrom('0', '1010001'),
    }),
  )
  const anyEvent = fc.oneof(arbitraryStatus, arbitraryFee, localEvent, fc.constantFrom(...story))
  const anyEvents = fc.array(anyEvent, {
    minLength: 1,
    maxLength: 14,
  })

  const outcomesOfTheRequest: readonly CallEvent[] = [
    accepted,
    { kind: 'dialRefused', at: at('03:15:02'), resultcode: '1010023', httpStatus: 403, resultdesc: '' },
    { kind: 'dialNotSent', at: at('03:15:02'), cause: 'dns' },
    { kind: 'dialAnswerLost', at: at('03:15:02'), cause: 'cut' },
  ]

  /** A set of events, and the same set shuffled with repetitions. */
  const disturbed = anyEvents.chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc
        .array(fc.nat({ max: events.length - 1 }), { maxLength: 12 })
        .map((extra) => [...events, ...extra.flatMap((index) => events[index] ?? [])])
        .chain((doubled) =>
          fc.shuffledSubarray(doubled, { minLength: doubled.length, maxLength: doubled.length }),
        ),
    ),
  )

  it('ends in the same call and the same timeline', () => {
    fc.assert(
      fc.property(disturbed, ([events, shuffled]) => {
        expect(reduce(shuffled)).toEqual(reduce(events))
        const received = (list: readonly CallEvent[]) =>
          list.map((event) => ({ event, receivedAt: at('04:00:00') }))
        expect(timelineOf(received(shuffled))).toEqual(timelineOf(received(events)))
      }),
      { numRuns: 500 },
    )
  })

  it('never reopens a call that has ended', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (events, later) => {
        if (reduce(events).phase === 'ended' && !reduce(events).settledByUser) {
          expect(reduce([...events, ...later]).phase).toBe('ended')
        }
      }),
    )
  })

  it('holds only JSON values', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const call = reduce(events)
        expect(JSON.parse(JSON.stringify(call))).toEqual(call)
      }),
    )
  })

  it('is a part of the documented call, whatever pushes were lost', () => {
    const whole = reduce([request, accepted, ...pushes, fee])
    fc.assert(
      fc.property(fc.shuffledSubarray([accepted, ...pushes]), (arrived) => {
        const call = reduce([fee, ...arrived, request])
        const { end, ...rest } = call
        const { end: wholeEnd, ...wholeRest } = whole
        expect(rest).toEqual(wholeRest)
        expect(wholeEnd).toMatchObject(end ?? {})
      }),
    )
  })

  it('reaches every phase, and tells more than "ongoing" only once it is over or in doubt', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.subarray([...story, ...outcomesOfTheRequest]), (events) => {
        const call = reduce(events)
        seen.add(call.phase)
        expect(call.outcome === 'ongoing').toBe(['dialling', 'placed', 'live'].includes(call.phase))
        expect(call.stopping && call.phase === 'ended').toBe(false)
      }),
      { numRuns: 200 },
    )
    for (const event of outcomesOfTheRequest) seen.add(reduce([request, event]).phase)
    seen.add(reduce([request]).phase)
    seen.add(reduce([request, ...pushes.slice(0, 2)]).phase)
    expect([...seen].sort()).toEqual([...CallPhase.options].sort())
  })
})
