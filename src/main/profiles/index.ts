import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { type Profile, ProfileFields } from '../../contract/profiles.ts'
import type { E164, ProfileId, UtcMs } from '../../domain/values.ts'
import type { Account, Gate, Outcome, Platform } from '../platform/index.ts'
import { type PushUrls, pushUrlsAt, type ReceiverProfile } from '../receiver/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Secrets } from '../secrets/index.ts'
import type { Store, StoredProfile } from '../store/index.ts'
import { checksOf } from './check.ts'
import { keeping } from './keeping.ts'

export { keeping } from './keeping.ts'
export { openGate } from './open-gate.ts'
export { platformRefusal } from './platform-refusal.ts'
export { newPushToken } from './push-token.ts'

/** What a request needs: the account to sign with, where pushes shall go, and whom to tell the outcome. */
export type Ready = {
  readonly account: Account
  /** Addresses for status and fee pushes; absent when those set in the console must serve. */
  readonly push: PushUrls | undefined
  /** Must be called with the outcome of every request, so that a lock-out or flow control is obeyed. */
  note(outcome: Outcome<unknown>): Promise<void>
}

export type Purpose = 'dial' | 'stop' | 'recording'

export type ProfileAccess = {
  /** @throws Refusal when the profile is missing, paused, busy (for a dial) or has no secret */
  ready(
    id: ProfileId,
    need: { service?: ProfileFields['service']; displays?: readonly E164[]; purpose: Purpose },
  ): Promise<Ready>
  /** The profile behind the unguessable part of a push address. */
  forToken(token: string): Promise<ReceiverProfile | undefined>
  /** A sample profile whose secret stays in memory. */
  install(id: ProfileId, fields: ProfileFields, secret: string): Promise<void>
}

export type PushAddresses = PushUrls & {
  readonly profiles: readonly (PushUrls & { readonly name: string })[]
}

export type Profiles = ProfileAccess & {
  readonly handlers: Handlers<'profiles'>
  /** @throws Error while the receiver does not listen */
  pushAddresses(): Promise<PushAddresses>
}

const UNASSIGNED_TOKEN = 'unassignedPushToken'

/**
 * Profiles: one per platform application. The secret goes to the keychain and is only ever used from
 * there; a profile whose authentication failed makes no request until a person says so, since the platform
 * locks the whole address for 30 minutes after repeated failures (auth.md §5).
 */
export async function createProfiles(options: {
  store: Store
  secrets: Secrets
  platform: Platform
  gate: Gate
  clock: () => UtcMs
  publish: Publish
  nextRevision: () => number
  language: () => 'zh-CN' | 'en'
  newToken: () => string
  pushBase: () => { readonly url: string; readonly reachableFromOutside: boolean } | undefined
}): Promise<Profiles> {
  const { store, secrets, platform, gate, clock, publish } = options
  let revision = options.nextRevision()
  const changed = () => {
    revision = options.nextRevision()
    publish({ name: 'profiles.changed', payload: { revision } })
  }
  gate.onChange(changed)

  // Main is the only one that changes them, and every push and every call asks for one.
  const known = new Map<ProfileId, Known>()
  for (const kept of await store.profiles()) known.set(kept.id, read(kept))

  function stored(id: ProfileId): Known {
    const found = known.get(id)
    if (found === undefined) throw new Refusal('profile.notFound')
    return found
  }

  function pushUrls(token: string) {
    const base = options.pushBase()
    return base === undefined ? undefined : pushUrlsAt(base.url, token)
  }

  async function shown(profile: Known): Promise<Profile> {
    const { fields } = profile
    const keptIn = await secrets.has(profile.id)
    const push = pushUrls(profile.pushToken)
    const { pause, busyUntil } = gate.state(fields, clock())
    return {
      ...fields,
      id: profile.id,
      revision: profile.revision,
      hasSecret: keptIn !== 'nowhere',
      secretKeptIn: keptIn,
      ...(pause === undefined ? {} : { pause }),
      ...(busyUntil === undefined ? {} : { busyUntil }),
      ...(push === undefined ? {} : { push }),
    }
  }

  /** Asks the gate before anything is sent. */
  function pass(fields: ProfileFields, purpose: Purpose): void {
    const now = clock()
    const { pause, busyUntil } = gate.state(fields, now)
    if (pause !== undefined) {
      const until = pause.until === undefined ? {} : { untilMs: pause.until }
      throw new Refusal('profile.paused', { reason: pause.reason, ...until })
    }
    if (busyUntil !== undefined && purpose !== 'stop') {
      const afterMs = busyUntil - now
      throw new Refusal('platform.busy', { afterMs }, { afterMs })
    }
  }

  async function accountOf(id: ProfileId, fields: ProfileFields): Promise<Account> {
    const secret = await secrets.use(id)
    if (secret === undefined) throw new Refusal('profile.noSecret')
    return { address: fields.address, appKey: fields.appKey, secret, scheme: fields.scheme }
  }

  async function save(id: ProfileId, fields: ProfileFields): Promise<Known> {
    const before = known.get(id)
    const saved = read(await store.saveProfile(id, fields, before?.pushToken ?? options.newToken()))
    known.set(id, saved)
    if (before !== undefined && signsOtherwise(before.fields, fields)) gate.mended(fields)
    return saved
  }

  const keptToken = await store.setting(UNASSIGNED_TOKEN)
  const unassignedToken = typeof keptToken === 'string' ? keptToken : options.newToken()
  if (keptToken !== unassignedToken) await store.saveSetting(UNASSIGNED_TOKEN, unassignedToken)

  return {
    async ready(id, need) {
      const { fields, pushToken } = stored(id)
      if (need.service !== undefined && fields.service !== need.service) {
        throw new Refusal('profile.wrongService', { service: fields.service })
      }
      if (need.displays?.some((display) => !fields.displayNumbers.includes(display))) {
        throw new Refusal('number.notDialable', { reason: 'display' })
      }
      pass(fields, need.purpose)
      const account = await accountOf(id, fields)
      const base = options.pushBase()
      const usable = base !== undefined && (base.reachableFromOutside || isLoopback(fields.address))
      return {
        account,
        push: usable ? pushUrls(pushToken) : undefined,
        async note(outcome) {
          gate.note(account, outcome, clock())
        },
      }
    },

    async forToken(token) {
      const urls = pushUrls(token)
      if (urls === undefined) return undefined
      for (const { id, pushToken, fields } of known.values()) {
        if (pushToken !== token) continue
        return {
          profileId: id,
          appKey: fields.appKey,
          policy: fields.signaturePolicy,
          secret: () => secrets.use(id),
          pushUrls: urls,
        }
      }
      if (token !== unassignedToken) return undefined
      return { policy: 'observe', secret: async () => undefined, pushUrls: urls }
    },

    async pushAddresses() {
      const urls = (token: string) => {
        const found = pushUrls(token)
        if (found === undefined) throw new Error('the receiver does not listen')
        return found
      }
      return {
        ...urls(unassignedToken),
        profiles: [...known.values()].map(({ fields, pushToken }) => ({
          name: fields.name,
          ...urls(pushToken),
        })),
      }
    },

    async install(id, fields, secret) {
      await save(id, fields)
      await secrets.set(id, secret, 'memory')
      gate.mended(fields)
      changed()
    },

    handlers: {
      async list() {
        const all = await Promise.all([...known.values()].map(shown))
        all.sort((one, other) => one.name.localeCompare(other.name, options.language()))
        return { revision, profiles: all }
      },
      async save(input) {
        const { protocol } = new URL(input.fields.address)
        if (input.fields.environment === 'real' && protocol !== 'https:') {
          throw new Refusal('input.invalid', { path: 'fields.address', problem: 'address.https' })
        }
        const saved = await save(input.profileId, input.fields)
        changed()
        return shown(saved)
      },
      async setSecret(input) {
        const profile = stored(input.profileId)
        await keeping(() => secrets.set(input.profileId, input.secret, input.keepIn))
        gate.mended(profile.fields)
        changed()
        return shown(profile)
      },
      async remove(input) {
        await keeping(() => secrets.remove(input.profileId))
        const removed = await store.removeProfile(input.profileId)
        known.delete(input.profileId)
        changed()
        return { removed }
      },
      async test(input) {
        const { fields } = stored(input.profileId)
        pass(fields, 'stop')
        const account = await accountOf(input.profileId, fields)
        const probe = await platform.probe(account)
        gate.note(account, probe.outcome, clock())
        return { checks: checksOf(probe, options.language()) }
      },
      async resume(input) {
        const profile = stored(input.profileId)
        gate.resume(profile.fields)
        changed()
        return shown(profile)
      },
    },
  }
}

type Known = Omit<StoredProfile, 'fields'> & { readonly fields: ProfileFields }

const read = (kept: StoredProfile): Known => ({ ...kept, fields: ProfileFields.parse(kept.fields) })

/** Whether a sign-in that failed may succeed by this change; a new name mends nothing. */
const signsOtherwise = (before: ProfileFields, after: ProfileFields): boolean =>
  before.address !== after.address || before.appKey !== after.appKey || before.scheme !== after.scheme

function isLoopback(address: string): boolean {
  const { hostname } = new URL(address)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}
