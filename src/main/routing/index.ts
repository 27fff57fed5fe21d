import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { ProfileFields } from '../../contract/profiles.ts'
import { RoutingPlan } from '../../contract/routing.ts'
import { answerBody, decide, EMPTY_PLAN, explainDecision } from '../../domain/routing/index.ts'
import type { ProfileId } from '../../domain/values.ts'
import type { Decide } from '../receiver/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Decided, Store } from '../store/index.ts'

export type Routing = {
  readonly handlers: Handlers<'routing'>
  /** Answers from memory: the platform and a caller wait. */
  readonly decide: Decide
  /** Tells the screens of an answer that was given; of a burst only the last. */
  decided(decision: Decided & { readonly id: number }): void
  close(): void
}

type Kept = { readonly revision: number; readonly plan: RoutingPlan }

const TELL_MS = 250

const keyOf = (profileId: ProfileId) => `routing.${profileId}`

/** What is answered when the platform asks: of calls in mode X, of messages in modes X and AX. */
export async function createRouting(options: {
  store: Store
  publish: Publish
  nextRevision: () => number
}): Promise<Routing> {
  const { store, publish } = options
  const plans = new Map<ProfileId, Kept>()
  const none: Kept = { revision: options.nextRevision(), plan: { ...EMPTY_PLAN, rules: [] } }
  for (const { id } of await store.profiles()) {
    const kept = RoutingPlan.safeParse(await store.setting(keyOf(id))).data
    if (kept !== undefined) plans.set(id, { revision: options.nextRevision(), plan: kept })
  }

  const planOf = (id: ProfileId | undefined): Kept => (id === undefined ? undefined : plans.get(id)) ?? none

  async function serviceOf(id: ProfileId): Promise<ProfileFields['service']> {
    const profile = await store.profile(id)
    if (profile === undefined) throw new Refusal('profile.notFound')
    return ProfileFields.parse(profile.fields).service
  }

  let waiting: (Decided & { readonly id: number }) | undefined
  let timer: NodeJS.Timeout | undefined

  return {
    decide(profileId, question) {
      const { plan } = planOf(profileId)
      return { decision: decide(plan, question), shape: plan.answerShape }
    },
    decided(decision) {
      waiting = decision
      timer ??= setTimeout(() => {
        timer = undefined
        if (waiting !== undefined) publish({ name: 'routing.decided', payload: waiting })
      }, TELL_MS)
    },
    close: () => clearTimeout(timer),
    handlers: {
      async plan({ profileId }) {
        await serviceOf(profileId)
        return planOf(profileId)
      },
      async savePlan({ profileId, plan }) {
        const service = await serviceOf(profileId)
        if (service !== 'x' && service !== 'ax') throw new Refusal('profile.wrongService', { service })
        await store.saveSetting(keyOf(profileId), plan)
        const kept = { revision: options.nextRevision(), plan }
        plans.set(profileId, kept)
        publish({ name: 'routing.planChanged', payload: { profileId, revision: kept.revision } })
        return kept
      },
      async try({ profileId, plan: given, ...asked }) {
        await serviceOf(profileId)
        const plan = given ?? planOf(profileId).plan
        const { answer, rule } = decide(plan, asked)
        const to = answer.do === 'connect' ? answer.callee : answer.do === 'pass' ? answer.to : undefined
        return {
          did: answer.do,
          ...(to === undefined ? {} : { to }),
          answer,
          ...(rule === undefined ? {} : { ruleId: rule.id }),
          steps: [...explainDecision(plan, asked)],
          json: JSON.stringify(answerBody(answer, asked, plan.answerShape)),
        }
      },
      async decisions(query) {
        const found = await store.decisions({ ...query, limit: query.limit + 1 })
        const decisions = found.slice(0, query.limit)
        const last = decisions.at(-1)
        return {
          decisions,
          ...(found.length > query.limit && last !== undefined ? { next: last.id } : {}),
        }
      },
    },
  }
}
