import { hash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Call } from '../../src/domain/calls/index.ts'
import { nationalDigits, reversedDigits } from '../../src/domain/phone/index.ts'
import { foldText, gramsOf } from '../../src/domain/text/index.ts'
import type { Db } from '../../src/main/store/connection.ts'
import { rederiveIfNeeded } from '../../src/main/store/log/derive.ts'
import { kindColumns } from '../../src/main/store/log/kinds.ts'
import { FILL_COST } from '../../src/main/store/migrations/0130-cost.ts'
import { migrate } from '../../src/main/store/migrations/index.ts'
import { firstPlace } from '../../src/main/store/rank.ts'
import { contacts, inventCalls, type Made, TAG_NAMES } from './calls.ts'
import { quickCall } from './quick-call.ts'

/**
 * Fills the tables that the product derives, quicker than the product does it call by call: in the order of time,
 * indexes last. `sample.ts` shows on a sample that both ways end in the same rows.
 */

const file = (dataDir: string) => join(dataDir, 'voicedesk.db')

/** The folder of a database with so many calls; made when it is not there. */
export function databaseOf(root: string, calls: number): { dataDir: string; builtInMs: number | undefined } {
  const dataDir = join(root, `calls-${calls}`)
  if (existsSync(file(dataDir))) return { dataDir, builtInMs: undefined }
  const half = `${dataDir}.half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  const from = performance.now()
  const db = new Database(file(half))
  load(db, half, calls)
  db.close()
  renameSync(half, dataDir)
  return { dataDir, builtInMs: performance.now() - from }
}

export const sizeOf = (dataDir: string): number => statSync(file(dataDir)).size

/** The dictionary of kinds, in memory while loading. */
function createKindIds(db: Db) {
  const ids = new Map<string, { id: number; calls: number; columns: readonly (string | number)[] }>()
  return {
    idOf(call: Call, made: Made): number {
      const { wrapUp, reviewed, note } = made
      const columns = kindColumns(call, { wrapUp, reviewed, noted: note !== '' })
      const key = columns.join('\u0000')
      const known = ids.get(key) ?? { id: ids.size + 1, calls: 0, columns }
      known.calls += 1
      ids.set(key, known)
      return known.id
    },
    write(): void {
      const insert = db.prepare('INSERT INTO call_kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      for (const { id, calls, columns } of ids.values()) insert.run(id, ...columns, calls)
    },
  }
}

export function load(db: Db, dataDir: string, count: number): void {
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -1500000')
  migrate(db, dataDir)
  rederiveIfNeeded(db)
  const later = [
    'calls_kind',
    'calls_open',
    'calls_dialled',
    'numbers_reversed',
    'numbers_digits',
    'event_log_call',
  ]
  const indexSql = later.map((name) => {
    const row = db
      .prepare<[string], { sql: string }>('SELECT sql FROM sqlite_master WHERE name = ?')
      .get(name)
    db.exec(`DROP INDEX ${name}`)
    return row?.sql ?? ''
  })
  db.exec('BEGIN')
  fill(db, count)
  db.exec(FILL_COST)
  for (const sql of indexSql) db.exec(sql)
  db.exec('COMMIT')
  db.pragma('journal_mode = WAL')
}

function fill(db: Db, count: number): void {
  const kinds = createKindIds(db)
  const numbers = new Map<string, number>()
  const insertNumber = db.prepare('INSERT INTO numbers (id, number, digits, reversed) VALUES (?, ?, ?, ?)')
  const idOf = (number: string): number => {
    const known = numbers.get(number)
    if (known !== undefined) return known
    const id = numbers.size + 1
    numbers.set(number, id)
    insertNumber.run(id, number, nationalDigits(number), reversedDigits(number))
    return id
  }
  const insertCall =
    db.prepare(`INSERT INTO calls (rank, kind_id, talk_ms, a_number_id, b_number_id, dialled_number_id, open, digits,
       minutes_a, minutes_b) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertBody = db.prepare('INSERT INTO call_bodies (rank, call_id, call) VALUES (?, ?, ?)')
  const insertEvent = db.prepare(
    'INSERT INTO event_log (event_key, push_id, call_id, profile_id, received_at, payload) VALUES (?, NULL, ?, ?, ?, ?)',
  )
  const insertMarks = db.prepare('INSERT INTO call_marks VALUES (?, 1, ?, ?, ?, ?)')
  const insertNote = db.prepare('INSERT INTO call_notes VALUES (?, ?)')
  const insertGrams = db.prepare('INSERT INTO note_grams (rowid, grams) VALUES (?, ?)')
  const insertTag = db.prepare('INSERT INTO tags VALUES (?, ?, ?)')
  const insertCallTag = db.prepare('INSERT INTO call_tags VALUES (?, ?)')
  for (const [at, name] of TAG_NAMES.entries()) insertTag.run(at + 1, name, foldText(name))
  const tagged: [tag: number, rank: number, kind: number][] = []

  let lastRank = -1
  let revision = 0
  for (const made of inventCalls(count)) {
    revision += made.events.length
    const call = quickCall(made, revision)
    const rank = Math.max(firstPlace(call.startedAt), lastRank + 1)
    lastRank = rank
    const kind = kinds.idOf(call, made)
    const a = call.a.number === undefined ? null : idOf(call.a.number)
    const b = call.b?.number === undefined ? null : idOf(call.b.number)
    const dialled = made.events.find((event) => event.kind === 'dialRequested')
    const digits = [call.a.number, call.b?.number].map((one) => nationalDigits(one ?? '')).join(' ')
    insertCall.run(
      rank,
      kind,
      call.talkMs ?? 0,
      a,
      b,
      dialled === undefined ? null : idOf(dialled.callee),
      0,
      digits,
      call.billedMinutes?.a ?? 0,
      call.billedMinutes?.b ?? 0,
    )
    insertBody.run(rank, call.id, JSON.stringify(call))
    // One event a call: the weight of the log's indexes, not all of its text.
    const first = made.events[0]
    if (first !== undefined) {
      const key = hash('sha256', made.id, 'buffer')
      insertEvent.run(key, made.id, call.profileId ?? null, first.at, JSON.stringify(first))
    }
    if (made.note !== '' || made.tags.length > 0 || made.wrapUp !== '' || made.reviewed) {
      insertMarks.run(made.id, made.note, made.wrapUp, made.reviewed ? 1 : 0, call.startedAt)
    }
    if (made.note !== '') {
      const folded = foldText(made.note)
      insertNote.run(rank, folded)
      insertGrams.run(rank, gramsOf(folded).join(' '))
    }
    for (const tag of made.tags) {
      const id = TAG_NAMES.indexOf(tag) + 1
      insertCallTag.run(made.id, id)
      tagged.push([id, rank, kind])
    }
  }
  kinds.write()
  const insertTagCall = db.prepare('INSERT INTO tag_calls VALUES (?, ?, ?)')
  for (const one of tagged.sort(([tag, rank], [otherTag, other]) => tag - otherTag || rank - other))
    insertTagCall.run(one)
  db.exec(`INSERT INTO call_numbers
    SELECT number_id, rank, kind_id, CASE WHEN a_number_id IS b_number_id THEN 3 ELSE leg END FROM (
      SELECT a_number_id AS number_id, rank, kind_id, 1 AS leg, a_number_id, b_number_id FROM calls
        WHERE a_number_id IS NOT NULL
      UNION ALL
      SELECT b_number_id, rank, kind_id, 2, a_number_id, b_number_id FROM calls
        WHERE b_number_id IS NOT NULL AND b_number_id IS NOT a_number_id
    ) ORDER BY number_id, rank`)
  fillContacts(db, count, idOf)
  db.exec('INSERT INTO numbers_parts (rowid, digits) SELECT id, digits FROM numbers')
}

function fillContacts(db: Db, count: number, idOf: (number: string) => number): void {
  const insert = db.prepare('INSERT INTO contacts VALUES (?, 1, ?, ?, ?, ?, 0)')
  const insertNumber = db.prepare('INSERT OR IGNORE INTO contact_numbers VALUES (?, ?, ?)')
  const insertName = db.prepare('INSERT OR IGNORE INTO number_names VALUES (?, ?)')
  const insertGrams = db.prepare('INSERT INTO name_grams (rowid, grams) VALUES (?, ?)')
  for (const one of contacts(count)) {
    const folded = foldText(`${one.name} ${one.company}`)
    insert.run(one.id, one.name, folded, one.company, one.note)
    for (const [position, number] of one.numbers.entries()) {
      if (insertNumber.run(number, one.id, position).changes === 0) continue
      const id = idOf(number)
      insertName.run(id, folded)
      insertGrams.run(id, gramsOf(folded).join(' '))
    }
  }
}
