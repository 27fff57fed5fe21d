import { openReadOnly } from '../../src/main/store/connection.ts'
import { createSearch } from '../../src/main/store/search/index.ts'
import { contact, createRandom, customer } from './calls.ts'

/** So many calls of an answer are compared, its newest: a longer one takes minutes among five million. */
const MOST = 5000
const AT_ONCE = 500

/** Words in notes, in companies and in tags; some stand in two of them. */
const WORDS = ['退款', '款明', '物流', '投诉', '方言', '猫狗']

/**
 * What a text of two characters means, without any index of grams: rows as people and contacts wrote them, looked
 * through by LIKE.
 */
const BY_WORDS = `
  WITH named AS MATERIALIZED (
    SELECT n.id FROM contacts p JOIN contact_numbers pn ON pn.contact_id = p.id JOIN numbers n ON n.number = pn.number
    WHERE p.name LIKE @like OR p.company LIKE @like
  ), marked AS MATERIALIZED (
    SELECT b.rank FROM call_marks m JOIN call_bodies b ON b.call_id = m.call_id WHERE m.note LIKE @like
    UNION
    SELECT b.rank FROM tags t JOIN call_tags ct ON ct.tag_id = t.id JOIN call_bodies b ON b.call_id = ct.call_id
    WHERE t.name LIKE @like
  )
  SELECT c.rank AS rank FROM calls c
  WHERE c.a_number_id IN named OR c.b_number_id IN named OR c.rank IN marked
  ORDER BY c.rank DESC LIMIT @most`

/** Digits anywhere in a number, by a look at both numbers of every call. */
const BY_DIGITS = 'SELECT rank FROM calls WHERE digits LIKE @like ORDER BY rank DESC LIMIT @most'

export type Compared = {
  readonly name: string
  readonly answers: number
  readonly calls: number
  /** What differs, in words; empty when search and scan agree on every call and on their order. */
  readonly wrong: readonly string[]
}

/** The whole answer of a search, page behind page, beside what a scan of all calls finds. */
export function compareWithScan(dataDir: string): readonly Compared[] {
  const db = openReadOnly(dataDir)
  const search = createSearch(db)
  const idAt = db.prepare<[number], { id: string }>('SELECT call_id AS id FROM call_bodies WHERE rank = ?')

  function searched(text: string): string[] {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = search.page({
        filter: { text },
        limit: AT_ONCE,
        ...(after === undefined ? {} : { after }),
      })
      ids.push(...page.calls.map(({ id }) => id))
      after = page.next
    } while (after !== undefined && ids.length < MOST)
    return ids.slice(0, MOST)
  }

  function compare(name: string, sql: string, texts: readonly string[]): Compared {
    const scan = db.prepare<[{ like: string; most: number }], { rank: number }>(sql)
    const wrong: string[] = []
    let calls = 0
    for (const text of texts) {
      const found = searched(text)
      const ranks = scan.all({ like: `%${text}%`, most: MOST })
      const at = Array.from({ length: Math.max(found.length, ranks.length) }).findIndex(
        (_, place) => found[place] === undefined || idAt.get(ranks[place]?.rank ?? -1)?.id !== found[place],
      )
      if (at >= 0)
        wrong.push(`${text}: ${found.length} found, ${ranks.length} by the scan, apart from call ${at}`)
      calls += ranks.length
    }
    return { name, answers: texts.length, calls, wrong }
  }

  const random = createRandom(11)
  const names = Array.from({ length: 4 }, () => contact(Math.floor(random() ** 2 * 100_000)).name.slice(0, 2))
  const endings = Array.from({ length: 5 }, () => customer(Math.floor(random() ** 3 * 400_000)).slice(-4))
  const compared = [
    compare('two characters', BY_WORDS, [...WORDS, ...names.filter((name) => !/^[a-z]/i.test(name))]),
    compare('last 4 digits', BY_DIGITS, endings),
  ]
  db.close()
  return compared
}
