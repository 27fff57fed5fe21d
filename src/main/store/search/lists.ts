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

/** A row that is read in passing, and one that may lie anywhere. */
const PASSING_ROWS = 4096
const SCATTERED_ROWS = 1024

/** A list is short when a page and a little more hold it. */
const SHORT = 60

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
  const notes = db.prepare<[], { first: number | null; last: number | null }>(
    'SELECT (SELECT min(rank) FROM call_notes) AS first, (SELECT max(rank) FROM call_notes) AS last',
  )

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

  /** Calls of many short lists at once: one statement instead of one for each. */
  const batchSql = (source: Required<Source>, way: Way, check: Check) =>
    summed(
      way,
      `SELECT x.rank, 1 AS ok FROM json_each(@keys) k
         CROSS JOIN ${source.table} x ON x.${source.key} = k.value
         ${joined(source.table, check)}
       WHERE x.rank < @below AND x.rank >= @above AND (${check.sql})
       ORDER BY x.rank ${WORDS[way].order} LIMIT @rows`,
    )

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

    /** As `byKeys`, for many keys of which most have few calls. */
    byManyKeys(
      source: Required<Source>,
      keys: readonly number[],
      way: Way,
      range: Range,
      check: Check,
    ): List[] {
      const { table, key } = source
      const { order } = WORDS[way]
      const within = `${key} = value AND rank < @below AND rank >= @above ORDER BY rank ${order} LIMIT 1`
      const ends = kept(
        heads,
        `SELECT value AS key, (SELECT rank FROM ${table} WHERE ${within} OFFSET ${SHORT}) AS head
         FROM json_each(@keys)`,
        prepareHeads,
      )
      const rows = ends.all({ keys: JSON.stringify(keys), ...range })
      const long = rows.flatMap((row) => (row.head === null ? [] : [row.key]))
      const short = rows.flatMap((row) => (row.head === null ? [row.key] : []))
      const lists = long.length === 0 ? [] : this.byKeys(source, long, way, range, check)
      if (short.length === 0) return lists
      const statement = kept(looks, batchSql(source, way, check), prepareLook)
      const all = { ...check, values: { ...check.values, keys: JSON.stringify(short) } }
      return [...lists, listOf(statement, all, undefined, undefined, SCATTERED_ROWS)]
    },

    /**
     * Calls whose note holds the text. The index of grams cannot be stopped once it looks, so it is given a
     * stretch of time at a time: an eighth of all, then twice as much each time.
     */
    byNote(way: Way, match: string, folded: string, check: Check): List {
      const statement = kept(looks, noteSql(way, check.sql), prepareLook)
      const { first, last } = notes.get() ?? { first: null, last: null }
      let stretch = Math.ceil(((last ?? 0) - (first ?? 0) + 1) / 8)
      return {
        head: undefined,
        mostRows: SCATTERED_ROWS,
        look(asked, rows) {
          if (first === null || last === null) return { found: [], reached: undefined }
          const range = { above: Math.max(asked.above, first), below: Math.min(asked.below, last + 1) }
          if (range.above >= range.below) return { found: [], reached: undefined }
          const within =
            way === 'older'
              ? { ...range, above: Math.max(range.above, range.below - stretch) }
              : { ...range, below: Math.min(range.below, range.above + stretch) }
          stretch *= 2
          const row = statement.get({ ...check.values, ...within, match, folded, rows })
          const found: number[] = row === undefined ? [] : JSON.parse(row.found)
          if (row !== undefined && row.looked >= rows && row.reached !== null)
            return { found, reached: row.reached }
          const over = way === 'older' ? within.above <= range.above : within.below >= range.below
          return { found, reached: over ? undefined : way === 'older' ? within.above : within.below - 1 }
        },
      }
    },
  }
}
