import type { Db } from '../connection.ts'

/** So many answers are remembered; a person uses one or two. */
const REMEMBERED = 16

/**
 * Remembers what was read as long as nothing is written, by this connection or by others: the next page of a
 * search asks the same dictionaries as the page before it.
 */
export function rememberUntilWritten<T>(db: Db): (key: string, read: () => T) => T {
  const version = db.prepare<[], { others: number; own: number }>(
    'SELECT data_version AS others, total_changes() AS own FROM pragma_data_version',
  )
  const known = new Map<string, T>()
  let readAt = ''
  return (key, read) => {
    const { others, own } = version.get() ?? { others: 0, own: 0 }
    if (readAt !== `${others} ${own}` || known.size >= REMEMBERED) known.clear()
    readAt = `${others} ${own}`
    const before = known.get(key)
    if (before !== undefined) return before
    const fresh = read()
    known.set(key, fresh)
    return fresh
  }
}
