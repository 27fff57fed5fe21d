/** What may become of a call. Those that begin with `caller` concern leg A of a callback. */
export const OUTCOMES = [
  'answered',
  'busy',
  'noAnswer',
  'rejected',
  'poweredOff',
  'unreachable',
  'notExist',
  'noDigits',
  'callerBusy',
  'callerNoAnswer',
  'callerRejected',
  'callerPoweredOff',
  'callerUnreachable',
  'callerNotExist',
  'callerHangsUp',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Party = 'caller' | 'callee' | 'platform'

/** What a test asks to become of a call. */
export type Wish = {
  readonly outcome: Outcome
  /** Talk after B's answer, or time on the line of a notification or verification callee. */
  readonly talkSeconds?: number
  /** Who ends an answered call; `platform` stands for a service exception (8020). */
  readonly hangUpBy?: Party
  /** Keys pressed by the callee of a notification, in one run; `-` and `,` are skipped. */
  readonly digits?: string
  /** Replaces the stateCode of the ending, e.g. 7002. */
  readonly stateCode?: number
}

/** How a leg fails: values of hangup-causes.json, q850.json and the SIP answer that goes with them. */
export type Failure = {
  readonly rings: boolean
  readonly callee: readonly [stateCode: number, stateDesc: string]
  readonly caller: readonly [stateCode: number, stateDesc: string]
  readonly cause: number
  readonly sip: number
}

export type FailureName = 'busy' | 'noAnswer' | 'rejected' | 'poweredOff' | 'unreachable' | 'notExist'

export const FAILURES: Readonly<Record<FailureName, Failure>> = {
  busy: {
    rings: false,
    callee: [8102, 'The callee is busy.'],
    caller: [8108, 'The caller is busy.'],
    cause: 17,
    sip: 486,
  },
  noAnswer: {
    rings: true,
    callee: [8101, 'No answer.'],
    caller: [8107, 'The caller does not answer.'],
    cause: 19,
    sip: 480,
  },
  rejected: {
    rings: true,
    callee: [8004, 'The user hangs up while ringing.'],
    caller: [8111, 'The caller hangs up or is out of service.'],
    cause: 21,
    sip: 603,
  },
  poweredOff: {
    rings: false,
    callee: [8104, 'The callee is powered off.'],
    caller: [8110, 'The caller is powered off.'],
    cause: 20,
    sip: 480,
  },
  unreachable: {
    rings: false,
    callee: [8103, 'The callee is temporarily unreachable.'],
    caller: [8109, 'The caller is temporarily unreachable.'],
    cause: 18,
    sip: 408,
  },
  notExist: {
    rings: false,
    callee: [8100, 'The callee number does not exist.'],
    caller: [8106, 'The caller number does not exist.'],
    cause: 1,
    sip: 404,
  },
}

const CALLEE_FAILURES: ReadonlyMap<string, FailureName> = new Map([
  ['busy', 'busy'],
  ['noAnswer', 'noAnswer'],
  ['rejected', 'rejected'],
  ['poweredOff', 'poweredOff'],
  ['unreachable', 'unreachable'],
  ['notExist', 'notExist'],
])
const CALLER_FAILURES: ReadonlyMap<string, FailureName> = new Map([
  ['callerBusy', 'busy'],
  ['callerNoAnswer', 'noAnswer'],
  ['callerRejected', 'rejected'],
  ['callerPoweredOff', 'poweredOff'],
  ['callerUnreachable', 'unreachable'],
  ['callerNotExist', 'notExist'],
])

/** @returns how the callee's leg fails under this outcome, if it does */
export const calleeFailure = (outcome: Outcome): FailureName | undefined => CALLEE_FAILURES.get(outcome)
/** @returns how leg A of a callback fails under this outcome, if it does */
export const callerFailure = (outcome: Outcome): FailureName | undefined => CALLER_FAILURES.get(outcome)

/** Last digits of the callee that decide when no script does (docs/simulator.md). */
const DEFAULT_OUTCOMES: readonly (readonly [ending: string, outcome: Outcome])[] = [
  ['9001', 'busy'],
  ['9002', 'noAnswer'],
  ['9003', 'rejected'],
  ['9004', 'poweredOff'],
  ['9005', 'unreachable'],
  ['9006', 'notExist'],
  ['9007', 'callerNoAnswer'],
  ['9008', 'noDigits'],
]

/** What becomes of a call when nobody says: the last digits of the callee decide. */
export function defaultWish(callee: string): Wish {
  const row = DEFAULT_OUTCOMES.find(([ending]) => callee.endsWith(ending))
  return { outcome: row?.[1] ?? 'answered' }
}
