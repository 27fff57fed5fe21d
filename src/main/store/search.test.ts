import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../domain/calls/index.ts'
import { nationalDigits } from '../../domain/phone/index.ts'
import { openReadOnly } from './connection.ts'
import { openStore } from './index.ts'
import { callId, dialled, fee, number, push, requestId, T0, time } from './testing/events.ts'
import { scratchStore } from './testing/scratch.ts'

const { dataDir, store } = scratchStore()

describe('search', () => {
  const digits = fc.constantFrom(
    '+8613900002222',
    '+8613900003333',
    '+8613812342222',
    '+8675528002222',
    '+861068001234',
  )
  const history = fc.array(
    fc.record({ callee: digits, second: fc.nat({ max: 30 }), refused: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  const part = fc.constantFrom(
    undefined,
    '2222',
    '22',
    '2',
    '1390',
    '003333',
    '12342',
    '1234',
    '999',
    '13900002222',
    '+8613',
  )

  it('pages through exactly what a plain filter gives, newest first', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        part,
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (rows, wanted, limit, failed) => {
          const dir = mkdtempSync(join(tmpdir(), 'voicedesk-search-'))
          const opened = await openStore({ dataDir: dir })
          try {
            const all: Call[] = []
            for (const [n, row] of rows.entries()) {
              const first = { ...dialled(row.second, number(row.callee)), requestId: requestId(n) }
              const claim = await opened.claimRequest({ requestId: requestId(n), callId: callId(n), first })
              const refusal = {
                kind: 'dialRefused',
                at: first.at,
                resultcode: '1',
                httpStatus: 403,
                resultdesc: '',
              } as const
              all.push(row.refused ? await opened.appendLocal(claim.call.id, [refusal]) : claim.call)
            }
            const filter = {
              ...(wanted === undefined ? {} : { numberPart: wanted }),
              ...(failed ? { outcomes: ['refused', 'unknown'] } : {}),
              from: time(T0 + 2000),
              to: time(T0 + 25_000),
            }
            const found: Call[] = []
            let after: string | undefined
            do {
              const page = await opened.searchCalls({
                filter,
                limit,
                ...(after === undefined ? {} : { after }),
              })
              expect(page.calls.length).toBeLessThanOrEqual(limit)
              found.push(...page.calls)
              after = page.next
            } while (after !== undefined)
            const plain = wanted?.replace(/^\+86/, '')
            const expected = all.filter(
              (call) =>
                call.startedAt >= T0 + 2000 &&
                call.startedAt < T0 + 25_000 &&
                (!failed || call.outcome === 'refused') &&
                (plain === undefined ||
                  [call.a.number, call.b?.number].some((one) => nationalDigits(one ?? '').includes(plain))),
            )
            expect(found.map((call) => call.id).sort()).toEqual(expected.map((call) => call.id).sort())
            const starts = found.map((call) => call.startedAt)
            expect(starts).toEqual([...starts].sort((one, other) => other - one))
          } finally {
            await opened.close()
            rmSync(dir, { recursive: true, force: true })
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('knows the numbers dialled last, each once', async () => {
    const opened = await store()
    for (const [n, callee] of ['+8613900002222', '+8613900003333', '+8613900002222'].entries()) {
      await opened.claimRequest({
        requestId: requestId(n),
        callId: callId(n),
        first: dialled(n, number(callee)),
      })
    }
    expect((await opened.recentNumbers(5)).map((one) => one.number)).toEqual([
      '+8613900002222',
      '+8613900003333',
    ])
  })

  it('never walks all calls for an interactive query', async () => {
    await (await store()).appendPush(push(fee(1)))
    const db = openReadOnly(dataDir())
    const plan = (sql: string) =>
      db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => row.detail)
        .join('; ')
    for (const sql of [
      'SELECT rank FROM calls c WHERE c.rank < 9 AND c.rank >= 0 ORDER BY c.rank DESC LIMIT 5',
      "SELECT rank FROM calls c WHERE c.outcome = 'busy' AND c.rank < 9 AND c.rank >= 0 ORDER BY c.rank DESC LIMIT 5",
      'SELECT c.rank FROM call_numbers n JOIN calls c ON c.rank = n.rank WHERE n.number_id = 1 AND n.rank < 9 ORDER BY n.rank DESC LIMIT 5',
      "SELECT id FROM numbers WHERE reversed >= '1' AND reversed < '2' LIMIT 5",
      "SELECT call FROM calls WHERE call_id = 'x'",
      "SELECT call FROM calls WHERE phase IN ('dialling', 'unknown', 'placed', 'live') ORDER BY rank DESC LIMIT 200",
      "SELECT recording FROM recordings WHERE state IN ('waiting', 'fetching') AND next_attempt_at <= 1 LIMIT 5",
    ]) {
      expect(plan(sql), sql).toMatch(/SEARCH|USING (?:COVERING )?INDEX/)
      expect(plan(sql), sql).not.toMatch(/TEMP B-TREE/)
    }
    db.close()
  })
})
