import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCallId, must } from '../../src/domain/values.ts'
import { type Db, openReadOnly, openWriter } from '../../src/main/store/connection.ts'
import { migrate } from '../../src/main/store/migrations/index.ts'
import { writeOperations } from '../../src/main/store/operations.ts'
import { createSearch } from '../../src/main/store/search/index.ts'
import { createRandom, inventCalls, type Made } from './calls.ts'
import { PAGE } from './pages.ts'
import { QUESTIONS, randomFor } from './questions.ts'
import { live } from './sample.ts'

function took<T>(act: () => T): { ms: number; value: T } {
  const from = performance.now()
  const value = act()
  return { ms: performance.now() - from, value }
}

/** First pages, each from a fresh connection with nothing in any cache. */
export function coldPages(dataDir: string, dropCaches: () => boolean) {
  const wanted = [
    'no filter',
    'at a random time',
    'last 4 digits',
    '2 characters of a name',
    '2 characters of a note',
    'outcome, profile, month',
  ]
  return QUESTIONS.filter(({ name }) => wanted.includes(name)).map(({ name, ask }) => {
    const random = randomFor(name)
    const times = Array.from({ length: 5 }, () => {
      const filter = ask(random)
      dropCaches()
      const db = openReadOnly(dataDir)
      const search = createSearch(db)
      const { ms } = took(() => search.page({ filter, limit: PAGE }))
      db.close()
      return ms
    })
    return { name, times }
  })
}

/** What the search of an ending is spared: a look at the digits of every call. */
export function likeScan(dataDir: string) {
  const db = openReadOnly(dataDir)
  const search = createSearch(db)
  const scan = db.prepare<[string, string], { rank: number }>(
    'SELECT rank FROM calls WHERE digits LIKE ? OR digits LIKE ? ORDER BY rank DESC',
  )
  const question = QUESTIONS.find(({ name }) => name === 'last 4 digits')
  const random = randomFor('LIKE')
  const times = Array.from({ length: 5 }, () => {
    const digits = String(question?.ask(random).text)
    return {
      scan: took(() => scan.all(`%${digits}`, `%${digits} %`).slice(0, PAGE)).ms,
      search: took(() => search.page({ filter: { text: digits }, limit: PAGE })).ms,
    }
  })
  db.close()
  return { scan: times.map(({ scan: ms }) => ms), search: times.map(({ search: ms }) => ms) }
}

/** Counting as the service does it: step by step, up to two seconds. */
export function* countTimes(dataDir: string) {
  const db = openReadOnly(dataDir)
  const search = createSearch(db)
  for (const name of [
    'no filter',
    'outcome',
    'outcome, profile, month',
    'last 4 digits',
    'last 2 digits',
    '2 characters of a note',
    'talk 45–75 s',
  ]) {
    const filter = QUESTIONS.find((one) => one.name === name)?.ask(createRandom(5))
    if (filter === undefined) throw new Error(`no question ${name}`)
    const from = performance.now()
    let calls = 0
    let after: string | undefined
    do {
      const step = search.count(filter, after)
      calls += step.calls
      after = step.next
    } while (after !== undefined && performance.now() - from < 2000)
    yield { name, ms: performance.now() - from, calls, complete: after === undefined }
  }
  db.close()
}

/** Calls a second through the log, derived, indexed and synced; by the number of them in one commit. */
export function insertionRate(dataDir: string | undefined, known: number): ReadonlyMap<number, number> {
  const scratch = mkdtempSync(join(dataDir ?? tmpdir(), 'insert-'))
  try {
    if (dataDir !== undefined) copyFileSync(join(dataDir, 'voicedesk.db'), join(scratch, 'voicedesk.db'))
    const db: Db = openWriter(scratch)
    migrate(db, scratch)
    const writes = writeOperations(db)
    const made = [...inventCalls(3000, known + 1)].map(today)
    const rates = new Map<number, number>()
    for (const [size, from, to] of [
      [1, 0, 500],
      [50, 500, 3000],
    ] as const) {
      const { ms } = took(() => {
        for (let at = from; at < to; at += size) {
          db.transaction(() => {
            for (const one of made.slice(at, at + size)) live(writes, one)
          })()
        }
      })
      rates.set(size, ((to - from) * 1000) / ms)
    }
    db.close()
    return rates
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const YEARS_MS = 4 * 365 * 86_400_000

/** Calls come in the order of time: behind all that are there, under ids of their own. */
function today(made: Made): Made {
  const later = (_name: string, value: unknown) =>
    typeof value === 'number' && value > 1_000_000_000_000 ? value + YEARS_MS : value
  return {
    ...made,
    id: must(`new${made.id.slice(3)}`, isCallId, 'id'),
    events: JSON.parse(JSON.stringify(made.events), later),
  }
}
