import type { CallOutcome, Leg } from './call.ts'

/** Hang-up causes of the disconnect push (codes/hangup-causes.json, voice-call ones). */
const BY_STATE_CODE: ReadonlyMap<number, CallOutcome> = new Map([
  [0, 'cancelled'],
  [7001, 'blocked'],
  [7002, 'blocked'],
  [7003, 'blocked'],
  [7004, 'blocked'],
  [7108, 'failed'],
  [7109, 'failed'],
  [8000, 'failed'],
  [8001, 'unreachable'],
  [8002, 'unreachable'],
  [8003, 'noAnswer'],
  [8004, 'rejected'],
  [8005, 'failed'],
  [8006, 'failed'],
  [8007, 'failed'],
  [8008, 'failed'],
  [8009, 'cancelled'],
  [8010, 'cancelled'],
  [8012, 'failed'],
  [8015, 'failed'],
  [8017, 'cancelled'],
  [8018, 'failed'],
  [8020, 'failed'],
  [8100, 'badNumber'],
  [8101, 'noAnswer'],
  [8102, 'busy'],
  [8103, 'unreachable'],
  [8104, 'poweredOff'],
  [8105, 'rejected'],
  [8106, 'callerFailed'],
  [8107, 'callerFailed'],
  [8108, 'callerFailed'],
  [8109, 'callerFailed'],
  [8110, 'callerFailed'],
  [8111, 'callerFailed'],
])

/** Teardown points of the fee record that tell more than "failed" (codes/teardown-points.json). */
const BY_TEARDOWN: ReadonlyMap<number, CallOutcome> = new Map([
  [514, 'noAnswer'],
  [515, 'rejected'],
  [516, 'cancelled'],
  [518, 'unreachable'],
  [521, 'cancelled'],
  [528, 'blocked'],
  [530, 'cancelled'],
  [552, 'cancelled'],
  [553, 'cancelled'],
  [1003, 'cancelled'],
])

/** Causes of a failed leg by ITU-T Q.850. */
const BY_Q850: ReadonlyMap<number, CallOutcome> = new Map([
  [1, 'badNumber'],
  [3, 'unreachable'],
  [17, 'busy'],
  [18, 'noAnswer'],
  [19, 'noAnswer'],
  [20, 'unreachable'],
  [21, 'rejected'],
  [22, 'badNumber'],
  [27, 'unreachable'],
  [28, 'badNumber'],
])

/** SIP status codes (RFC 3261 §21) of a failed leg. */
const BY_SIP: ReadonlyMap<number, CallOutcome> = new Map([
  [403, 'blocked'],
  [404, 'badNumber'],
  [408, 'noAnswer'],
  [410, 'badNumber'],
  [480, 'unreachable'],
  [484, 'badNumber'],
  [486, 'busy'],
  [487, 'cancelled'],
  [600, 'busy'],
  [603, 'rejected'],
  [604, 'badNumber'],
])

export type EndFacts = {
  readonly stateCode?: number | undefined
  readonly teardownPoint?: number | undefined
  readonly sipStatus?: number | undefined
}

/**
 * What became of a call that is over. Answered is decided by the answer time of the customer's leg, never
 * by a code (numbers-and-billing.md §2); why it was not, by the most telling code there is.
 */
export function endedOutcome(a: Leg, b: Leg | undefined, end: EndFacts): CallOutcome {
  const customer = b ?? a
  if (customer.answeredAt !== undefined) return 'answered'
  const told = toldOutcome(end, customer.failureCause ?? a.failureCause)
  // A callback whose first leg nobody took: the customer was not called, whatever the code says of "callee".
  const agentNotReached = b !== undefined && a.answeredAt === undefined && b.calledAt === undefined
  return agentNotReached && told !== 'blocked' && told !== 'failed' && told !== 'cancelled'
    ? 'callerFailed'
    : told
}

function toldOutcome(end: EndFacts, q850: number | undefined): CallOutcome {
  const byState = end.stateCode === undefined ? undefined : BY_STATE_CODE.get(end.stateCode)
  if (byState !== undefined && end.stateCode !== 0) return byState
  const byCause = q850 === undefined ? undefined : BY_Q850.get(q850)
  const bySip = end.sipStatus === undefined ? undefined : BY_SIP.get(end.sipStatus)
  const point = end.teardownPoint
  const byPoint = point === undefined || point === 0 ? undefined : pointOutcome(point)
  return byCause ?? bySip ?? byPoint ?? byState ?? 'failed'
}

/** Points of 7000 and above are the hang-up causes; 400-699 are SIP codes unless they have a row of their own. */
function pointOutcome(point: number): CallOutcome {
  return BY_TEARDOWN.get(point) ?? BY_STATE_CODE.get(point) ?? BY_SIP.get(point) ?? 'failed'
}
