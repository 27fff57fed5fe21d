import { randomUUID } from 'node:crypto'
import { numberPart } from '../../../domain/phone/index.ts'
import { foldText, gramsOf } from '../../../domain/text/index.ts'
import type { E164, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { createNumbers } from '../log/numbers.ts'
import { createTextFinder } from '../search/text.ts'
import type {
  ContactChange,
  ContactPage,
  ImportedContacts,
  IncomingContact,
  NumberName,
  StoredContact,
} from '../types/contacts.ts'

type Row = { id: string; revision: number; name: string; company: string; note: string; folded: string }

const COLUMNS = 'c.id, c.revision, c.name, c.company, c.note, c.folded'

/** What is asked of contacts. */
export function createContactReads(db: Db) {
  const texts = createTextFinder(db)
  const numbersOf = db.prepare<[string], { number: E164 }>(
    'SELECT number FROM contact_numbers WHERE contact_id = ? ORDER BY position',
  )
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM contacts c WHERE id = ?`)
  const inOrder = db.prepare<[string, string, number], Row>(
    `SELECT ${COLUMNS} FROM contacts c WHERE (folded, id) > (?, ?) ORDER BY folded, id LIMIT ?`,
  )
  const byNumbers = db.prepare<[string, number], Row>(
    `SELECT DISTINCT ${COLUMNS} FROM json_each(?) wanted
       CROSS JOIN numbers n ON n.id = wanted.value
       CROSS JOIN contact_numbers cn ON cn.number = n.number
       CROSS JOIN contacts c ON c.id = cn.contact_id
     ORDER BY c.folded, c.id LIMIT ?`,
  )
  const manyMatch = db.prepare<[string, string, string, number], Row>(
    `SELECT ${COLUMNS} FROM contacts c
     WHERE instr(c.folded, ?) > 0
        OR EXISTS (SELECT 1 FROM contact_numbers cn WHERE cn.contact_id = c.id
                   AND ? <> '' AND instr(cn.number, ?) > 0)
     ORDER BY c.folded, c.id LIMIT ?`,
  )
  const named = db.prepare<[string], NumberName>(
    `SELECT cn.number, c.id AS contactId, c.name FROM json_each(?) wanted
       CROSS JOIN contact_numbers cn ON cn.number = wanted.value
       CROSS JOIN contacts c ON c.id = cn.contact_id`,
  )
  const total = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM contacts')

  const whole = ({ folded: _, ...row }: Row): StoredContact => ({
    ...row,
    numbers: numbersOf.all(row.id).map(({ number }) => number),
  })

  return {
    contact(id: string): StoredContact | undefined {
      const row = one.get(id)
      return row === undefined ? undefined : whole(row)
    },
    countContacts: (): number => total.get()?.n ?? 0,
    /** In the order of their names, from behind `after` on; with a text those that have it, as one page. */
    contacts(text: string | undefined, after: string | undefined, limit: number): ContactPage {
      const words = text?.trim() ?? ''
      if (words !== '') {
        const digits = numberPart(words)
        const found = texts.find(digits, words)
        const rows =
          found.numberIds === undefined || found.namedIds === undefined
            ? manyMatch.all(foldText(words), digits ?? '', digits ?? '', limit)
            : byNumbers.all(JSON.stringify([...found.numberIds, ...found.namedIds]), limit)
        return { contacts: rows.map(whole) }
      }
      const from = after === undefined ? undefined : one.get(after)
      const rows = inOrder.all(from?.folded ?? '', from?.id ?? '', limit + 1)
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        contacts: page.map(whole),
        ...(rows.length > limit && last !== undefined ? { next: last.id } : {}),
      }
    },
    /** The names of those among the numbers that have one. */
    namesOf: (numbers: readonly E164[]): NumberName[] => named.all(JSON.stringify(numbers)),
  }
}

/** What changes contacts; keeps the names that a search looks in. */
export function createContactWrites(db: Db) {
  const idOf = createNumbers(db)
  const reads = createContactReads(db)
  const write = db.prepare<unknown[]>(
    `INSERT INTO contacts (id, revision, name, folded, company, note, changed_at) VALUES (?, 1, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = revision + 1, name = excluded.name, folded = excluded.folded,
       company = excluded.company, note = excluded.note, changed_at = excluded.changed_at`,
  )
  const remove = db.prepare<[string]>('DELETE FROM contacts WHERE id = ?')
  const addNumber = db.prepare<[string, string, number]>(
    'INSERT OR REPLACE INTO contact_numbers (number, contact_id, position) VALUES (?, ?, ?)',
  )
  const dropNumbers = db.prepare<[string]>('DELETE FROM contact_numbers WHERE contact_id = ?')
  const ownerOf = db.prepare<[string], { contact_id: string }>(
    'SELECT contact_id FROM contact_numbers WHERE number = ?',
  )
  const nameAt = db.prepare<[number], { folded: string }>(
    'SELECT folded FROM number_names WHERE number_id = ?',
  )
  const writeName = db.prepare<[number, string]>('INSERT INTO number_names (number_id, folded) VALUES (?, ?)')
  const dropName = db.prepare<[number]>('DELETE FROM number_names WHERE number_id = ?')
  const writeGrams = db.prepare<[number, string]>('INSERT INTO name_grams (rowid, grams) VALUES (?, ?)')
  const dropGrams = db.prepare<[number]>('DELETE FROM name_grams WHERE rowid = ?')

  function nameNumber(number: E164, folded: string | undefined): void {
    const id = idOf(number)
    const before = nameAt.get(id)?.folded
    if (before === folded) return
    if (before !== undefined) {
      dropName.run(id)
      dropGrams.run(id)
    }
    if (folded === undefined) return
    writeName.run(id, folded)
    writeGrams.run(id, gramsOf(folded).join(' '))
  }

  function saveContact(contact: ContactChange, at: UtcMs): StoredContact {
    const folded = foldText(`${contact.name} ${contact.company}`)
    write.run(contact.id, contact.name, folded, contact.company, contact.note, at)
    const gone = new Set(reads.contact(contact.id)?.numbers)
    dropNumbers.run(contact.id)
    for (const [position, number] of contact.numbers.entries()) {
      gone.delete(number)
      addNumber.run(number, contact.id, position)
      nameNumber(number, folded)
    }
    for (const number of gone) nameNumber(number, undefined)
    const saved = reads.contact(contact.id)
    if (saved === undefined) throw new Error('the contact was not kept')
    return saved
  }

  return {
    saveContact,
    removeContact(id: string): boolean {
      for (const number of reads.contact(id)?.numbers ?? []) nameNumber(number, undefined)
      dropNumbers.run(id)
      return remove.run(id).changes > 0
    },
    /** Contacts of a file: one that shares a number with a known contact is that contact, with more known of it. */
    importContacts(incoming: readonly IncomingContact[], at: UtcMs): ImportedContacts {
      const done = { added: 0, updated: 0, unchanged: 0 }
      for (const one of incoming) {
        const owner = one.numbers
          .map((number) => ownerOf.get(number)?.contact_id)
          .find((id) => id !== undefined)
        const known = owner === undefined ? undefined : reads.contact(owner)
        if (known === undefined) {
          saveContact({ ...one, id: randomUUID() }, at)
          done.added += 1
          continue
        }
        // A number of somebody else stays where it is.
        const own = one.numbers.filter((number) => (ownerOf.get(number)?.contact_id ?? known.id) === known.id)
        const next: ContactChange = {
          id: known.id,
          name: one.name,
          company: one.company === '' ? known.company : one.company,
          note: one.note === '' ? known.note : one.note,
          numbers: [...new Set([...known.numbers, ...own])],
        }
        const same =
          next.name === known.name &&
          next.company === known.company &&
          next.note === known.note &&
          next.numbers.length === known.numbers.length
        if (same) done.unchanged += 1
        else {
          saveContact(next, at)
          done.updated += 1
        }
      }
      return done
    },
  }
}
