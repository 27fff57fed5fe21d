import type { E164, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { DoNotCallRow } from '../types/campaigns.ts'

/** A page of the list, by number. @param part digits anywhere in the number */
export function doNotCall(
  db: Db,
  query: { readonly part?: string | undefined; readonly after: string; readonly limit: number },
): DoNotCallRow[] {
  return db
    .prepare<[string, string, number], DoNotCallRow>(
      `SELECT number, note, added_at AS addedAt FROM do_not_call
       WHERE number > ? AND instr(number, ?) > 0 ORDER BY number LIMIT ?`,
    )
    .all(query.after, query.part ?? '', query.limit)
}

export function countDoNotCall(db: Db): number {
  return db.prepare<[], { n: number }>('SELECT count(*) AS n FROM do_not_call').get()?.n ?? 0
}

/** @returns how many were not on the list before */
export function addDoNotCall(db: Db, numbers: readonly E164[], note: string, at: UtcMs): number {
  const insert = db.prepare<[string, string, number]>(
    'INSERT OR IGNORE INTO do_not_call (number, note, added_at) VALUES (?, ?, ?)',
  )
  return numbers.reduce((added, number) => added + insert.run(number, note, at).changes, 0)
}

/** @returns how many were on the list */
export function removeDoNotCall(db: Db, numbers: readonly E164[]): number {
  const remove = db.prepare<[string]>('DELETE FROM do_not_call WHERE number = ?')
  return numbers.reduce((removed, number) => removed + remove.run(number).changes, 0)
}
