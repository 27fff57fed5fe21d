import type { Db } from '../connection.ts'

/** Which way a page is read, and the words of SQL for it. */
export type Way = 'older' | 'newer'

/** Ranks in question: from `above`, up to but without `below`. */
export type Range = { readonly above: number; readonly below: number }

/**
 * Ranks in the order of the way. `look` looks at so many of them and tells which match, and how far it looked;
 * `reached` is `undefined` when the list is at its end.
 */
export type List = {
  /** Nothing of the list lies before this rank; `undefined` when it is not known yet. */
  readonly head: number | undefined
  /** Rows of one look at the most, so that a look is short whatever a row costs. */
  readonly mostRows: number
  look(range: Range, rows: number): Look
}

export type Look = { readonly found: readonly number[]; readonly reached: number | undefined }

/**
 * Conditions on a row besides being on the list. `c` is the row of `calls`, `x` that of the list; where they speak of
 * `x` alone, the row of the call, which may lie anywhere, is not looked up.
 */
export type Check = {
  readonly sql: string
  readonly values: Readonly<Record<string, unknown>>
  readonly ofCall: boolean
}

type Row = { reached: number | null; looked: number; found: string }
type Span = { first: number | null; last: number | null }

/** A row that is read in passing, and one that may lie anywhere. */
const PASSING_ROWS = 4096
const SCATTERED_ROWS = 1024

/** A guess to begin with; how many calls there really are is seen from the first look on. */
const CALLS_PER_KEY = 8

/** A stretch of time that holds more than so many times the rows asked for is looked at in parts. */
const CROWDED = 4

const WORDS = {
  older: { order: 'DESC', end: 'min' },
  newer: { order: 'ASC', end: 'max' },
} as const

type Source = {
  readonly table: 'calls' | 'call_numbers' | 'tag_calls'
  /** Column that holds the key of the list; none: every call. */
  readonly key?: 'kind_id' | 'number_id' | 'tag_id'
}

/**
 * Lists of calls, each read through an index in the order of time. One statement looks at a given number of
 * rows and gives back only those that match, so what does not match costs no crossing into JavaScript.
 */
export function createLists(db: Db) {
  const looks = new Map<string, ReturnType<typeof prepareLook>>()
  const heads = new Map<string, ReturnType<typeof prepareHeads>>()
  const prepareLook = (sql: string) => db.prepare<[Record<string, unknown>], Row>(sql)
  const prepareHeads = (sql: string) =>
    db.prepare<[Record<string, unknown>], { key: number; head: number | null }>(sql)
  const spanOf = (table: 'calls' | 'call_notes') =>
    db.prepare<[], Span>(
      `SELECT (SELECT min(rank) FROM ${table}) AS first, (SELECT max(rank) FROM ${table}) AS last`,
    )
  const spans = { calls: spanOf('calls'), notes: spanOf('call_notes') }

  function kept<T>(known: Map<string, T>, sql: string, prepare: (sql: string) => T): T {
    const before = known.get(sql)
    if (before !== undefined) return before
    const fresh = prepare(sql)
    known.set(sql, fresh)
    return fresh
  }

  const summed = (way: Way, inner: string) => `
    SELECT ${WORDS[way].end}(rank) AS reached, count(*) AS looked,
           json_group_array(rank) FILTER (WHERE ok) AS found
    FROM (${inner})`

  const joined = (table: Source['table'], { ofCall }: Check) =>
    table !== 'calls' && ofCall ? 'CROSS JOIN calls c ON c.rank = x.rank' : ''

  function lookSql(source: Source, way: Way, check: Check): string {
    const alias = source.table === 'calls' ? 'c' : 'x'
    const key = source.key === undefined ? '' : `${alias}.${source.key} = @key AND`
    return summed(
      way,
      `SELECT ${alias}.rank, (${check.sql}) AS ok FROM ${source.table} ${alias}
         ${joined(source.table, check)}
       WHERE ${key} ${alias}.rank < @below AND ${alias}.rank >= @above
       ORDER BY ${alias}.rank ${WORDS[way].order} LIMIT @rows`,
    )
  }

  const noteSql = (way: Way, check: string) =>
    summed(
      way,
      `SELECT g.rowid AS rank, (instr(n.folded, @folded) > 0 AND (${check})) AS ok
       FROM note_grams g CROSS JOIN call_notes n ON n.rank = g.rowid CROSS JOIN calls c ON c.rank = g.rowid
       WHERE note_grams MATCH @match AND g.rowid < @below AND g.rowid >= @above
       ORDER BY g.rowid ${WORDS[way].order} LIMIT @rows`,
    )

  /** Calls of many keys within a stretch of time, in no order: one statement instead of one for each. */
  const stretchSql = (source: Required<Source>, check: Check) => `
    SELECT NULL AS reached, count(*) AS looked, json_group_array(rank) FILTER (WHERE ok) AS found
    FROM (SELECT x.rank, (${check.sql}) AS ok FROM json_each(@keys) CROSS JOIN ${source.table} x
            ON x.${source.key} = json_each.value
            ${joined(source.table, check)}
          WHERE x.rank < @below AND x.rank >= @above LIMIT @rows)`

  const listOf = (
    statement: ReturnType<typeof prepareLook>,
    check: Check,
    key: number | undefined,
    head: number | undefined,
    mostRows: number,
  ): List => ({
    head,
    mostRows,
    look(range, rows) {
      const row = statement.get({ ...check.values, ...range, rows, key })
      if (row === undefined) return { found: [], reached: undefined }
      return {
        found: JSON.parse(row.found),
        reached: row.looked < rows || row.reached === null ? undefined : row.reached,
      }
    },
  })

  return {
    /** Every call in the order of time. */
    byTime(way: Way, check: Check): List {
      const statement = kept(looks, lookSql({ table: 'calls' }, way, check), prepareLook)
      return listOf(statement, check, undefined, undefined, PASSING_ROWS)
    },

    /** A list for each key that has calls in the range. */
    byKeys(source: Required<Source>, keys: readonly number[], way: Way, range: Range, check: Check): List[] {
      const { table, key } = source
      const nearest = way === 'older' ? 'max' : 'min'
      const head = kept(
        heads,
        `SELECT value AS key, (SELECT ${nearest}(rank) FROM ${table}
           WHERE ${key} = value AND rank < @below AND rank >= @above) AS head
         FROM json_each(@keys)`,
        prepareHeads,
      )
      const statement = kept(looks, lookSql(source, way, check), prepareLook)
      return head
        .all({ keys: JSON.stringify(keys), ...range })
        .flatMap((row) =>
          row.head === null ? [] : [listOf(statement, check, row.key, row.head, SCATTERED_ROWS)],
        )
    },

    /**
     * As `byKeys`, for many keys at once. To open a list for each would cost more than a page has, so all of them
     * are looked at in stretches of time, each as long as is likely to hold the rows that are asked for.
     */
    byManyKeys(source: Required<Source>, keys: readonly number[], way: Way, check: Check): List {
      const statement = kept(looks, stretchSql(source, check), prepareLook)
      const values = { ...check.values, keys: JSON.stringify(keys) }
      const span = spans.calls.get() ?? NO_SPAN
      let rowsPerRank = (CALLS_PER_KEY * keys.length) / lengthOf(span)
      return {
        head: undefined,
        mostRows: SCATTERED_ROWS,
        look(asked, rows) {
          for (;;) {
            const stretch = Math.max(1, Math.ceil(rows / rowsPerRank))
            const part = nearest(way, asked, span, stretch)
            if (part === undefined) return { found: [], reached: undefined }
            const row = statement.get({ ...values, ...part.range, rows: rows * CROWDED })
            if (row === undefined) return { found: [], reached: undefined }
            const crowded = row.looked === rows * CROWDED && stretch > 1
            rowsPerRank = crowded ? rowsPerRank * CROWDED * 2 : Math.max(row.looked, 1 / CROWDED) / stretch
            if (!crowded) return { found: JSON.parse(row.found), reached: part.reached }
          }
        },
      }
    },

    /**
     * Calls whose note holds the text. The index of grams cannot be stopped once it looks, so it is given a
     * stretch of time at a time: an eighth of all, then twice as much each time.
     */
    byNote(way: Way, match: string, folded: string, check: Check): List {
      const statement = kept(looks, noteSql(way, check.sql), prepareLook)
      const span = spans.notes.get() ?? NO_SPAN
      let stretch = Math.ceil(lengthOf(span) / 8)
      return {
        head: undefined,
        mostRows: SCATTERED_ROWS,
        look(asked, rows) {
          const part = nearest(way, asked, span, stretch)
          if (part === undefined) return { found: [], reached: undefined }
          stretch *= 2
          const row = statement.get({ ...check.values, ...part.range, match, folded, rows })
          const found: number[] = row === undefined ? [] : JSON.parse(row.found)
          const full = row !== undefined && row.looked >= rows && row.reached !== null
          return { found, reached: full ? (row.reached ?? undefined) : part.reached }
        },
      }
    },
  }
}

const NO_SPAN: Span = { first: null, last: null }

const lengthOf = ({ first, last }: Span): number => (last ?? 0) - (first ?? 0) + 1

/**
 * The part of a range that comes first on the way and is no longer than a stretch.
 *
 * @returns its range and how far it reaches, `undefined` when it is the last; nothing when none is left
 */
function nearest(
  way: Way,
  asked: Range,
  { first, last }: Span,
  stretch: number,
): { readonly range: Range; readonly reached: number | undefined } | undefined {
  if (first === null || last === null) return undefined
  const whole = { above: Math.max(asked.above, first), below: Math.min(asked.below, last + 1) }
  if (whole.above >= whole.below) return undefined
  if (way === 'older') {
    const above = Math.max(whole.above, whole.below - stretch)
    return { range: { ...whole, above }, reached: above <= whole.above ? undefined : above }
  }
  const below = Math.min(whole.below, whole.above + stretch)
  return { range: { ...whole, below }, reached: below >= whole.below ? undefined : below - 1 }
}
