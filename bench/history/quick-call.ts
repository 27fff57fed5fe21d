import { billCall } from '../../src/domain/billing/index.ts'
import { type Call, type FeeReported, type Leg, OUTCOME_BY_Q850 } from '../../src/domain/calls/index.ts'
import { isDurationMs, must } from '../../src/domain/values.ts'
import type { Made } from './calls.ts'

/**
 * What `reduceCall` makes of the few shapes of calls that `inventCalls` gives, ten times quicker.
 * `npm run bench -- history` compares the two on a sample before it loads anything.
 */
export function quickCall(made: Made, revision: number): Call {
  const request = made.events.find((event) => event.kind === 'dialRequested')
  const refused = made.events.find((event) => event.kind === 'dialRefused')
  const fee = made.events.find((event) => event.kind === 'fee')
  if (request !== undefined && refused !== undefined) {
    return {
      id: made.id,
      revision,
      profileId: request.profileId,
      service: 'callback',
      phase: 'refused',
      outcome: 'refused',
      startedAt: request.at,
      a: { number: request.caller, display: request.displayToCaller, state: 'idle' },
      b: { number: request.callee, display: request.displayToCallee, state: 'idle' },
      end: { at: refused.at, resultcode: refused.resultcode, httpStatus: refused.httpStatus },
      feeReceived: false,
      stopping: false,
      recording: 'none',
      settledByUser: false,
    }
  }
  if (fee?.endedAt === undefined || fee.outStartedAt === undefined) throw new Error('a shape not known here')
  const two = request !== undefined
  const { a, b } = legs(fee, two)
  const answeredAt = (b ?? a).answeredAt
  const unanswered =
    fee.teardownPoint === 8104 ? 'poweredOff' : OUTCOME_BY_Q850.get((b ?? a).failureCause ?? 0)
  return {
    id: made.id,
    revision,
    profileId: made.profileId,
    sessionId: fee.sessionId,
    service: two ? 'callback' : 'other',
    phase: 'ended',
    outcome: answeredAt === undefined ? (unanswered ?? 'cancelled') : 'answered',
    startedAt: fee.outStartedAt,
    a,
    ...(b === undefined ? {} : { b }),
    end: { at: fee.endedAt, teardownPoint: fee.teardownPoint },
    ...(answeredAt === undefined ? {} : { talkMs: must(fee.endedAt - answeredAt, isDurationMs, 'duration') }),
    billedMinutes: billCall(fee),
    feeReceived: true,
    stopping: false,
    recording: fee.recorded ? 'made' : two ? 'absent' : 'none',
    settledByUser: false,
  }
}

function legs(fee: FeeReported, two: boolean): { a: Leg; b: Leg | undefined } {
  const leg = (parts: Omit<Leg, 'state'>): Leg => ({
    ...parts,
    state: parts.answeredAt === undefined ? 'failed' : 'ended',
    endedAt: fee.endedAt,
  })
  const a = leg({
    number: fee.calleeNumber,
    display: fee.callerNumber,
    calledAt: fee.outStartedAt,
    ringingAt: fee.outRingingAt,
    ...(fee.outAnsweredAt === undefined ? {} : { answeredAt: fee.outAnsweredAt }),
    failureCause: fee.outFailureCause,
  })
  if (!two) return { a, b: undefined }
  const b = leg({
    number: fee.forwardNumber,
    display: fee.forwardDisplay,
    calledAt: fee.forwardStartedAt,
    ringingAt: fee.forwardRingingAt,
    ...(fee.forwardAnsweredAt === undefined ? {} : { answeredAt: fee.forwardAnsweredAt }),
    failureCause: fee.forwardFailureCause,
  })
  return { a, b }
}
