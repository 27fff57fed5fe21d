import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Call as ContractCall, TimelineEntry as ContractEntry } from '../../contract/calls.ts'
import causes from '../explain/codes/hangup-causes.json' with { type: 'json' }
import { parsePlatformTime } from '../time/index.ts'
import { isCallId, isE164, isProfileId, isRequestId, isSessionId, isUtcMs, must } from '../values.ts'
import {
  type Call,
  type CallEvent,
  callIdFromUserData,
  correlationToken,
  type DialRequested,
  type FeeReported,
  recordingDeadline,
  recordingPlace,
  reduceCall,
  type StatusReported,
  timelineOf,
} from './index.ts'

const id = must('call-0001', isCallId, 'id')
const sessionId = must('1200_417_4294967295_20260301031502@callenabler01.example.com', isSessionId, 'session')
const A = must('+8613500001111', isE164, 'number')
const B = must('+8613900002222', isE164, 'number')
const X = must('+8675528000111', isE164, 'number')
const at = (clock: string) => must(parsePlatformTime(`2026-03-01 ${clock}`) ?? -1, isUtcMs, 'time')

const request: DialRequested = {
  kind: 'dialRequested',
  at: at('03:15:01'),
  requestId: must('request-0001', isRequestId, 'id'),
  profileId: must('profile-0001', isProfileId, 'id'),
  caller: A,
  callee: B,
  displayToCaller: X,
  displayToCallee: X,
  options: { record: true, maxDurationMinutes: 0, playPreVoice: false, calleeMedia: 'all' },
}
const accepted: CallEvent = { kind: 'dialAccepted', at: at('03:15:02'), sessionId }
const status = (
  event: string,
  clock: string,
  called: string,
  more: Partial<StatusReported> = {},
): StatusReported => ({
  kind: 'status',
  at: at(clock),
  sessionId,
  event,
  caller: X,
  called,
  ...more,
})
/** The example of voice-call.md §6 and §7: answered, recorded, hung up by the agent. */
const pushes: readonly StatusReported[] = [
  status('callout', '03:15:02', A),
  status('alerting', '03:15:06', A),
  status('answer', '03:15:11', A),
  status('callout', '03:15:11', B),
  status('alerting', '03:15:15', B),
  status('answer', '03:15:21', B),
  status('disconnect', '03:17:25', A, {
    stateCode: 0,
    stateDesc: 'The user releases the call.',
    partyType: 'caller',
  }),
]
const fee: FeeReported = {
  kind: 'fee',
  at: at('03:17:25'),
  sessionId,
  callerNumber: X,
  calleeNumber: A,
  forwardDisplay: X,
  forwardNumber: B,
  outStartedAt: at('03:15:02'),
  outRingingAt: at('03:15:06'),
  outAnsweredAt: at('03:15:11'),
  outFailureCause: 0,
  forwardStartedAt: at('03:15:11'),
  forwardRingingAt: at('03:15:15'),
  forwardAnsweredAt: at('03:15:21'),
  forwardFailureCause: 0,
  endedAt: at('03:17:25'),
  teardownPoint: 0,
  sipStatus: 0,
  recorded: true,
  recordingObject: '260301031521_12_0087.wav',
  recordingDomain: 'recstore01.example.com',
  serviceType: '002',
}
const reduce = (events: readonly CallEvent[]): Call => reduceCall({ id, revision: 1 }, events)

describe('a call from its events', () => {
  it('is the whole story of the documented example', () => {
    expect(reduce([request, accepted, ...pushes, fee])).toMatchObject({
      phase: 'ended',
      outcome: 'answered',
      service: 'callback',
      sessionId,
      startedAt: at('03:15:01'),
      a: { number: A, display: X, state: 'ended', calledAt: at('03:15:02'), answeredAt: at('03:15:11') },
      b: { number: B, display: X, state: 'ended', ringingAt: at('03:15:15'), answeredAt: at('03:15:21') },
      end: { at: at('03:17:25'), stateCode: 0, party: 'caller' },
      talkMs: 124_000,
      billedMinutes: { a: 3, b: 3 },
      feeReceived: true,
      recording: 'made',
    })
  })

  it('follows both legs live', () => {
    const states = [1, 2, 3, 4, 5, 6].map((count) => {
      const call = reduce([request, accepted, ...pushes.slice(0, count)])
      return [call.phase, call.a.state, call.b?.state]
    })
    expect(states).toEqual([
      ['live', 'calling', 'idle'],
      ['live', 'ringing', 'idle'],
      ['live', 'talking', 'idle'],
      ['live', 'talking', 'calling'],
      ['live', 'talking', 'ringing'],
      ['live', 'talking', 'talking'],
    ])
  })

  it.each<[string, CallEvent[], Call['phase'], Call['outcome']]>([
    ['only asked for', [request], 'dialling', 'ongoing'],
    ['accepted', [request, accepted], 'placed', 'ongoing'],
    [
      'refused',
      [
        request,
        { kind: 'dialRefused', at: at('03:15:02'), resultcode: '1010023', httpStatus: 403, resultdesc: '' },
      ],
      'refused',
      'refused',
    ],
    [
      'never sent',
      [request, { kind: 'dialNotSent', at: at('03:15:02'), cause: 'refused' }],
      'notPlaced',
      'notPlaced',
    ],
    [
      'answer lost',
      [request, { kind: 'dialAnswerLost', at: at('03:15:02'), cause: 'timeout' }],
      'unknown',
      'unknown',
    ],
    [
      'lost, then said not to have rung',
      [
        request,
        { kind: 'dialAnswerLost', at: at('03:15:02'), cause: 'timeout' },
        { kind: 'settled', at: at('03:20:00'), verdict: 'notPlaced' },
      ],
      'notPlaced',
      'notPlaced',
    ],
    [
      'lost, then said to have rung',
      [
        request,
        { kind: 'dialAnswerLost', at: at('03:15:02'), cause: 'timeout' },
        { kind: 'settled', at: at('03:20:00'), verdict: 'placed' },
      ],
      'ended',
      'unknown',
    ],
    [
      'lost and denied by a person, but a push proves it',
      [
        request,
        { kind: 'dialAnswerLost', at: at('03:15:02'), cause: 'timeout' },
        { kind: 'settled', at: at('03:20:00'), verdict: 'notPlaced' },
        status('callout', '03:15:02', A),
      ],
      'live',
      'ongoing',
    ],
    ['known by its fee record alone', [fee], 'ended', 'answered'],
    ['known by its pushes alone', [...pushes], 'ended', 'answered'],
  ])('%s', (_what, events, phase, outcome) => {
    expect(reduce(events)).toMatchObject({ phase, outcome })
  })

  it('of others is told apart by the called numbers', () => {
    const call = reduce([...pushes].reverse())
    expect(call).toMatchObject({ service: 'callback', a: { number: A }, b: { number: B } })
    expect(call.billedMinutes).toBeUndefined()
    expect(call.talkMs).toBe(124_000)
  })

  it('with one leg is priced on that leg', () => {
    const {
      forwardNumber,
      forwardDisplay,
      forwardAnsweredAt,
      forwardStartedAt,
      forwardRingingAt,
      ...oneLeg
    } = fee
    const call = reduce([{ ...oneLeg, serviceType: '001', keysPath: '1-2', recorded: false }])
    expect(call).toMatchObject({
      service: 'other',
      outcome: 'answered',
      billedMinutes: { a: 3, b: 0 },
      digits: '1-2',
    })
    expect(call.b).toBeUndefined()
  })

  const failedOnB = (stateCode: number) => [
    request,
    accepted,
    ...pushes.slice(0, 4),
    status('disconnect', '03:16:00', B, { stateCode }),
  ]

  it('has an outcome for every documented voice-call code', () => {
    const reached = new Set(
      causes
        .filter((row) => row.services.includes('voice-call'))
        .map((row) => {
          const { outcome } = reduce(failedOnB(row.code))
          expect(outcome, String(row.code)).not.toBe('ongoing')
          return outcome
        }),
    )
    expect([...reached].sort()).toEqual(
      [
        'badNumber',
        'blocked',
        'busy',
        'callerFailed',
        'cancelled',
        'failed',
        'noAnswer',
        'poweredOff',
        'rejected',
        'unreachable',
      ].sort(),
    )
  })

  it.each([
    [8101, 'noAnswer'],
    [8102, 'busy'],
    [8104, 'poweredOff'],
    [8100, 'badNumber'],
    [8004, 'rejected'],
    [8017, 'cancelled'],
    [7004, 'blocked'],
  ])('that ended with %i was %s', (code, outcome) => {
    expect(reduce(failedOnB(code)).outcome).toBe(outcome)
  })

  it('whose first leg nobody took never blames the customer', () => {
    const call = reduce([
      request,
      accepted,
      pushes[0] ?? fee,
      status('disconnect', '03:16:00', A, { stateCode: 8101 }),
    ])
    expect(call.outcome).toBe('callerFailed')
  })

  it.each<[Partial<FeeReported>, Call['outcome']]>([
    [{ forwardFailureCause: 17 }, 'busy'],
    [{ forwardFailureCause: 19 }, 'noAnswer'],
    [{ forwardFailureCause: 0, sipStatus: 480 }, 'unreachable'],
    [{ forwardFailureCause: 0, teardownPoint: 8104 }, 'poweredOff'],
    [{ forwardFailureCause: 0, teardownPoint: 486 }, 'busy'],
    [{ forwardFailureCause: 0, teardownPoint: 542 }, 'failed'],
  ])('without any push, the fee record %o tells %s', (more, outcome) => {
    const { forwardAnsweredAt, ...unanswered } = fee
    expect(reduce([request, { ...unanswered, ...more }]).outcome).toBe(outcome)
  })

  it('is stopping from the wish until the end, or until the platform refuses', () => {
    const live = [request, accepted, ...pushes.slice(0, 6)]
    const asked: CallEvent = { kind: 'stopRequested', at: at('03:16:00') }
    const answer = (resultcode: string): CallEvent => ({
      kind: 'stopAnswered',
      at: at('03:16:01'),
      resultcode,
    })
    expect(reduce([...live, asked]).stopping).toBe(true)
    expect(reduce([...live, asked, answer('0')]).stopping).toBe(true)
    expect(reduce([...live, asked, answer('1010001')]).stopping).toBe(false)
    expect(reduce([...live, asked, answer('0'), ...pushes]).stopping).toBe(false)
  })

  it('says whether a recording was made', () => {
    expect(reduce([request, accepted]).recording).toBe('requested')
    expect(reduce([request, { ...fee, recorded: false }]).recording).toBe('absent')
    expect(reduce([{ ...request, options: { ...request.options, record: false } }]).recording).toBe('none')
    expect(recordingPlace([fee])).toMatchObject({ object: fee.recordingObject, domain: fee.recordingDomain })
    expect(recordingPlace([{ ...fee, recorded: false }])).toBeUndefined()
    expect(recordingDeadline(at('03:17:25')) - at('03:17:25')).toBe(604_800_000)
  })

  it('finds its way back from the echoed user data', () => {
    expect(callIdFromUserData(correlationToken(id))).toBe(id)
    for (const foreign of [undefined, '', 'order-88213', 'vd.', 'vd.{}']) {
      expect(callIdFromUserData(foreign)).toBeUndefined()
    }
  })
})

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
  const anyEvents = fc.array(fc.oneof(arbitraryStatus, fc.constantFrom(...story)), {
    minLength: 1,
    maxLength: 14,
  })

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
})

describe('the shape', () => {
  it('is what the contract promises', () => {
    expectTypeOf<Call>().toExtend<ContractCall>()
    expectTypeOf(timelineOf([])).items.toExtend<ContractEntry>()
  })
})

describe('the timeline', () => {
  it('tells what happened in order, with the leg', () => {
    const entries = timelineOf(
      [fee, ...pushes, accepted, request, request].map((event) => ({ event, receivedAt: at('04:00:00') })),
    )
    expect(entries.map((entry) => [entry.kind, entry.leg])).toEqual([
      ['dialRequested', undefined],
      ['dialAccepted', undefined],
      ['callout', 'a'],
      ['alerting', 'a'],
      ['answer', 'a'],
      ['callout', 'b'],
      ['alerting', 'b'],
      ['answer', 'b'],
      ['disconnect', 'a'],
      ['fee', undefined],
    ])
  })
})
