import { createPace, type Pace } from '../../domain/batches/index.ts'
import type { Binding } from '../../domain/bindings/index.ts'
import { type BatchId, isRequestId, must, type ProfileId, type UtcMs } from '../../domain/values.ts'
import { type Acts, type Asking, settleBinding } from '../bindings/index.ts'
import type { Outcome } from '../platform/index.ts'
import { platformRefusal, type Ready } from '../profiles/index.ts'
import type { Store, StoredBatchRow } from '../store/index.ts'

/** Requests on their way at a time; each has a connection of its own. */
const MOST_UNDER_WAY = 16
const PAGE = 200
/** After so many requests that did not get through one after the other the batch pauses. */
const MOST_UNSENT = 3
const UNSENT_WAIT_MS = 500
/** A request that we gave up waiting for may still be carried out: the platform is asked a moment later. */
const LOST_GRACE_MS = 300
/** So many requests for one row; then it waits for the next run. */
const MOST_TRIES = 5

export type Stopped = { readonly code: string; readonly params: Record<string, string | number | boolean> }

type Parts = {
  readonly store: Store
  readonly acts: Acts
  readonly ready: Ready
  readonly askingOf: (ready: Ready) => Asking
  readonly clock: () => UtcMs
  readonly batchId: BatchId
  readonly profileId: ProfileId
  readonly pool: readonly string[]
  readonly perSecond: number
  readonly signal: AbortSignal
  /** A row was answered, or the pace changed. */
  readonly told: (pace: Pace) => void
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)))

const isHaste = (outcome: Outcome<unknown>) => outcome.kind === 'refused' && outcome.class === 'flowControl'

/**
 * Binds the rows of a batch that wait, each at most once: a row is claimed in the store before it is sent, and one
 * whose answer was lost is looked for at the platform before anything is sent for it again.
 *
 * @returns why it stopped before the end, if it did
 */
export function bindRows(parts: Parts): Promise<Stopped | undefined> {
  const { acts, batchId, profileId } = parts
  return work(parts, ['waiting', 'unknown'], async (row, ready) => {
    const { binding, terms } = row
    if (row.state === 'unknown' && binding !== undefined) return settled(parts, binding)
    if (terms === undefined) return {}
    const requestId = must(`${batchId}-${row.row}-${row.attempts + 1}`, isRequestId, 'request id')
    const batch = { id: batchId, row: row.row }
    const act = await acts.bind(ready, { requestId, profileId, terms, batch, bindingId: row.bindingId })
    if (act.outcome?.kind === 'lost' || act.outcome?.kind === 'garbled') {
      await wait(LOST_GRACE_MS)
      const done = await settled(parts, act.binding)
      // Not there, so it waits again; a wire that swallows every request must not keep a row for ever.
      return row.attempts + 1 < MOST_TRIES ? done : { ...done, leave: true }
    }
    return { outcome: act.outcome }
  })
}

/** Unbinds what the batch has bound. */
export function undoRows(parts: Parts): Promise<Stopped | undefined> {
  return work(parts, ['bound'], async ({ binding }, ready) => {
    if (binding?.subscriptionId === undefined || binding.state !== 'active') return {}
    const { outcome, binding: after } = await parts.acts.unbind(ready, binding, binding.subscriptionId)
    if (outcome.kind === 'lost' || outcome.kind === 'garbled') {
      await wait(LOST_GRACE_MS)
      await settled(parts, after)
      return { outcome, leave: true }
    }
    return { outcome }
  })
}

/** What came of a row: what was answered, if anything was asked, and whether this run lets it be. */
type Done = { readonly outcome?: Outcome<unknown> | undefined; readonly leave?: boolean }

/** Asks the platform about a binding; where that tells nothing, the row is left for another run. */
async function settled(parts: Parts, binding: Binding): Promise<Done> {
  const { store, clock, pool } = parts
  const asking = parts.askingOf(parts.ready)
  const verdict = await settleBinding(binding, { store, asking, clock, pool })
  if (verdict.kind === 'failed') return { outcome: verdict.outcome, leave: true }
  return { leave: verdict.kind === 'undecided' }
}

async function work(
  parts: Parts,
  states: readonly ('waiting' | 'unknown' | 'bound')[],
  act: (row: StoredBatchRow, ready: Ready) => Promise<Done>,
): Promise<Stopped | undefined> {
  const { store, batchId, signal } = parts
  const pace = createPace(parts.perSecond)
  const underWay = new Map<number, Promise<void>>()
  // A row that could not be settled in this run is left for the next.
  const left = new Set<number>()
  let stopped: Stopped | undefined
  let unsent = 0

  // Haste is answered by the pace of the batch; it need not hold everybody else back for a minute.
  const ready: Ready = {
    ...parts.ready,
    note: (outcome) => (isHaste(outcome) ? Promise.resolve() : parts.ready.note(outcome)),
  }

  function judge(row: StoredBatchRow, sentAt: number, { outcome, leave = false }: Done): void {
    const now = performance.now()
    if (leave) left.add(row.row)
    if (outcome?.kind !== 'notSent') unsent = 0
    if (outcome === undefined || outcome.kind === 'ok') pace.passed(now, sentAt)
    else if (outcome.kind === 'notSent') {
      unsent += 1
      pace.refused(now, sentAt, UNSENT_WAIT_MS)
      if (unsent >= MOST_UNSENT) stop(outcome)
    } else if (outcome.kind === 'refused') {
      if (isHaste(outcome)) {
        pace.refused(now, sentAt, outcome.resultcode === '1011006' ? outcome.waitMs : undefined)
      } else pace.passed(now, sentAt)
      if (outcome.class === 'authentication' || outcome.class === 'locked') stop(outcome)
    }
    parts.told(pace)
  }

  function stop(outcome: Outcome<unknown>): void {
    const refusal = platformRefusal(outcome)
    stopped ??= { code: refusal?.code ?? 'internal', params: { ...refusal?.params } }
  }

  function launch(row: StoredBatchRow): void {
    const sentAt = performance.now()
    pace.sent(sentAt)
    const going = act(row, ready)
      .then((done) => judge(row, sentAt, done))
      .catch((problem: unknown) => {
        stopped ??= { code: 'internal', params: {} }
        throw problem
      })
      .finally(() => underWay.delete(row.row))
    // Waited for below; a failure stops the batch.
    going.catch(() => undefined)
    underWay.set(row.row, going)
  }

  const over = () => signal.aborted || stopped !== undefined
  for (let afterRow = 0; !over(); ) {
    const page = await store.batchRows({ batchId, states, afterRow, limit: PAGE })
    const rows = page.filter(({ row }) => !underWay.has(row) && !left.has(row))
    const last = page.at(-1)
    if (last === undefined || rows.length === 0) {
      if (last !== undefined && page.length === PAGE) {
        afterRow = last.row
        continue
      }
      // The end of the file: what was refused for haste waits again from its beginning.
      if (underWay.size === 0 && afterRow === 0) break
      // A race of nobody would never end.
      if (underWay.size > 0) await Promise.race(underWay.values()).catch(() => undefined)
      afterRow = 0
      continue
    }
    for (const row of rows) {
      for (let now = performance.now(); pace.next(now) > now && !over(); now = performance.now()) {
        await wait(Math.min(pace.next(now) - now, 100))
      }
      while (underWay.size >= MOST_UNDER_WAY && !over()) {
        await Promise.race(underWay.values()).catch(() => undefined)
      }
      if (over()) break
      launch(row)
    }
    afterRow = last.row
  }
  await Promise.allSettled(underWay.values())
  return stopped
}
