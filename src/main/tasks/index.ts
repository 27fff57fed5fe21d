import { type ErrorData, Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { Task, TaskKind } from '../../contract/tasks.ts'
import { isTaskId, must, type TaskId, type UtcMs } from '../../domain/values.ts'
import type { Log } from '../log/index.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { Publish } from '../rpc/event-bus.ts'
import { speed, startSpeed } from './speed.ts'

/** What the work behind a task is given. */
export type TaskHandle = {
  /** Aborted when a person cancels or the application ends; throw or return soon after. */
  readonly signal: AbortSignal
  /** Units that are over, and all of them once known; may be told as often as is convenient. */
  progress(at: { readonly done: number; readonly total?: number | undefined }): void
}

/** What came of it: a file to fetch, or nothing but its effect. */
export type TaskResult =
  | {
      readonly resultPath?: string | undefined
      /** Facts of the outcome, added to those of its name. */
      readonly params?: Task['params'] | undefined
    }
  | undefined

export type Tasks = {
  /** Begins the work at once. A `Refusal` it throws becomes the error of the task. */
  start(
    what: { readonly kind: TaskKind; readonly params?: Task['params']; readonly total?: number },
    work: (handle: TaskHandle) => Promise<TaskResult>,
  ): TaskId
  /** Takes one that is over off the list. @returns whether it was on it */
  dismiss(taskId: TaskId): boolean
  readonly handlers: Handlers<'tasks'>
  /** Stops all of it and waits until it has stopped. */
  close(): Promise<void>
}

type Running = { task: Task; readonly stop: AbortController; over: Promise<void> }

/** Progress is told this often at the most, in milliseconds; every end is told. */
const TELL_MS = 200

/** So many that are over stay listed. */
const KEPT = 50

/**
 * Long work: it goes on whatever screen is open, and ends with the application. What must outlive that (a
 * campaign, a bulk binding) keeps its own state and begins a new task when it goes on.
 */
export function createTasks(options: {
  publish: Publish
  clock: () => UtcMs
  newId: () => string
  log: Log
  language: () => 'zh-CN' | 'en'
}): Tasks {
  const { publish, clock } = options
  const all = new Map<TaskId, Running>()

  function tell(running: Running, change: Partial<Task>): void {
    running.task = { ...running.task, ...change, revision: running.task.revision + 1 }
    publish({ name: 'tasks.changed', payload: running.task })
  }

  function end(running: Running, change: Partial<Task>): void {
    const { perSecond: _perSecond, leftMs: _leftMs, ...rest } = running.task
    running.task = rest
    tell(running, { ...change, endedAt: clock() })
    const over = [...all.values()].filter(({ task }) => task.state !== 'running')
    for (const { task } of over.slice(0, Math.max(0, over.length - KEPT))) dismiss(task.id)
  }

  function dismiss(taskId: TaskId): boolean {
    const running = all.get(taskId)
    if (running === undefined || running.task.state === 'running') return false
    all.delete(taskId)
    publish({ name: 'tasks.dismissed', payload: { taskId } })
    return true
  }

  async function run(running: Running, work: (handle: TaskHandle) => Promise<TaskResult>): Promise<void> {
    const { stop } = running
    let measured = startSpeed(clock())
    let toldAt = 0
    try {
      const result = await work({
        signal: stop.signal,
        progress({ done, total }) {
          if (stop.signal.aborted) return
          const now = clock()
          measured = speed(measured, now, done)
          const of = total ?? running.task.total
          const change = {
            done,
            ...(of === undefined ? {} : { total: of }),
            ...rateOf(measured.perSecond, done, of),
          }
          if (now - toldAt < TELL_MS) running.task = { ...running.task, ...change }
          else {
            toldAt = now
            tell(running, change)
          }
        },
      })
      if (stop.signal.aborted) end(running, { state: 'cancelled' })
      else {
        const path = result?.resultPath
        end(running, {
          state: 'done',
          ...(path === undefined ? {} : { resultPath: path }),
          ...(result?.params === undefined ? {} : { params: { ...running.task.params, ...result.params } }),
        })
      }
    } catch (problem) {
      if (stop.signal.aborted) end(running, { state: 'cancelled' })
      else end(running, { state: 'failed', error: failureOf(problem) })
    }
  }

  function failureOf(problem: unknown): ErrorData {
    if (problem instanceof Refusal) {
      const { code, params, retry } = problem
      return inWords({ code, params, retry }, options.language())
    }
    options.log({ event: 'task.broken', detail: problem instanceof Error ? problem.message : 'unknown' })
    const full = problem instanceof Error && /\bENOSPC\b/.test(problem.message)
    return inWords({ code: full ? 'disk.full' : 'internal', params: {}, retry: 'no' }, options.language())
  }

  return {
    start({ kind, params = {}, total }, work) {
      const id = must(options.newId(), isTaskId, 'task id')
      const task: Task = {
        id,
        revision: 1,
        kind,
        params,
        state: 'running',
        done: 0,
        startedAt: clock(),
        ...(total === undefined ? {} : { total }),
      }
      const running: Running = { task, stop: new AbortController(), over: Promise.resolve() }
      all.set(id, running)
      publish({ name: 'tasks.changed', payload: task })
      running.over = run(running, work)
      return id
    },
    dismiss,
    handlers: {
      list: () => ({ tasks: [...all.values()].map(({ task }) => task).reverse() }),
      async cancel({ taskId }) {
        const running = all.get(taskId)
        if (running === undefined) throw new Refusal('task.notFound')
        running.stop.abort()
        await running.over
        return running.task
      },
      dismiss: ({ taskId }) => ({ dismissed: dismiss(taskId) }),
    },
    async close() {
      for (const { stop } of all.values()) stop.abort()
      await Promise.all([...all.values()].map(({ over }) => over))
    },
  }
}

/** Rate and what is left, where both mean something. */
function rateOf(
  perSecond: number | undefined,
  done: number,
  total: number | undefined,
): { perSecond?: number; leftMs?: number } {
  if (perSecond === undefined) return {}
  if (total === undefined || perSecond <= 0) return { perSecond }
  return { perSecond, leftMs: Math.round((Math.max(0, total - done) / perSecond) * 1000) }
}
