import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { asStoreError, StoreError } from './errors.ts'

export type Db = Database.Database

const databaseFile = (dataDir: string): string => join(dataDir, 'voicedesk.db')

/**
 * The one connection that writes. WAL with `synchronous=FULL`: better-sqlite3 leaves it at NORMAL in WAL
 * mode, and then a commit that was acknowledged to the platform could be lost with the power.
 */
export function openWriter(dataDir: string): Db {
  try {
    const db = new Database(databaseFile(dataDir))
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('busy_timeout = 5000')
    db.pragma('cache_size = -32000')
    return db
  } catch (problem) {
    throw asStoreError(problem)
  }
}

/** Reads beside the writer; cannot write. */
export function openReadOnly(dataDir: string): Db {
  const file = databaseFile(dataDir)
  if (!existsSync(file)) throw new StoreError('missing', `there is no history in ${dataDir}`)
  try {
    const db = new Database(file, { readonly: true })
    db.pragma('busy_timeout = 5000')
    db.pragma('cache_size = -32000')
    return db
  } catch (problem) {
    throw asStoreError(problem)
  }
}

/** Does something to a data directory that nobody uses meanwhile. @throws StoreError `locked` */
export async function whileHeld<T>(dataDir: string, act: () => Promise<T>): Promise<T> {
  const lock = holdDirectory(dataDir)
  try {
    return await act()
  } finally {
    lock.close()
  }
}

/**
 * Holds a data directory for one writer: an exclusive transaction on a file of its own, which the system
 * lets go whenever and however the process ends.
 *
 * @throws StoreError `locked` when another process holds it
 */
export function holdDirectory(dataDir: string): Db {
  const lock = new Database(join(dataDir, 'writer.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (problem) {
    lock.close()
    const { kind, message } = asStoreError(problem)
    if (kind !== 'locked') throw new StoreError(kind, message)
    throw new StoreError('locked', `another Voicedesk is using ${dataDir}`)
  }
}
