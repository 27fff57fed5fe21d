import { describe, expect, it } from 'vitest'
import causes from '../explain/codes/hangup-causes.json' with { type: 'json' }
import points from '../explain/codes/teardown-points.json' with { type: 'json' }
import { A, accepted, B, fee, pushes, reduce, request, status } from './example.ts'
import type { Call, CallEvent, FeeReported } from './index.ts'

describe('what became of a call', () => {
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
        'answered',
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

  const ended = (stateCode: number, called = B) => status('disconnect', '03:17:25', called, { stateCode })
  const onlyA = [request, accepted, ...pushes.slice(0, 2)]
  const talked = [request, accepted, ...pushes.slice(0, 6)]

  it.each<[string, CallEvent[], Call['outcome']]>([
    ['time limit after a talk', [...talked, ended(8010)], 'answered'],
    ['hung up by instruction after a talk', [...talked, ended(8017)], 'answered'],
    ['recording failed during the talk', [...talked, ended(8015)], 'answered'],
    ['normal end, answer push lost', [request, accepted, ...pushes.slice(0, 5), ended(0)], 'answered'],
    ['time limit, all other pushes lost', [request, ended(8010)], 'answered'],
    ['callee code, all other pushes lost', [request, ended(8101)], 'noAnswer'],
    ['callee code while the agent was called', [...onlyA, ended(8102, A)], 'callerFailed'],
    ['caller code', [...onlyA, ended(8108, A)], 'callerFailed'],
    ['stopped before the agent answered', [...onlyA, ended(8017, A)], 'cancelled'],
    ['frequency control before the agent answered', [...onlyA, ended(7003, A)], 'blocked'],
    ['a code of no table', [...talked.slice(0, 6), ended(9999)], 'failed'],
    ['a talk with a code of no table', [...talked, ended(9999)], 'answered'],
  ])('%s', (_what, events, outcome) => {
    expect(reduce(events).outcome).toBe(outcome)
  })

  it('is not a talk when the fee record has no answer, whatever the code', () => {
    const { forwardAnsweredAt, ...unanswered } = fee
    const events = [request, accepted, ...pushes.slice(0, 5), ended(0)]
    expect(reduce(events).outcome).toBe('answered')
    expect(reduce([...events, unanswered])).toMatchObject({
      outcome: 'cancelled',
      billedMinutes: { a: 3, b: 0 },
    })
  })

  const { outAnsweredAt, forwardStartedAt, forwardRingingAt, forwardAnsweredAt, ...agentFailed } = fee
  it.each<[Partial<FeeReported>, Call['outcome']]>([
    [{ outFailureCause: 17 }, 'callerFailed'],
    [{ outFailureCause: 19, forwardFailureCause: 0 }, 'callerFailed'],
    [{ teardownPoint: 514 }, 'callerFailed'],
    [{ teardownPoint: 519 }, 'callerFailed'],
    [{ teardownPoint: 516 }, 'cancelled'],
    [{ teardownPoint: 7004 }, 'blocked'],
    [{ outFailureCause: 38, teardownPoint: 518 }, 'callerFailed'],
    [{ sipStatus: 486 }, 'callerFailed'],
  ])('the agent was not reached: the fee record %o tells %s', (more, outcome) => {
    expect(reduce([{ ...agentFailed, recorded: false, ...more }]).outcome).toBe(outcome)
  })

  it('of a callback whose agent hung up before the customer was called is no talk', () => {
    const { forwardNumber, forwardDisplay, ...noSecondLeg } = agentFailed
    const call = reduce([{ ...noSecondLeg, outAnsweredAt: fee.outAnsweredAt ?? fee.at }])
    expect(call).toMatchObject({ service: 'callback', outcome: 'cancelled', b: { state: 'idle' } })
    expect(call.talkMs).toBeUndefined()
  })

  it("has an answer for every teardown point, and the platform's own point beats the network's cause", () => {
    const { forwardAnsweredAt: _, ...unanswered } = fee
    for (const { code } of points.values) {
      const teardownPoint = Number.parseInt(code, 10)
      expect(reduce([{ ...unanswered, teardownPoint }]).outcome, code).not.toMatch(/ongoing|unknown|answered/)
    }
    expect(reduce([{ ...unanswered, forwardFailureCause: 18, teardownPoint: 8104 }]).outcome).toBe(
      'poweredOff',
    )
    expect(reduce([{ ...unanswered, forwardFailureCause: 31, teardownPoint: 514 }]).outcome).toBe('noAnswer')
  })
})
