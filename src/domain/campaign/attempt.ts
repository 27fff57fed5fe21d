import type { Call, CallOutcome, Phase } from '../calls/index.ts'
import { resultClass } from '../explain/result-class.ts'
import type { CallId, UtcMs } from '../values.ts'

/** What is known of one attempt of a row: what a rule may turn on, and nothing more of its call. */
export type Attempt = {
  readonly callId: CallId
  /** When it was claimed. */
  readonly at: UtcMs
  readonly phase: Phase
  readonly outcome: CallOutcome
  /** When it was known to be over, by our own clock: the platform's may differ. */
  readonly overAt?: UtcMs | undefined
  readonly stateCode?: number | undefined
  readonly resultcode?: string | undefined
  readonly httpStatus?: number | undefined
  readonly digits?: string | undefined
  /** A person said to wait no longer for news of it. */
  readonly givenUp: boolean
}

/** @param overAt when it was known to be over; only of one that is */
export const attemptOf = (
  call: Call,
  { at, overAt, givenUp }: Pick<Attempt, 'at' | 'overAt' | 'givenUp'>,
): Attempt => ({
  callId: call.id,
  at,
  phase: call.phase,
  outcome: call.outcome,
  overAt: call.end === undefined ? undefined : overAt,
  stateCode: call.end?.stateCode,
  resultcode: call.end?.resultcode,
  httpStatus: call.end?.httpStatus,
  digits: call.digits,
  givenUp,
})

export type RetryReason =
  | 'busy'
  | 'noAnswer'
  | 'rejected'
  | 'poweredOff'
  | 'unreachable'
  | 'failed'
  | 'noDigits'

/** Callee-side refusals: the others of their class concern every callee (codes/result-codes.json). */
const OF_THE_CALLEE: ReadonlySet<string> = new Set([
  '1013004',
  '1013011',
  '1013111',
  '1013112',
  '1013117',
  '1012004',
  '1012005',
])

/** State codes with which the platform itself turned a call away before it rang (codes/hangup-causes.json). */
const TURNED_AWAY: ReadonlySet<number> = new Set([7001, 7002, 7003, 7108, 7109, 8012, 8018])

const RETRIED: ReadonlySet<CallOutcome> = new Set([
  'busy',
  'noAnswer',
  'rejected',
  'poweredOff',
  'unreachable',
  'failed',
])

const isRetryReason = (outcome: CallOutcome): outcome is Exclude<RetryReason, 'noDigits'> =>
  RETRIED.has(outcome)

export type Verdict =
  /** It goes on. */
  | { readonly is: 'open' }
  /** Its answer was lost: nobody knows. */
  | { readonly is: 'unknown' }
  /** No phone rang, for a reason that has nothing to do with this callee: it does not count. */
  | { readonly is: 'uncounted' }
  | { readonly is: 'retriable'; readonly reason: RetryReason }
  | { readonly is: 'final' }

/**
 * What an attempt means for its row. A refusal for authentication, parameters or blocking is never a reason to
 * try again; one that concerns the whole application leaves the row to be called when a person goes on.
 *
 * @param asksDigits whether digits are collected, so that an answer without any may be tried again
 */
export function verdictOf(attempt: Attempt, asksDigits: boolean): Verdict {
  const { phase, outcome, stateCode } = attempt
  switch (phase) {
    case 'dialling':
    case 'placed':
    case 'live':
      return attempt.givenUp ? { is: 'final' } : { is: 'open' }
    case 'unknown':
      return attempt.givenUp ? { is: 'final' } : { is: 'unknown' }
    case 'notPlaced':
      return { is: 'uncounted' }
    case 'refused':
      return refusalVerdict(attempt)
    case 'ended':
      if (outcome === 'answered') {
        const silent = asksDigits && (attempt.digits ?? '') === ''
        return silent ? { is: 'retriable', reason: 'noDigits' } : { is: 'final' }
      }
      if (stateCode !== undefined && TURNED_AWAY.has(stateCode)) return { is: 'uncounted' }
      return isRetryReason(outcome) ? { is: 'retriable', reason: outcome } : { is: 'final' }
  }
}

function refusalVerdict({ resultcode, httpStatus }: Attempt): Verdict {
  if (resultcode === undefined || OF_THE_CALLEE.has(resultcode)) return { is: 'final' }
  switch (resultClass(resultcode, httpStatus).class) {
    case 'parameter':
    case 'unknown':
    case 'ok':
      return OF_EVERYBODY.has(resultcode) ? { is: 'uncounted' } : { is: 'final' }
    default:
      return { is: 'uncounted' }
  }
}

/** Parameter errors that every row would meet: the number shown, the template (codes/result-codes.json). */
const OF_EVERYBODY: ReadonlySet<string> = new Set(['1010023', '1012001', '1012002', '1012003', '1012006'])

export const concernsEverybody = (resultcode: string): boolean => OF_EVERYBODY.has(resultcode)
export const concernsCallee = (resultcode: string): boolean => OF_THE_CALLEE.has(resultcode)
