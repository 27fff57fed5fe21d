import type { FoundGap, GapCounts } from '../../contract/gaps.ts'
import type { Handlers } from '../../contract/index.ts'
import { CALL_GAP_KINDS, GAP_DAYS, GAP_KINDS, type Gap, repushRequest } from '../../domain/gaps/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Log } from '../log/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { GapPage, Store } from '../store/index.ts'
import { strayRecordings } from './stray-recordings.ts'

const DAY_MS = 86_400_000
/** As many of each kind as a person looks through; the counts tell of all. */
const SHOWN = 200
/** The thread of the store that looks answers others between two stretches of so many calls. */
const STRETCH = 1000
/** The first look by itself leaves the start to whoever opens the window. */
const FIRST_LOOK_MS = 20_000
const LOOK_MS = 30 * 60_000

const NONE: GapCounts = {
  noFee: 0,
  noRecording: 0,
  recordingNoFee: 0,
  strayRecording: 0,
  twins: 0,
  unknownCall: 0,
}

type Found = { readonly counts: GapCounts; readonly gaps: Gap[]; readonly files: FoundGap[] }

export type Gaps = {
  readonly handlers: Handlers<'gaps'>
  /** Looks again, and tells the screens when the numbers have changed. */
  look(): Promise<void>
  close(): void
}

/**
 * Looks for gaps beside the pages of the history, by itself from time to time, so that nobody has to think of
 * it. A thread of the store goes through the calls; here arrive the numbers, and what a person asked to see.
 *
 * @param recordings folder of the recordings
 */
export function createGaps(options: {
  store: Pick<Store, 'gapsBefore' | 'unclaimedRecordings'>
  recordings: string
  publish: Publish
  clock: () => UtcMs
  log: Log
}): Gaps {
  const { store, clock } = options
  let closed = false
  let known: { readonly counts: GapCounts; readonly at: UtcMs } | undefined

  /** @param most so many of each kind are handed out */
  async function lookThrough(signal: Pick<AbortSignal, 'aborted'>, most: number): Promise<Found> {
    const now = clock()
    const counts = { ...NONE }
    const gaps: Gap[] = []
    const wanted = { noFee: most, noRecording: most, twins: most, unknownCall: most }
    for (let before: number | undefined; ; ) {
      if (signal.aborted) throw new Error('nobody waits for it')
      const from = now - GAP_DAYS * DAY_MS
      const page: GapPage = await store.gapsBefore({ now, from, before, calls: STRETCH, wanted })
      for (const kind of CALL_GAP_KINDS) counts[kind] += page.counts[kind]
      for (const gap of page.gaps) {
        wanted[gap.kind] -= 1
        gaps.push(gap)
      }
      before = page.before
      if (before === undefined) break
    }
    const files: FoundGap[] = []
    for await (const stray of strayRecordings(options.recordings, store, signal)) {
      counts[stray.kind] += 1
      if (counts[stray.kind] <= most) files.push(stray)
    }
    tell(counts, now)
    return { counts, gaps, files }
  }

  function tell(counts: GapCounts, at: UtcMs): void {
    const before = known?.counts
    known = { counts, at }
    if (GAP_KINDS.some((kind) => before?.[kind] !== counts[kind]))
      options.publish({ name: 'gaps.changed', payload: known })
  }

  async function look(): Promise<void> {
    const signal = {
      get aborted() {
        return closed
      },
    }
    await lookThrough(signal, 0)
  }
  const lookQuietly = () => {
    look().catch(() => {
      if (!closed) options.log({ event: 'gaps.notFound' })
    })
  }
  const first = setTimeout(lookQuietly, FIRST_LOOK_MS)
  const later = setInterval(lookQuietly, LOOK_MS)
  first.unref()
  later.unref()

  return {
    look,
    close() {
      closed = true
      clearTimeout(first)
      clearInterval(later)
    },
    handlers: {
      known: () => known ?? {},
      async find(_nothing, { signal }) {
        const { counts, gaps, files } = await lookThrough(signal, SHOWN)
        const request =
          counts.noFee === 0
            ? {}
            : { request: { 'zh-CN': repushRequest(gaps, 'zh-CN'), en: repushRequest(gaps, 'en') } }
        const all = [...gaps.map(shown), ...files].sort((one, other) => other.at - one.at)
        return { gaps: all, counts, ...request }
      },
    },
  }
}

const shown = ({ kind, call, twin }: Gap): FoundGap => ({
  kind,
  at: call.startedAt,
  call,
  ...(twin === undefined ? {} : { twin }),
})
