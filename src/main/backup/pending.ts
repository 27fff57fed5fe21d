import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../files/index.ts'
import { DATABASE, FOLDERS } from './manifest.ts'

/** What the next start does before anything is opened. */
const Pending = z.object({
  /** Folder of the proven backup; absent: begin empty. */
  staged: z.string().optional(),
  /** When the backup was made. */
  madeAt: z.number().optional(),
})
export type Pending = z.output<typeof Pending>

const MARK = 'restore.json'
const BESIDES = ['-wal', '-shm']

export const stagingFolder = (dataDir: string): string => join(dataDir, 'restored')

export async function planRestore(dataDir: string, pending: Pending): Promise<void> {
  await writeWhole(join(dataDir, MARK), Buffer.from(JSON.stringify(pending)))
}

export const restoreIsPlanned = (dataDir: string): boolean => existsSync(join(dataDir, MARK))

/**
 * Puts a restored backup in the place of what is there. Nothing is overwritten: what was there goes to a
 * folder `aside-…` as it is. Every step can be done again after a cut, because each only moves what is still
 * where it was.
 *
 * @param stamp names the folder; the time of this start
 * @returns what was done, `undefined` when nothing was planned
 */
export async function carryOutRestore(
  dataDir: string,
  stamp: string,
): Promise<(Pending & { aside: string }) | undefined> {
  const mark = join(dataDir, MARK)
  if (!existsSync(mark)) return undefined
  const pending = Pending.parse(JSON.parse(await readFile(mark, 'utf8')))
  const aside = join(dataDir, `aside-${stamp}`)
  const databaseFiles = [DATABASE, ...BESIDES.map((end) => `${DATABASE}${end}`)]
  const staged = pending.staged === undefined ? undefined : join(dataDir, pending.staged)
  const stagedWhole = staged !== undefined && existsSync(join(staged, DATABASE))
  const replaced = FOLDERS.filter((folder) => staged !== undefined && existsSync(join(staged, folder)))
  // After a cut the database may be in its place already: it is moved last.
  if (staged === undefined || stagedWhole) {
    await mkdir(aside, { recursive: true, mode: 0o700 })
    for (const name of [...databaseFiles, ...replaced])
      await moveIfThere(join(dataDir, name), join(aside, name))
  }
  if (staged !== undefined) {
    for (const folder of replaced) await moveIfThere(join(staged, folder), join(dataDir, folder))
    await moveIfThere(join(staged, DATABASE), join(dataDir, DATABASE))
    await rm(staged, { recursive: true, force: true })
  }
  await rm(mark)
  return { ...pending, aside }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await rename(from, to)
}
