import { Worker } from 'node:worker_threads'
import { workerEntry } from '../files/worker-entry.ts'

/** A recording as it goes into a ZIP file. */
export type PackedFile = { readonly path: string; readonly name: string; readonly at: number }

export type PackOrder = {
  readonly target: string
  readonly files: readonly PackedFile[]
  /** A table of what is in it, as a file of its own. */
  readonly table: { readonly name: string; readonly text: string }
}

export type PackNews =
  | { readonly kind: 'done'; readonly files: number }
  | { readonly kind: 'whole'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly message: string }

/**
 * Puts recordings into a ZIP file, in a thread of its own and file by file, so that no more than a piece of
 * one is in memory. A-law hardly shrinks, so they are stored as they are.
 *
 * @returns its length in bytes
 * @throws Error when a file cannot be read, the disk is full, or the signal is aborted
 */
export function packFiles(
  order: PackOrder,
  progress: (files: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry('pack-worker', import.meta.url), { workerData: order })
    const end = () => {
      signal.removeEventListener('abort', stop)
      worker.terminate().catch(() => undefined)
    }
    const stop = () => {
      end()
      reject(new Error('stopped'))
    }
    signal.addEventListener('abort', stop)
    worker.on('message', (news: PackNews) => {
      if (news.kind === 'done') progress(news.files)
      else if (news.kind === 'whole') {
        end()
        resolve(news.bytes)
      } else {
        end()
        reject(new Error(news.message))
      }
    })
    worker.on('error', (problem) => {
      end()
      reject(problem)
    })
  })
}
