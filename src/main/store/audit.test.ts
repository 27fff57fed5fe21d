import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS, type AuditFacts, chainedText } from '../../domain/audit/index.ts'
import { isUtcMs, must } from '../../domain/values.ts'
import { scratchStore } from './testing/scratch.ts'

const { dataDir, store } = scratchStore()

const facts = (n: number): AuditFacts => ({
  at: must(1_700_000_000_000 + n, isUtcMs, 'time'),
  who: 'supervisor',
  action: n % 2 === 0 ? 'recording.played' : 'export.made',
  subject: `call-${n % 3}`,
  params: { rows: n, format: 'csv' },
})

describe('the audit log', () => {
  it('gives pages newest first, by action and by subject', async () => {
    const opened = await store()
    for (let n = 0; n < 7; n += 1) await opened.appendAudit(facts(n))
    const first = await opened.auditEntries({ limit: 4 })
    expect(first.entries.map(({ seq }) => seq)).toEqual([7, 6, 5, 4])
    expect(first.more).toBe(true)
    const rest = await opened.auditEntries({ limit: 4, before: 4 })
    expect(rest).toMatchObject({ more: false, entries: [{ seq: 3 }, { seq: 2 }, { seq: 1 }] })
    const some = await opened.auditEntries({ limit: 9, action: 'export.made', subject: 'call-0' })
    expect(some.entries.map(({ seq }) => seq)).toEqual([4])
  })

  it('is whole as it was written, over a restart too, and its head follows from all of it', async () => {
    const opened = await store()
    expect(await opened.verifyAudit()).toEqual({ entries: 0 })
    const last = [await opened.appendAudit(facts(1)), await opened.appendAudit(facts(2))].at(-1)
    await opened.close()
    const again = await store()
    expect(await again.verifyAudit()).toEqual({ entries: 2, head: last?.hash })
  })

  it('lets nobody change or remove an entry, and tells where somebody did from outside', async () => {
    const opened = await store()
    for (let n = 0; n < 5; n += 1) await opened.appendAudit(facts(n))
    await opened.close()
    const outside = (act: (db: Database.Database) => void) => {
      const db = new Database(join(dataDir(), 'voicedesk.db'))
      act(db)
      db.close()
    }
    outside((db) => {
      expect(() => db.exec("UPDATE audit_log SET who = 'nobody'")).toThrow('only appended to')
      expect(() => db.exec('DELETE FROM audit_log')).toThrow('only appended to')
      db.exec('DROP TRIGGER audit_no_change; DROP TRIGGER audit_no_removal')
    })
    for (const [tamper, mend] of [
      [
        "UPDATE audit_log SET who = 'nobody' WHERE seq = 3",
        "UPDATE audit_log SET who = 'supervisor' WHERE seq = 3",
      ],
      [
        "UPDATE audit_log SET params = '{}' WHERE seq = 3",
        `UPDATE audit_log SET params = '{"rows":2,"format":"csv"}' WHERE seq = 3`,
      ],
    ] as const) {
      outside((db) => db.exec(tamper))
      const broken = await store()
      expect(await broken.verifyAudit()).toEqual({ entries: 2, brokenAt: 3 })
      await broken.close()
      outside((db) => db.exec(mend))
    }
    outside((db) => db.exec('DELETE FROM audit_log WHERE seq = 2'))
    expect(await (await store()).verifyAudit()).toEqual({ entries: 1, brokenAt: 3 })
  })
})

it('binds every part of an entry: another fact gives another text', () => {
  const params = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()))
  const entry = fc.record({
    at: fc.integer({ min: 0, max: 4e12 }).map((at) => must(at, isUtcMs, 'time')),
    who: fc.string(),
    action: fc.constantFrom(...AUDIT_ACTIONS),
    subject: fc.option(fc.string(), { nil: undefined }),
    params,
  })
  fc.assert(
    fc.property(entry, entry, fc.nat(), (one, other, seq) => {
      const sorted = (of: AuditFacts) =>
        JSON.stringify([of.at, of.who, of.action, of.subject ?? null, Object.entries(of.params).sort()])
      const same = sorted(one) === sorted(other)
      expect(chainedText('0', seq, one) === chainedText('0', seq, other)).toBe(same)
      expect(chainedText('0', seq, one)).not.toBe(chainedText('1', seq, one))
      expect(chainedText('0', seq, one)).not.toBe(chainedText('0', seq + 1, one))
    }),
  )
})
