import { nationalDigits, reversedDigits } from '../../../domain/phone/index.ts'
import type { Db } from '../connection.ts'

/** The dictionary of numbers: each once, forwards, reversed and in parts. @returns the id of a number */
export function createNumbers(db: Db): (number: string) => number {
  const find = db.prepare<[string], { id: number }>('SELECT id FROM numbers WHERE number = ?')
  const add = db.prepare<[string, string, string]>(
    'INSERT INTO numbers (number, digits, reversed) VALUES (?, ?, ?)',
  )
  const addParts = db.prepare<[number | bigint, string]>(
    'INSERT INTO numbers_parts (rowid, digits) VALUES (?, ?)',
  )
  return (number) => {
    const known = find.get(number)
    if (known !== undefined) return known.id
    const digits = nationalDigits(number)
    const { lastInsertRowid } = add.run(number, digits, reversedDigits(number))
    addParts.run(lastInsertRowid, digits)
    return Number(lastInsertRowid)
  }
}
