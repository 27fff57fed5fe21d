import type { BindingPolicy, PrivateNumber } from '../../contract/bindings.ts'
import { ProfileFields } from '../../contract/profiles.ts'
import {
  type BindingFinding,
  type BindTerms,
  checkLedger,
  checkTerms,
  isMode,
  MODE_FACTS,
  type Mode,
} from '../../domain/bindings/index.ts'
import { numberState } from '../../domain/messages/index.ts'
import { formatPlatformTime } from '../../domain/time/index.ts'
import { isUtcMs, must, type ProfileId, type UtcMs } from '../../domain/values.ts'
import type { ReportedNumber, Store } from '../store/index.ts'

export type MaskingProfile = { readonly id: ProfileId; readonly mode: Mode; readonly pool: readonly string[] }

/** The profiles that serve a mode of Private Number. */
export async function maskingProfiles(store: Store): Promise<MaskingProfile[]> {
  return (await store.profiles()).flatMap(({ id, fields }) => {
    const read = ProfileFields.safeParse(fields).data
    return read !== undefined && isMode(read.service)
      ? [{ id, mode: read.service, pool: read.privateNumbers ?? [] }]
      : []
  })
}

const HOUR_MS = 60 * 60_000

const coolUntil = (endedAt: UtcMs | undefined, policy: BindingPolicy, now: UtcMs): UtcMs | undefined => {
  if (endedAt === undefined || policy.coolOffHours === 0) return undefined
  const until = must(endedAt + policy.coolOffHours * HOUR_MS, isUtcMs, 'time')
  return until > now ? until : undefined
}

/** State, load and rest of every private number: those of the profiles, and those that were met. */
export async function privateNumbers(
  store: Store,
  options: {
    readonly now: UtcMs
    readonly policy: BindingPolicy
    readonly profileId?: ProfileId | undefined
    /** Bindings that the last comparison found at the platform only, by profile and number. */
    readonly orphans: (profileId: ProfileId, number: string) => number
  },
): Promise<PrivateNumber[]> {
  const { now, policy, orphans } = options
  const [profiles, loads, reports] = await Promise.all([
    maskingProfiles(store),
    store.numberLoads(now),
    store.numberReports(),
  ])
  return profiles
    .filter(({ id }) => options.profileId === undefined || id === options.profileId)
    .flatMap(({ id, mode, pool }) => {
      const mine = loads.filter((load) => load.profileId === id)
      const told = reports.filter(({ profileId }) => profileId === id)
      const all = new Set([...pool, ...mine.map((load) => load.number), ...told.map((one) => one.number)])
      return [...all].sort().map((number): PrivateNumber => {
        const load = mine.find((one) => one.number === number)
        const report = told.find((one) => one.number === number)
        const { most, advised } = MODE_FACTS[mode].perX
        const rests = load?.active === 0 ? coolUntil(load.lastEndedAt, policy, now) : undefined
        return {
          profileId: id,
          mode,
          number,
          inPool: pool.includes(number),
          ...stateOf(report),
          bindings: load?.active ?? 0,
          ...(most === undefined ? {} : { most }),
          ...(advised === undefined ? {} : { advised }),
          expiringSoon: load?.expiringSoon ?? 0,
          unknown: load?.unknown ?? 0,
          orphans: orphans(id, number),
          ...(rests === undefined ? {} : { coolUntil: rests }),
          ...(load?.lastEndedAt === undefined ? {} : { lastEndedAt: load.lastEndedAt }),
        }
      })
    })
}

function stateOf(report: ReportedNumber | undefined): Pick<PrivateNumber, 'state' | 'cause' | 'stateAt'> {
  if (report === undefined) return { state: 'unknown' }
  return {
    state: numberState(report.status),
    stateAt: report.at,
    ...(report.cause === undefined ? {} : { cause: report.cause }),
  }
}

/** Everything that is to be said of terms: the rules of the mode, then what the ledger knows. */
export async function checkWithLedger(
  store: Store,
  terms: BindTerms,
  profile: MaskingProfile,
  at: { readonly now: UtcMs; readonly policy: BindingPolicy },
): Promise<readonly BindingFinding[]> {
  const { now, policy } = at
  const x = terms.x.by === 'number' ? terms.x.number : undefined
  const states = ['active', 'unknown', 'binding'] as const
  const match = { profileId: profile.id, states }
  const related = await Promise.all([
    store.bindingsWith({ ...match, a: terms.a }),
    ...(x === undefined ? [] : [store.bindingsWith({ ...match, x })]),
  ])
  const byId = new Map(related.flat().map((binding) => [binding.id, binding]))
  const alive = [...byId.values()].filter(
    ({ state, expiresAt }) => state !== 'active' || expiresAt === undefined || expiresAt > now,
  )
  const load = x === undefined ? undefined : (await store.numberLoads(now)).find(({ number }) => number === x)
  const report =
    x === undefined ? undefined : (await store.numberReports()).find(({ number }) => number === x)
  const rests = load?.active === 0 ? coolUntil(load.lastEndedAt, policy, now) : undefined
  return [
    ...checkTerms(terms),
    ...checkLedger(terms, {
      related: alive,
      pool: profile.pool,
      load: load?.active ?? 0,
      state: numberState(report?.status),
      ...(rests === undefined ? {} : { coolUntil: formatPlatformTime(rests) }),
    }),
  ]
}
