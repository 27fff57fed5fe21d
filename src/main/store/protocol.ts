import { Worker } from 'node:worker_threads'
import { workerEntry } from '../files/worker-entry.ts'
import { StoreError, type StoreProblem } from './errors.ts'

export type WorkerTask = { readonly role: 'writer' | 'reader'; readonly dataDir: string }
export type Question = { readonly id: number; readonly name: string; readonly args: readonly unknown[] }
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: StoreProblem; readonly message: string }

type Operations = { readonly [name: string]: (...args: never[]) => unknown }

/** The operations of a thread, asked from this one. */
export type Remote<O extends Operations> = {
  readonly [K in keyof O]: (...args: Parameters<O[K]>) => Promise<Awaited<ReturnType<O[K]>>>
}

export type StoreThread = {
  ask(name: string, args: readonly unknown[]): Promise<never>
  close(): Promise<void>
}

/**
 * @param after the thread loads what it needs at once, and opens the data directory then
 * @throws StoreError when the thread cannot open the data directory, or what `after` throws
 */
export async function startThread(task: WorkerTask, after?: Promise<unknown>): Promise<StoreThread> {
  const worker = new Worker(workerEntry('store-worker', import.meta.url), { workerData: task })
  const pending = new Map<
    number,
    { resolve: (value: never) => void; reject: (problem: StoreError) => void }
  >()
  let lastId = 0
  let closed = false

  const abandon = (message: string) => {
    closed = true
    for (const { reject } of pending.values()) reject(new StoreError('closed', message))
    pending.clear()
  }
  // The thread is ours and answers with what the operation of that name returns; `never` lets each caller
  // keep the type it asked with.
  worker.on('message', (answer: { id: number; ok: true; value: never } | Extract<Answer, { ok: false }>) => {
    const waiting = pending.get(answer.id)
    pending.delete(answer.id)
    if (answer.ok) waiting?.resolve(answer.value)
    else waiting?.reject(new StoreError(answer.problem, answer.message))
  })
  worker.on('error', (problem) =>
    abandon(problem instanceof Error ? problem.message : 'the store thread failed'),
  )
  worker.on('exit', () => abandon('the store is closed'))

  const wait = (id: number) =>
    new Promise<never>((resolve, reject) => {
      pending.set(id, { resolve, reject })
    })
  try {
    await after
  } catch (problem) {
    await worker.terminate()
    throw problem
  }
  // It may have ended while it waited; then nothing would ever answer.
  if (closed) throw new StoreError('closed', 'the store thread failed')
  const ready = wait(0)
  const open: Question = { id: 0, name: 'open', args: [] }
  worker.postMessage(open)
  await ready
  const ask: StoreThread['ask'] = (name, args) => {
    if (closed) return Promise.reject(new StoreError('closed', 'the store is closed'))
    lastId += 1
    const answer = wait(lastId)
    const question: Question = { id: lastId, name, args }
    worker.postMessage(question)
    return answer
  }
  return {
    ask,
    async close() {
      if (closed) return
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      const answer = ask('close', [])
      closed = true
      await answer
      await gone
    },
  }
}

/** A thread that begins when it is asked for the first time, and again after a beginning that failed. */
export function startedWhenAsked(task: WorkerTask): StoreThread {
  let started: Promise<StoreThread> | undefined
  let closed = false
  return {
    async ask(name, args) {
      if (closed) throw new StoreError('closed', 'the store is closed')
      started ??= startThread(task).catch((problem: unknown) => {
        started = undefined
        throw problem
      })
      return (await started).ask(name, args)
    },
    async close() {
      closed = true
      const thread = await started?.catch(() => undefined)
      await thread?.close()
    },
  }
}

/** The operations of a thread as calls; a name that is missing from the list does not compile. */
export function remote<O extends Operations>(
  thread: StoreThread,
  names: Readonly<Record<keyof O, true>>,
): Remote<O> {
  const calls = Object.fromEntries(
    Object.keys(names).map((name) => [name, (...args: unknown[]) => thread.ask(name, args)]),
  )
  const whole = (candidate: object): candidate is Remote<O> =>
    Object.keys(names).every((name) => name in candidate)
  if (!whole(calls)) throw new TypeError('an operation is missing')
  return calls
}
