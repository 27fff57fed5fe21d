import type { Binding, BoundMode, Observed } from '../../domain/bindings/index.ts'
import { assertNever } from '../../domain/values.ts'
import {
  type Account,
  type Outcome,
  type Platform,
  type PlatformRequest,
  queryAx,
  queryAxb,
  queryAxe,
  queryAxeOfX,
  queryAxyb,
} from '../platform/index.ts'
import { saysNotThere } from './requests.ts'

/** What the platform tells when it is asked. `failed` carries the outcome that was of no use. */
export type Found =
  | { readonly kind: 'found'; readonly items: readonly Observed[] }
  | { readonly kind: 'failed'; readonly outcome: Outcome<unknown> }

export type Asking = {
  readonly platform: Pick<Platform, 'perform'>
  readonly account: Account
  readonly note: (outcome: Outcome<unknown>) => Promise<void>
  readonly signal?: AbortSignal | undefined
  /** Waits for the turn of a request, for those that ask much. */
  readonly turn?: () => Promise<void>
}

async function ask<T>(asking: Asking, request: PlatformRequest<T>): Promise<Outcome<T>> {
  await asking.turn?.()
  const outcome = await asking.platform.perform(asking.account, request, asking.signal)
  await asking.note(outcome)
  return outcome
}

async function listed(
  asking: Asking,
  request: PlatformRequest<{ readonly items: readonly Observed[] }>,
): Promise<Found> {
  const outcome = await ask(asking, request)
  if (outcome.kind === 'ok') return { kind: 'found', items: outcome.value.items }
  return saysNotThere(outcome) ? { kind: 'found', items: [] } : { kind: 'failed', outcome }
}

/** The binding of a subscription id. */
export async function findBySubscription(
  asking: Asking,
  mode: BoundMode,
  subscriptionId: string,
): Promise<Found> {
  switch (mode) {
    case 'axb':
      return listed(asking, queryAxb({ subscriptionId }))
    case 'ax':
      return listed(asking, queryAx({ subscriptionId }))
    case 'axyb':
      return listed(asking, queryAxyb(asking.account.appKey, { subscriptionId }))
    case 'axe': {
      const outcome = await ask(asking, queryAxe({ subscriptionId }))
      if (outcome.kind === 'ok') return { kind: 'found', items: [outcome.value] }
      return saysNotThere(outcome) ? { kind: 'found', items: [] } : { kind: 'failed', outcome }
    }
    default:
      return assertNever(mode)
  }
}

const PAGE = 100
const MOST_PAGES = 1000

/** Everything on a private number, all pages of it. */
export async function findByX(asking: Asking, mode: BoundMode, x: string): Promise<Found> {
  switch (mode) {
    case 'ax':
      return listed(asking, queryAx({ x }))
    case 'axyb':
      return listed(asking, queryAxyb(asking.account.appKey, { x }))
    case 'axb': {
      const items: Observed[] = []
      for (let pageIndex = 1; pageIndex <= MOST_PAGES; pageIndex += 1) {
        const page = await listed(asking, queryAxb({ x, pageIndex, pageSize: PAGE }))
        if (page.kind === 'failed') return page
        items.push(...page.items)
        if (page.items.length < PAGE) break
      }
      return { kind: 'found', items }
    }
    case 'axe': {
      const items: Observed[] = []
      let cursor: string | undefined
      for (let count = 0; count < MOST_PAGES; count += 1) {
        const outcome = await ask(asking, queryAxeOfX(x, cursor, PAGE))
        if (saysNotThere(outcome)) break
        if (outcome.kind !== 'ok') return { kind: 'failed', outcome }
        items.push(...outcome.value.items)
        const { next } = outcome.value
        if (next === undefined || next === cursor || outcome.value.items.length === 0) break
        cursor = next
      }
      return { kind: 'found', items }
    }
    default:
      return assertNever(mode)
  }
}

/**
 * Bindings of the parties of one whose answer was lost.
 *
 * @param candidates private numbers it may have been given
 */
export async function findByParties(
  asking: Asking,
  binding: Binding,
  candidates: readonly string[],
): Promise<Found> {
  const same = (one: Observed) =>
    one.a === binding.a &&
    one.b === binding.b &&
    (binding.extension === undefined || one.extension === binding.extension) &&
    (binding.x === undefined || one.x === binding.x)
  if (binding.mode === 'ax') {
    const found = await listed(asking, queryAx({ a: binding.a }))
    return found.kind === 'failed' ? found : { kind: 'found', items: found.items.filter(same) }
  }
  for (const x of candidates) {
    const { a, b } = binding
    const found =
      binding.mode === 'axb' && b !== undefined
        ? await listed(asking, queryAxb({ x, a, b }))
        : await findByX(asking, binding.mode, x)
    if (found.kind === 'failed') return found
    const items = found.items.filter(same)
    if (items.length > 0) return { kind: 'found', items }
  }
  return { kind: 'found', items: [] }
}
