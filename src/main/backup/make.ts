import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import yazl from 'yazl'
import { writeWhole } from '../files/index.ts'
import { snapshot, tableHashes } from '../store/index.ts'
import { DATABASE, FOLDERS, MANIFEST, type Manifest, SECRETS, SOUND_FOLDERS } from './manifest.ts'

export type BackupTask = {
  readonly dataDir: string
  /** Where the one file goes. */
  readonly target: string
  readonly version: string
  readonly madeAt: number
  readonly automatic: boolean
  readonly withRecordings: boolean
  /** Encrypted already; left out when nobody gave a pass phrase. */
  readonly secrets?: Uint8Array | undefined
}

/**
 * Writes a backup beside whoever uses the data: a copy of the database as of one moment, then the files. The
 * file is whole or absent. Call from a worker thread.
 *
 * @param progress told bytes that are written and all of them; throws to cancel
 */
export async function makeBackup(
  task: BackupTask,
  progress: (done: number, total: number) => void,
): Promise<Manifest> {
  const work = await mkdtemp(join(task.dataDir, 'backups', '.making-'))
  try {
    const copy = join(work, DATABASE)
    await snapshot(task.dataDir, copy)
    const tables = tableHashes(copy)
    const files = [[DATABASE, copy] as const, ...(await filesOf(task))]
    const sizes = await Promise.all(files.map(async ([, path]) => (await stat(path)).size))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const kept: Record<string, { bytes: number; sha256: string }> = {}
    let manifest: Manifest | undefined

    async function* zipped(): AsyncIterable<Uint8Array> {
      const zip = new yazl.ZipFile()
      let done = 0
      const filling = (async () => {
        for (const [name, path] of files) {
          const hash = createHash('sha256')
          let bytes = 0
          const counted = (async function* () {
            for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
              const part = Buffer.from(chunk)
              hash.update(part)
              bytes += part.length
              done += part.length
              progress(done, total)
              yield part
            }
          })()
          // Sound hardly gets smaller; the database does.
          await added(zip, counted, name, name === DATABASE)
          kept[name] = { bytes, sha256: hash.digest('hex') }
        }
        if (task.secrets !== undefined) {
          const sha256 = createHash('sha256').update(task.secrets).digest('hex')
          kept[SECRETS] = { bytes: task.secrets.length, sha256 }
          zip.addBuffer(Buffer.from(task.secrets), SECRETS)
        }
        const { version, madeAt, automatic, withRecordings } = task
        manifest = {
          format: 1,
          version,
          madeAt,
          automatic,
          withRecordings,
          hasSecrets: task.secrets !== undefined,
          tables,
          files: kept,
        }
        zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST)
        zip.end()
      })()
      filling.catch((problem: unknown) => {
        const output = zip.outputStream
        if (output instanceof Readable) output.destroy(problem instanceof Error ? problem : new Error('cut'))
      })
      for await (const chunk of zip.outputStream) yield Buffer.from(chunk)
      await filling
    }

    await writeWhole(task.target, zipped())
    if (manifest === undefined) throw new Error('the backup has no manifest')
    return manifest
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Resolves when the stream has gone into the archive. */
function added(
  zip: yazl.ZipFile,
  chunks: AsyncIterable<Buffer>,
  name: string,
  compress: boolean,
): Promise<void> {
  const stream = Readable.from(chunks, { objectMode: false })
  return new Promise((resolve, reject) => {
    stream.once('end', resolve)
    stream.once('error', reject)
    zip.addReadStream(stream, name, { compress })
  })
}

async function filesOf(task: BackupTask): Promise<(readonly [string, string])[]> {
  const found: (readonly [string, string])[] = []
  for (const folder of FOLDERS) {
    if (SOUND_FOLDERS.includes(folder) && !task.withRecordings) continue
    const root = join(task.dataDir, folder)
    if (!existsSync(root)) continue
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /\.part(?:ial)?$/.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      found.push([`${folder}/${path.slice(root.length + 1).replaceAll('\\', '/')}`, path])
    }
  }
  return found.sort(([one], [other]) => (one < other ? -1 : 1))
}
