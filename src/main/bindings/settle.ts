import type { Binding, Observed } from '../../domain/bindings/index.ts'
import type { ProfileId, UtcMs } from '../../domain/values.ts'
import type { Outcome } from '../platform/index.ts'
import type { Store } from '../store/index.ts'
import { type Asking, type Found, findByParties, findBySubscription } from './lookup.ts'

export type Verdict =
  | { readonly kind: 'there' | 'notThere' | 'undecided'; readonly binding: Binding }
  | { readonly kind: 'failed'; readonly outcome: Outcome<unknown> }

/**
 * Asks the platform about one binding and writes down what it says. Nothing is bound by it, so it may be done as
 * often as one likes.
 *
 * @param pool the private numbers of the application; without them a binding whose X the platform picked cannot
 * always be found
 */
export async function settleBinding(
  binding: Binding,
  parts: {
    readonly store: Store
    readonly asking: Asking
    readonly clock: () => UtcMs
    readonly pool: readonly string[]
  },
): Promise<Verdict> {
  const { store, asking, clock, pool } = parts
  const { subscriptionId } = binding
  if (subscriptionId !== undefined) {
    const found = await findBySubscription(asking, binding.mode, subscriptionId)
    if (found.kind === 'failed') return found
    const item = found.items.find((one) => one.subscriptionId === subscriptionId)
    return write(item, true)
  }
  const known = await knownNumbers(store, binding.profileId, clock())
  const candidates = binding.x === undefined ? [...new Set([...pool, ...known])] : [binding.x]
  const found: Found = await findByParties(asking, binding, candidates)
  if (found.kind === 'failed') return found
  // The same parties may be bound elsewhere too: what another entry of the ledger has is not this one.
  const others = await store.bindingsOfSubscriptions(found.items.map((one) => one.subscriptionId))
  const free = found.items.find(
    (one) => !others.some((other) => other.subscriptionId === one.subscriptionId && other.id !== binding.id),
  )
  return write(free, binding.mode === 'ax' || binding.x !== undefined || pool.length > 0)

  async function write(item: Observed | undefined, decided: boolean): Promise<Verdict> {
    const at = clock()
    if (item !== undefined) {
      const seen = await store.appendBinding(binding.id, [{ kind: 'seen', at, observed: item }])
      return { kind: 'there', binding: seen }
    }
    if (!decided) return { kind: 'undecided', binding }
    return { kind: 'notThere', binding: await store.appendBinding(binding.id, [{ kind: 'notSeen', at }]) }
  }
}

/** Private numbers of a profile that its bindings have told of. */
export async function knownNumbers(store: Store, profileId: ProfileId, now: UtcMs): Promise<string[]> {
  const loads = await store.numberLoads(now)
  return loads.filter((load) => load.profileId === profileId).map(({ number }) => number)
}
