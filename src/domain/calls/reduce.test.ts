import { describe, expect, it } from 'vitest'
import { A, accepted, at, B, fee, id, pushes, reduce, request, sessionId, status, X } from './example.ts'
import { type Call, type CallEvent, reduceCall } from './index.ts'

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

  it('takes id and revision by themselves or with the profile whose address was pushed to', () => {
    expect(reduceCall(id, 7, [...pushes, fee])).toEqual(reduceCall({ id, revision: 7 }, [fee, ...pushes]))
    const profileId = request.profileId
    expect(reduceCall({ id, revision: 1, profileId }, pushes).profileId).toBe(profileId)
    expect(reduceCall(id, 1, pushes).profileId).toBeUndefined()
  })

  it('with its fee record alone is complete', () => {
    expect(reduce([fee])).toMatchObject({
      phase: 'ended',
      outcome: 'answered',
      service: 'callback',
      startedAt: at('03:15:02'),
      a: { number: A, display: X, state: 'ended', ringingAt: at('03:15:06'), endedAt: at('03:17:25') },
      b: { number: B, display: X, state: 'ended', ringingAt: at('03:15:15'), endedAt: at('03:17:25') },
      talkMs: 124_000,
      billedMinutes: { a: 3, b: 3 },
      recording: 'made',
    })
  })

  it('fills the gaps of either source from the other, and takes the earlier of both', () => {
    const { outRingingAt, ...gap } = fee
    const late = { ...gap, outAnsweredAt: at('03:15:12') }
    const call = reduce([request, late, ...pushes.filter((push) => push.event !== 'callout')])
    expect(call.a).toMatchObject({
      calledAt: at('03:15:02'),
      ringingAt: at('03:15:06'),
      answeredAt: at('03:15:11'),
    })
    expect(call.billedMinutes).toEqual({ a: 3, b: 3 })
  })

  it('does not believe a push whose time cannot be', () => {
    const early = status('answer', '03:10:00', B)
    const after = status('alerting', '03:59:00', B)
    const call = reduce([request, fee, early, after])
    expect(call.b).toMatchObject({ ringingAt: at('03:15:15'), answeredAt: at('03:15:21') })
    // With nothing better it is shown as it was told.
    const end = status('disconnect', '03:17:25', B, { stateCode: 8101 })
    expect(reduce([request, accepted, pushes[3] ?? fee, after, end]).b?.ringingAt).toBe(at('03:59:00'))
  })

  it('shows the agent talking once the customer is called, even if that push was lost', () => {
    const call = reduce([request, accepted, ...pushes.slice(0, 2), ...pushes.slice(3, 5)])
    expect([call.a.state, call.b?.state]).toEqual(['talking', 'ringing'])
  })

  it('of others whose first pushes were lost still has the agent on the first leg', () => {
    // The answer of A and the callout of B carry the same second.
    const seen = pushes.slice(2)
    for (const events of [seen, [...seen].reverse()]) {
      expect(reduce(events)).toMatchObject({ a: { number: A }, b: { number: B } })
    }
    // The same call the other way round: no luck with the order of the numbers themselves.
    const swapped = seen.map((push) => ({ ...push, called: push.called === A ? B : A }))
    expect(reduce(swapped)).toMatchObject({ a: { number: B }, b: { number: A } })
  })

  it('of one leg does not gain a second from the number in the disconnect', () => {
    const oneLeg = [
      status('callout', '03:15:02', B),
      status('disconnect', '03:16:00', X, { stateCode: 8101 }),
    ]
    expect(reduce(oneLeg).b).toBeUndefined()
    expect(reduce(oneLeg)).toMatchObject({ service: 'other', outcome: 'noAnswer' })
  })

  it('that collected digits is a notification', () => {
    const digits = status('collectInfo', '03:15:40', B, { digits: '1' })
    expect(reduce([status('callout', '03:15:02', B), digits])).toMatchObject({
      service: 'notification',
      digits: '1',
    })
  })

  it('began when it was asked for or first called, whichever is earlier', () => {
    expect(reduce([{ ...request, at: at('03:15:05') }, ...pushes]).startedAt).toBe(at('03:15:02'))
    expect(reduce([pushes[6] ?? fee]).startedAt).toBe(at('03:17:25'))
  })

  it('that is settled by a person stays so only until something is told', () => {
    const lost: CallEvent = { kind: 'dialAnswerLost', at: at('03:15:02'), cause: 'timeout' }
    const settled: CallEvent = { kind: 'settled', at: at('03:20:00'), verdict: 'notPlaced' }
    expect(reduce([request, lost, settled])).toMatchObject({ settledByUser: true, phase: 'notPlaced' })
    expect(reduce([request, lost, settled, fee])).toMatchObject({ settledByUser: false, phase: 'ended' })
    expect(reduce([request, lost, settled, accepted])).toMatchObject({
      settledByUser: false,
      phase: 'placed',
    })
  })

  it('stays ended when pushes come late', () => {
    const end = status('disconnect', '03:16:00', A, { stateCode: 8107 })
    const call = reduce([request, accepted, end, status('alerting', '03:16:30', A)])
    expect(call).toMatchObject({ phase: 'ended', outcome: 'callerFailed', end: { at: at('03:16:00') } })
  })
})
