import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Call,
  correlationToken,
  type DialRequested,
  type FeeReported,
  type PushedEvent,
  type StatusReported,
} from '../../domain/calls/index.ts'
import { nationalDigits } from '../../domain/phone/index.ts'
import {
  type E164,
  isCallId,
  isE164,
  isProfileId,
  isRequestId,
  isSessionId,
  isUtcMs,
  must,
} from '../../domain/values.ts'
import { openReadOnly, openWriter } from './connection.ts'
import { type IncomingPush, openReader, openStore, type Store, StoreError } from './index.ts'
import { MIGRATIONS, migrate } from './migrations/index.ts'

let dataDir: string
const open: { close(): Promise<void> }[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-store-'))
})
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function store(): Promise<Store> {
  const opened = await openStore({ dataDir })
  open.push(opened)
  return opened
}

const time = (ms: number) => must(ms, isUtcMs, 'time')
const T0 = 1_772_334_900_000
const profileId = must('profile-0001', isProfileId, 'profile')
const number = (text: string) => must(text, isE164, 'number')
const session = (n: number) => must(`session-${n}`, isSessionId, 'session')
const callId = (n: number) => must(`call-${String(n).padStart(4, '0')}`, isCallId, 'call')
const requestId = (n: number) => must(`request-${n}`, isRequestId, 'request')

const status = (n: number, event: string, more: Partial<StatusReported> = {}): StatusReported => ({
  kind: 'status',
  at: time(T0 + n * 1000),
  sessionId: session(n),
  event,
  ...more,
})
const fee = (n: number, more: Partial<FeeReported> = {}): FeeReported => ({
  kind: 'fee',
  at: time(T0 + n * 1000 + 500),
  sessionId: session(n),
  recorded: false,
  ...more,
})
let serial = 0
const push = (...events: PushedEvent[]): IncomingPush => {
  serial += 1
  return {
    receivedAt: time(T0),
    profileId,
    kind: events[0]?.kind === 'fee' ? 'fee' : 'status',
    headers: {},
    body: new TextEncoder().encode(JSON.stringify([events, serial])),
    signature: 'absent',
    events,
  }
}
const dialled = (n: number, callee: E164 = number('+8613900002222')): DialRequested => ({
  kind: 'dialRequested',
  at: time(T0 + n * 1000),
  requestId: requestId(n),
  profileId,
  caller: number('+8613500001111'),
  callee,
  displayToCaller: number('+8675528000111'),
  displayToCallee: number('+8675528000111'),
  options: { record: true, maxDurationMinutes: 0, playPreVoice: false, calleeMedia: 'all' },
})

describe('the connection', () => {
  it('keeps what it acknowledges through a power cut: WAL with FULL', () => {
    const db = openWriter(dataDir)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
  })

  it('lets one writer in and tells the second', async () => {
    const first = await store()
    await expect(openStore({ dataDir })).rejects.toMatchObject({ kind: 'locked' })
    await first.close()
    open.splice(0)
    await store()
  })

  it('lets a reader in beside the writer, and tells when there is nothing to read', async () => {
    await expect(openReader({ dataDir })).rejects.toMatchObject({ kind: 'missing' })
    const writer = await store()
    await writer.appendPush(push(status(1, 'callout', { called: '+8613500001111' })))
    const reader = await openReader({ dataDir })
    open.push(reader)
    expect(await Array.fromAsync(reader.eachCall())).toHaveLength(1)
  })

  it('answers after closing with an error instead of silence', async () => {
    const opened = await openStore({ dataDir })
    await opened.close()
    await expect(opened.countCalls()).rejects.toBeInstanceOf(StoreError)
  })
})

describe('migrations', () => {
  it.each(MIGRATIONS.map((step, at) => [step.name, at] as const))(
    '%s applies to the step before',
    (_name, at) => {
      const db = openWriter(dataDir)
      migrate(db, dataDir, MIGRATIONS.slice(0, at))
      migrate(db, dataDir, MIGRATIONS.slice(0, at + 1))
      expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS[at]?.number)
      expect(readdirSync(dataDir).includes('backups')).toBe(at > 0)
      db.close()
    },
  )

  it('rise in number', () => {
    const numbers = MIGRATIONS.map((step) => step.number)
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other))
  })

  it('leave everything as it was when a step fails', () => {
    const db = openWriter(dataDir)
    migrate(db, dataDir)
    const broken = { number: 999, name: 'broken', sql: 'CREATE TABLE half (a); CREATE TABLE push_log (a);' }
    expect(() => migrate(db, dataDir, [...MIGRATIONS, broken])).toThrow(/push_log/)
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.number)
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'").get()).toEqual({ n: 0 })
    db.close()
  })

  it('refuse a database of a newer version', async () => {
    const db = openWriter(dataDir)
    db.pragma('user_version = 9990')
    db.close()
    await expect(openStore({ dataDir })).rejects.toMatchObject({ kind: 'fromTheFuture' })
  })
})

describe('the log', () => {
  it('keeps a push once, however often it comes', async () => {
    const opened = await store()
    const one = push(status(1, 'callout', { called: '+8613500001111' }))
    expect(await opened.appendPush(one)).toMatchObject({ stored: 'new', calls: [{ phase: 'live' }] })
    expect(await opened.appendPush(one)).toEqual({ stored: 'repeat', calls: [] })
    expect(await opened.pushStats()).toMatchObject({ pushes: 1 })
  })

  it('keeps an event once, even in another body', async () => {
    const opened = await store()
    const [first] = (await opened.appendPush(push(fee(1)))).calls
    expect((await opened.appendPush(push(fee(1), fee(2)))).calls).toHaveLength(1)
    expect(await opened.callEvents(first?.id ?? callId(0))).toHaveLength(1)
  })

  it('has committed when it answers', async () => {
    const opened = await store()
    await opened.appendPush(push(fee(1)))
    const beside = openReadOnly(dataDir)
    expect(beside.prepare('SELECT count(*) AS n FROM push_log').get()).toEqual({ n: 1 })
    beside.close()
  })

  it('commits many at once, and one that fails takes no other with it', async () => {
    const opened = await store()
    const results = await Promise.allSettled([
      ...Array.from({ length: 50 }, (_, n) => opened.appendPush(push(fee(n)))),
      // A recording of a call without an id breaks a rule of the table.
      opened.saveRecording(JSON.parse('{"state":"waiting"}')),
      ...Array.from({ length: 50 }, (_, n) => opened.appendPush(push(fee(n + 50)))),
    ])
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1)
    expect(await opened.countCalls()).toBe(100)
  })

  it('finds the call of a push by our token when the answer was lost', async () => {
    const opened = await store()
    await opened.claimRequest({ requestId: requestId(1), callId: callId(1), first: dialled(1) })
    await opened.appendLocal(callId(1), [{ kind: 'dialAnswerLost', at: time(T0), cause: 'timeout' }])
    const userData = correlationToken(callId(1))
    const { calls } = await opened.appendPush(
      push(status(1, 'callout', { called: '+8613500001111', userData })),
    )
    expect(calls).toMatchObject([{ id: callId(1), phase: 'live', sessionId: session(1) }])
    // Later pushes need no token: the session is known now.
    const later = await opened.appendPush(push(fee(1)))
    expect(later.calls).toMatchObject([{ id: callId(1), phase: 'ended' }])
  })

  it('moves pushes over that came before the answer and carried no token', async () => {
    const opened = await store()
    await opened.claimRequest({ requestId: requestId(1), callId: callId(1), first: dialled(1) })
    const early = await opened.appendPush(push(fee(1, { recorded: true, recordingObject: 'a.wav' })))
    expect(early.calls[0]?.id).toMatch(/^x-/)
    await opened.appendLocal(callId(1), [{ kind: 'dialAccepted', at: time(T0), sessionId: session(1) }])
    expect(await opened.countCalls()).toBe(1)
    expect(await opened.call(callId(1))).toMatchObject({ phase: 'ended', feeReceived: true })
    expect((await opened.dueRecordings(time(T0 * 2), 10)).map((one) => one.callId)).toEqual([callId(1)])
  })

  it('gives one request one call', async () => {
    const opened = await store()
    const [one, other] = await Promise.all([
      opened.claimRequest({ requestId: requestId(1), callId: callId(1), first: dialled(1) }),
      opened.claimRequest({ requestId: requestId(1), callId: callId(2), first: dialled(1) }),
    ])
    expect([one.claimed, other.claimed]).toEqual([true, false])
    expect(other.call.id).toBe(callId(1))
    expect(await opened.callByRequest(requestId(1))).toMatchObject({ id: callId(1) })
  })

  it('queues the rescue of a recording with the record that tells of it', async () => {
    const opened = await store()
    const ended = {
      endedAt: time(T0),
      recorded: true,
      recordingObject: 'a.wav',
      recordingDomain: 'd.example',
    }
    await opened.appendPush(push(fee(1, ended)))
    const [due] = await opened.dueRecordings(time(T0), 5)
    expect(due).toMatchObject({
      object: 'a.wav',
      domain: 'd.example',
      deadline: T0 + 604_800_000,
      attempts: 0,
    })
    expect(await opened.recordingQueue()).toMatchObject({ waiting: 1, nearestDeadline: T0 + 604_800_000 })
  })

  it('keeps what could not be read', async () => {
    const opened = await store()
    const { events: _events, signature: _signature, ...raw } = push(fee(1))
    await opened.quarantinePush({ ...raw, reason: 'not JSON' })
    expect(await opened.quarantined(5)).toMatchObject([{ reason: 'not JSON', kind: 'fee', body: raw.body }])
  })

  it('derives everything anew when the reducer has changed', async () => {
    const first = await openStore({ dataDir })
    await first.appendPush(push(fee(1)))
    await first.close()
    const db = openWriter(dataDir)
    db.exec("UPDATE meta SET value = '0'; UPDATE calls SET call = '{}', outcome = 'ongoing'")
    db.close()
    const opened = await store()
    expect((await opened.searchCalls({ filter: {}, limit: 5 })).calls).toMatchObject([{ phase: 'ended' }])
  })
})

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
    const db = openReadOnly(dataDir)
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

describe('profiles and settings', () => {
  it('come back as they went in', async () => {
    const opened = await store()
    await opened.saveProfile(profileId, { name: '客服' }, 'token1')
    expect(await opened.saveProfile(profileId, { name: '客服二' }, 'token2')).toEqual({
      id: profileId,
      revision: 2,
      pushToken: 'token1',
      fields: { name: '客服二' },
    })
    expect(await opened.removeProfile(profileId)).toBe(true)
    expect(await opened.profiles()).toEqual([])
    await opened.saveSetting('one', { two: [3] })
    expect(await opened.setting('one')).toEqual({ two: [3] })
    expect(await opened.setting('other')).toBeUndefined()
  })
})
