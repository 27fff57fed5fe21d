import Database from 'better-sqlite3'
import type { Db } from '../connection.ts'
import { migrate } from '../migrations/index.ts'
import { readOperations, writeOperations } from '../operations.ts'

/** A store without threads or files, for tests that need many of them. */
export function memoryStore() {
  const db: Db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, '')
  return { db, reads: readOperations(db), writes: writeOperations(db) }
}
