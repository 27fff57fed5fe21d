import { Worker } from 'node:worker_threads'
import type { Call } from '../../domain/calls/index.ts'
import type { HeadingLanguage } from '../../domain/exports/index.ts'
import { workerEntry } from '../files/index.ts'
import type { SearchFilter } from '../store/index.ts'
import type { CallsFormat } from './write-calls.ts'

export type ExportWork =
  | {
      readonly kind: 'export'
      readonly dataDir: string
      readonly path: string
      readonly format: CallsFormat
      readonly filter?: SearchFilter | undefined
      readonly columns: readonly string[]
      readonly headings: HeadingLanguage
      readonly encoding: 'utf-8' | 'gbk'
      /** Numbers are masked but for those of the company (national digits). */
      readonly mask?: { readonly ownNumbers: readonly string[] } | undefined
    }
  | { readonly kind: 'import'; readonly path: string }

export type WorkerQuestion = 'cancel' | 'next'
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'calls'; readonly calls: readonly Call[]; readonly done: number }
  | { readonly kind: 'badRow'; readonly row: number; readonly column: string }
  | { readonly kind: 'over' }
  | { readonly kind: 'noTable' }
  | { readonly kind: 'failed'; readonly problem: string }

export class NotATable extends Error {}

/**
 * Runs one export or import in a thread of its own.
 *
 * @param on what comes from it; `calls` are taken one batch after the other
 * @throws NotATable, or Error with the thread's words
 */
export function runExportWork(
  work: ExportWork,
  signal: AbortSignal,
  on: {
    progress: (done: number) => void
    calls?: (calls: readonly Call[]) => Promise<void>
    badRow?: (row: number, column: string) => void
  },
): Promise<void> {
  const worker = new Worker(workerEntry('export-worker', import.meta.url), { workerData: work })
  const ask = (question: WorkerQuestion) => worker.postMessage(question)
  const cancel = () => ask('cancel')
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', cancel, { once: true })
  return new Promise<void>((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'over') resolve()
      else if (message.kind === 'noTable') reject(new NotATable('no table of calls'))
      else if (message.kind === 'failed') reject(new Error(message.problem))
      else if (message.kind === 'badRow') on.badRow?.(message.row, message.column)
      else {
        on.progress(message.done)
        if (message.kind !== 'calls') return
        Promise.resolve(on.calls?.(message.calls)).then(
          () => ask('next'),
          (problem: unknown) => {
            ask('cancel')
            reject(problem instanceof Error ? problem : new Error('the calls were not kept'))
          },
        )
      }
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the export thread ended')))
  }).finally(() => signal.removeEventListener('abort', cancel))
}
