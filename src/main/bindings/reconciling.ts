import { randomUUID } from 'node:crypto'
import type { Drift } from '../../contract/bindings.ts'
import { Reconciliation } from '../../contract/bindings.ts'
import { Refusal } from '../../contract/errors.ts'
import {
  type Binding,
  type BindTerms,
  changeToOurs,
  type DriftWay,
  isBoundMode,
  termsOf,
} from '../../domain/bindings/index.ts'
import {
  assertNever,
  isBindingId,
  must,
  type ProfileId,
  type RequestId,
  type SubscriptionId,
  type UtcMs,
} from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Platform } from '../platform/index.ts'
import { type ProfileAccess, platformRefusal, type Ready } from '../profiles/index.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'
import type { Tasks } from '../tasks/index.ts'
import { accountOf } from './account-of.ts'
import type { Acts } from './acts.ts'
import type { MaskingProfile } from './board.ts'
import { type Asking, findBySubscription } from './lookup.ts'
import { compare } from './reconcile.ts'
import { unbindRequest } from './requests.ts'

const keyOf = (profileId: ProfileId) => `reconciliation.${profileId}`

/** What kept an attempt from becoming a binding, as a person is told of it. */
function whyNotBound({ state, problem }: Binding): Refusal | undefined {
  if (state === 'active') return undefined
  const { resultcode, httpStatus = 0, cause = 'aborted' } = problem ?? {}
  if (resultcode !== undefined) return new Refusal('platform.refused', { resultcode, httpStatus })
  return state === 'unknown'
    ? new Refusal('platform.answerLost', { cause }, 'now')
    : new Refusal('platform.unreachable', { cause }, 'now')
}

/** Comparisons of the ledger with the platform: one at a time for a profile, the last one kept. */
export async function createReconciling(options: {
  store: Store
  platform: Platform
  profiles: ProfileAccess
  tasks: Tasks
  audit: Audit['record']
  publish: Publish
  clock: () => UtcMs
  language: () => 'zh-CN' | 'en'
  acts: Acts
  askingOf: (ready: Ready, more?: Partial<Asking>) => Asking
  profileOf: (id: ProfileId) => Promise<MaskingProfile>
  bind: (input: { requestId: RequestId; profileId: ProfileId; terms: BindTerms }) => Promise<Binding>
  /** Requests a second. */
  pace: () => number
}) {
  const { store, profiles, publish, clock, acts } = options
  const all = new Map<ProfileId, Reconciliation>()
  for (const { id } of await store.profiles()) {
    const kept = Reconciliation.safeParse(await store.setting(keyOf(id))).data
    // One that a stop cut short found nothing that could be relied upon.
    if (kept !== undefined) all.set(id, kept.state === 'running' ? { ...kept, state: 'cancelled' } : kept)
  }

  async function keep(reconciliation: Reconciliation): Promise<Reconciliation> {
    all.set(reconciliation.profileId, reconciliation)
    await store.saveSetting(keyOf(reconciliation.profileId), reconciliation)
    publish({ name: 'bindings.reconciled', payload: reconciliation })
    return reconciliation
  }

  /** A turn for each request, so that a comparison does not starve everybody else. */
  function turns(): () => Promise<void> {
    let next = performance.now()
    return async () => {
      const now = performance.now()
      next = Math.max(next, now) + 1000 / options.pace()
      const wait = next - now - 1000 / options.pace()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  async function start(profileId: ProfileId): Promise<Reconciliation> {
    const running = all.get(profileId)
    if (running?.state === 'running') return running
    const { mode, pool } = await options.profileOf(profileId)
    if (!isBoundMode(mode)) throw new Refusal('profile.wrongService', { service: mode })
    const ready = await profiles.ready(profileId, { service: mode, purpose: 'dial' })
    const empty: Reconciliation = {
      profileId,
      at: clock(),
      state: 'running',
      here: 0,
      there: 0,
      notAsked: [],
      drifts: [],
    }
    const before = all.get(profileId)
    all.set(profileId, empty)
    const taskId = options.tasks.start({ kind: 'reconciliation', params: {} }, async (handle) => {
      try {
        const asking = options.askingOf(ready, { signal: handle.signal, turn: turns() })
        const progress = (done: number, total: number) => handle.progress({ done, total })
        const found = await compare({ store, asking, clock, profileId, mode, pool, progress })
        await keep({ ...empty, ...found, at: clock(), state: 'done' })
      } catch (problem) {
        const cancelled = handle.signal.aborted
        const { code, params, retry } =
          problem instanceof Refusal ? problem : new Refusal(cancelled ? 'cancelled' : 'internal')
        const error = inWords({ code, params, retry }, options.language())
        await keep({
          ...empty,
          state: cancelled ? 'cancelled' : 'failed',
          error,
          drifts: before?.drifts ?? [],
        })
        throw problem
      }
      return undefined
    })
    return keep({ ...empty, taskId })
  }

  function driftOf(profileId: ProfileId, driftId: string): Drift {
    const drift = all.get(profileId)?.drifts.find(({ id }) => id === driftId)
    if (drift === undefined || (drift.mended !== undefined && drift.mended.error === undefined)) {
      throw new Refusal('drift.notFound')
    }
    return drift
  }

  async function bindingOf(drift: Drift): Promise<Binding> {
    const binding = drift.bindingId === undefined ? undefined : await store.binding(drift.bindingId)
    if (binding === undefined) throw new Refusal('binding.notFound')
    return binding
  }

  /** What the platform says now; the comparison may be old. */
  async function observed(drift: Drift, ready: Ready) {
    const { subscriptionId = '' } = drift
    const found = await findBySubscription(options.askingOf(ready), drift.mode, subscriptionId)
    if (found.kind === 'failed') throw platformRefusal(found.outcome) ?? new Refusal('platform.badAnswer')
    const item = found.items.find((one) => one.subscriptionId === subscriptionId)
    if (item === undefined) throw new Refusal('drift.notFound')
    return item
  }

  async function carryOut(drift: Drift, way: DriftWay, requestId: RequestId, ready: Ready): Promise<void> {
    const { profileId } = drift
    switch (way) {
      case 'forget':
        await acts.append((await bindingOf(drift)).id, [{ kind: 'notSeen', at: clock() }])
        return
      case 'bindAgain': {
        const binding = await bindingOf(drift)
        const terms = termsOf(binding)
        if (terms === undefined) throw new Refusal('binding.notAcceptable', { field: 'x' })
        await acts.append(binding.id, [{ kind: 'notSeen', at: clock() }])
        const problem = whyNotBound(await options.bind({ requestId, profileId, terms }))
        if (problem !== undefined) throw problem
        return
      }
      case 'adopt': {
        const id = must(randomUUID(), isBindingId, 'binding id')
        const met = await store.meetBinding(id, profileId, await observed(drift, ready), clock())
        await acts.append(met.id, [])
        return
      }
      case 'unbindThere': {
        const subscriptionId: SubscriptionId | undefined = drift.subscriptionId
        if (subscriptionId === undefined) throw new Refusal('drift.notFound')
        const request = unbindRequest(ready.account, drift.mode, subscriptionId)
        const outcome = await options.platform.perform(ready.account, request)
        await ready.note(outcome)
        const params = { ...accountOf(drift), outcome: outcome.kind }
        await options.audit({ action: 'binding.unbound', subject: subscriptionId, params })
        const refusal = platformRefusal(outcome)
        if (refusal !== undefined) throw refusal
        return
      }
      case 'takeTheirs': {
        const binding = await bindingOf(drift)
        const item = await observed(drift, ready)
        await acts.append(binding.id, [{ kind: 'taken', at: clock(), observed: item }])
        return
      }
      case 'pushOurs': {
        const binding = await bindingOf(drift)
        const change = changeToOurs(binding, drift.fields)
        if (change === undefined || binding.subscriptionId === undefined) throw new Refusal('drift.notFound')
        const act = await acts.modify(ready, binding, binding.subscriptionId, change)
        const { outcome } = act
        const params = accountOf(act.binding)
        await options.audit({ action: 'binding.changed', subject: binding.id, params })
        const refusal = platformRefusal(outcome)
        if (refusal !== undefined) throw refusal
        return
      }
      default:
        assertNever(way)
    }
  }

  return {
    start,
    all: () => [...all.values()],
    orphans: (profileId: ProfileId, number: string): number =>
      all
        .get(profileId)
        ?.drifts.filter(
          (drift) => drift.kind === 'missingHere' && drift.x === number && drift.mended === undefined,
        ).length ?? 0,
    async mend(input: {
      readonly requestId: RequestId
      readonly profileId: ProfileId
      readonly driftId: string
      readonly way: DriftWay
    }): Promise<Drift> {
      const { profileId, driftId, way } = input
      const drift = driftOf(profileId, driftId)
      if (!drift.ways.includes(way)) throw new Refusal('drift.notFound')
      const ready = await profiles.ready(profileId, { service: drift.mode, purpose: 'dial' })
      await carryOut(drift, way, input.requestId, ready)
      const mended: Drift = { ...drift, mended: { way, at: clock() } }
      const kept = all.get(profileId)
      if (kept !== undefined) {
        await keep({ ...kept, drifts: kept.drifts.map((one) => (one.id === driftId ? mended : one)) })
      }
      return mended
    },
  }
}
