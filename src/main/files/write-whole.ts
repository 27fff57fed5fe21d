import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export type Written = { readonly bytes: number; readonly sha256: string }

/** Names of files that are still being written. */
export const TEMPORARY = /\.[0-9a-f]{12}\.part$/

/** Virus scanners and indexers hold a new file for a moment; Windows then refuses to rename it. */
const RENAME_TRIES = 5
const HELD = /^(?:EPERM|EBUSY|EACCES)$/

/**
 * Writes a file that is whole or absent: to a temporary name in the same folder, synced to the disk,
 * checked, and only then given its name. What was there before stays until that moment.
 *
 * @param verify throws when the finished temporary file is not what it should be
 * @throws whatever the source, the check or the disk throws; the temporary file is gone then
 */
export async function writeWhole(
  path: string,
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: { verify?: (temporaryPath: string) => Promise<void> } = {},
): Promise<Written> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const written = await fill(temporary, source)
    await options.verify?.(temporary)
    await renameHeld(temporary, path)
    await syncFolder(dirname(path))
    return written
  } catch (problem) {
    await rm(temporary, { force: true })
    throw problem
  }
}

async function fill(path: string, source: Uint8Array | AsyncIterable<Uint8Array>): Promise<Written> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      await writeAll(file, chunk)
      hash.update(chunk)
      bytes += chunk.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A write may take fewer bytes than it was given. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten
}

async function renameHeld(from: string, to: string): Promise<void> {
  for (let left = RENAME_TRIES; ; left -= 1) {
    try {
      return await rename(from, to)
    } catch (problem) {
      const code = problem instanceof Error && 'code' in problem ? String(problem.code) : ''
      if (left === 0 || !HELD.test(code)) throw problem
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** The new name is on the disk only when the folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
