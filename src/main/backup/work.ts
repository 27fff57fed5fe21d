import { Worker } from 'node:worker_threads'
import { workerEntry } from '../files/index.ts'
import type { BackupTask } from './make.ts'
import { DamagedBackup } from './manifest.ts'

export type BackupWork =
  | { readonly kind: 'make'; readonly task: BackupTask }
  | { readonly kind: 'unpack'; readonly file: string; readonly folder: string }

export type BackupAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'made' }
  | { readonly kind: 'unpacked'; readonly secrets?: Uint8Array | undefined }
  | { readonly kind: 'damaged' | 'failed'; readonly problem: string }

/**
 * Makes or unpacks a backup in a thread of its own.
 *
 * @returns the encrypted secrets of an unpacked one
 * @throws DamagedBackup, or Error with the thread's words
 */
export function runBackupWork(
  work: BackupWork,
  signal: AbortSignal,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Uint8Array | undefined> {
  const worker = new Worker(workerEntry('backup-worker', import.meta.url), { workerData: work })
  const cancel = () => worker.postMessage('cancel')
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', cancel, { once: true })
  return new Promise<Uint8Array | undefined>((resolve, reject) => {
    worker.on('message', (answer: BackupAnswer) => {
      if (answer.kind === 'progress') progress(answer.done, answer.total)
      else if (answer.kind === 'made') resolve(undefined)
      else if (answer.kind === 'unpacked') resolve(answer.secrets)
      else reject(answer.kind === 'damaged' ? new DamagedBackup(answer.problem) : new Error(answer.problem))
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the backup thread ended')))
  }).finally(() => signal.removeEventListener('abort', cancel))
}
