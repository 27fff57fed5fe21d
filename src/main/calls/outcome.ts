import type { LocalEvent } from '../../domain/calls/index.ts'
import { assertNever, type SessionId, type UtcMs } from '../../domain/values.ts'
import type { Outcome } from '../platform/index.ts'

/**
 * What a dial's answer says happened. Only an answer that says so, or the certainty that nothing was sent,
 * means that no phone rings; everything else is unknown.
 */
export function dialEvent(outcome: Outcome<{ sessionId: SessionId }>, at: UtcMs): LocalEvent {
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'dialAccepted', at, sessionId: outcome.value.sessionId }
    case 'refused': {
      const { resultcode, resultdesc, httpStatus } = outcome
      return { kind: 'dialRefused', at, resultcode, resultdesc, httpStatus }
    }
    case 'notSent':
      return { kind: 'dialNotSent', at, cause: outcome.cause }
    case 'lost':
      return { kind: 'dialAnswerLost', at, cause: outcome.cause }
    case 'garbled':
      // 404 means that there is no such service at this address (auth.md §2): nothing was placed.
      return outcome.httpStatus === 404
        ? { kind: 'dialNotSent', at, cause: 'address' }
        : { kind: 'dialAnswerLost', at, cause: 'garbled' }
    default:
      return assertNever(outcome)
  }
}
