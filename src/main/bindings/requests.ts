import type { Answered, Binding, BindingChange, BindTerms } from '../../domain/bindings/index.ts'
import { assertNever } from '../../domain/values.ts'
import {
  type Account,
  type BoundAnswer,
  bindAx,
  bindAxb,
  bindAxe,
  bindAxyb,
  modifyAx,
  modifyAxb,
  modifyAxe,
  type Outcome,
  type PlatformRequest,
  unbindAx,
  unbindAxb,
  unbindAxe,
  unbindAxyb,
} from '../platform/index.ts'

/** The request of each act by the mode of its binding. */

export function bindRequest(account: Account, terms: BindTerms): PlatformRequest<BoundAnswer> {
  switch (terms.mode) {
    case 'axb':
      return bindAxb(terms)
    case 'ax':
      return bindAx(terms)
    case 'axe':
      return bindAxe(terms)
    case 'axyb':
      return bindAxyb(account.appKey, terms)
    default:
      return assertNever(terms)
  }
}

export function modifyRequest(
  subscriptionId: string,
  change: BindingChange,
  known: Binding['settings'],
): PlatformRequest<true> {
  switch (change.mode) {
    case 'axb':
      return modifyAxb(subscriptionId, change)
    case 'ax':
      return modifyAx(subscriptionId, change)
    case 'axe':
      return modifyAxe(subscriptionId, change, known)
    default:
      return assertNever(change)
  }
}

/** The whole binding. A pair of AXYB is unbound by its own request, which always names the pair. */
export function unbindRequest(
  account: Account,
  mode: Binding['mode'],
  subscriptionId: string,
): PlatformRequest<true> {
  switch (mode) {
    case 'axb':
      return unbindAxb({ subscriptionId })
    case 'ax':
      return unbindAx({ subscriptionId })
    case 'axe':
      return unbindAxe({ subscriptionId })
    case 'axyb':
      return unbindAxyb(account.appKey, subscriptionId, 'everything')
    default:
      return assertNever(mode)
  }
}

/**
 * What an outcome says happened. Only an answer that says so, or the certainty that nothing was sent, means that
 * nothing changed at the platform; everything else is lost.
 */
export function answeredBy<T, V extends object>(outcome: Outcome<T>, value: (value: T) => V): Answered<V> {
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'ok', ...value(outcome.value) }
    case 'refused': {
      const { resultcode, httpStatus, resultdesc } = outcome
      return { kind: 'refused', resultcode, httpStatus, resultdesc }
    }
    case 'notSent':
      return { kind: 'notSent', cause: outcome.cause }
    case 'lost':
      return { kind: 'lost', cause: outcome.cause }
    case 'garbled':
      // 404 means that there is no such service at this address (auth.md §2): nothing was done.
      return outcome.httpStatus === 404
        ? { kind: 'notSent', cause: 'address' }
        : { kind: 'lost', cause: 'garbled' }
    default:
      return assertNever(outcome)
  }
}

/** Answers to a query or an unbinding by which the platform says that there is no such binding. */
const NOT_THERE: ReadonlySet<string> = new Set(['1012007', '1016001', '1011004'])
export const saysNotThere = (outcome: Outcome<unknown>): boolean =>
  outcome.kind === 'refused' && NOT_THERE.has(outcome.resultcode)
