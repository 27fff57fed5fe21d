import { fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { workerEntry } from '../files/worker-entry.ts'
import {
  type HowToRead,
  type Inspected,
  type ListedRow,
  type SheetNews,
  type SheetOrder,
  SheetProblem,
  type SheetTask,
} from './tasks.ts'

export { type HowToRead, type Inspected, type ListedRow, SheetProblem } from './tasks.ts'

/**
 * CSV and XLSX, each in a process of its own: what a big table takes would stay with this one for good. Each rejects with a
 * SheetProblem when the file is at fault.
 */
export type Sheets = {
  inspect(path: string, how: HowToRead, signal?: AbortSignal): Promise<Inspected>
  /**
   * Hands over the rows of a table, a thousand at a time; the next are read when these are taken.
   *
   * @param begin told the headings and how many rows there are, before the first
   */
  read(
    path: string,
    how: HowToRead & { readonly numberColumn: number },
    take: {
      readonly begin: (headings: readonly string[], total: number) => Promise<void> | void
      readonly rows: (rows: readonly ListedRow[]) => Promise<void>
    },
    signal?: AbortSignal,
  ): Promise<void>
  /** Writes a table, whole or not at all. */
  write(
    path: string,
    format: 'csv' | 'xlsx',
    head: readonly string[],
    rows: AsyncIterable<readonly (readonly string[])[]>,
    signal?: AbortSignal,
  ): Promise<void>
}

export function createSheets(): Sheets {
  return {
    async inspect(path, how, signal) {
      let inspected: Inspected | undefined
      await work({ kind: 'inspect', path, how }, signal, (news) => {
        if (news.kind === 'inspected') inspected = news.inspected
      })
      if (inspected === undefined) throw new SheetProblem('damaged')
      return inspected
    },
    async read(path, { numberColumn, ...how }, take, signal) {
      await work({ kind: 'read', path, how, numberColumn }, signal, async (news, order) => {
        if (news.kind === 'headings') await take.begin(news.headings, news.total)
        else if (news.kind === 'rows') await take.rows(news.rows)
        order({ kind: 'next' })
      })
    },
    async write(path, format, head, rows, signal) {
      const source = rows[Symbol.asyncIterator]()
      await work({ kind: 'write', path, format, head }, signal, async (news, order) => {
        if (news.kind !== 'more') return
        const next = await source.next()
        order(next.done === true ? { kind: 'end' } : { kind: 'rows', rows: next.value })
      })
    },
  }
}

function work(
  task: SheetTask,
  signal: AbortSignal | undefined,
  take: (news: SheetNews, order: (order: SheetOrder) => void) => Promise<void> | void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    const entry = fileURLToPath(workerEntry('sheet-process', import.meta.url))
    const child = fork(entry, { execArgv: [], serialization: 'advanced' })
    yieldToOthers(child.pid)
    let over = false
    const stop = () => end(signal?.reason)
    const end = (problem?: unknown) => {
      if (over) return
      over = true
      signal?.removeEventListener('abort', stop)
      child.kill()
      if (problem === undefined) resolve()
      else reject(problem)
    }
    const order = (next: SheetOrder) => void (child.connected && child.send(next))
    signal?.addEventListener('abort', stop, { once: true })
    child.on('message', (news: SheetNews) => {
      if (news.kind === 'done') return end()
      if (news.kind === 'failed') {
        const { code, detail } = news
        return end(code === undefined ? new Error(detail) : new SheetProblem(code, detail))
      }
      Promise.resolve(take(news, order)).catch(end)
    })
    child.once('error', (problem) => end(problem))
    child.once('exit', () => end(new SheetProblem('damaged', 'the reader ended')))
    order({ kind: 'task', task })
  })
}

/** Whoever reads a big table has time; the screen and calls under way have not. */
function yieldToOthers(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It is at its end already, or the system keeps priorities to itself.
  }
}
