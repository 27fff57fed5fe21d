import { Refusal } from '../../contract/errors.ts'
import { assertNever } from '../../domain/values.ts'
import type { Outcome } from '../platform/index.ts'

/** The error a person sees when a request other than a dial did not succeed; `undefined` when it did. */
export function platformRefusal(outcome: Outcome<unknown>): Refusal | undefined {
  switch (outcome.kind) {
    case 'ok':
      return undefined
    case 'refused': {
      const params = { resultcode: outcome.resultcode, httpStatus: outcome.httpStatus }
      const wait = outcome.waitMs === undefined ? {} : { afterMs: outcome.waitMs }
      if (outcome.class === 'authentication' || outcome.class === 'locked') {
        return new Refusal('platform.authentication', { ...params, ...wait })
      }
      if (outcome.waitMs !== undefined) {
        return new Refusal('platform.busy', { ...params, ...wait }, { afterMs: outcome.waitMs })
      }
      return new Refusal('platform.refused', params)
    }
    case 'notSent':
      return outcome.cause === 'tls'
        ? new Refusal('platform.tls', { cause: outcome.cause }, 'now')
        : new Refusal('platform.unreachable', { cause: outcome.cause }, 'now')
    case 'lost':
      return new Refusal('platform.answerLost', { cause: outcome.cause }, 'now')
    case 'garbled':
      return new Refusal('platform.badAnswer', { httpStatus: outcome.httpStatus })
    default:
      return assertNever(outcome)
  }
}
