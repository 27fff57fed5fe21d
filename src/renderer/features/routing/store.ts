import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { RoutingDecision, RoutingPlan, RoutingTrial } from '../../../contract/routing.ts'
import type { E164, ProfileId, UtcMs } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createPager, emptyPaged, type Paged, type Pager } from '../../ui/paged.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { EMPTY_PLAN, formOfPlan, newRule, type PlanForm, planOf, type RuleForm } from './form.ts'

/** The rules of one profile as they are kept. */
export type Kept = {
  readonly plan: RoutingPlan | undefined
  readonly revision: number
  readonly error: ErrorData | undefined
}
type Trial = {
  readonly for: 'call' | 'message'
  readonly x: E164
  readonly caller: E164
  readonly at: UtcMs
}

export type RoutingState = {
  readonly kept: ReadonlyMap<ProfileId, Kept>
  /** What was changed and is not kept yet. */
  readonly drafts: ReadonlyMap<ProfileId, PlanForm>
  readonly decisions: Paged<RoutingDecision, number, ErrorData>
  readonly pager: Pager<RoutingDecision>
  load(): Promise<void>
  apply(event: ContractEvent): void
  /** Reads the rules of a profile and keeps them read. */
  show(profileId: ProfileId): Promise<void>
  edit(profileId: ProfileId, change: (form: PlanForm) => PlanForm): void
  /** @returns the id of the new rule, which stands last */
  add(profileId: ProfileId, of: RuleForm['for']): string
  discard(profileId: ProfileId): void
  save(profileId: ProfileId): Promise<void>
  /** @param plan rules that are not kept yet */
  try(profileId: ProfileId, trial: Trial, plan: RoutingPlan | undefined): Promise<RoutingTrial>
}

const PAGE = 60

const context = createStoreContext<RoutingState>('routing')
export const RoutingProvider = context.Provider
export const useRouting = context.useSelect

export function createRoutingStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  after: (ms: number, act: () => void) => () => void
}): StoreApi<RoutingState> {
  const { client, language, after } = options

  return createStore<RoutingState>((set, get) => {
    const pager = createPager<RoutingDecision, number, ErrorData>({
      async read(cursor) {
        const answer = await client.routing.decisions({
          limit: PAGE,
          ...(cursor === undefined ? {} : { after: cursor }),
        })
        return { items: answer.decisions, next: answer.next }
      },
      get: () => get().decisions,
      set: (change) => set({ decisions: { ...get().decisions, ...change } }),
      after,
      toError: (thrown) => errorOf(thrown, language()),
    })

    const keep = (profileId: ProfileId, kept: Kept) => {
      const known = get().kept.get(profileId)
      if (known !== undefined && known.revision > kept.revision) return
      set({ kept: new Map(get().kept).set(profileId, kept) })
    }

    function setDraft(profileId: ProfileId, form: PlanForm | undefined): void {
      const drafts = new Map(get().drafts)
      if (form === undefined) drafts.delete(profileId)
      else drafts.set(profileId, form)
      set({ drafts })
    }

    const formNow = (profileId: ProfileId): PlanForm => {
      const plan = get().kept.get(profileId)?.plan
      return get().drafts.get(profileId) ?? (plan === undefined ? EMPTY_PLAN : formOfPlan(plan))
    }

    async function read(profileId: ProfileId): Promise<void> {
      try {
        const { plan, revision } = await client.routing.plan({ profileId })
        keep(profileId, { plan, revision, error: undefined })
      } catch (thrown) {
        const known = get().kept.get(profileId)
        keep(profileId, {
          plan: known?.plan,
          revision: known?.revision ?? -1,
          error: errorOf(thrown, language()),
        })
      }
    }

    return {
      kept: new Map(),
      drafts: new Map(),
      decisions: emptyPaged(),
      pager,

      async load() {
        await Promise.all([pager.load(), ...[...get().kept.keys()].map(read)])
      },

      apply(event) {
        if (event.name === 'routing.decided') pager.stir()
        if (event.name === 'routing.planChanged') {
          const { profileId, revision } = event.payload
          const known = get().kept.get(profileId)
          if (known !== undefined && known.revision < revision) read(profileId)
        }
      },

      async show(profileId) {
        await read(profileId)
      },

      edit(profileId, change) {
        const form = change(formNow(profileId))
        const plan = get().kept.get(profileId)?.plan
        const same = plan !== undefined && JSON.stringify(form) === JSON.stringify(formOfPlan(plan))
        setDraft(profileId, same ? undefined : form)
      },

      add(profileId, of) {
        const id = options.newId()
        get().edit(profileId, (form) => ({ ...form, rules: [...form.rules, newRule(id, of)] }))
        return id
      },

      discard: (profileId) => setDraft(profileId, undefined),

      async save(profileId) {
        const form = get().drafts.get(profileId)
        const plan = form === undefined ? undefined : planOf(form)
        if (plan === undefined) return
        const answer = await client.routing.savePlan({ profileId, plan })
        keep(profileId, { ...answer, error: undefined })
        // What was changed meanwhile is not kept yet.
        if (get().drafts.get(profileId) === form) setDraft(profileId, undefined)
      },

      try: (profileId, trial, plan) =>
        client.routing.try({ profileId, ...trial, ...(plan === undefined ? {} : { plan }) }),
    }
  })
}
