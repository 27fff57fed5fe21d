import { createHash } from 'node:crypto'
import type { Db } from '../connection.ts'

/**
 * What was deleted and must not come back by a push that arrives late or once more: the hash of its name alone,
 * so that neither a number nor an id of the platform stays.
 */
export function createForgotten(db: Db) {
  const add = db.prepare<[Buffer]>('INSERT OR IGNORE INTO forgotten (hash) VALUES (?)')
  const find = db.prepare<[Buffer], unknown>('SELECT 1 FROM forgotten WHERE hash = ?')
  const hashOf = (kind: 'session' | 'call' | 'message', name: string) =>
    createHash('sha256').update(kind).update('\0').update(name).digest()
  return {
    remember: (...what: Parameters<typeof hashOf>): void => void add.run(hashOf(...what)),
    has: (...what: Parameters<typeof hashOf>): boolean => find.get(hashOf(...what)) !== undefined,
  }
}
