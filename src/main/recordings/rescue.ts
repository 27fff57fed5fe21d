import type { CallId, UtcMs } from '../../domain/values.ts'
import type { Log } from '../log/index.ts'
import type { Store, StoredRecording } from '../store/index.ts'
import { type RescueRules, type Turn, turnNow } from './schedule.ts'

export type Rescue = {
  /** Something may be due or allowed that was not: looks again. */
  wake(): void
  /** What holds now, with how many wait. */
  turn(): Promise<{ readonly turn: Turn; readonly load: Awaited<ReturnType<Store['rescueLoad']>> }>
  readonly fetching: () => number
  close(): Promise<void>
}

/** So many are fetched at a time, so that one that hangs holds nobody up. */
const LANES = 3
/** What a person asked for has lanes of its own beside them. */
const ASKED_LANES = 2
/** So many are taken from the store at once. */
const HANDFUL = 24
/** What one attempt is taken to need until some have been made. */
const FIRST_GUESS_MS = 20_000
const LEAST_MS = 1000
const MEMORY = 0.1
const ASKED = 2

/**
 * Works through the queue of recordings in the store as the rules allow, and sleeps until there is something
 * to do. The clock and the alarm are given, so that days can pass in a test within seconds.
 *
 * @param fetchOne one attempt with all that is kept of it; must not throw
 */
export function createRescue(options: {
  store: Pick<Store, 'dueRecordings' | 'rescueLoad'>
  rules: () => RescueRules
  fetchOne: (recording: StoredRecording, urgent: boolean) => Promise<void>
  clock: () => UtcMs
  /** Calls back after so many milliseconds. @returns the function that calls it off */
  after: (ms: number, act: () => void) => () => void
  log: Log
}): Rescue {
  const { store, rules, clock, after, log } = options
  const running = new Map<CallId, Promise<void>>()
  let eachMs = FIRST_GUESS_MS
  let closed = false
  let round: Promise<void> | undefined
  let callOff: (() => void) | undefined
  let nudge: (() => void) | undefined
  let stale = false

  async function turn() {
    const load = await store.rescueLoad()
    return { load, turn: turnNow(rules(), load.byDeadline, eachMs / LANES, clock()) }
  }

  async function run(recording: StoredRecording, urgent: boolean): Promise<void> {
    const begun = clock()
    await options.fetchOne(recording, urgent)
    eachMs += MEMORY * (Math.max(LEAST_MS, clock() - begun) - eachMs)
    running.delete(recording.callId)
  }

  const lanesFor = (recording: StoredRecording) =>
    LANES + ((recording.priority ?? 0) >= ASKED ? ASKED_LANES : 0)

  async function work(): Promise<void> {
    let handful: StoredRecording[] = []
    let now: Turn | undefined
    for (;;) {
      if (closed) {
        await Promise.all(running.values())
        return
      }
      if (stale) handful = []
      if (handful.length === 0) {
        stale = false
        now = (await turn()).turn
        handful = await store.dueRecordings({
          now: clock(),
          limit: HANDFUL,
          open: now.open,
          urgentBefore: now.urgentBefore,
          not: [...running.keys()],
        })
      }
      while (!stale && handful[0] !== undefined && running.size < lanesFor(handful[0])) {
        const [next] = handful.splice(0, 1)
        if (next === undefined || running.has(next.callId)) continue
        running.set(next.callId, run(next, next.deadline < (now?.urgentBefore ?? 0)))
      }
      if (running.size === 0 && handful.length === 0 && !stale) break
      if (running.size > 0 && !stale) {
        const woken = new Promise<void>((resolve) => {
          nudge = resolve
        })
        await Promise.race([...running.values(), woken])
      }
    }
    await sleep()
  }

  async function sleep(): Promise<void> {
    const { turn: now, load } = await turn()
    const next = load.nextAttemptAt
    if (next === undefined || closed) return
    // What is due already is held back by the rules; they are looked at again when they may have changed.
    const at = next > clock() ? Math.min(next, now.lookAgainAt) : now.lookAgainAt
    callOff = after(Math.max(0, at - clock()), wake)
  }

  function wake(): void {
    if (closed) return
    callOff?.()
    callOff = undefined
    stale = true
    nudge?.()
    if (round !== undefined) return
    round = work()
      .catch((problem: unknown) => {
        log({ event: 'recording.queue', detail: problem instanceof Error ? problem.message : 'unknown' })
      })
      .finally(() => {
        round = undefined
        if (stale && !closed) wake()
      })
  }

  return {
    wake,
    turn,
    fetching: () => running.size,
    async close() {
      closed = true
      callOff?.()
      nudge?.()
      await round
    },
  }
}
