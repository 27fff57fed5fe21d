import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Db } from '../connection.ts'
import { memoryStore } from '../testing/memory.ts'
import { createLists, type List, type Range, type Way } from './lists.ts'
import { mergeLists } from './merge.ts'

const EVERY = { sql: '1', values: {}, ofCall: false }
const SOURCE = { table: 'call_numbers', key: 'number_id' } as const
const SPARSE = 1_000_000
const ALL: Range = { above: 0, below: Number.MAX_SAFE_INTEGER }

/** Calls of some numbers: close together, as of a switchboard, or far apart, as of customers. */
const calls = fc.array(
  fc.record({
    rank: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: SPARSE })),
    number: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 200 },
)

function fill(given: readonly { rank: number; number: number }[]): Db {
  const { db } = memoryStore()
  const call = db.prepare(
    `INSERT OR IGNORE INTO calls (rank, kind_id, talk_ms, open, digits) VALUES (?, 0, 0, 0, '')`,
  )
  const link = db.prepare('INSERT OR IGNORE INTO call_numbers VALUES (?, ?, 0, 1)')
  for (const { rank, number } of given) {
    call.run(rank)
    link.run(number, rank)
  }
  return db
}

/** Page after page until nothing is left. */
function walk(listOf: () => List, way: Way, limit: number): number[] {
  const all: number[] = []
  for (let range = ALL; ; ) {
    const { ranks, reached } = mergeLists([listOf()], { way, range, limit, msLeft: () => 1 })
    all.push(...ranks)
    if (reached === undefined) return all
    range = way === 'older' ? { ...ALL, below: reached } : { ...ALL, above: reached + 1 }
  }
}

describe('the list of many numbers', () => {
  it('gives every call of theirs once, in the order of time, either way', () => {
    fc.assert(
      fc.property(
        calls,
        fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (given, keys, limit) => {
          const db = fill(given)
          const lists = createLists(db)
          const wanted = [
            ...new Set(given.filter(({ number }) => keys.includes(number)).map(({ rank }) => rank)),
          ].sort((one, other) => one - other)
          expect(walk(() => lists.byManyKeys(SOURCE, keys, 'newer', EVERY), 'newer', limit)).toEqual(wanted)
          expect(walk(() => lists.byManyKeys(SOURCE, keys, 'older', EVERY), 'older', limit)).toEqual(
            wanted.reverse(),
          )
          db.close()
        },
      ),
      { numRuns: 100 },
    )
  })

  it('looks at few rows at once, however close the calls lie', () => {
    const crowd = Array.from({ length: 3000 }, (_, at) => ({ rank: SPARSE + at, number: (at % 9) + 1 }))
    const db = fill([...crowd, { rank: 0, number: 1 }])
    const list = createLists(db).byManyKeys(SOURCE, [1, 2, 3, 4, 5, 6, 7, 8, 9], 'older', EVERY)
    const seen: number[] = []
    for (let below = ALL.below; ; ) {
      const { found, reached } = list.look({ above: 0, below }, 10)
      expect(found.length).toBeLessThan(40)
      seen.push(...found)
      if (reached === undefined) break
      expect(reached).toBeLessThan(below)
      below = reached
    }
    expect(seen).toHaveLength(crowd.length + 1)
    db.close()
  })
})
