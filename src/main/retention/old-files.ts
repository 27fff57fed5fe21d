import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallId } from '../../domain/values.ts'
import type { DueCount } from '../store/index.ts'

/** Files of these folders, not of folders in them, that were last written before a time (milliseconds, UTC). */
async function oldFiles(folders: readonly string[], before: number): Promise<{ path: string; at: number }[]> {
  const found: { path: string; at: number }[] = []
  for (const folder of folders) {
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      const file = await stat(path).catch(() => undefined)
      if (file?.isFile() === true && file.mtimeMs < before) found.push({ path, at: Math.floor(file.mtimeMs) })
    }
  }
  return found
}

export async function countOldFiles(folders: readonly string[], before: number): Promise<DueCount> {
  const times = (await oldFiles(folders, before)).map(({ at }) => at).sort((one, other) => one - other)
  return { count: times.length, oldest: times[0], newest: times.at(-1) }
}

/** @returns how many are gone; one that somebody has open may stay until the next time */
export async function removeOldFiles(folders: readonly string[], before: number): Promise<number> {
  let count = 0
  for (const { path } of await oldFiles(folders, before)) {
    const gone = await rm(path).then(
      () => true,
      () => false,
    )
    if (gone) count += 1
  }
  return count
}

/** @returns the calls whose files are gone; a file that another program has open stays for the next time */
export async function removeFilesOf(
  callIds: readonly CallId[],
  filesOf: (callId: CallId) => readonly string[],
): Promise<CallId[]> {
  const gone: CallId[] = []
  for (const id of callIds) {
    const removed = await Promise.allSettled(filesOf(id).map((path) => rm(path, { force: true })))
    if (removed.every(({ status }) => status === 'fulfilled')) gone.push(id)
  }
  return gone
}
