import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { writeWhole } from '../files/index.ts'
import { databaseProblem, type TableHashes, tableHashes } from '../store/index.ts'
import { DATABASE, DamagedBackup, MANIFEST, Manifest, SECRETS } from './manifest.ts'

const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)

/** What a backup says it holds. @throws DamagedBackup */
export async function manifestOf(file: string): Promise<Manifest> {
  let manifest: Manifest | undefined
  await eachEntry(file, async (name, read) => {
    if (name === MANIFEST) manifest = Manifest.parse(JSON.parse((await wholeOf(read)).toString('utf8')))
  })
  if (manifest === undefined) throw new DamagedBackup('no manifest')
  return manifest
}

/**
 * Unpacks a backup into an empty folder and proves it: every file by its hash, the database by SQLite and by
 * the hash of the rows of every table. Call from a worker thread.
 *
 * @returns the encrypted secrets, when there are some
 * @throws DamagedBackup; the folder is gone then
 */
export async function unpackBackup(file: string, folder: string): Promise<Uint8Array | undefined> {
  let secrets: Uint8Array | undefined
  try {
    const manifest = await manifestOf(file)
    const missing = new Set(Object.keys(manifest.files))
    await eachEntry(file, async (name, read) => {
      if (name === MANIFEST) return
      const expected = manifest.files[name]
      const target = normalize(join(folder, name))
      if (expected === undefined || !target.startsWith(folder + sep)) throw new DamagedBackup(`stray ${name}`)
      if (name === SECRETS) {
        secrets = await wholeOf(read)
        if (createHash('sha256').update(secrets).digest('hex') !== expected.sha256)
          throw new DamagedBackup(name)
      } else {
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        const written = await writeWhole(target, await read())
        if (written.sha256 !== expected.sha256) throw new DamagedBackup(name)
      }
      missing.delete(name)
    })
    if (missing.size > 0) throw new DamagedBackup(`without ${[...missing][0]}`)
    proveDatabase(join(folder, DATABASE), manifest.tables)
    return secrets
  } catch (problem) {
    await rm(folder, { recursive: true, force: true })
    // Whatever a cut or changed archive throws, it means the same.
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOSPC') throw problem
    throw problem instanceof DamagedBackup ? problem : new DamagedBackup(String(problem))
  }
}

function proveDatabase(database: string, expected: TableHashes): void {
  const problem = databaseProblem(database)
  if (problem !== undefined) throw new DamagedBackup(problem)
  const found = tableHashes(database)
  for (const [table, { rows, sha256 }] of Object.entries(expected)) {
    if (found[table]?.sha256 !== sha256 || found[table].rows !== rows)
      throw new DamagedBackup(`table ${table}`)
  }
}

async function eachEntry(
  file: string,
  visit: (name: string, read: () => Promise<Readable>) => Promise<void>,
): Promise<void> {
  const zip = await open(file, { lazyEntries: true, autoClose: false })
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: yauzl.Entry) => {
        const read = () =>
          new Promise<Readable>((give, fail) => {
            zip.openReadStream(entry, (problem, stream) => (problem === null ? give(stream) : fail(problem)))
          })
        visit(entry.fileName, read).then(() => zip.readEntry(), reject)
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
}

async function wholeOf(read: () => Promise<Readable>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await read()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
