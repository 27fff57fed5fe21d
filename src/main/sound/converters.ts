import { readdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Shaping } from '../../domain/sound/index.ts'
import { workerEntry } from '../files/worker-entry.ts'
import { TEMPORARY } from '../files/write-whole.ts'
import type { Converted, OnProgress } from './convert.ts'
import type { Cut } from './cut/segment.ts'
import { SoundProblem } from './problem.ts'
import type { SoundNews, SoundOrder, SoundOutcome, SoundTask } from './tasks.ts'

export type Watching = {
  /** Told the share of the source that was read, 0 to 1. */
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

/**
 * Each of these rejects with a SoundProblem when the source is at fault, with an Error with what the file
 * system says otherwise, and with the reason of the signal when it was stopped; nothing is left behind then.
 */
export type Converters = {
  /** @param options.mostBytes the largest prompt that is written; the platform's limit when left out */
  convert(
    source: string,
    target: string,
    shaping: Shaping,
    options?: Watching & { readonly mostBytes?: number },
  ): Promise<Converted>
  /** A long file as several prompts, cut at pauses: as many of the targets as are needed, in order. */
  convertInParts(
    source: string,
    targets: readonly string[],
    shaping: Shaping,
    options?: Watching,
  ): Promise<readonly Converted[]>
  /** The source as it is, as a WAV that can be listened to. */
  preview(source: string, target: string, options?: Watching): Promise<void>
  close(): Promise<void>
}

type Job = Watching & {
  readonly task: SoundTask
  readonly resolve: (outcome: SoundOutcome) => void
  readonly reject: (problem: unknown) => void
}

/** One more than there are cores, since each waits for the disk now and then. */
const THREADS_BESIDES = 1
const MOST_THREADS = 5
/** What decoders give is soon done with: it is better collected often than kept until there is much of it. */
const YOUNG_MB = 4
/** An hour of sound takes less; whoever takes longer has lost its way in a damaged file. */
const LIMIT_MS = 120_000

/** Threads that convert side by side, one more than the machine has cores. Each is started when there is work. */
export function createConverters(options: { threads?: number; limitMs?: number } = {}): Converters {
  const cores = availableParallelism()
  const threads = options.threads ?? Math.min(MOST_THREADS, cores + THREADS_BESIDES)
  const limitMs = options.limitMs ?? LIMIT_MS
  const waiting: Job[] = []
  const idle: Worker[] = []
  const all = new Set<Worker>()
  let orders = 0
  let isStarting = false

  /** Whether a thread could be had without taking a core from another one, now that nobody waits. */
  const canHelp = () => {
    const busy = all.size - idle.length
    return waiting.length === 0 && busy < Math.min(threads, cores)
  }

  function next(): void {
    const job = waiting[0]
    if (job === undefined) return
    const worker = idle.pop()
    if (worker === undefined) {
      startOne()
      return
    }
    waiting.shift()
    run(worker, job)
    next()
  }

  /** One thread a turn: to start one holds up the loop for some milliseconds, to start all of them for too long. */
  function startOne(): void {
    if (isStarting || all.size >= threads) return
    isStarting = true
    setImmediate(() => {
      isStarting = false
      if (waiting.length === 0) return
      idle.push(start())
      next()
    })
  }

  function start(): Worker {
    // Decoders complain of damaged frames on the console; what matters of it is in the answer.
    const worker = new Worker(workerEntry('sound-worker', import.meta.url), {
      stdout: true,
      stderr: true,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    worker.stdout.resume()
    worker.stderr.resume()
    all.add(worker)
    worker.once('exit', () => all.delete(worker))
    return worker
  }

  function run(worker: Worker, job: Job): void {
    const { signal, onProgress } = job
    orders += 1
    const id = orders
    const over = new AbortController()
    const giveUp = setTimeout(() => end(new SoundProblem('damaged', 'it takes too long')), limitMs)
    const settle = () => {
      clearTimeout(giveUp)
      over.abort()
      signal?.removeEventListener('abort', stop)
      worker.off('message', told)
      worker.off('error', end)
    }
    const help = async (cut: Cut) => {
      const making = canHelp() ? ask({ kind: 'segment', cut }, { signal: over.signal }) : undefined
      // Whatever is wrong, the thread that asked will find it too.
      const segment = await making?.then(
        (made) => made.segment,
        () => undefined,
      )
      if (over.signal.aborted) return
      const order: SoundOrder = { kind: 'help', id, segment }
      worker.postMessage(order, segment === undefined ? [] : [segment.samples.buffer])
    }
    const told = (news: SoundNews) => {
      if (news.kind === 'progress') {
        onProgress?.(news.share)
        return
      }
      if (news.kind === 'getHelp') {
        help(news.cut)
        return
      }
      settle()
      idle.push(worker)
      if (news.kind === 'done') job.resolve(news)
      else
        job.reject(
          news.code === undefined ? new Error(news.detail) : new SoundProblem(news.code, news.detail),
        )
      next()
    }
    // A decoder that breaks down takes its thread with it, and nothing else.
    const end = (problem: Error) => {
      giveBack(problem instanceof SoundProblem ? problem : new SoundProblem('damaged', problem.message))
    }
    const stop = () => giveBack(signal?.reason)
    /** The thread may be in the middle of a file: it ends, and what it had begun to write goes with it. */
    const giveBack = (reason: unknown) => {
      settle()
      all.delete(worker)
      worker
        .terminate()
        .then(() => removeBegun(job.task))
        .finally(() => job.reject(reason))
      next()
    }
    worker.on('message', told)
    worker.on('error', end)
    signal?.addEventListener('abort', stop)
    const watched = onProgress !== undefined
    const order: SoundOrder = { kind: 'begin', id, task: job.task, watched, mayGetHelp: canHelp() }
    worker.postMessage(order)
  }

  function ask(task: SoundTask, watching: Watching = {}): Promise<SoundOutcome> {
    const { signal, onProgress } = watching
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason)
        return
      }
      const leave = () => {
        const at = waiting.indexOf(job)
        if (at >= 0) {
          waiting.splice(at, 1)
          reject(signal?.reason)
        }
      }
      const job: Job = {
        task,
        resolve,
        reject,
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      }
      signal?.addEventListener('abort', leave, { once: true })
      waiting.push(job)
      next()
    })
  }

  return {
    async convert(source, target, shaping, { mostBytes, ...watching } = {}) {
      const {
        converted: [converted],
      } = await ask({ kind: 'convert', source, target, shaping, mostBytes }, watching)
      if (converted === undefined) throw new Error('nothing was converted')
      return converted
    },
    async convertInParts(source, targets, shaping, watching) {
      return (await ask({ kind: 'parts', source, targets, shaping }, watching)).converted
    },
    async preview(source, target, watching) {
      await ask({ kind: 'preview', source, target }, watching)
    },
    async close() {
      for (const job of waiting.splice(0)) job.reject(new Error('stopped'))
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

/** Removes what a thread was writing when it ended: temporary files, and parts that were finished before. */
async function removeBegun(task: SoundTask): Promise<void> {
  if (task.kind === 'segment') return
  const targets = task.kind === 'parts' ? task.targets : [task.target]
  const folder = dirname(targets[0] ?? '')
  const names = new Set(targets.map((target) => basename(target)))
  for (const name of await readdir(folder).catch(() => [])) {
    const begun = TEMPORARY.test(name) && names.has(name.replace(TEMPORARY, ''))
    if (begun || (task.kind === 'parts' && names.has(name))) await rm(join(folder, name), { force: true })
  }
}
