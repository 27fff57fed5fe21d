import { deepStrictEqual } from 'node:assert'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Db } from '../../src/main/store/connection.ts'
import type { IncomingPush } from '../../src/main/store/index.ts'
import { migrate } from '../../src/main/store/migrations/index.ts'
import { writeOperations } from '../../src/main/store/operations.ts'
import { contacts, inventCalls, type Made, time } from './calls.ts'
import { load } from './load.ts'

type Writes = ReturnType<typeof writeOperations>

/** The same call the way it comes in life: requested, answered, pushed. */
export function live(writes: Writes, made: Made): void {
  const request = made.events.find((event) => event.kind === 'dialRequested')
  if (request !== undefined)
    writes.claimRequest({ requestId: request.requestId, callId: made.id, first: request })
  for (const event of made.events) {
    if (event.kind === 'dialAccepted' || event.kind === 'dialRefused')
      writes.appendLocal({ callId: made.id, receivedAt: event.at, events: [event] })
    if (event.kind === 'fee') writes.appendPush(pushOf(made, event))
  }
}

const pushOf = (made: Made, event: IncomingPush['events'][number]): IncomingPush => ({
  receivedAt: event.at,
  profileId: made.profileId,
  kind: 'fee',
  signature: 'absent',
  headers: {},
  body: new TextEncoder().encode(JSON.stringify(event)),
  events: [event],
})

/** Rows of every table that a search reads, without ids that depend on the order of arrival. */
const VIEWS = {
  calls: `SELECT c.rank, c.talk_ms, c.open, c.digits, a.number AS a, b.number AS b, d.number AS dialled, k.*
    FROM calls c JOIN call_kinds k ON k.id = c.kind_id LEFT JOIN numbers a ON a.id = c.a_number_id
    LEFT JOIN numbers b ON b.id = c.b_number_id LEFT JOIN numbers d ON d.id = c.dialled_number_id ORDER BY c.rank`,
  bodies: `SELECT rank, json_remove(call, '$.revision', '$.id') AS call FROM call_bodies ORDER BY rank`,
  numbers: `SELECT n.number, cn.rank, cn.legs, k.outcome, k.talk FROM call_numbers cn
    JOIN numbers n ON n.id = cn.number_id JOIN call_kinds k ON k.id = cn.kind_id ORDER BY 1, 2`,
  dictionary: 'SELECT number, digits, reversed FROM numbers ORDER BY 1',
  notes: 'SELECT * FROM call_notes ORDER BY rank',
  tags: 'SELECT t.name, tc.rank FROM tag_calls tc JOIN tags t ON t.id = tc.tag_id ORDER BY 1, 2',
  names: 'SELECT n.number, nn.folded FROM number_names nn JOIN numbers n ON n.id = nn.number_id ORDER BY 1',
  contacts: 'SELECT number, contact_id, position FROM contact_numbers ORDER BY 1',
}

const grams = (db: Db, table: 'note_grams' | 'name_grams', gram: string) =>
  db.prepare<[string], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${table} MATCH ?`).get(gram)
    ?.n

/** @throws AssertionError when the loader and the product end in different rows */
export function compareOnSample(count: number): void {
  const dir = mkdtempSync(join(tmpdir(), 'voicedesk-sample-'))
  const loaded = new Database(join(dir, 'loaded.db'))
  const lived = new Database(join(dir, 'lived.db'))
  try {
    load(loaded, dir, count)
    migrate(lived, dir)
    const writes = writeOperations(lived)
    lived.transaction(() => {
      for (const made of inventCalls(count)) {
        live(writes, made)
        const id = lived
          .prepare<[], { call_id: Made['id'] }>('SELECT call_id FROM event_log ORDER BY id DESC LIMIT 1')
          .get()?.call_id
        const { note, tags, wrapUp, reviewed } = made
        if (id !== undefined && (note !== '' || tags.length > 0 || wrapUp !== '' || reviewed)) {
          writes.changeMarks(id, { note, tags, wrapUp: wrapUp === '' ? null : wrapUp, reviewed }, time(0))
        }
      }
      for (const one of contacts(count)) writes.saveContact(one, time(0))
    })()
    for (const [name, sql] of Object.entries(VIEWS)) {
      deepStrictEqual(plain(lived, sql), plain(loaded, sql), name)
    }
    for (const gram of ['退款', '退', '客户要']) {
      deepStrictEqual(grams(lived, 'note_grams', gram), grams(loaded, 'note_grams', gram))
    }
    deepStrictEqual(grams(lived, 'name_grams', '王'), grams(loaded, 'name_grams', '王'))
  } finally {
    loaded.close()
    lived.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

function plain(db: Db, sql: string): unknown[] {
  return db
    .prepare<[], Record<string, unknown>>(sql)
    .all()
    .map(({ id: _, calls: __, call, ...row }) => ({
      ...row,
      ...(typeof call === 'string' ? { call: JSON.parse(call) } : {}),
    }))
}
