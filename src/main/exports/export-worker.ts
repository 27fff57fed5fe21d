import { parentPort, workerData } from 'node:worker_threads'
import type { Call } from '../../domain/calls/index.ts'
import { columnsOf } from '../../domain/exports/index.ts'
import { writeWhole } from '../files/index.ts'
import { openReader, type Reader } from '../store/index.ts'
import { maskedCall } from './masked-call.ts'
import { NoTable, readCalls } from './read-calls.ts'
import type { ExportWork, WorkerMessage, WorkerQuestion } from './work.ts'
import { callsFile } from './write-calls.ts'

/** The thread of one export or import; it ends with it. */
const port = parentPort
if (port === null) throw new Error('this is the entry of a worker thread')
const work: ExportWork = workerData
const tell = (message: WorkerMessage) => port.postMessage(message)

let cancelled = false
let accepted: (() => void) | undefined
port.on('message', (question: WorkerQuestion) => {
  if (question === 'cancel') cancelled = true
  accepted?.()
})

/** So many calls at once: some dozen milliseconds of work. */
const BATCH = 500

try {
  if (work.kind === 'export') await makeExport(work)
  else await takeImport(work.path)
  tell({ kind: 'over' })
} catch (problem) {
  if (problem instanceof NoTable) tell({ kind: 'noTable' })
  else
    tell({ kind: 'failed', problem: problem instanceof Error ? problem.message : 'not an Error was thrown' })
} finally {
  port.close()
}

async function makeExport(task: Extract<ExportWork, { kind: 'export' }>): Promise<void> {
  const reader = await openReader({ dataDir: task.dataDir })
  try {
    const masked = task.mask === undefined ? (call: Call) => call : maskedCall(task.mask.ownNumbers)
    const batches = counted(task.filter === undefined ? all(reader) : matching(reader, task.filter), masked)
    await writeWhole(
      task.path,
      callsFile(task.format, batches, { ...task, columns: columnsOf(task.columns) }),
    )
  } finally {
    await reader.close()
  }
}

async function* all(reader: Reader): AsyncIterable<readonly Call[]> {
  let batch: Call[] = []
  for await (const call of reader.eachCall()) {
    batch.push(call)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

type Filter = NonNullable<Extract<ExportWork, { kind: 'export' }>['filter']>

async function* matching(reader: Reader, filter: Filter): AsyncIterable<readonly Call[]> {
  for (let after: string | undefined; ; ) {
    const page = await reader.searchCalls({ filter, limit: BATCH, after })
    yield page.calls
    if (page.next === undefined) return
    after = page.next
  }
}

/** @throws Error when it was cancelled; the file is then not there */
async function* counted(
  batches: AsyncIterable<readonly Call[]>,
  change: (call: Call) => Call,
): AsyncIterable<readonly Call[]> {
  let done = 0
  for await (const calls of batches) {
    if (cancelled) throw new Error('cancelled')
    yield calls.map(change)
    done += calls.length
    tell({ kind: 'progress', done })
  }
}

async function takeImport(path: string): Promise<void> {
  let batch: Call[] = []
  let done = 0
  const flush = async () => {
    const calls = batch
    batch = []
    if (calls.length === 0) return
    // The next batch is read when this one is on the disk.
    const taken = new Promise<void>((resolve) => {
      accepted = resolve
    })
    tell({ kind: 'calls', calls, done })
    await taken
  }
  for await (const read of readCalls(path)) {
    if (cancelled) throw new Error('cancelled')
    done += 1
    if ('problem' in read) tell({ kind: 'badRow', ...read.problem })
    else batch.push(read.call)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
}
