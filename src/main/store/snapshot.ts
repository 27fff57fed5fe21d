import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { openReadOnly } from './connection.ts'
import { asStoreError } from './errors.ts'

export type TableHash = { readonly rows: number; readonly sha256: string }
export type TableHashes = Readonly<Record<string, TableHash>>

/** All pages at once: a copy in steps begins anew whenever the writer commits between two of them. */
const ALL_PAGES = 2_000_000_000

/**
 * A whole, consistent copy of the database beside whoever writes. Call from a worker thread: it takes as long
 * as the disk.
 *
 * @throws StoreError
 */
export async function snapshot(dataDir: string, to: string): Promise<void> {
  const db = openReadOnly(dataDir)
  try {
    await db.backup(to, { progress: () => ALL_PAGES })
  } catch (problem) {
    throw asStoreError(problem)
  } finally {
    db.close()
  }
}

/**
 * Rows of every table with a hash over all of them in their order: two databases that agree in it hold the
 * same. Call from a worker thread.
 */
export function tableHashes(file: string): TableHashes {
  const db = new Database(file, { readonly: true })
  try {
    const tables = db
      .prepare<[], { name: string }>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
         AND name NOT LIKE 'sqlite_%' ORDER BY name`,
      )
      .all()
    return Object.fromEntries(tables.map(({ name }) => [name, hashOf(db, name)]))
  } catch (problem) {
    throw asStoreError(problem)
  } finally {
    db.close()
  }
}

function hashOf(db: Database.Database, table: string): TableHash {
  const hash = createHash('sha256')
  let rows = 0
  const all = db
    .prepare<[], unknown[]>(`SELECT * FROM "${table.replaceAll('"', '""')}"`)
    .raw()
    .safeIntegers()
  for (const row of all.iterate()) {
    rows += 1
    for (const value of row) {
      if (value instanceof Uint8Array) hash.update(`b${value.length}:`).update(value)
      else hash.update(`${typeof value}${String(value).length}:${String(value)}`)
    }
    hash.update('\n')
  }
  return { rows, sha256: hash.digest('hex') }
}

/** What SQLite itself finds wrong with a database file; `undefined` when it is whole. */
export function databaseProblem(file: string): string | undefined {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const found = db.pragma('integrity_check', { simple: true })
      return found === 'ok' ? undefined : String(found)
    } finally {
      db.close()
    }
  } catch (problem) {
    return asStoreError(problem).message
  }
}
