import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RescueRules } from '../../../contract/recordings.ts'
import type { FeeReported } from '../../../domain/calls/index.ts'
import { type CallId, isProfileId, isSessionId, isUtcMs, must, type UtcMs } from '../../../domain/values.ts'
import { alawWavHeader } from '../../../domain/wav/index.ts'
import type { DownloadOutcome, Outcome } from '../../platform/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import { createRecordings, type Recordings } from '../index.ts'

const WEEK_MS = 7 * 86_400_000
const PROFILE = must('profile-of-the-week', isProfileId, 'profile')
const time = (ms: number): UtcMs => must(Math.round(ms), isUtcMs, 'time')

/** One call that the platform recorded. */
export type Recorded = {
  readonly name: string
  readonly endedAt: number
  /** When its fee record comes here; the platform may have had to wait with it. */
  readonly toldAt: number
}

export type Fate = {
  readonly attempts: number
  readonly fetchedAt: number | undefined
  /** Attempts by the time of the day and whether the rules were set aside. */
  readonly triedAt: readonly number[]
}

type Happening = { readonly at: number; readonly act: () => void; off: boolean }

/**
 * A platform and its week, with our queue, planner and store as they are, and a clock that jumps to whatever
 * happens next once nothing is under way. Days pass in seconds, and nothing sleeps.
 */
export async function simulatedWeek(world: {
  startAt: number
  recorded: readonly Recorded[]
  /** Seconds that a download takes. */
  seconds: number
  /** From 0 to 1, always the same sequence. */
  random: () => number
  faultShare: number
  /** The platform cannot be reached. */
  outage?: { from: number; to: number }
  restartsAt?: readonly number[]
}) {
  // What is on a disk in memory is lost with the power; that is not what is tried here.
  const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const dataDir = mkdtempSync(join(base, 'voicedesk-week-'))
  for (const name of ['recordings', 'packs']) mkdirSync(join(dataDir, name))
  const real = await openStore({ dataDir })
  let now = world.startAt
  let busy = 0
  const clock = () => time(now)
  const happenings: Happening[] = []
  const fates = new Map<string, { attempts: number; fetchedAt: number | undefined; triedAt: number[] }>()
  const byName = new Map(world.recorded.map((one) => [one.name, one]))

  const at = (when: number, act: () => void): (() => void) => {
    const happening: Happening = { at: when, act, off: false }
    let low = 0
    let high = happenings.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((happenings[middle]?.at ?? 0) > when) low = middle + 1
      else high = middle
    }
    happenings.splice(low, 0, happening)
    return () => {
      happening.off = true
    }
  }
  const counted = async <T>(what: Promise<T>): Promise<T> => {
    busy += 1
    try {
      return await what
    } finally {
      busy -= 1
    }
  }
  /** The store as it is, with a count of the questions it has not answered yet. */
  const store: Store = {
    ...real,
    saveRecording: (recording) => counted(real.saveRecording(recording)),
    dueRecordings: (query) => counted(real.dueRecordings(query)),
    rescueLoad: () => counted(real.rescueLoad()),
    setting: (key) => counted(real.setting(key)),
    saveSetting: (key, value) => counted(real.saveSetting(key, value)),
  }
  const unreachable = () => world.outage !== undefined && now >= world.outage.from && now < world.outage.to

  const NOT_SENT = { kind: 'notSent', cause: 'refused', detail: 'simulated' } as const
  const FAULTS: readonly (() => Outcome<never>)[] = [
    () => NOT_SENT,
    () => ({ kind: 'lost', cause: 'cut', detail: 'simulated' }),
    () => ({ kind: 'garbled', httpStatus: 502, detail: 'simulated' }),
    () => ({
      kind: 'refused',
      resultcode: '1010001',
      resultdesc: 'system error',
      httpStatus: 500,
      class: 'server',
    }),
  ]
  const SOUND_FAULTS: readonly (() => DownloadOutcome<never>)[] = [
    () => NOT_SENT,
    () => ({ kind: 'lost', cause: 'cut', detail: 'simulated' }),
    () => ({ kind: 'status', httpStatus: 503 }),
    () => ({ kind: 'status', httpStatus: 403 }),
  ]
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(world.random() * list.length)]

  const platform: Parameters<typeof createRecordings>[0]['platform'] = {
    async recordingAddress(_account, { object }) {
      const known = byName.get(object)
      if (known === undefined) throw new Error('asked for a recording that nobody made')
      const fate = fates.get(object) ?? { attempts: 0, fetchedAt: undefined, triedAt: [] }
      fates.set(object, fate)
      fate.attempts += 1
      fate.triedAt.push(now)
      if (unreachable()) return NOT_SENT
      if (now > known.endedAt + WEEK_MS) {
        return {
          kind: 'refused',
          resultcode: '1012007',
          resultdesc: 'The record does not exist.',
          httpStatus: 404,
          class: 'parameter',
        }
      }
      if (world.random() < world.faultShare / 2) return pick(FAULTS)?.() ?? NOT_SENT
      return { kind: 'ok', value: { location: `https://storage.example/${object}` } }
    },
    async download(location, take, signal) {
      const name = location.slice(location.lastIndexOf('/') + 1)
      const aborted = await new Promise<boolean>((resolve) => {
        const off = at(now + world.seconds * 1000, () => resolve(false))
        signal?.addEventListener('abort', () => {
          off()
          resolve(true)
        })
      })
      if (aborted) return { kind: 'lost', cause: 'aborted', detail: 'stopped' }
      if (unreachable()) return NOT_SENT
      if (world.random() < world.faultShare / 2) return pick(SOUND_FAULTS)?.() ?? NOT_SENT
      const samples = new TextEncoder().encode(name)
      const padding = new Uint8Array(samples.length % 2)
      const file = Buffer.concat([alawWavHeader(samples.length), samples, padding])
      const value = await counted(take(pieces(file), file.length))
      const fate = fates.get(name)
      if (fate !== undefined) fate.fetchedAt = now
      return { kind: 'ok', value }
    },
  }

  function open(): Promise<Recordings> {
    return createRecordings({
      store,
      platform,
      profiles: {
        ready: async () => ({
          account: { address: '', appKey: '', secret: '', scheme: 'AKSK' },
          note: async () => undefined,
          push: undefined,
        }),
        forToken: async () => undefined,
        install: async () => undefined,
      },
      audio: { peaks: async () => undefined, hash: async () => '' },
      audit: { record: () => Promise.reject(new Error('nobody listens here')) },
      tasks: {
        dismiss: () => false,
        start: () => {
          throw new Error('nobody packs here')
        },
      },
      folder: join(dataDir, 'recordings'),
      packs: join(dataDir, 'packs'),
      publish: () => undefined,
      clock,
      timing: {
        after: (ms, act) => at(now + ms, act),
        wait: (ms) => new Promise((resolve) => void at(now + ms, () => resolve(undefined))),
      },
      log: Object.assign(() => undefined, { close: () => undefined }),
      language: () => 'en',
    })
  }

  let recordings = await open()
  const tell = (told: readonly Recorded[]) => {
    const events = told.map(
      ({ name, endedAt }): FeeReported => ({
        kind: 'fee',
        at: time(endedAt),
        sessionId: must(`session-${name}`, isSessionId, 'session'),
        endedAt: time(endedAt),
        recorded: true,
        recordingObject: name,
        recordingDomain: 'recording.example',
      }),
    )
    const push = {
      receivedAt: time(now),
      profileId: PROFILE,
      kind: 'fee' as const,
      headers: {},
      body: new TextEncoder().encode(told.map(({ name }) => name).join()),
      signature: 'absent' as const,
      events,
    }
    counted(real.appendPush(push)).then(() => recordings.wake())
  }
  for (const [when, told] of Map.groupBy(world.recorded, ({ toldAt }) => toldAt)) at(when, () => tell(told))
  for (const when of world.restartsAt ?? []) {
    at(when, () => {
      counted(
        recordings.close().then(async () => {
          recordings = await open()
          recordings.wake()
        }),
      )
    })
  }

  /** Nothing is under way: every question is answered, and nobody has a next one. */
  async function quiet(): Promise<void> {
    for (let still = 0; still < 3; ) {
      await new Promise(setImmediate)
      still = busy === 0 ? still + 1 : 0
    }
  }

  return {
    store: real,
    dataDir,
    async setRules(rules: RescueRules) {
      await recordings.handlers.setRules({ rules }, { signal: new AbortController().signal, language: 'en' })
    },
    /** Lets the time pass until then. */
    async passUntil(end: number): Promise<void> {
      for (;;) {
        await quiet()
        const next = happenings.at(-1)
        if (next === undefined || next.at > end) break
        happenings.pop()
        if (next.off) continue
        now = Math.max(now, next.at)
        next.act()
      }
      now = end
    },
    fateOf: (name: string): Fate => fates.get(name) ?? { attempts: 0, fetchedAt: undefined, triedAt: [] },
    async recordingsByName(): Promise<ReadonlyMap<string, { state: string; callId: CallId }>> {
      const all = new Map<string, { state: string; callId: CallId }>()
      for (const list of ['queue', 'kept', 'lost'] as const) {
        for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
          const page = await real.recordingList(list, after, 500)
          for (const { object, state, callId } of page.recordings) all.set(object ?? '', { state, callId })
          after = page.next
        }
      }
      return all
    },
    async close() {
      await recordings.close()
      await real.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function* pieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  const half = file.length >> 1
  yield file.subarray(0, half)
  yield file.subarray(half)
}
