import { describe, expect, it, vi } from 'vitest'
import { readOperations } from '../operations.ts'
import { callId, dialled, number, profileId, requestId, T0, time } from '../testing/events.ts'
import { memoryStore } from '../testing/memory.ts'
import type { SearchFilter } from '../types/search.ts'

/** Few rows each, however many calls there are; read whole on purpose. */
const DICTIONARIES =
  /^SCAN (?:call_kinds|tags|tt?|wrap_up_codes|saved_views|templates|prompts|profiles|json_each|wanted)\b/
/** Not tables: rows of a query above, a constant row, an index of words that is asked for a match. */
const NO_TABLE =
  /^SCAN (?:CONSTANT ROW|pragma_data_version\b|\(subquery|recent\b|(?:numbers_parts|name_grams|g) VIRTUAL TABLE INDEX)/
/** Partial indexes in the order that is asked for, read from their end up to a limit. */
const FROM_THE_END = /^SCAN (?:c|calls) USING (?:COVERING )?INDEX (?:calls_open|calls_dialled)$/
const BY_DUE = /^SCAN reminders USING INDEX reminders_due$/

const FILTERS: SearchFilter[] = [
  {},
  { text: '2222' },
  { text: '22' },
  { text: '张三' },
  { text: '退' },
  { text: 'call back tomorrow' },
  { numberPart: '13900002222' },
  { numberPart: '1' },
  { number: number('+8613900002222') },
  { agent: number('+8613500001111') },
  { outcomes: ['ongoing'] },
  { outcomes: ['ongoing'], profileIds: [profileId], services: ['callback'], directions: ['outgoing'] },
  { reasons: ['q850:17'], wrapUps: ['x'] },
  { recorded: true, reviewed: false, noted: true },
  { talkFrom: 0, talkTo: 45_500 },
  { tags: ['退款'] },
  { from: time(T0), to: time(T0 + 9_000_000) },
]

describe('queries that a screen waits for', () => {
  const { db, writes } = memoryStore()
  writes.claimRequest({ requestId: requestId(1), callId: callId(1), first: dialled(1) })
  writes.changeMarks(callId(1), { note: '退款', tags: ['退款'] }, time(T0))
  // More numbers than are gone through one by one.
  const numbers = [2222, 2223, 2224, 2225, 2226].map((end) => number(`+861390000${end}`))
  writes.saveContact({ id: 'c1', name: '张三', company: '', note: '', numbers }, time(T0))

  // Every statement that any of them prepares, as it is run.
  const prepare = vi.spyOn(db, 'prepare')
  const reads = readOperations(db)
  for (const one of FILTERS) {
    for (const other of FILTERS) {
      const filter = { ...one, ...other }
      reads.searchCalls({ filter, limit: 60 })
      reads.searchCalls({ filter, limit: 60, before: '0' })
      reads.searchCalls({ filter, limit: 60, after: '9000000000000000' })
      reads.countMatching(filter)
    }
  }
  reads.facets()
  reads.call(callId(1))
  reads.callEvents(callId(1))
  reads.callByRequest(requestId(1))
  reads.currentCalls()
  reads.recentNumbers(9)
  reads.countCalls()
  reads.callsFrom(0, 9)
  const wanted = { noFee: 9, noRecording: 9, twins: 9, unknownCall: 9 }
  reads.gapsBefore({ now: time(T0), from: 0, calls: 9, wanted })
  reads.marks(callId(1))
  reads.wrapUpCodes()
  reads.openReminders()
  reads.contacts(undefined, undefined, 9)
  reads.contacts('张三', undefined, 9)
  reads.contacts('2222', undefined, 9)
  reads.namesOf([number('+8613900002222')])
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))]
  prepare.mockRestore()

  const planOf = (sql: string) =>
    db
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replace(/\?|@[A-Za-z]+/g, "'1'")}`)
      .all()
      .map(({ detail }) => detail)

  it('are many', () => {
    expect(statements.length).toBeGreaterThan(60)
    expect(statements.filter((sql) => sql.includes('note_grams MATCH')).length).toBeGreaterThan(4)
    expect(statements.filter((sql) => sql.includes('json_each(@keys) CROSS')).length).toBeGreaterThan(2)
  })

  it.each(statements.map((sql) => [sql.replace(/\s+/g, ' ').trim(), sql]))(
    'walk no table: %s',
    (_words, sql) => {
      // Only when too many numbers match to go through them, and then in the order of names up to a page.
      if (sql.includes('FROM contacts c\n     WHERE instr')) return
      if (sql.includes('count(*) AS n FROM contacts')) return
      const scans = planOf(sql).filter(
        (detail) =>
          detail.startsWith('SCAN') &&
          ![DICTIONARIES, NO_TABLE, FROM_THE_END, BY_DUE].some((allowed) => allowed.test(detail)),
      )
      expect(scans).toEqual([])
    },
  )

  it('read calls in the order of an index, never sorting them', () => {
    for (const sql of statements.filter((one) => one.includes('AS looked'))) {
      expect(planOf(sql).join('; '), sql).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
    }
  })
})
