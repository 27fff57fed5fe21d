import type { CallOutcome, Leg } from './call.ts'
import { wasCalled } from './legs.ts'

/**
 * Hang-up causes of the disconnect push (codes/hangup-causes.json) for a call whose customer did not answer.
 * The causes of the sister product that can only mean one thing are here too.
 */
const BY_STATE_CODE: ReadonlyMap<number, CallOutcome> = new Map([
  [0, 'cancelled'],
  [7001, 'blocked'],
  [7002, 'blocked'],
  [7003, 'blocked'],
  [7004, 'blocked'],
  [7005, 'blocked'],
  [7108, 'failed'],
  [7109, 'failed'],
  [7500, 'blocked'],
  [7501, 'cancelled'],
  [7502, 'cancelled'],
  [7503, 'rejected'],
  [7504, 'rejected'],
  [7505, 'failed'],
  [7506, 'unreachable'],
  [7507, 'failed'],
  [7508, 'failed'],
  [7516, 'cancelled'],
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
  [8013, 'failed'],
  [8014, 'failed'],
  [8015, 'failed'],
  [8016, 'blocked'],
  [8017, 'cancelled'],
  [8018, 'failed'],
  [8019, 'failed'],
  [8020, 'failed'],
  [8022, 'failed'],
  [8023, 'blocked'],
  [8024, 'blocked'],
  [8025, 'badNumber'],
  [8030, 'failed'],
  [8031, 'failed'],
  [8032, 'failed'],
  [8033, 'cancelled'],
  [8035, 'noAnswer'],
  [8042, 'blocked'],
  [8043, 'blocked'],
  [8047, 'blocked'],
  [8048, 'blocked'],
  [8049, 'blocked'],
  [8050, 'blocked'],
  [8055, 'failed'],
  [8056, 'blocked'],
  [8057, 'blocked'],
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
  [513, 'noAnswer'],
  [514, 'noAnswer'],
  [515, 'rejected'],
  [516, 'cancelled'],
  [518, 'unreachable'],
  [519, 'callerFailed'],
  [520, 'callerFailed'],
  [521, 'cancelled'],
  [528, 'blocked'],
  [530, 'cancelled'],
  [539, 'cancelled'],
  [540, 'cancelled'],
  [550, 'callerFailed'],
  [551, 'callerFailed'],
  [552, 'cancelled'],
  [553, 'cancelled'],
  [1001, 'cancelled'],
  [1002, 'cancelled'],
  [1003, 'cancelled'],
])

/** Causes of a failed leg by ITU-T Q.850. */
export const OUTCOME_BY_Q850: ReadonlyMap<number, CallOutcome> = new Map([
  [1, 'badNumber'],
  [2, 'unreachable'],
  [3, 'unreachable'],
  [17, 'busy'],
  [18, 'noAnswer'],
  [19, 'noAnswer'],
  [20, 'unreachable'],
  [21, 'rejected'],
  [22, 'badNumber'],
  [27, 'unreachable'],
  [28, 'badNumber'],
  [102, 'noAnswer'],
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
  /** The fee record came, so that a missing answer time means that nobody answered. */
  readonly feeKnown: boolean
  /** The leg that the disconnect push names. */
  readonly namedLeg?: 'a' | 'b' | undefined
  /** Somebody called a private number: the first leg was not placed by the platform. */
  readonly incoming?: boolean | undefined
}

/** Causes that only a call that was answered ends with: normal hang-up, time limit. */
const AFTER_ANSWER: ReadonlySet<number | undefined> = new Set([0, 8010])

/** What is said of "the callee"; of the agent when the agent's leg was the one in progress. */
const OF_THE_PHONE_CALLED: ReadonlySet<CallOutcome> = new Set([
  'noAnswer',
  'busy',
  'rejected',
  'poweredOff',
  'unreachable',
  'badNumber',
])

/**
 * What became of a call that is over. Answered is decided by the answer time of the customer's leg, never by a
 * code of the fee record (numbers-and-billing.md §2). While the fee record is out, a disconnect that only follows
 * a talk proves one: the push of the answer may have been lost and is never repeated. Why nobody answered is told
 * by the disconnect first, then by the most telling code of the fee record.
 */
export function endedOutcome(a: Leg, b: Leg | undefined, end: EndFacts): CallOutcome {
  if ((b ?? a).answeredAt !== undefined) return 'answered'
  if (!end.feeKnown && AFTER_ANSWER.has(end.stateCode)) return 'answered'
  const ofAgent = end.incoming !== true && b !== undefined && agentNotReached(a, b, end)
  const told = toldOutcome(end, (ofAgent ? a : (b ?? a)).failureCause)
  if (ofAgent) return OF_THE_PHONE_CALLED.has(told) ? 'callerFailed' : told
  // A service of one leg has no agent: its only phone is the customer's.
  return b === undefined && told === 'callerFailed' ? 'unreachable' : told
}

/** A callback whose first leg nobody took: the customer was not called, whatever the code says of "callee". */
function agentNotReached(a: Leg, b: Leg, end: EndFacts): boolean {
  if (a.answeredAt !== undefined || wasCalled(b)) return false
  if (end.feeKnown) return true
  return end.namedLeg === 'a' || (end.namedLeg === undefined && wasCalled(a))
}

function toldOutcome(end: EndFacts, q850: number | undefined): CallOutcome {
  const byState = end.stateCode === undefined ? undefined : BY_STATE_CODE.get(end.stateCode)
  if (byState !== undefined && end.stateCode !== 0) return byState
  // Points of 7000 and above are the platform's own causes and say more than what the network answered.
  const byOwnPoint =
    end.teardownPoint === undefined || end.teardownPoint === 0
      ? undefined
      : BY_STATE_CODE.get(end.teardownPoint)
  if (byOwnPoint !== undefined) return byOwnPoint
  const byCause = q850 === undefined ? undefined : OUTCOME_BY_Q850.get(q850)
  const bySip = end.sipStatus === undefined ? undefined : BY_SIP.get(end.sipStatus)
  return byCause ?? bySip ?? byPoint(end.teardownPoint) ?? byState ?? 'failed'
}

/** Points of 400-699 are SIP codes unless they have a row of their own; 0 is a normal release. */
function byPoint(point: number | undefined): CallOutcome | undefined {
  if (point === undefined) return undefined
  if (point === 0) return 'cancelled'
  return BY_TEARDOWN.get(point) ?? BY_SIP.get(point) ?? 'failed'
}
