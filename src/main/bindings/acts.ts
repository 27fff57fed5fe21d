import { randomUUID } from 'node:crypto'
import type {
  Binding,
  BindingChange,
  BindingEvent,
  BindTerms,
  PairTerms,
  TemporaryCallee,
} from '../../domain/bindings/index.ts'
import {
  type BatchId,
  type BindingId,
  isBindingId,
  must,
  type ProfileId,
  type RequestId,
  type UtcMs,
} from '../../domain/values.ts'
import { bindPair, type Outcome, type Platform, setTemporaryCallee, unbindAxyb } from '../platform/index.ts'
import type { Ready } from '../profiles/index.ts'
import type { Store } from '../store/index.ts'
import { answeredBy, bindRequest, modifyRequest, saysNotThere, unbindRequest } from './requests.ts'

export type Acts = ReturnType<typeof createActs>

/**
 * What is done at the platform, each stored before it is sent and sent at most once. The answer, or that it did
 * not come, is appended to the log, and the binding is derived from there.
 */
export function createActs(options: {
  store: Store
  platform: Platform
  clock: () => UtcMs
  changed: (binding: Binding) => void
}) {
  const { store, platform, clock } = options

  async function append(id: BindingId, events: readonly BindingEvent[]): Promise<Binding> {
    const binding = await store.appendBinding(id, events)
    options.changed(binding)
    return binding
  }

  /** A failure of our own tells nothing of the platform: what was sent is lost. */
  async function sent<T>(
    asking: Promise<Outcome<T>>,
    lost: () => Promise<unknown>,
    ready: Ready,
  ): Promise<Outcome<T>> {
    const outcome = await asking.catch(async (problem: unknown) => {
      await lost()
      throw problem
    })
    await ready.note(outcome)
    return outcome
  }

  return {
    append,

    /** @returns the binding as it is after the answer, or as an earlier delivery of the act made it */
    async bind(
      ready: Ready,
      act: {
        readonly requestId: RequestId
        readonly profileId: ProfileId
        readonly terms: BindTerms
        /** A further attempt of a row that was refused for haste or not sent. */
        readonly bindingId?: BindingId | undefined
        readonly batch?: { readonly id: BatchId; readonly row: number }
      },
    ): Promise<{ readonly binding: Binding; readonly outcome?: Outcome<unknown> }> {
      const { requestId, profileId, terms, batch } = act
      const claim = await store.claimBinding({
        bindingId: act.bindingId ?? must(randomUUID(), isBindingId, 'binding id'),
        first: { kind: 'bindRequested', at: clock(), requestId, profileId, terms, batch },
      })
      options.changed(claim.binding)
      if (!claim.claimed) return { binding: claim.binding }
      const { id } = claim.binding
      const outcome = await sent(
        platform.perform(ready.account, bindRequest(ready.account, terms)),
        () => append(id, [{ kind: 'bindAnswered', at: clock(), result: { kind: 'lost', cause: 'aborted' } }]),
        ready,
      )
      const result = answeredBy(outcome, (value) => value)
      return { binding: await append(id, [{ kind: 'bindAnswered', at: clock(), result }]), outcome }
    },

    async bindPair(
      ready: Ready,
      binding: Binding,
      act: { requestId: RequestId; pair: PairTerms },
    ): Promise<Binding> {
      const pairId = randomUUID()
      const { requestId, pair } = act
      const asked = { kind: 'pairRequested', at: clock(), requestId, pairId, pair } as const
      const claim = await store.claimBindingAct(requestId, binding.id, asked)
      options.changed(claim.binding)
      if (!claim.claimed) return claim.binding
      const subscriptionId = binding.subscriptionId ?? ''
      const outcome = await sent(
        platform.perform(ready.account, bindPair(ready.account.appKey, subscriptionId, pair)),
        () =>
          append(binding.id, [
            { kind: 'pairAnswered', at: clock(), pairId, result: { kind: 'lost', cause: 'aborted' } },
          ]),
        ready,
      )
      const result = answeredBy(outcome, ({ y }) => ({ y }))
      return append(binding.id, [{ kind: 'pairAnswered', at: clock(), pairId, result }])
    },

    async modify(ready: Ready, binding: Binding, subscriptionId: string, change: BindingChange) {
      await append(binding.id, [{ kind: 'asked', at: clock(), what: 'modify' }])
      const outcome = await platform.perform(
        ready.account,
        modifyRequest(subscriptionId, change, binding.settings),
      )
      await ready.note(outcome)
      const result = answeredBy(outcome, () => ({}))
      return {
        binding: await append(binding.id, [{ kind: 'modifyAnswered', at: clock(), change, result }]),
        outcome,
      }
    },

    async temporaryCallee(ready: Ready, binding: Binding, subscriptionId: string, callee: TemporaryCallee) {
      await append(binding.id, [{ kind: 'asked', at: clock(), what: 'temporaryCallee' }])
      const outcome = await platform.perform(ready.account, setTemporaryCallee(subscriptionId, callee))
      await ready.note(outcome)
      const result = answeredBy(outcome, () => ({}))
      return {
        binding: await append(binding.id, [{ kind: 'calleeAnswered', at: clock(), callee, result }]),
        outcome,
      }
    },

    async unbind(ready: Ready, binding: Binding, subscriptionId: string, pair?: Binding['pairs'][number]) {
      const pairId = pair?.id
      const named = pairId === undefined ? {} : { pairId }
      await append(binding.id, [{ kind: 'asked', at: clock(), what: 'unbind', ...named }])
      const request =
        pair === undefined
          ? unbindRequest(ready.account, binding.mode, subscriptionId)
          : unbindAxyb(
              ready.account.appKey,
              subscriptionId,
              pair.y === undefined ? { b: pair.b } : { y: pair.y },
            )
      const outcome = await platform.perform(ready.account, request)
      await ready.note(outcome)
      const result = answeredBy(outcome, () => ({}))
      // "No such binding" is the end that was wanted.
      const events: BindingEvent[] = saysNotThere(outcome)
        ? [{ kind: 'notSeen', at: clock(), ...named }]
        : [{ kind: 'unbindAnswered', at: clock(), result, ...named }]
      return { binding: await append(binding.id, events), outcome }
    },

    /** Attempts that a stop of the application cut short become unknown: nobody heard the answer. */
    async recover(): Promise<void> {
      const lost = { kind: 'lost', cause: 'restart' } as const
      for (const binding of await store.bindingsUnderWay()) {
        const events: BindingEvent[] = [
          ...(binding.state === 'binding'
            ? [{ kind: 'bindAnswered' as const, at: clock(), result: lost }]
            : []),
          ...binding.pairs
            .filter((pair) => pair.state === 'binding')
            .map((pair) => ({ kind: 'pairAnswered' as const, at: clock(), pairId: pair.id, result: lost })),
        ]
        if (events.length > 0) await append(binding.id, events)
      }
    },
  }
}
