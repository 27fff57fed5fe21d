import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { startAndWait } from '../../e2e/hosts/process.ts'
import { holdDirectory, openReadOnly, openWriter } from '../../src/main/store/connection.ts'
import { rederiveIfNeeded } from '../../src/main/store/log/derive.ts'
import { migrate } from '../../src/main/store/migrations/index.ts'
import { readOperations, writeOperations } from '../../src/main/store/operations.ts'
import type { Answer, WorkerTask } from '../../src/main/store/protocol.ts'
import { timed } from '../figures.ts'
import { clientAt } from '../loop/client.ts'
import { PAGE } from './pages.ts'

/** Milliseconds. */
export type Opening = {
  /** The database by itself, with all that its threads do before they answer. */
  readonly databaseMs: number
  /** The threads of the built application that opening waits for, the writer and a reader, from nothing. */
  readonly threadsMs: number
  /** The first page from them. */
  readonly pageMs: number
}

/** Opens what is there. @param before is done before the database and before the threads */
export async function opening(dataDir: string, before: () => unknown): Promise<Opening> {
  before()
  const [databaseMs = Number.NaN] = await timed(1, () => {
    const lock = holdDirectory(dataDir)
    const writer = openWriter(dataDir)
    migrate(writer, dataDir)
    rederiveIfNeeded(writer)
    writeOperations(writer)
    const reader = openReadOnly(dataDir)
    readOperations(reader)
    reader.close()
    writer.close()
    lock.close()
  })
  before()
  const from = performance.now()
  const writer = builtThread({ role: 'writer', dataDir })
  const reader = builtThread({ role: 'reader', dataDir })
  await writer.ask('open')
  await reader.ask('open')
  const threadsMs = performance.now() - from
  const [pageMs = Number.NaN] = await timed(1, () => reader.ask('searchCalls', { filter: {}, limit: PAGE }))
  for (const one of [reader, writer]) await one.ask('close')
  return { databaseMs, threadsMs, pageMs }
}

function builtThread(workerData: WorkerTask) {
  const worker = new Worker(new URL('../../out/main/store-worker.js', import.meta.url), { workerData })
  return {
    async ask(name: string, ...args: readonly unknown[]): Promise<void> {
      const answered: Promise<Answer[]> = once(worker, 'message')
      worker.postMessage({ id: 1, name, args })
      const [answer] = await answered
      if (answer?.ok !== true) throw new Error(`${name}: ${answer?.message ?? 'no answer'}`)
    },
  }
}

/**
 * The built application as a process of its own, with everything that it looks through at its start: milliseconds
 * from nothing until it is ready, and until it has answered the first page.
 */
export async function startOfApplication(dataDir: string): Promise<{ readyMs: number; pageMs: number }> {
  const from = performance.now()
  const desk = await startAndWait(
    process.execPath,
    ['out/main/browser.js', '--data-dir', dataDir, '--port', '0'],
    /^Voicedesk ready: (\S+)$/m,
  )
  try {
    const readyMs = performance.now() - from
    const { calls } = await clientAt(desk.match[1] ?? '').history.search({ filter: {}, limit: PAGE })
    if (calls.length === 0) throw new Error('the first page is empty')
    return { readyMs, pageMs: performance.now() - from }
  } finally {
    await desk.stop()
  }
}
