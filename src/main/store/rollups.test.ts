import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billingDay, billingHour, hasEnded } from '../../domain/billing/index.ts'
import { type Call, reasonOf } from '../../domain/calls/index.ts'
import { rederiveIfNeeded } from './log/derive.ts'
import { FILL_COST } from './migrations/0130-cost.ts'
import { callId, dialled, fee, number, push, requestId, session, T0, time } from './testing/events.ts'
import { memoryStore } from './testing/memory.ts'

const HOUR = 3_600_000
const CUSTOMERS = ['+8613900002222', '+8613900003333', '+8675528002222']

/** What may come of a call, in any order and number. */
const step = fc.record({
  call: fc.nat({ max: 5 }),
  what: fc.constantFrom('dial', 'refused', 'accepted', 'answered', 'busy', 'foreign', 'mark', 'unmark'),
  hour: fc.constantFrom(0, 9, 40),
  talk: fc.constantFrom(1, 60, 61, 4000),
  customer: fc.constantFrom(...CUSTOMERS),
})

type Db = ReturnType<typeof memoryStore>['db']

const TABLES = ['cost_hours', 'cost_agents', 'cost_reasons'] as const
const kept = (db: Db) =>
  TABLES.map((table) => db.prepare(`SELECT * FROM ${table} WHERE calls <> 0`).raw().all())

/** The same from the calls themselves, added up one after the other. */
function plain(db: Db) {
  const tables = TABLES.map(() => new Map<string, { key: unknown[]; sums: number[] }>())
  const add = (table: number, key: unknown[], sums: number[]) => {
    const rows = tables[table]
    const name = JSON.stringify(key)
    const row = rows?.get(name) ?? { key, sums: sums.map(() => 0) }
    rows?.set(name, { key, sums: row.sums.map((sum, at) => sum + (sums[at] ?? 0)) })
  }
  const idOf = db.prepare<[string], { id: number }>('SELECT id FROM numbers WHERE number = ?')
  for (const { call: text } of db.prepare<[], { call: string }>('SELECT call FROM call_bodies').all()) {
    const call: Call = JSON.parse(text)
    const day = billingDay(call.startedAt)
    const profile = call.profileId ?? ''
    const sums = [
      1,
      hasEnded(call.outcome) ? 1 : 0,
      call.outcome === 'answered' ? 1 : 0,
      call.talkMs ?? 0,
      call.billedMinutes?.a ?? 0,
      call.billedMinutes?.b ?? 0,
    ]
    add(0, [day, billingHour(call.startedAt), profile, call.service], sums)
    const agent = call.a.number === undefined ? undefined : idOf.get(call.a.number)?.id
    if (call.service === 'callback' && agent !== undefined) add(1, [day, agent, profile, call.service], sums)
    add(2, [day, profile, call.outcome, reasonOf(call) ?? ''], [1])
  }
  return tables.map((rows) => [...rows.values()].map(({ key, sums }) => [...key, ...sums]))
}

const sorted = (tables: unknown[][]) => tables.map((rows) => rows.map((row) => JSON.stringify(row)).sort())

describe('figures kept by the day', () => {
  it('are what the calls add up to, however these came to be', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { db, writes } = memoryStore()
        for (const { call: n, what, hour, talk, customer } of steps) {
          const id = callId(n)
          const start = T0 + hour * HOUR
          const answered = {
            outStartedAt: time(start),
            outAnsweredAt: time(start + 1000),
            forwardAnsweredAt: time(start + 2000),
            endedAt: time(start + 2000 + talk * 1000),
            callerNumber: '+8675528000111',
            calleeNumber: '+8613500001111',
            forwardNumber: customer,
            serviceType: '002',
          }
          const request = { ...dialled(n, number(customer)), at: time(start) }
          if (what === 'dial') writes.claimRequest({ requestId: requestId(n), callId: id, first: request })
          else if (what === 'refused')
            writes.appendLocal({
              callId: id,
              receivedAt: time(start),
              events: [
                {
                  kind: 'dialRefused',
                  at: time(start),
                  resultcode: '1010023',
                  resultdesc: '',
                  httpStatus: 200,
                },
              ],
            })
          else if (what === 'accepted')
            writes.appendLocal({
              callId: id,
              receivedAt: time(start),
              events: [{ kind: 'dialAccepted', at: time(start), sessionId: session(n) }],
            })
          else if (what === 'answered') writes.appendPush(push(fee(n, answered)))
          else if (what === 'busy')
            writes.appendPush(
              push(
                fee(n, { outStartedAt: time(start), endedAt: time(start + 9000), forwardFailureCause: 17 }),
              ),
            )
          else if (what === 'foreign') writes.appendPush(push(fee(n + 100, answered)))
          else writes.changeMarks(id, { reviewed: what === 'mark' }, time(start))
        }
        const before = sorted(kept(db))
        expect(before).toEqual(sorted(plain(db)))

        db.prepare("DELETE FROM meta WHERE key = 'reducer'").run()
        rederiveIfNeeded(db)
        expect(sorted(kept(db))).toEqual(sorted(plain(db)))
        db.exec(FILL_COST)
        expect(sorted(kept(db))).toEqual(sorted(plain(db)))
      }),
      { numRuns: 60 },
    )
  })
})
