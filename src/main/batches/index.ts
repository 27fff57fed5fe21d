import type { Batch, BatchRow } from '../../contract/batches.ts'
import { ErrorCode, Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { Pace } from '../../domain/batches/index.ts'
import { isBoundMode } from '../../domain/bindings/index.ts'
import { type BatchId, isDurationMs, isUtcMs, must, type UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Bindings } from '../bindings/index.ts'
import type { FileDrop, Shelf } from '../exports/index.ts'
import type { ProfileAccess } from '../profiles/index.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Sheets } from '../sheets/index.ts'
import type { BatchProblem, Store, StoredBatch, StoredBatchRow } from '../store/index.ts'
import type { TaskHandle, Tasks } from '../tasks/index.ts'
import { keepRows, lookAt } from './read-file.ts'
import { RESULT_HEAD, resultRows } from './result.ts'
import { bindRows, undoRows } from './run.ts'

export type Batches = {
  readonly handlers: Handlers<'batches'>
  /** What a stop cut short is paused: a person says when it goes on. */
  recover(): Promise<void>
}

type Running = {
  readonly stop: AbortController
  pace?: Pace
  taskId?: string
  answered: number
  since: number
}

const TELL_MS = 250

/** Files of bindings: a verdict per row, then row by row at the platform, paced, each once. */
export function createBatches(options: {
  store: Store
  sheets: Sheets
  drop: FileDrop
  shelf: Shelf
  bindings: Bindings
  profiles: ProfileAccess
  tasks: Tasks
  audit: Audit['record']
  publish: Publish
  clock: () => UtcMs
  language: () => 'zh-CN' | 'en'
  /** As numbers may stand in a file. */
  forFiles: (text: string) => string
}): Batches {
  const { store, bindings, profiles, publish, clock } = options
  const running = new Map<BatchId, Running>()
  const toldAt = new Map<BatchId, number>()

  async function shown(batch: StoredBatch): Promise<Batch> {
    const { counts, warned } = await store.rowCounts(batch.id)
    const { headings: _headings, problem, ...fields } = batch
    const run = running.get(batch.id)
    const seconds = run === undefined ? 0 : (performance.now() - run.since) / 1000
    const perSecond =
      run === undefined || run.answered < 5 || seconds < 1 ? undefined : run.answered / seconds
    const held = run?.pace?.heldUntil() ?? 0
    const heldMs = held - performance.now()
    const slowed = heldMs > 1000 ? clock() + Math.round(heldMs) : undefined
    return {
      ...fields,
      counts: { ...counts },
      warned,
      ...(perSecond === undefined
        ? {}
        : {
            perSecond,
            leftMs: must(Math.round((counts.waiting / perSecond) * 1000), isDurationMs, 'duration'),
          }),
      ...(slowed === undefined ? {} : { slowedUntil: must(slowed, isUtcMs, 'time') }),
      ...(run?.taskId === undefined ? {} : { taskId: run.taskId }),
      ...(problem === undefined ? {} : { problem: problemInWords(problem) }),
    }
  }

  function problemInWords(problem: BatchProblem) {
    const code = ErrorCode.safeParse(problem.code).data ?? 'internal'
    return inWords({ code, params: { ...problem.params }, retry: 'no' }, options.language())
  }

  async function keep(batch: StoredBatch): Promise<Batch> {
    const payload = await shown(await store.saveBatch(batch))
    publish({ name: 'batches.changed', payload })
    return payload
  }

  /** Rows change often; the screen is told a few times a second. */
  async function tell(id: BatchId): Promise<void> {
    const now = performance.now()
    if (now - (toldAt.get(id) ?? 0) < TELL_MS) return
    toldAt.set(id, now)
    publish({ name: 'batches.changed', payload: await shown(await known(id)) })
  }

  async function known(id: BatchId): Promise<StoredBatch> {
    const batch = await store.batch(id)
    if (batch === undefined) throw new Refusal('batch.notFound')
    return batch
  }

  const withoutProblem = ({ problem: _problem, endedAt: _endedAt, ...batch }: StoredBatch) => batch

  async function run(batch: StoredBatch, kind: 'bind' | 'undo'): Promise<Batch> {
    const { id, profileId, mode } = batch
    const ready = await profiles.ready(profileId, { service: mode, purpose: 'dial' })
    const pool = await bindings.poolOf(profileId)
    const going: Running = { stop: new AbortController(), answered: 0, since: performance.now() }
    running.set(id, going)
    const state = kind === 'bind' ? 'running' : 'undoing'
    const began = await store.saveBatch({
      ...withoutProblem(batch),
      state,
      startedAt: batch.startedAt ?? clock(),
    })
    const total = batch.rows
    going.taskId = options.tasks.start(
      { kind: 'bindingBatch', params: { file: batch.fileName }, total },
      async (handle) => {
        handle.signal.addEventListener('abort', () => going.stop.abort())
        const stopped = await (kind === 'bind' ? bindRows : undoRows)({
          store,
          acts: bindings.acts,
          ready,
          askingOf: bindings.askingOf,
          clock,
          batchId: id,
          profileId,
          pool,
          perSecond: bindings.policy().requestsPerSecond,
          signal: going.stop.signal,
          told(pace) {
            going.pace = pace
            going.answered += 1
            report(id, handle).catch(() => undefined)
          },
        })
        running.delete(id)
        const paused = stopped !== undefined || going.stop.signal.aborted
        const { counts } = await store.rowCounts(id)
        await options.audit({
          action: kind === 'bind' ? 'batch.bound' : 'batch.undone',
          subject: id,
          params: { ...counts, rows: total, finished: !paused },
        })
        const end = kind === 'bind' ? ('done' as const) : ('undone' as const)
        await keep({
          ...withoutProblem(began),
          state: paused ? 'paused' : end,
          ...(paused ? {} : { endedAt: clock() }),
          ...(stopped === undefined ? {} : { problem: stopped }),
        })
        return undefined
      },
    )
    const payload = await shown(began)
    publish({ name: 'batches.changed', payload })
    return payload
  }

  async function report(id: BatchId, handle: TaskHandle): Promise<void> {
    await tell(id)
    const { counts } = await store.rowCounts(id)
    handle.progress({ done: counts.bound + counts.refused + counts.stopped + counts.undone })
  }

  const rowShown = (row: StoredBatchRow): BatchRow => {
    const { terms, binding } = row
    const x = binding?.x ?? (terms?.x.by === 'number' ? terms.x.number : undefined)
    const b = terms?.mode === 'axb' ? terms.b : undefined
    const extension = binding?.extension ?? (terms?.mode === 'axe' ? terms.extension : undefined)
    const { resultcode, httpStatus, cause } = binding?.problem ?? {}
    return {
      row: row.row,
      state: row.state,
      findings: [...row.findings],
      ...(terms === undefined ? {} : { a: terms.a }),
      ...(b === undefined ? {} : { b }),
      ...(x === undefined ? {} : { x }),
      ...(extension === undefined ? {} : { extension }),
      ...(row.bindingId === undefined ? {} : { bindingId: row.bindingId }),
      ...(resultcode === undefined ? {} : { resultcode }),
      ...(httpStatus === undefined ? {} : { httpStatus }),
      ...(cause === undefined ? {} : { cause }),
    }
  }

  return {
    async recover() {
      for (const batch of await store.batches()) {
        const { state } = batch
        if (state === 'checking') await store.saveBatch({ ...batch, state: 'failed' })
        if (state === 'running' || state === 'pausing' || state === 'undoing') {
          await store.saveBatch({ ...batch, state: 'paused' })
        }
      }
    },
    handlers: {
      async readFile({ fileId, fileName, mode }) {
        return lookAt(options.sheets, { path: await options.drop.sentFile(fileId), fileId, fileName }, mode)
      },
      async create({ batchId, profileId, fileId, fileName, mapping, defaults }) {
        const earlier = await store.batch(batchId)
        if (earlier !== undefined) return shown(earlier)
        const profile = await bindings.profileOf(profileId)
        if (!isBoundMode(profile.mode) || profile.mode !== defaults.mode) {
          throw new Refusal('profile.wrongService', { service: profile.mode })
        }
        const path = await options.drop.sentFile(fileId)
        const batch: StoredBatch = {
          id: batchId,
          revision: 0,
          profileId,
          mode: defaults.mode,
          fileName,
          state: 'checking',
          rows: 0,
          headings: [],
          createdAt: clock(),
        }
        const begun = await keep(batch)
        options.tasks.start(
          { kind: 'bindingBatch', params: { file: fileName } },
          async ({ signal, progress }) => {
            const { store: ledger, sheets } = options
            const parts = { store: ledger, sheets, batchId, profileId, pool: profile.pool, path, fileName }
            const how = { mapping, defaults, now: clock(), signal }
            try {
              const read = await keepRows({
                ...parts,
                ...how,
                progress: (done, total) => progress({ done, total }),
              })
              await keep({ ...batch, ...read, state: 'checked' })
            } catch (problem) {
              const { code, params } = problem instanceof Refusal ? problem : new Refusal('internal')
              await keep({ ...batch, state: 'failed', problem: { code, params } })
              throw problem
            }
            return undefined
          },
        )
        return begun
      },
      async list() {
        return { batches: await Promise.all((await store.batches()).map(shown)) }
      },
      get: async ({ batchId }) => shown(await known(batchId)),
      async rows({ batchId, ...query }) {
        await known(batchId)
        const found = await store.batchRows({ batchId, ...query, limit: query.limit + 1 })
        const rows = found.slice(0, query.limit)
        const last = rows.at(-1)
        return {
          rows: rows.map(rowShown),
          ...(found.length > query.limit && last !== undefined ? { next: last.row } : {}),
        }
      },
      async start({ batchId }) {
        const batch = await known(batchId)
        if (batch.state === 'running') return shown(batch)
        if (batch.state !== 'checked' && batch.state !== 'paused' && batch.state !== 'done') {
          throw new Refusal('batch.wrongState', { state: batch.state })
        }
        return run(batch, 'bind')
      },
      async pause({ batchId }) {
        const batch = await known(batchId)
        const going = running.get(batchId)
        if (going === undefined) throw new Refusal('batch.wrongState', { state: batch.state })
        going.stop.abort()
        return keep({ ...batch, state: 'pausing' })
      },
      async undo({ batchId }) {
        const batch = await known(batchId)
        if (batch.state === 'undoing') return shown(batch)
        if (running.has(batchId) || batch.startedAt === undefined) {
          throw new Refusal('batch.wrongState', { state: batch.state })
        }
        return run(batch, 'undo')
      },
      async remove({ batchId }) {
        const batch = await store.batch(batchId)
        if (batch === undefined) return { removed: false }
        if (batch.startedAt !== undefined || running.has(batchId)) {
          throw new Refusal('batch.wrongState', { state: batch.state })
        }
        return { removed: await store.removeBatch(batchId) }
      },
      async result({ batchId, form }) {
        const batch = await known(batchId)
        const name = batch.fileName.replace(/\.[^.]*$/, '')
        const file = options.shelf.place(`${name}-result.${form}`)
        const head = [...batch.headings, ...RESULT_HEAD[options.language()]]
        const rows = resultRows(store, batchId, options.language(), options.forFiles)
        await options.sheets.write(file.path, form, head, rows)
        return { path: file.resultPath, fileName: `${name}-result.${form}` }
      },
    },
  }
}
