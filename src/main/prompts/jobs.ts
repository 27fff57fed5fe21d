import { rm } from 'node:fs/promises'
import { type ErrorData, type ErrorParams, Refusal } from '../../contract/errors.ts'
import type { PromptJob } from '../../contract/prompts.ts'
import type { PromptId, SourceId } from '../../domain/values.ts'
import type { Log } from '../log/index.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { Publish } from '../rpc/event-bus.ts'
import { SoundProblem } from '../sound/index.ts'
import type { Order, Watch } from './make.ts'
import type { Places } from './places.ts'

type Failure = { readonly code: ErrorData['code']; readonly params: ErrorParams }

type Job = {
  readonly order: Order
  readonly stop: AbortController
  running: Promise<void>
  revision: number
  state: PromptJob['state']
  share: number
  promptIds: PromptId[]
  failure?: Failure
}

/** Files that are too long can be made to fit. */
const MENDS: Readonly<Record<string, PromptJob['mends']>> = { tooBig: ['split', 'shorten'] }

export type Jobs = ReturnType<typeof createJobs>

/**
 * Conversions under way and over, in memory: what they make is kept as it is made, and a conversion that was
 * cut off by the end of the application is begun again by the person, whose file is still there.
 *
 * @param make does the work of one
 * @param onMade told the prompts that came of it
 */
export function createJobs(options: {
  make: (order: Order, watch: Watch) => Promise<PromptId[]>
  onMade: (promptIds: readonly PromptId[]) => Promise<void>
  places: Places
  publish: Publish
  log: Log
  language: () => 'zh-CN' | 'en'
}) {
  const { make, places, publish } = options
  const jobs = new Map<SourceId, Job>()

  function shown(job: Job): PromptJob {
    const { order, failure } = job
    return {
      id: order.sourceId,
      revision: job.revision,
      fileName: order.fileName,
      state: job.state,
      share: job.share,
      promptIds: job.promptIds,
      mends: job.state === 'failed' ? [...(MENDS[String(failure?.params.problem)] ?? [])] : [],
      ...(failure === undefined ? {} : { error: inWords({ ...failure, retry: 'no' }, options.language()) }),
    }
  }

  function tell(job: Job, change: Partial<Pick<Job, 'state' | 'share' | 'promptIds' | 'failure'>>): void {
    Object.assign(job, change)
    job.revision += 1
    publish({ name: 'prompts.job', payload: shown(job) })
  }

  async function run(job: Job): Promise<void> {
    try {
      const onProgress = (share: number) => {
        if (job.state !== 'cancelled') tell(job, { state: 'converting', share })
      }
      const promptIds = await make(job.order, { onProgress, signal: job.stop.signal })
      tell(job, { state: 'done', share: 1, promptIds })
      await options.onMade(promptIds)
    } catch (problem) {
      if (job.stop.signal.aborted) tell(job, { state: 'cancelled' })
      else tell(job, { state: 'failed', failure: failureOf(problem) })
      if (!(problem instanceof SoundProblem) && !job.stop.signal.aborted) {
        options.log({
          event: 'prompt.broken',
          detail: problem instanceof Error ? problem.message : 'unknown',
        })
      }
    }
  }

  function start(order: Order): Job {
    const job: Job = {
      order,
      stop: new AbortController(),
      running: Promise.resolve(),
      revision: (jobs.get(order.sourceId)?.revision ?? 0) + 1,
      state: 'waiting',
      share: 0,
      promptIds: [],
    }
    jobs.set(order.sourceId, job)
    job.running = run(job)
    publish({ name: 'prompts.job', payload: shown(job) })
    return job
  }

  const isOver = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled'

  return {
    list: (): PromptJob[] => [...jobs.values()].map(shown),

    /** The same file is taken once; one whose conversion was cancelled or failed may be given again. */
    add(order: Order): PromptJob {
      const known = jobs.get(order.sourceId)
      const again = known === undefined || known.state === 'cancelled' || known.state === 'failed'
      return shown(again ? start(order) : known)
    },

    mend(id: SourceId, fit: 'split' | 'shorten'): PromptJob {
      const known = jobs.get(id)
      if (known === undefined) throw new Refusal('upload.notFound')
      return shown(known.state === 'failed' ? start({ ...known.order, fit }) : known)
    },

    async cancel(id: SourceId): Promise<boolean> {
      const job = jobs.get(id)
      if (job === undefined || isOver(job)) return false
      job.stop.abort()
      await job.running
      return job.state === 'cancelled'
    },

    /** Takes off the list what is over; files of which nothing came are no longer needed. */
    async dismiss(): Promise<PromptJob[]> {
      for (const [id, job] of jobs) {
        if (!isOver(job)) continue
        jobs.delete(id)
        if (job.state !== 'done') await rm(places.source(id), { force: true })
      }
      return [...jobs.values()].map(shown)
    },

    async close(): Promise<void> {
      for (const job of jobs.values()) job.stop.abort()
      await Promise.all([...jobs.values()].map((job) => job.running))
    },
  }
}

/** What went wrong with a sound or the disk, as data. */
export function failureOf(problem: unknown): Failure {
  if (problem instanceof SoundProblem) {
    return { code: 'sound.unusable', params: { problem: problem.code, detail: problem.detail } }
  }
  const full = problem instanceof Error && /\bENOSPC\b/.test(problem.message)
  return { code: full ? 'disk.full' : 'internal', params: {} }
}
