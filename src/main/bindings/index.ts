import { BindingPolicy } from '../../contract/bindings.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { BindingFinding } from '../../domain/bindings/index.ts'
import {
  atTime,
  type Binding,
  type BindTerms,
  checkChange,
  checkPair,
  checkTemporaryCallee,
  historyOf,
  stops,
} from '../../domain/bindings/index.ts'
import type { BindingId, ProfileId, RequestId, UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Platform } from '../platform/index.ts'
import { type ProfileAccess, platformRefusal, type Ready } from '../profiles/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'
import type { Tasks } from '../tasks/index.ts'
import { accountOf } from './account-of.ts'
import { type Acts, createActs } from './acts.ts'
import { checkWithLedger, type MaskingProfile, maskingProfiles, privateNumbers } from './board.ts'
import type { Asking } from './lookup.ts'
import { createReconciling } from './reconciling.ts'
import { settleBinding } from './settle.ts'

export type { Acts } from './acts.ts'
export type { Asking } from './lookup.ts'
export { settleBinding } from './settle.ts'

export type Bindings = {
  readonly handlers: Handlers<'bindings'>
  readonly acts: Acts
  policy(): BindingPolicy
  askingOf(ready: Ready, more?: Partial<Asking>): Asking
  /** @throws Refusal when it is no profile of Private Number */
  profileOf(id: ProfileId): Promise<MaskingProfile>
  poolOf(id: ProfileId): Promise<readonly string[]>
  /** Private numbers changed their state. */
  numbersChanged(): void
  recover(): Promise<void>
  close(): void
}

const POLICY = 'bindingPolicy'
const DEFAULT_POLICY: BindingPolicy = { coolOffHours: 0, requestsPerSecond: 20 }
const CALLS_SHOWN = 50
const TELL_MS = 200

/** The ledger of bindings and everything that is done to them, at the platform and here. */
export async function createBindings(options: {
  store: Store
  platform: Platform
  profiles: ProfileAccess
  tasks: Tasks
  audit: Audit['record']
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
  language: () => 'zh-CN' | 'en'
}): Promise<Bindings> {
  const { store, platform, profiles, audit, publish, clock } = options
  let policy = BindingPolicy.safeParse(await store.setting(POLICY)).data ?? DEFAULT_POLICY
  const underWay = new Map<RequestId, Promise<Binding>>()

  let timer: NodeJS.Timeout | undefined
  /** Many changes in a burst are one for a list. */
  const listChanged = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      publish({ name: 'bindings.listChanged', payload: { revision: options.nextRevision() } })
    }, TELL_MS)
  }
  const changed = (binding: Binding) => {
    publish({ name: 'bindings.changed', payload: atTime(binding, clock()) })
    listChanged()
  }
  const acts = createActs({ store, platform, clock, changed })

  async function known(id: BindingId): Promise<Binding> {
    const binding = await store.binding(id)
    if (binding === undefined) throw new Refusal('binding.notFound')
    return atTime(binding, clock())
  }

  /** One that the platform has, with the id it has there. */
  async function active(id: BindingId): Promise<{ binding: Binding; subscriptionId: string }> {
    const binding = await known(id)
    const { subscriptionId } = binding
    if (binding.state !== 'active' || subscriptionId === undefined) throw new Refusal('binding.notActive')
    return { binding, subscriptionId }
  }

  async function maskingProfile(id: ProfileId): Promise<MaskingProfile> {
    const found = (await maskingProfiles(store)).find((profile) => profile.id === id)
    if (found !== undefined) return found
    if ((await store.profile(id)) === undefined) throw new Refusal('profile.notFound')
    throw new Refusal('profile.wrongService', {})
  }

  const askingOf = (ready: Ready, more: Partial<Asking> = {}): Asking => ({
    platform,
    account: ready.account,
    note: ready.note,
    ...more,
  })

  async function check(profileId: ProfileId, terms: BindTerms): Promise<readonly BindingFinding[]> {
    const profile = await maskingProfile(profileId)
    if (profile.mode !== terms.mode) throw new Refusal('profile.wrongService', { service: profile.mode })
    return checkWithLedger(store, terms, profile, { now: clock(), policy })
  }

  function acceptable(findings: readonly BindingFinding[]): void {
    const first = findings.find(({ weight }) => weight === 'stop')
    if (!stops(findings) || first === undefined) return
    throw new Refusal('binding.notAcceptable', { finding: first.code, field: first.field })
  }

  /** The request goes on when the screen that asked goes away; a second delivery gets its outcome. */
  function onceFor(requestId: RequestId, act: () => Promise<Binding>): Promise<Binding> {
    const running = underWay.get(requestId)
    if (running !== undefined) return running
    const acting = act()
      .then((binding) => atTime(binding, clock()))
      .finally(() => underWay.delete(requestId))
    underWay.set(requestId, acting)
    return acting
  }

  async function bind(input: {
    requestId: RequestId
    profileId: ProfileId
    terms: BindTerms
  }): Promise<Binding> {
    const earlier = await store.bindingByRequest(input.requestId)
    if (earlier !== undefined) return earlier
    acceptable(await check(input.profileId, input.terms))
    const ready = await profiles.ready(input.profileId, { service: input.terms.mode, purpose: 'dial' })
    return accounted('binding.bound', (await acts.bind(ready, input)).binding)
  }

  async function accounted(
    action: 'binding.bound' | 'binding.changed' | 'binding.unbound',
    binding: Binding,
    b = binding.b,
  ): Promise<Binding> {
    await audit({ action, subject: binding.id, params: accountOf({ ...binding, b }) })
    return binding
  }

  const readyFor = (binding: Binding): Promise<Ready> =>
    profiles.ready(binding.profileId, { service: binding.mode, purpose: 'dial' })

  function answered(act: { binding: Binding; outcome: Parameters<typeof platformRefusal>[0] }): Binding {
    const { binding, outcome } = act
    const refusal = platformRefusal(outcome)
    if (refusal !== undefined && binding.state === 'active') throw refusal
    return atTime(binding, clock())
  }

  const reconciling = await createReconciling({
    ...options,
    acts,
    askingOf,
    profileOf: maskingProfile,
    bind: (input) => onceFor(input.requestId, () => bind(input)),
    pace: () => policy.requestsPerSecond,
  })

  return {
    acts,
    policy: () => policy,
    askingOf,
    profileOf: maskingProfile,
    poolOf: async (id) => (await maskingProfile(id)).pool,
    numbersChanged: listChanged,
    recover: acts.recover,
    close: () => clearTimeout(timer),
    handlers: {
      async check({ profileId, terms }) {
        return { findings: [...(await check(profileId, terms))] }
      },
      bind: (input) => onceFor(input.requestId, () => bind(input)),
      bindPair: ({ requestId, bindingId, pair }) =>
        onceFor(requestId, async () => {
          const earlier = await store.bindingByRequest(requestId)
          if (earlier !== undefined) return earlier
          const { binding } = await active(bindingId)
          if (binding.mode !== 'axyb') throw new Refusal('binding.notActive')
          const twice = binding.pairs.some(
            ({ b, state }) =>
              b === pair.b && (state === 'active' || state === 'unknown' || state === 'binding'),
          )
          acceptable([
            ...checkPair(pair, { ...binding, lifeS: binding.settings.lifeS }),
            ...(twice ? [{ code: 'pairTaken', weight: 'stop', field: 'b', params: {} } as const] : []),
          ])
          const paired = await acts.bindPair(await readyFor(binding), binding, { requestId, pair })
          return accounted('binding.bound', paired, pair.b)
        }),
      async modify({ bindingId, change }) {
        const { binding, subscriptionId } = await active(bindingId)
        if (binding.mode !== change.mode) throw new Refusal('binding.notAcceptable', { field: 'mode' })
        acceptable(checkChange(change, { ...binding, ...binding.settings }))
        const act = await acts.modify(await readyFor(binding), binding, subscriptionId, change)
        await accounted('binding.changed', act.binding)
        return answered(act)
      },
      async setTemporaryCallee({ bindingId, callee }) {
        const { binding, subscriptionId } = await active(bindingId)
        if (binding.mode !== 'ax') throw new Refusal('binding.notActive')
        acceptable(checkTemporaryCallee(callee, binding.a))
        const ready = await readyFor(binding)
        const act = await acts.temporaryCallee(ready, binding, subscriptionId, callee)
        await accounted('binding.changed', act.binding, callee.number)
        return answered(act)
      },
      async unbind({ bindingId, pairId }) {
        const { binding, subscriptionId } = await active(bindingId)
        const pair = pairId === undefined ? undefined : binding.pairs.find(({ id }) => id === pairId)
        if (pairId !== undefined && pair?.state !== 'active') throw new Refusal('binding.notActive')
        const act = await acts.unbind(await readyFor(binding), binding, subscriptionId, pair)
        await accounted('binding.unbound', act.binding, pair?.b)
        return answered(act)
      },
      async refresh({ bindingId }) {
        const binding = await known(bindingId)
        const ready = await readyFor(binding)
        const { pool } = await maskingProfile(binding.profileId)
        const verdict = await settleBinding(binding, { store, asking: askingOf(ready), clock, pool })
        if (verdict.kind === 'failed')
          throw platformRefusal(verdict.outcome) ?? new Refusal('platform.badAnswer')
        if (verdict.kind !== 'undecided') changed(verdict.binding)
        return { binding: atTime(verdict.binding, clock()), verdict: verdict.kind }
      },
      async settle({ bindingId, pairId, verdict }) {
        const binding = await known(bindingId)
        const subject = pairId === undefined ? binding : binding.pairs.find(({ id }) => id === pairId)
        if (subject?.state !== 'unknown') throw new Refusal('binding.notUnknown')
        const named = pairId === undefined ? {} : { pairId }
        return acts.append(bindingId, [{ kind: 'settled', at: clock(), verdict, ...named }])
      },
      async get({ bindingId }) {
        const binding = await known(bindingId)
        const calls =
          binding.subscriptionId === undefined
            ? []
            : await store.callsOfSubscription(binding.subscriptionId, CALLS_SHOWN)
        return { binding, history: historyOf(await store.bindingEvents(bindingId)), calls }
      },
      async list(search) {
        const now = clock()
        const found = await store.searchBindings({ ...search, now })
        return { ...found, bindings: found.bindings.map((binding) => atTime(binding, now)) }
      },
      async find({ subscriptionIds }) {
        const found = await store.bindingsOfSubscriptions(subscriptionIds)
        return { bindings: found.map((binding) => atTime(binding, clock())) }
      },
      async numbers({ profileId }) {
        const now = clock()
        const numbers = await privateNumbers(store, { now, policy, profileId, orphans: reconciling.orphans })
        return { numbers, policy }
      },
      async setPolicy(input) {
        await store.saveSetting(POLICY, input.policy)
        policy = input.policy
        listChanged()
        return policy
      },
      reconcile: ({ profileId }) => reconciling.start(profileId),
      reconciliations: () => ({ reconciliations: reconciling.all() }),
      mend: (input) => reconciling.mend(input),
    },
  }
}
