import { z } from 'zod'
import {
  type Campaign,
  CampaignCounts,
  CampaignFields,
  CampaignState,
  PauseReason,
} from '../../contract/campaigns.ts'
import { ErrorCode, ErrorParams, Refusal } from '../../contract/errors.ts'
import { UtcMs as Time } from '../../contract/values.ts'
import type { FrozenContent } from '../../domain/campaign/index.ts'
import type { CampaignId, TaskId, UtcMs } from '../../domain/values.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { CampaignCount, Store, StoredCampaign } from '../store/index.ts'

const Facts = z.object({
  changedAt: Time,
  startedAt: Time.optional(),
  endedAt: Time.optional(),
  checkedAt: Time.optional(),
  list: z
    .object({ fileName: z.string(), columns: z.array(z.string()), numberColumn: z.number().int() })
    .optional(),
  pause: z
    .object({
      reason: PauseReason,
      since: Time,
      resultcode: z.string().optional(),
      stateCode: z.number().int().optional(),
      until: Time.optional(),
    })
    .optional(),
  problem: z.object({ code: ErrorCode, params: ErrorParams }).optional(),
})
type Facts = z.output<typeof Facts>

/** A campaign as main keeps it: what a person set, and what became of it. */
export type Kept = {
  readonly id: CampaignId
  readonly createdAt: UtcMs
  readonly state: CampaignState
  readonly fields: CampaignFields
  readonly facts: Facts
  readonly contents: readonly FrozenContent[]
}

export type Register = {
  all(): readonly Kept[]
  find(id: CampaignId): Kept | undefined
  /** @throws Refusal when there is none */
  get(id: CampaignId): Kept
  /** Changes one, on the disk before here. Changes of one campaign come one after the other. */
  change(id: CampaignId, to: (before: Kept) => Omit<Kept, 'id' | 'createdAt'>): Promise<Kept>
  create(id: CampaignId, fields: CampaignFields): Promise<Kept>
  remove(id: CampaignId): Promise<boolean>
}

/** The campaigns in memory as the store has them; main is the only one that changes them. */
export async function createRegister(store: Store, clock: () => UtcMs): Promise<Register> {
  const kept = new Map<CampaignId, Kept>()
  const lines = new Map<CampaignId, Promise<unknown>>()
  for (const stored of (await store.campaigns()).reverse()) kept.set(stored.id, read(stored))

  async function save(next: Kept): Promise<Kept> {
    const { id, state, fields, facts, contents } = next
    const stored = await store.saveCampaign({ id, state, fields, facts, contents }, clock())
    const after = read(stored)
    kept.set(id, after)
    return after
  }

  const get = (id: CampaignId): Kept => {
    const found = kept.get(id)
    if (found === undefined) throw new Refusal('campaign.notFound')
    return found
  }

  return {
    all: () => [...kept.values()].reverse(),
    find: (id) => kept.get(id),
    get,
    change(id, to) {
      const before = lines.get(id) ?? Promise.resolve()
      const changing = before
        .catch(() => undefined)
        .then(() => {
          const current = get(id)
          const next = to(current)
          return save({
            ...next,
            id,
            createdAt: current.createdAt,
            facts: { ...next.facts, changedAt: clock() },
          })
        })
      lines.set(id, changing)
      return changing
    },
    create: (id, fields) =>
      save({ id, createdAt: clock(), state: 'draft', fields, facts: { changedAt: clock() }, contents: [] }),
    async remove(id) {
      kept.delete(id)
      return store.removeCampaign(id)
    },
  }
}

const read = (stored: StoredCampaign): Kept => ({
  id: stored.id,
  createdAt: stored.createdAt,
  state: CampaignState.parse(stored.state),
  fields: CampaignFields.parse(stored.fields),
  facts: Facts.parse(stored.facts),
  contents: stored.contents,
})

/** What only a running campaign has. */
export type Going = Pick<Campaign, 'waiting' | 'going'> & { readonly taskId?: TaskId | undefined }

export function shownCampaign(
  kept: Kept,
  counts: readonly CampaignCount[],
  more: { readonly revision: number; readonly now: Going; readonly language: 'zh-CN' | 'en' },
): Campaign {
  const { problem, ...facts } = kept.facts
  return {
    ...kept.fields,
    ...facts,
    ...more.now,
    id: kept.id,
    revision: more.revision,
    state: kept.state,
    createdAt: kept.createdAt,
    counts: countsOf(counts),
    ...(problem === undefined ? {} : { problem: inWords({ ...problem, retry: 'no' }, more.language) }),
  }
}

function countsOf(all: readonly CampaignCount[]): Campaign['counts'] {
  const of = (kind: string) =>
    Object.fromEntries(all.filter((one) => one.kind === kind).map(({ value, n }) => [value, n]))
  const sum = (kind: string) => all.filter((one) => one.kind === kind).reduce((total, { n }) => total + n, 0)
  return CampaignCounts.parse({
    rows: sum('state'),
    states: of('state'),
    outcomes: of('outcome'),
    skipped: of('skip'),
    digits: of('digits'),
    tags: of('tag'),
    callBacks: sum('callBack'),
    attempts: sum('attempts'),
  })
}
