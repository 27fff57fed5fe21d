import type { Handlers } from '../../contract/index.ts'
import { type Due, LastDeletion, RetentionDays } from '../../contract/retention.ts'
import { DAY_MS, keptSince, RETENTION_KINDS, type RetentionKind } from '../../domain/retention/index.ts'
import { type CallId, isUtcMs, type TaskId, type UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { EndedCampaigns } from '../campaigns/index.ts'
import type { LogFile } from '../log/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { DueCount, Store, StoredRetentionKind } from '../store/index.ts'
import type { TaskHandle, Tasks } from '../tasks/index.ts'
import { createHolds } from './holds.ts'
import { countOldFiles, removeFilesOf, removeOldFiles } from './old-files.ts'

export type Retention = {
  readonly handlers: Handlers<'retention'>
  /** Begins the daily deletion when a day has passed since the last one. */
  look(): Promise<void>
  close(): void
}

const DAYS = 'retention'
const LAST = 'retentionLast'
const LOOK_MS = 15 * 60_000
/** Calls that one step of counting looks at: a fraction of a second. */
const COUNT_STEP = 20_000
/** Rows of one transaction: short, so that a push never waits long for the writer. */
const REMOVE_STEP = 50

/**
 * Deletion of what is over its time (docs/adr/0032): in small transactions beside everything else, by itself once
 * a day or when asked, and written to the audit log with what was deleted.
 *
 * @param filesOf every file that the recording of a call may have
 * @param files folders of exports and imports
 */
export async function createRetention(options: {
  store: Store
  tasks: Pick<Tasks, 'start'>
  audit: Pick<Audit, 'record'>
  campaigns: EndedCampaigns
  filesOf: (callId: CallId) => readonly string[]
  files: readonly string[]
  log: LogFile
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
}): Promise<Retention> {
  const { store, campaigns, clock, log } = options
  const keptDays = RetentionDays.safeParse(await store.setting(DAYS))
  const keptLast = LastDeletion.safeParse(await store.setting(LAST))
  let days = keptDays.success ? keptDays.data : {}
  let last = keptLast.success ? keptLast.data : undefined
  let running: TaskId | undefined

  const changed = () =>
    options.publish({ name: 'retention.changed', payload: { revision: options.nextRevision() } })

  async function count(kind: RetentionKind, before: number, now: UtcMs): Promise<DueCount> {
    switch (kind) {
      case 'campaigns':
        return campaigns.count(before)
      case 'files':
        return countOldFiles(options.files, before)
      case 'logs':
        return log.older(before)
      default:
        return countStored(kind, before, now)
    }
  }

  async function countStored(kind: StoredRetentionKind, before: number, now: UtcMs): Promise<DueCount> {
    let total: DueCount = { count: 0 }
    for (let after: number | undefined; ; ) {
      const step = await store.countDue({ kind, before, now, after, limit: COUNT_STEP })
      total = {
        count: total.count + step.count,
        oldest: total.oldest ?? step.oldest,
        newest: step.newest ?? total.newest,
      }
      after = step.next
      if (after === undefined) return total
    }
  }

  async function remove(
    kind: RetentionKind,
    before: number,
    { now, signal, done }: { now: UtcMs; signal: AbortSignal; done: (count: number) => void },
  ): Promise<void> {
    switch (kind) {
      case 'campaigns':
        return done(await campaigns.remove(before, signal))
      case 'files':
        return done(await removeOldFiles(options.files, before))
      case 'logs':
        return done(await log.trim(before))
      default:
        for (let after: number | undefined; !signal.aborted; ) {
          const step = await store.removeDue({ kind, before, now, after, limit: REMOVE_STEP })
          done(step.count)
          after = step.next
          if (after === undefined) return
        }
    }
  }

  /** Rows first, then the files they named; what a stop leaves over is on a list for the next time. */
  async function removeNamedFiles(): Promise<void> {
    for (;;) {
      const named = await store.filesToRemove()
      const gone = await removeFilesOf(named, options.filesOf)
      await store.filesRemoved(gone)
      if (gone.length === 0) return
    }
  }

  async function work(automatic: boolean, { signal, progress }: TaskHandle) {
    const now = clock()
    const deleted: Partial<Record<RetentionKind, number>> = {}
    let all = 0
    let complete = false
    try {
      for (const kind of RETENTION_KINDS) {
        const kept = days[kind]
        if (kept === undefined || signal.aborted) continue
        const done = (count: number) => {
          deleted[kind] = (deleted[kind] ?? 0) + count
          all += count
          progress({ done: all })
        }
        await remove(kind, keptSince(kept, now), { now, signal, done })
      }
      await removeNamedFiles()
      complete = !signal.aborted
    } finally {
      running = undefined
      last = { at: now, automatic, deleted, complete }
      if (all > 0)
        await options.audit.record({ action: 'retention.deleted', params: { automatic, ...deleted } })
      await store.saveSetting(LAST, last)
      changed()
      if (all > 0) options.publish({ name: 'history.changed', payload: { revision: options.nextRevision() } })
    }
    return { params: { automatic, deleted: all } }
  }

  function begin(automatic: boolean): TaskId {
    running ??= options.tasks.start({ kind: 'retention', params: { automatic } }, (handle) =>
      work(automatic, handle),
    )
    return running
  }

  async function look(): Promise<void> {
    if (Object.keys(days).length === 0 || clock() - (last?.at ?? 0) < DAY_MS) return
    begin(true)
  }
  const looking = setInterval(() => {
    look().catch(() => log({ event: 'retention.notScheduled' }))
  }, LOOK_MS)
  looking.unref()

  const answer = async () => ({
    revision: options.nextRevision(),
    days,
    ...(last === undefined ? {} : { last }),
    holds: await store.countHolds(),
  })

  return {
    look,
    close: () => clearInterval(looking),
    handlers: {
      get: answer,
      async setDays(input) {
        await store.saveSetting(DAYS, input.days)
        days = input.days
        changed()
        return answer()
      },
      async preview(input) {
        const now = clock()
        const due: Due[] = []
        for (const kind of RETENTION_KINDS) {
          const kept = input.days[kind]
          if (kept === undefined) continue
          const { count: found, oldest, newest } = await count(kind, keptSince(kept, now), now)
          due.push({
            kind,
            count: found,
            ...(oldest !== undefined && isUtcMs(oldest) ? { oldest } : {}),
            ...(newest !== undefined && isUtcMs(newest) ? { newest } : {}),
          })
        }
        return { due }
      },
      run: () => ({ taskId: begin(false) }),
      ...createHolds({ store, audit: options.audit, clock, onChanged: changed }),
    },
  }
}
