import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isProfileId, isUtcMs, must } from '../../domain/values.ts'
import { openReader, openStore, type Store } from '../store/index.ts'
import { parsePush, type Receiver, type ReceiverProfile, startReceiver, verifySignature } from './index.ts'

const now = must(1_772_335_000_000, isUtcMs, 'time')
const TOKEN = 'abcdefghij0123456789klmno'
const profileId = must('profile-0001', isProfileId, 'id')

const status = {
  eventType: 'disconnect',
  statusInfo: {
    sessionId: 'session-1',
    timestamp: '2026-03-01 03:17:25',
    caller: '+8675528000111',
    called: '+8613500001111',
    stateCode: 0,
    stateDesc: 'The user releases the call.',
    partyType: 'caller',
    userData: 'order-88213',
    somethingNew: { nested: true },
  },
}
const feeRecord = {
  direction: 0,
  spId: 'sp_100042',
  appKey: 'k1QdT7mZ0pR3sV6xY9bC2eF5hJ8n',
  icid: '7c41e2ab90d3f6.3981557702.88213.1',
  bindNum: '+8675528000111',
  sessionId: 'session-2',
  callerNum: '+8675528000111',
  calleeNum: '+8613500001111',
  fwdDisplayNum: '+8675528000111',
  fwdDstNum: '+8613900002222',
  callOutStartTime: '2026-03-01 03:15:02',
  callOutAnswerTime: '2026-03-01 03:15:11',
  fwdAnswerTime: '2026-03-01 03:15:21',
  callEndTime: '2026-03-01 03:17:25',
  failTime: '',
  ulFailReason: 0,
  recordFlag: 1,
  recordObjectName: '260301031521_12_0087.wav',
  recordDomain: 'recstore01.example.com',
  serviceType: '002',
}

describe('reading a push', () => {
  it('takes a status and leaves what it does not know', () => {
    expect(parsePush(status, now)).toEqual({
      ok: true,
      kind: 'status',
      problems: [],
      events: [
        {
          kind: 'status',
          at: Date.UTC(2026, 2, 1, 3, 17, 25),
          sessionId: 'session-1',
          event: 'disconnect',
          caller: '+8675528000111',
          called: '+8613500001111',
          stateCode: 0,
          stateDesc: 'The user releases the call.',
          partyType: 'caller',
          userData: 'order-88213',
          digits: undefined,
        },
      ],
    })
  })

  it('takes every field of a fee record; empty text is no value', () => {
    const parsed = parsePush({ eventType: 'fee', feeLst: [feeRecord] }, now)
    expect(parsed).toMatchObject({
      kind: 'fee',
      events: [
        {
          at: Date.UTC(2026, 2, 1, 3, 17, 25),
          sessionId: 'session-2',
          forwardNumber: '+8613900002222',
          forwardAnsweredAt: Date.UTC(2026, 2, 1, 3, 15, 21),
          failedAt: undefined,
          recorded: true,
          recordingObject: '260301031521_12_0087.wav',
          teardownPoint: 0,
        },
      ],
    })
  })

  it.each([
    [
      'numbers as text',
      { ...feeRecord, recordFlag: '1', ulFailReason: '8104' },
      { recorded: true, teardownPoint: 8104 },
    ],
    ['null for nothing', { ...feeRecord, fwdAnswerTime: null }, { forwardAnsweredAt: undefined }],
    ['a time that is none', { ...feeRecord, fwdAnswerTime: 'soon' }, { forwardAnsweredAt: undefined }],
    [
      'no end but a failure',
      { ...feeRecord, callEndTime: '', failTime: '2026-03-01 03:16:00' },
      { at: Date.UTC(2026, 2, 1, 3, 16, 0) },
    ],
  ])('tolerates %s', (_what, record, expected) => {
    expect(parsePush({ eventType: 'fee', feeLst: [record] }, now)).toMatchObject({ events: [expected] })
  })

  it('keeps an event of a kind it does not know', () => {
    expect(parsePush({ ...status, eventType: 'callin' }, now)).toMatchObject({
      ok: true,
      events: [{ event: 'callin' }],
    })
  })

  it('takes the good records of a push and names the bad one without its content', () => {
    const parsed = parsePush({ eventType: 'fee', feeLst: [feeRecord, { calleeNum: '+8613500001111' }] }, now)
    expect(parsed).toMatchObject({ ok: true, events: [{ sessionId: 'session-2' }] })
    expect(parsed.ok && parsed.problems).toEqual([expect.stringContaining('feeLst[1]: sessionId')])
    expect(JSON.stringify(parsed.ok && parsed.problems)).not.toContain('1350000')
  })

  it.each([
    [null, 'eventType'],
    [[], 'eventType'],
    [{}, 'eventType'],
    [{ eventType: 'answer' }, 'statusInfo'],
    [{ eventType: 'answer', statusInfo: { sessionId: '' } }, 'statusInfo'],
    [{ eventType: 'answer', statusInfo: { sessionId: 'x'.repeat(257) } }, 'statusInfo'],
    [{ eventType: 'fee' }, 'feeLst'],
    [{ eventType: 'fee', feeLst: [] }, 'feeLst'],
    [{ eventType: 'fee', feeLst: [{}] }, 'feeLst[0]'],
  ])('refuses %j', (body, reason) => {
    expect(parsePush(body, now)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })
})

describe('signatures of pushes', () => {
  const header = (username: string, digest: string, nonce: string, created: string) =>
    `UsernameToken Username="${username}", PasswordDigest="${digest}", Nonce="${nonce}", Created="${created}"`

  // Vectors of auth.md §9.
  it.each([
    ['P1 with line feeds', '4kq3801GAP6+PEDvUedVvxcQgyZARAWlW+ZCc4utALo='],
    ['P1 plain', '23HYdWLpZtjOZmBuD+DQiyEGurOCeD/WAybmDJQeQU8='],
  ])('%s is valid', (_what, digest) => {
    const aksk = header('key', digest, '66C92B11FF8A425FB8D4CCFE0ED9ED1F', '2018-02-12T23:30:20Z')
    const known = {
      secret: 'DemoAppSecretBBBBBBBBBBBBBBBB',
      appKey: 'key',
      urls: ['https://customer.example.com:9330/fee'],
    }
    expect(verifySignature({ 'x-aksk': aksk }, known)).toBe('valid')
    expect(verifySignature({ 'x-aksk': aksk }, { ...known, secret: 'other' })).toBe('invalid')
    expect(verifySignature({ 'x-aksk': aksk }, { ...known, urls: ['https://other.example.com/fee'] })).toBe(
      'invalid',
    )
    expect(verifySignature({ 'x-aksk': aksk }, { ...known, appKey: 'other' })).toBe('invalid')
    expect(verifySignature({ 'x-aksk': aksk }, { ...known, secret: undefined })).toBe('unverifiable')
  })

  it.each([
    ['x-aksk', 'KrTYOmQXAwX+GJQTgGeDXYq1/Bsl669UAYPP2tRay7M='],
    ['x-wsse', '2F8p7hirP64XfjctVJ0n0zis5fu4rMfgX4w5PzGKfuY='],
    ['x-wsse', 'ZDg1ZjI5ZWUxOGFiM2ZhZTE3N2UzNzJkNTQ5ZDI3ZDMzOGFjZTVmYmI4YWNjN2UwNWY4YzM5M2YzMThhN2VlNg=='],
  ] as const)('the request form in %s is valid too', (name, digest) => {
    const token = header(
      'DemoAppKeyAAAAAAAAAAAAAAAAAA',
      digest,
      '66C92B11FF8A425FB8D4CCFE0ED9ED1F',
      '2018-02-12T15:30:20Z',
    )
    const known = { secret: 'DemoAppSecretBBBBBBBBBBBBBBBB', appKey: undefined, urls: [] }
    expect(verifySignature({ [name]: token }, known)).toBe('valid')
  })

  it('that are not there are absent, and broken ones invalid', () => {
    const known = { secret: 's', appKey: undefined, urls: [] }
    expect(verifySignature({}, known)).toBe('absent')
    expect(verifySignature({ 'x-aksk': 'nonsense' }, known)).toBe('invalid')
  })
})

describe('the receiver', () => {
  let dataDir: string
  let store: Store
  let receiver: Receiver
  let profile: ReceiverProfile
  const changes: string[] = []

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-receiver-'))
    store = await openStore({ dataDir })
    profile = {
      profileId,
      policy: 'observe',
      pushUrls: { status: '', fee: '' },
      secret: async () => undefined,
    }
    changes.length = 0
    receiver = await startReceiver({
      store,
      host: '127.0.0.1',
      port: 0,
      profileFor: async (token) => (token === TOKEN ? profile : undefined),
      clock: () => now,
      log: (entry) => changes.push(entry.event),
      onStored: (calls) => changes.push(...calls.map((call) => call.id)),
      onChange: () => undefined,
    })
  })
  afterEach(async () => {
    await receiver.close()
    await store.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const url = (path: string) => `http://127.0.0.1:${receiver.port}${path}`
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(url(path), { method: 'POST', body, headers })
  const text = (value: unknown) => JSON.stringify(value)

  it('answers success once the push is on the disk', async () => {
    const answer = await post(`/p/${TOKEN}/status`, text(status))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ resultcode: '0', resultdesc: 'Success' })
    const beside = await openReader({ dataDir })
    expect((await Array.fromAsync(beside.eachCall())).map((call) => call.sessionId)).toEqual(['session-1'])
    await beside.close()
    expect(changes).toHaveLength(1)
  })

  it('takes either kind at either address, and a repeat as success', async () => {
    const fee = text({ eventType: 'fee', feeLst: [feeRecord] })
    for (const path of ['status', 'fee', 'status']) {
      expect((await post(`/p/${TOKEN}/${path}`, fee)).status).toBe(200)
    }
    expect(await store.countCalls()).toBe(1)
    expect(await store.pushStats()).toMatchObject({ pushes: 1 })
  })

  it.each([
    ['not JSON', 'x=1', 400],
    ['not UTF-8', new Uint8Array([0xff, 0xfe, 0x00]), 400],
    ['no eventType', '{}', 400],
  ])('keeps what it cannot read: %s', async (_what, body, code) => {
    const answer = await post(`/p/${TOKEN}/fee`, body)
    expect(answer.status).toBe(code)
    expect(await answer.json()).toHaveProperty('error')
    expect(await store.quarantined(5)).toHaveLength(1)
    expect(await store.countCalls()).toBe(0)
  })

  it('stores the good records of a push whose others are bad, and keeps the note', async () => {
    expect((await post(`/p/${TOKEN}/fee`, text({ eventType: 'fee', feeLst: [feeRecord, 7] }))).status).toBe(
      200,
    )
    expect(await store.countCalls()).toBe(1)
    expect(await store.quarantined(5)).toMatchObject([{ reason: expect.stringContaining('feeLst[1]') }])
  })

  it('refuses what is too large, but keeps its beginning', async () => {
    const answer = await post(`/p/${TOKEN}/fee`, 'x'.repeat(1_100_000)).catch(() => undefined)
    if (answer !== undefined) expect(answer.status).toBe(413)
    await expect.poll(async () => (await store.quarantined(5)).length).toBe(1)
  })

  it.each([
    ['/p/zzzzzzzzzzzzzzzzzzzzzzzzz/status', 404],
    ['/', 404],
    [`/p/${TOKEN}/other`, 404],
    [`/p/${TOKEN}/../status`, 404],
  ])('knows no %s', async (path, code) => {
    expect((await post(path, text(status))).status).toBe(code)
    expect(await store.quarantined(5)).toEqual([])
  })

  it('takes POST only', async () => {
    expect((await fetch(url(`/p/${TOKEN}/status`))).status).toBe(405)
  })

  it('enforces signatures where the profile says so', async () => {
    const pushUrls = { status: 'https://desk.example.com/status', fee: '' }
    profile = {
      ...profile,
      policy: 'enforce',
      pushUrls,
      appKey: 'TestAppKey0001',
      secret: async () => 'TestAppSecret0001',
    }
    const signed = (digest: string) => ({
      Authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
      'X-AKSK': `UsernameToken Username="TestAppKey0001",PasswordDigest="${digest}",Nonce="ac1c911c4792492687f8f6b2264a491e",Created="2018-05-26T00:35:30Z"`,
    })
    expect((await post(`/p/${TOKEN}/status`, text(status))).status).toBe(401)
    expect((await post(`/p/${TOKEN}/status`, text(status), signed('wrong'))).status).toBe(401)
    const good = signed('pXQ0uRdhskbR42waEj6gRIzpYoxpKwfcGpFdkrXgl9g=')
    expect((await post(`/p/${TOKEN}/status`, text(status), good)).status).toBe(200)
    expect(await store.quarantined(5)).toHaveLength(2)
  })

  it('tells the platform to repeat when it could not store', async () => {
    await store.close()
    const answer = await post(`/p/${TOKEN}/fee`, text({ eventType: 'fee', feeLst: [feeRecord] }))
    expect(answer.status).toBe(503)
    expect(await answer.json()).not.toHaveProperty('resultcode')
    expect(changes).toEqual(['receiver.failed'])
    store = await openStore({ dataDir })
  })

  it('finishes what it has begun to take before it closes', async () => {
    const body = text(status)
    const socket = connect(receiver.port, '127.0.0.1')
    const answered = new Promise<string>((resolve) => {
      let all = ''
      socket.on('data', (chunk) => {
        all += chunk
      })
      socket.on('close', () => resolve(all))
    })
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write(
      `POST /p/${TOKEN}/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
    )
    await expect.poll(() => socket.bytesWritten).toBeGreaterThan(20)
    const closing = receiver.close()
    socket.write(body.slice(20))
    expect(await answered).toContain('200 OK')
    await closing
    expect(await store.countCalls()).toBe(1)
  })
})
