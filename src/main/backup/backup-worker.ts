import { parentPort, workerData } from 'node:worker_threads'
import { makeBackup } from './make.ts'
import { DamagedBackup } from './manifest.ts'
import { unpackBackup } from './unpack.ts'
import type { BackupAnswer, BackupWork } from './work.ts'

/** The thread of one backup or restore; it ends with it. */
const port = parentPort
if (port === null) throw new Error('this is the entry of a worker thread')
const work: BackupWork = workerData
const tell = (answer: BackupAnswer) => port.postMessage(answer)

let cancelled = false
port.on('message', () => {
  cancelled = true
})

const TELL_BYTES = 4 * 2 ** 20
let told = 0

try {
  if (work.kind === 'make') {
    await makeBackup(work.task, (done, total) => {
      if (cancelled) throw new Error('cancelled')
      if (done - told < TELL_BYTES && done !== total) return
      told = done
      tell({ kind: 'progress', done, total })
    })
    tell({ kind: 'made' })
  } else {
    tell({ kind: 'unpacked', secrets: await unpackBackup(work.file, work.folder) })
  }
} catch (problem) {
  const message = problem instanceof Error ? problem.message : 'not an Error was thrown'
  tell({ kind: problem instanceof DamagedBackup ? 'damaged' : 'failed', problem: message })
} finally {
  port.close()
}
