import { createHash } from 'node:crypto'
import type { Drift, Reconciliation } from '../../contract/bindings.ts'
import {
  type Binding,
  type BoundMode,
  type DriftKind,
  differences,
  type Observed,
  waysOf,
} from '../../domain/bindings/index.ts'
import type { ProfileId, UtcMs } from '../../domain/values.ts'
import type { Store } from '../store/index.ts'
import { type Asking, findBySubscription, findByX } from './lookup.ts'
import { knownNumbers, settleBinding } from './settle.ts'

const PAGE = 500
/** A life that ends about now may be over there and not yet here; it is no difference. */
const GRACE_MS = 120_000

export type Comparison = Pick<Reconciliation, 'here' | 'there' | 'notAsked' | 'drifts'>

const driftId = (kind: DriftKind, subject: string): string =>
  `${kind}-${createHash('sha256').update(subject).digest('hex').slice(0, 24)}`

/**
 * Compares the ledger of a profile with what the platform tells of each private number. What looks like a
 * difference is looked at once more on both sides before it is told, since bindings come and go meanwhile; what
 * the platform gave no usable answer for is told as such and never as missing.
 */
export async function compare(parts: {
  readonly store: Store
  readonly asking: Asking
  readonly clock: () => UtcMs
  readonly profileId: ProfileId
  readonly mode: BoundMode
  readonly pool: readonly string[]
  readonly progress: (done: number, total: number) => void
}): Promise<Comparison> {
  const { store, asking, clock, profileId, mode, pool } = parts
  /** Alive here, beyond doubt about its end. */
  const isAlive = (binding: Binding | undefined): binding is Binding =>
    binding?.state === 'active' &&
    binding.doubt === undefined &&
    (binding.expiresAt === undefined || binding.expiresAt > clock() + GRACE_MS)

  async function confirmDiffers(binding: Binding, item: Observed): Promise<Drift | undefined> {
    if (differences(binding, item, false).length === 0) return undefined
    const now = await store.binding(binding.id)
    if (!isAlive(now)) return undefined
    const again = await fresh(item.subscriptionId)
    if (again === undefined || again === 'failed') return undefined
    const fields = differences(now, again, mode === 'axe' && (await changedLives(now)))
    return fields.length === 0 ? undefined : drift('differs', { binding: now, item: again, fields })
  }

  async function confirmMissingThere(binding: Binding): Promise<Drift | undefined> {
    if (!isAlive(binding)) return undefined
    if (binding.subscriptionId === undefined) {
      const verdict = await settleBinding(binding, { store, asking, clock, pool })
      return verdict.kind === 'notThere' ? drift('missingThere', { binding }) : undefined
    }
    if ((await fresh(binding.subscriptionId)) !== undefined) return undefined
    const now = await store.binding(binding.id)
    return isAlive(now) ? drift('missingThere', { binding: now }) : undefined
  }

  async function confirmMissingHere(item: Observed): Promise<Drift | undefined> {
    const [known] = await store.bindingsOfSubscriptions([item.subscriptionId])
    if (known !== undefined && (known.state === 'active' || known.state === 'binding')) {
      // It is here: about to end, in doubt, or bound while we were asking.
      return undefined
    }
    const again = await fresh(item.subscriptionId)
    if (again === undefined || again === 'failed') return undefined
    const [now] = await store.bindingsOfSubscriptions([item.subscriptionId])
    if (now?.state === 'active') return undefined
    return drift('missingHere', { binding: now, item: again })
  }

  async function fresh(subscriptionId: string): Promise<Observed | undefined | 'failed'> {
    const found = await findBySubscription(asking, mode, subscriptionId)
    if (found.kind === 'failed') return 'failed'
    return found.items.find((one) => one.subscriptionId === subscriptionId)
  }

  async function changedLives(binding: Binding): Promise<boolean> {
    const events = await store.bindingEvents(binding.id)
    return events.some(
      (event) =>
        event.kind === 'modifyAnswered' && ('lifeS' in event.change || 'callbackLifeS' in event.change),
    )
  }

  function drift(
    kind: DriftKind,
    told: { binding?: Binding | undefined; item?: Observed; fields?: Drift['fields'] },
  ): Drift {
    const { binding, item, fields = [] } = told
    const subject = item?.subscriptionId ?? binding?.subscriptionId ?? binding?.id ?? ''
    const side = binding ?? item
    return {
      id: driftId(kind, subject),
      profileId,
      kind,
      mode,
      ...(binding === undefined ? {} : { bindingId: binding.id }),
      ...present({
        subscriptionId: item?.subscriptionId ?? binding?.subscriptionId,
        a: side?.a,
        b: side?.b,
        x: side?.x,
        extension: side?.extension,
      }),
      fields,
      ways: waysOf(kind, mode, fields),
    }
  }

  for (const unknown of await store.bindingsWith({ profileId, states: ['unknown'] })) {
    await settleBinding(unknown, { store, asking, clock, pool })
  }
  const numbers = [...new Set([...pool, ...(await knownNumbers(store, profileId, clock()))])].sort()
  const there = new Map<string, Observed>()
  const notAsked: string[] = []
  for (const [at, x] of numbers.entries()) {
    asking.signal?.throwIfAborted()
    parts.progress(at, numbers.length)
    const found = await findByX(asking, mode, x)
    if (found.kind === 'failed') notAsked.push(x)
    else for (const item of found.items) there.set(item.subscriptionId, item)
  }
  const drifts: Drift[] = []
  const told = new Set(there.keys())
  let here = 0
  for await (const binding of activeOf(store, profileId)) {
    here += 1
    const item = binding.subscriptionId === undefined ? undefined : there.get(binding.subscriptionId)
    if (item !== undefined) {
      there.delete(item.subscriptionId)
      const drift = await confirmDiffers(binding, item)
      if (drift !== undefined) drifts.push(drift)
    } else if (binding.x === undefined || !notAsked.includes(binding.x)) {
      const drift = await confirmMissingThere(binding)
      if (drift !== undefined) drifts.push(drift)
    }
  }
  for (const item of there.values()) {
    const drift = await confirmMissingHere(item)
    if (drift !== undefined) drifts.push(drift)
  }
  parts.progress(numbers.length, numbers.length)
  return { here, there: told.size, notAsked, drifts }
}

function present<T extends object>(value: T): T {
  const copy = { ...value }
  for (const [name, one] of Object.entries(copy)) if (one === undefined) Reflect.deleteProperty(copy, name)
  return copy
}

async function* activeOf(store: Store, profileId: ProfileId): AsyncIterable<Binding> {
  for (let after = -1; ; ) {
    const page = await store.activeBindings(profileId, after, PAGE)
    for (const { binding } of page) if (binding.state === 'active') yield binding
    const last = page.at(-1)
    if (last === undefined) return
    after = last.rank
  }
}
