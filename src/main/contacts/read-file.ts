import { readFile, stat } from 'node:fs/promises'
import { type CardOfFile, cardOfRow, parseVCards, tableColumns } from '../../domain/contacts/index.ts'
import { SheetProblem, type Sheets } from '../sheets/index.ts'

/** Why a file gives no contacts. */
export class UnreadableContacts extends Error {}

const MOST_BYTES = 64 * 1024 * 1024
const AT_ONCE = 200

/**
 * Hands over the contacts of a CSV, XLSX or vCard file, some at a time.
 *
 * @throws UnreadableContacts when the file is none of these, is damaged, or names no columns that are known
 */
export async function readContacts(
  sheets: Sheets,
  path: string,
  fileName: string,
  take: (cards: readonly CardOfFile[]) => Promise<void>,
): Promise<void> {
  if (/\.(?:vcf|vcard)$/i.test(fileName)) return readCards(path, take)
  let columns: ReturnType<typeof tableColumns>
  try {
    await sheets.read(
      path,
      { fileName, encoding: 'auto', headings: true, numberColumn: 0 },
      {
        begin(headings) {
          columns = tableColumns(headings)
          if (columns === undefined) throw new UnreadableContacts('no column of names or of numbers')
        },
        async rows(rows) {
          const known = columns
          if (known !== undefined) await take(rows.map(({ cells }) => cardOfRow(known, cells)))
        },
      },
    )
  } catch (problem) {
    if (problem instanceof SheetProblem) throw new UnreadableContacts(problem.message)
    throw problem
  }
}

async function readCards(path: string, take: (cards: readonly CardOfFile[]) => Promise<void>): Promise<void> {
  if ((await stat(path)).size > MOST_BYTES) throw new UnreadableContacts('too big')
  const text = decoded(await readFile(path))
  if (!/BEGIN:VCARD/i.test(text)) throw new UnreadableContacts('no card')
  let some: CardOfFile[] = []
  for (const card of parseVCards(text, decodedAs)) {
    some.push(card)
    if (some.length < AT_ONCE) continue
    await take(some)
    some = []
  }
  if (some.length > 0) await take(some)
}

/** UTF-8 if it is valid, else what Chinese telephones and programs write. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** In the character set that a line of a card names; UTF-8 where that is none. */
function decodedAs(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
