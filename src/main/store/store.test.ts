import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { correlationToken } from '../../domain/calls/index.ts'
import { openReadOnly, openWriter } from './connection.ts'
import { openReader, openStore, StoreError } from './index.ts'
import { MIGRATIONS, migrate } from './migrations/index.ts'
import { startedWhenAsked } from './protocol.ts'
import {
  callId,
  dialled,
  fee,
  profileId,
  push,
  requestId,
  session,
  status,
  T0,
  time,
} from './testing/events.ts'
import { scratchStore } from './testing/scratch.ts'

const { dataDir, store, closeAtEnd } = scratchStore()

const ANY_DUE = { limit: 10, open: true, urgentBefore: 0, not: [] }

describe('the connection', () => {
  it('keeps what it acknowledges through a power cut: WAL with FULL', () => {
    const db = openWriter(dataDir())
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
  })

  it('lets one writer in and tells the second', async () => {
    const first = await store()
    await expect(openStore({ dataDir: dataDir() })).rejects.toMatchObject({ kind: 'locked' })
    await first.close()
    // gone
    await store()
  })

  it('lets a reader in beside the writer, and tells when there is nothing to read', async () => {
    await expect(openReader({ dataDir: dataDir() })).rejects.toMatchObject({ kind: 'missing' })
    const writer = await store()
    await writer.appendPush(push(status(1, 'callout', { called: '+8613500001111' })))
    const reader = await openReader({ dataDir: dataDir() })
    closeAtEnd(reader)
    expect(await Array.fromAsync(reader.eachCall())).toHaveLength(1)
  })

  it('begins a thread when it is asked, again when it could not begin, and never after its end', async () => {
    const thread = startedWhenAsked({ role: 'reader', dataDir: dataDir() })
    await expect(thread.ask('countCalls', [])).rejects.toMatchObject({ kind: 'missing' })
    await store()
    expect(await thread.ask('countCalls', [])).toBe(0)
    await thread.close()
    await expect(thread.ask('countCalls', [])).rejects.toMatchObject({ kind: 'closed' })
  })

  it('answers after closing with an error instead of silence', async () => {
    const opened = await openStore({ dataDir: dataDir() })
    await opened.close()
    await expect(opened.countCalls()).rejects.toBeInstanceOf(StoreError)
  })
})

describe('migrations', () => {
  it.each(MIGRATIONS.map((step, at) => [step.name, at] as const))(
    '%s applies to the step before',
    (_name, at) => {
      const db = openWriter(dataDir())
      migrate(db, dataDir(), MIGRATIONS.slice(0, at))
      migrate(db, dataDir(), MIGRATIONS.slice(0, at + 1))
      expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS[at]?.number)
      expect(readdirSync(dataDir()).includes('backups')).toBe(at > 0)
      db.close()
    },
  )

  it('rise in number', () => {
    const numbers = MIGRATIONS.map((step) => step.number)
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other))
  })

  it('leave everything as it was when a step fails', () => {
    const db = openWriter(dataDir())
    migrate(db, dataDir())
    const broken = { number: 999, name: 'broken', sql: 'CREATE TABLE half (a); CREATE TABLE push_log (a);' }
    expect(() => migrate(db, dataDir(), [...MIGRATIONS, broken])).toThrow(/push_log/)
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.number)
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'").get()).toEqual({ n: 0 })
    db.close()
  })

  it('refuse a database of a newer version', async () => {
    const db = openWriter(dataDir())
    db.pragma('user_version = 9990')
    db.close()
    await expect(openStore({ dataDir: dataDir() })).rejects.toMatchObject({ kind: 'fromTheFuture' })
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
    const beside = openReadOnly(dataDir())
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

  it('keeps a question before what waits, and the others none the less', async () => {
    const opened = await store()
    const done: string[] = []
    const others = Array.from({ length: 250 }, (_, n) =>
      opened.appendPush(push(fee(n))).then(() => done.push('other')),
    )
    const question = opened.appendQuestion(push(fee(1000))).then(() => done.push('question'))
    await Promise.all([...others, question])
    // All of them would fit one transaction, and its answers come in the order of the pushes.
    expect(done.indexOf('question')).toBeLessThan(150)
    expect(await opened.countCalls()).toBe(251)
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
    expect((await opened.dueRecordings({ ...ANY_DUE, now: time(T0 * 2) })).map((one) => one.callId)).toEqual([
      callId(1),
    ])
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
    const [due] = await opened.dueRecordings({ ...ANY_DUE, now: time(T0) })
    expect(due).toMatchObject({
      object: 'a.wav',
      domain: 'd.example',
      deadline: T0 + 604_800_000,
      attempts: 0,
    })
    expect(await opened.rescueLoad()).toMatchObject({ waiting: 1, nearestDeadline: T0 + 604_800_000 })
  })

  it('has a place for every call of a burst that the platform stamps with one second', async () => {
    const opened = await store()
    const burst = Array.from({ length: 1100 }, (_, n) => status(n, 'callout', { at: time(T0) }))
    await Promise.all(burst.map((event) => opened.appendPush(push(event))))
    const again = burst.slice(-30).map((event) => ({ ...event, event: 'alerting' }))
    await Promise.all(again.map((event) => opened.appendPush(push(event))))
    const seen = new Set<string>()
    for (let after: string | undefined; ; ) {
      const page = await opened.searchCalls({
        filter: {},
        limit: 200,
        ...(after === undefined ? {} : { after }),
      })
      for (const { id } of page.calls) seen.add(id)
      after = page.next
      if (after === undefined) break
    }
    expect(seen.size).toBe(1100)
  })

  it('keeps what could not be read', async () => {
    const opened = await store()
    const { events: _events, signature: _signature, ...raw } = push(fee(1))
    await opened.quarantinePush({ ...raw, reason: 'not JSON' })
    expect(await opened.quarantined(5)).toMatchObject([{ reason: 'not JSON', kind: 'fee', body: raw.body }])
  })

  it('derives everything anew when the reducer has changed', async () => {
    const first = await openStore({ dataDir: dataDir() })
    await first.appendPush(push(fee(1)))
    await first.close()
    const db = openWriter(dataDir())
    db.exec("UPDATE meta SET value = '0'; UPDATE call_bodies SET call = '{}'")
    db.close()
    const opened = await store()
    expect((await opened.searchCalls({ filter: {}, limit: 5 })).calls).toMatchObject([{ phase: 'ended' }])
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
