import type { CallOutcome } from '../calls/index.ts'
import type { CallId } from '../values.ts'
import { type Attempt, type RetryReason, verdictOf } from './attempt.ts'

export type RowState = 'waiting' | 'calling' | 'unknown' | 'done' | 'skipped' | 'stopped'

export type Policy = {
  /** Calls at most, the first included. */
  readonly attempts: number
  /** Pause before the next call, minutes; an absent reason is not tried again. */
  readonly afterMinutes: Readonly<Partial<Record<RetryReason, number>>>
  /** How many digits the last content that collects any asks for; absent: none does. */
  readonly digits?: number | undefined
  readonly rules: readonly Rule[]
}

export type Rule = {
  readonly digits: string
  readonly tag?: string | undefined
  readonly callBack: boolean
}

/** What the attempts of a row make of it. */
export type RowResult = {
  readonly state: Exclude<RowState, 'skipped'>
  /** Of the last attempt that is over. */
  readonly outcome?: CallOutcome | undefined
  /** When it may be called again, milliseconds. Only of one that waits. */
  readonly dueAt?: number
  /** Attempts that rang, or may have. */
  readonly attempts: number
  readonly digits?: string | undefined
  readonly tag?: string | undefined
  readonly callBack: boolean
  readonly callId?: CallId | undefined
}

/** A short rest before a row whose attempt did not count, so that it is not the very next one again. */
const REST_MS = 5000

/**
 * The state of a row, from all of its attempts: pure, and the same whatever order their news came in. A push that
 * comes late changes the attempt it belongs to, and with it the row.
 *
 * @param attempts the first first
 * @param over the campaign was stopped: nothing waits any more
 */
export function rowAfter(attempts: readonly Attempt[], policy: Policy, over: boolean): RowResult {
  const asksDigits = policy.digits !== undefined
  const verdicts = attempts.map((attempt) => verdictOf(attempt, asksDigits))
  const last = attempts.at(-1)
  const verdict = verdicts.at(-1)
  const final = attempts.findLast((_attempt, at) => verdicts[at]?.is === 'final')
  const ended = attempts.findLast(({ phase }) => phase === 'ended' || phase === 'refused')
  const counted = verdicts.filter(({ is }) => is !== 'uncounted').length
  const digits = attempts.findLast((attempt) => (attempt.digits ?? '') !== '')?.digits
  const pressed = digits === undefined ? undefined : lastCollected(digits, policy.digits ?? 1)
  const rule = policy.rules.find((one) => one.digits === pressed)
  const facts = {
    outcome: (final ?? ended)?.outcome,
    attempts: counted,
    digits,
    tag: rule?.tag,
    callBack: rule?.callBack ?? false,
    callId: last?.callId,
  }
  if (verdicts.some(({ is }) => is === 'open')) return { ...facts, state: 'calling' }
  if (verdicts.some(({ is }) => is === 'unknown')) return { ...facts, state: 'unknown' }
  const due = last === undefined || verdict === undefined ? 0 : dueAfter(last, verdict, counted, policy)
  // News of an earlier attempt may come late, and be better than those of the last.
  if (due === undefined || final !== undefined) return { ...facts, state: 'done' }
  return over ? { ...facts, state: 'stopped' } : { ...facts, state: 'waiting', dueAt: due }
}

/** When the next call is due; `undefined` when there is none. */
function dueAfter(
  last: Attempt,
  verdict: ReturnType<typeof verdictOf>,
  counted: number,
  policy: Policy,
): number | undefined {
  const since = last.overAt ?? last.at
  if (counted >= policy.attempts) return undefined
  if (verdict.is === 'uncounted') return since + REST_MS
  if (verdict.is !== 'retriable') return undefined
  const minutes = policy.afterMinutes[verdict.reason]
  return minutes === undefined ? undefined : since + minutes * 60_000
}

/**
 * The digits of the last collection. Pushes tell them by collection, the fee record key by key, both with dashes
 * between (voice-call.md §7); so many keys from the end are the last collection in either.
 */
export function lastCollected(digits: string, count: number): string {
  return digits.replace(/-/g, '').slice(-count)
}
