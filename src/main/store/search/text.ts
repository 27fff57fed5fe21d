import { foldText, gramsToFind } from '../../../domain/text/index.ts'
import type { Db } from '../connection.ts'
import { rememberUntilWritten } from './memory.ts'

/** What a text stands for in each place it is looked for. */
export type WantedText = {
  /** Folded; looked for in notes, names and tags. `undefined` when only numbers are meant. */
  readonly folded: string | undefined
  /** Digits; looked for in numbers. */
  readonly digits: string | undefined
  /** Numbers found by their digits; `undefined`: too many to go one by one. */
  readonly numberIds: readonly number[] | undefined
  /** Numbers found by the name of their contact; `undefined`: as above. */
  readonly namedIds: readonly number[] | undefined
  readonly tagIds: readonly number[]
  /** Query of the index of grams, for notes. */
  readonly match: string | undefined
}

/** Above this many numbers it is quicker to walk the calls than to merge the calls of each number. */
const MOST_NUMBERS = 1000

const quoted = (grams: readonly string[]): string => grams.map((gram) => `"${gram}"`).join(' AND ')

type Id = { id: number }

/** Looks a text up in the dictionaries of numbers, names and tags; never in the calls. */
export function createTextFinder(db: Db) {
  const ending = db.prepare<unknown[], Id>(
    'SELECT id FROM numbers WHERE reversed >= ? AND reversed < ? LIMIT ?',
  )
  const beginning = db.prepare<unknown[], Id>(
    'SELECT id FROM numbers WHERE digits >= ? AND digits < ? LIMIT ?',
  )
  const inside = db.prepare<unknown[], Id>(
    `SELECT n.id FROM numbers_parts CROSS JOIN numbers n ON n.id = numbers_parts.rowid
     WHERE numbers_parts MATCH ? AND instr(n.digits, ?) > 0 LIMIT ?`,
  )
  const named = db.prepare<unknown[], Id>(
    `SELECT n.number_id AS id FROM name_grams CROSS JOIN number_names n ON n.number_id = name_grams.rowid
     WHERE name_grams MATCH ? AND instr(n.folded, ?) > 0 LIMIT ?`,
  )
  const tagged = db.prepare<unknown[], Id>('SELECT id FROM tags WHERE instr(folded, ?) > 0')
  const tag = db.prepare<[string], Id>('SELECT id FROM tags WHERE folded = ?')
  const exact = db.prepare<[string], Id>('SELECT id FROM numbers WHERE number = ?')
  const remembered = rememberUntilWritten<WantedText>(db)

  function byDigits(part: string): number[] | undefined {
    // An index of trigrams knows nothing of one or two digits, and nearly every number has them.
    if (part.length < 3) return undefined
    const limit = MOST_NUMBERS + 1
    const found = new Set<number>()
    const reversed = [...part].reverse().join('')
    const ways = [
      () => ending.all(reversed, `${reversed}:`, limit),
      () => beginning.all(part, `${part}:`, limit),
      () => inside.all(quoted(gramsToFind(part)), part, limit),
    ]
    for (const way of ways) {
      for (const { id } of way()) found.add(id)
      if (found.size > MOST_NUMBERS) return undefined
    }
    return [...found]
  }

  function byName(folded: string): number[] | undefined {
    const rows = named.all(quoted(gramsToFind(folded)), folded, MOST_NUMBERS + 1)
    return rows.length > MOST_NUMBERS ? undefined : rows.map(({ id }) => id)
  }

  function look(digits: string | undefined, words: string | undefined): WantedText {
    const folded = words === undefined ? undefined : foldText(words)
    const known = folded === undefined || folded === '' ? undefined : folded
    return {
      folded: known,
      digits,
      numberIds: digits === undefined ? [] : byDigits(digits),
      namedIds: known === undefined ? [] : byName(known),
      tagIds: known === undefined ? [] : tagged.all(known).map(({ id }) => id),
      match: known === undefined ? undefined : quoted(gramsToFind(known)),
    }
  }

  return {
    tagIdsOf: (names: readonly string[]): number[] =>
      names.flatMap((name) => tag.get(foldText(name))?.id ?? []),
    idOf: (number: string): number | undefined => exact.get(number)?.id,
    /** @param digits what of the text may stand in a number; @param words the text for notes, names and tags */
    find(digits: string | undefined, words: string | undefined): WantedText {
      return remembered(JSON.stringify([digits, words]), () => look(digits, words))
    },
  }
}
