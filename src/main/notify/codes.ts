import { randomInt } from 'node:crypto'
import { maskCode } from '../../domain/notify/index.ts'
import type { CallId, UtcMs } from '../../domain/values.ts'
import type { Outcome } from '../platform/index.ts'

/** As long as a verification code usually holds. */
const KEPT_MS = 10 * 60_000

/** A code of so many digits that nobody can guess; it may begin with naughts. */
export const newCode = (digits: number): string =>
  randomInt(0, 10 ** digits)
    .toString()
    .padStart(digits, '0')

/**
 * The codes of this run, in memory and nowhere else: so long that a person can compare what the callee heard,
 * never in the log, the database or an event.
 */
export function createCodes(clock: () => UtcMs) {
  const codes = new Map<CallId, { readonly code: string; readonly until: number }>()
  const sweep = () => {
    for (const [callId, { until }] of codes) if (until <= clock()) codes.delete(callId)
  }
  return {
    keep(callId: CallId, code: string) {
      sweep()
      codes.set(callId, { code, until: clock() + KEPT_MS })
    },
    of(callId: CallId): string | undefined {
      sweep()
      return codes.get(callId)?.code
    },
  }
}

/** What the platform says of a request may repeat a part of it; the log keeps that, and so must not hold the code. */
export function withoutCode<T>(outcome: Outcome<T>, code: string): Outcome<T> {
  if (outcome.kind !== 'refused') return outcome
  return { ...outcome, resultdesc: outcome.resultdesc.replaceAll(code, maskCode(code.length)) }
}
