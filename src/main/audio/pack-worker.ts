import { stat } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { ZipFile } from 'yazl'
import { writeWhole } from '../files/index.ts'
import type { PackedFile, PackNews, PackOrder } from './pack.ts'

const order: PackOrder = workerData
const tell = (news: PackNews) => parentPort?.postMessage(news)

pack().then(
  (bytes) => tell({ kind: 'whole', bytes }),
  (problem: unknown) =>
    tell({ kind: 'failed', message: problem instanceof Error ? problem.message : 'unknown' }),
)

async function pack(): Promise<number> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(order.table.text), order.table.name, { compress: true })
  for (const file of order.files)
    zip.addFile(file.path, file.name, { compress: false, mtime: new Date(file.at) })
  zip.end()
  const { bytes } = await writeWhole(order.target, counted(zip.outputStream, await ends(order.files)))
  return bytes
}

/** Where in the packed bytes each file is about over: names and heads are small beside the sound. */
async function ends(files: readonly PackedFile[]): Promise<number[]> {
  let at = 0
  const places: number[] = []
  for (const { path } of files) {
    at += (await stat(path)).size
    places.push(at)
  }
  return places
}

async function* counted(
  bytes: AsyncIterable<unknown>,
  places: readonly number[],
): AsyncGenerator<Uint8Array> {
  let passed = 0
  let files = 0
  for await (const chunk of bytes) {
    if (!(chunk instanceof Uint8Array)) continue
    passed += chunk.length
    const before = files
    while ((places[files] ?? Number.POSITIVE_INFINITY) <= passed) files += 1
    if (files !== before) tell({ kind: 'done', files })
    yield chunk
  }
}
