import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Shaping } from '../../domain/sound/index.ts'
import { workerEntry } from '../files/worker-entry.ts'
import type { Converted } from './convert.ts'
import { SoundProblem, type SoundProblemCode } from './problem.ts'

export type ConvertTask = { readonly source: string; readonly target: string; readonly shaping: Shaping }
export type ConvertAnswer =
  | { readonly ok: true; readonly converted: Converted }
  | { readonly ok: false; readonly code: SoundProblemCode | undefined; readonly detail: string }

export type Converters = {
  /** @throws SoundProblem when the source is at fault, Error with what the file system says otherwise */
  convert(source: string, target: string, shaping: Shaping): Promise<Converted>
  close(): Promise<void>
}

type Job = ConvertTask & {
  readonly resolve: (converted: Converted) => void
  readonly reject: (problem: Error) => void
}

const MOST_THREADS = 4
/** An hour of sound takes less; whoever takes longer has lost its way in a damaged file. */
const LIMIT_MS = 120_000

/** Threads that convert side by side, as many as the machine has cores. Each is started when there is work. */
export function createConverters(options: { threads?: number; limitMs?: number } = {}): Converters {
  const threads = options.threads ?? Math.min(MOST_THREADS, availableParallelism())
  const limitMs = options.limitMs ?? LIMIT_MS
  const waiting: Job[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()

  function next(): void {
    const job = waiting[0]
    if (job === undefined) return
    const worker = idle.pop() ?? (all.size < threads ? start() : undefined)
    if (worker === undefined) return
    waiting.shift()
    run(worker, job)
    next()
  }

  function start(): Worker {
    // Decoders complain of damaged frames on the console; what matters of it is in the answer.
    const worker = new Worker(workerEntry('sound-worker', import.meta.url), { stdout: true, stderr: true })
    worker.stdout.resume()
    worker.stderr.resume()
    all.add(worker)
    worker.once('exit', () => all.delete(worker))
    return worker
  }

  function run(worker: Worker, job: Job): void {
    const giveUp = setTimeout(() => end(new SoundProblem('damaged', 'it takes too long')), limitMs)
    const settle = () => {
      clearTimeout(giveUp)
      worker.off('message', told)
      worker.off('error', end)
    }
    const told = (answer: ConvertAnswer) => {
      settle()
      idle.push(worker)
      if (answer.ok) job.resolve(answer.converted)
      else if (answer.code === undefined) job.reject(new Error(answer.detail))
      else job.reject(new SoundProblem(answer.code, answer.detail))
      next()
    }
    // A decoder that breaks down takes its thread with it, and nothing else.
    const end = (problem: Error) => {
      settle()
      all.delete(worker)
      worker.terminate()
      job.reject(problem instanceof SoundProblem ? problem : new SoundProblem('damaged', problem.message))
      next()
    }
    worker.on('message', told)
    worker.on('error', end)
    worker.postMessage({ source: job.source, target: job.target, shaping: job.shaping } satisfies ConvertTask)
  }

  return {
    convert(source, target, shaping) {
      return new Promise((resolve, reject) => {
        waiting.push({ source, target, shaping, resolve, reject })
        next()
      })
    },
    async close() {
      for (const job of waiting.splice(0)) job.reject(new Error('stopped'))
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}
