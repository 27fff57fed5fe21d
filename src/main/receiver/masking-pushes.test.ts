import { describe, expect, it } from 'vitest'
import { isUtcMs, must } from '../../domain/values.ts'
import { parsePush } from './index.ts'

/**
 * Every field of the pushes of Private Number, by the field tables of private-number-axb-ax.md §6 to §9 and
 * private-number-axe-axyb-x.md §1.9, §2.6, §3.4, §4 and §5: what it is called, in which forms it comes, and what
 * is read of it.
 */

const receivedAt = must(Date.UTC(2026, 0, 14, 9), isUtcMs, 'time')
const SUB = '5f3c1a9e-7b20-4d0e-9a61-0c4be8d1a2f7'
const SESSION = '1187_2044_4294967295_20260114080502@node17.pn.example.com'
const LONGEST_SESSION = 's'.repeat(256)
const A = '+8613800000011'
const B = '+8613900000022'
const X = '+8617000000033'

/** A field, a value of it, and what is read; further rows for its other forms. */
type FieldRow = readonly [field: string, value: unknown, read: Readonly<Record<string, unknown>>]

const event = (body: object) => {
  const parsed = parsePush(body, receivedAt)
  return parsed.ok ? { problems: parsed.problems, read: parsed.events[0] } : parsed
}

const utc = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`)

const STATUS_FIELDS: readonly FieldRow[] = [
  ['timestamp', '2026-01-14 08:05:40', { at: utc('2026-01-14 08:05:40') }],
  ['timestamp', '', { at: receivedAt }],
  ['sessionId', SESSION, { sessionId: SESSION }],
  ['sessionId', LONGEST_SESSION, { sessionId: LONGEST_SESSION }],
  ['caller', A, { caller: A }],
  ['called', X, { called: X }],
  ['subscriptionId', SUB, { subscriptionId: SUB }],
  ['subscriptionId', '', { subscriptionId: undefined }],
  ['userData', 'order-7', { userData: 'order-7' }],
  ['stateCode', 8013, { stateCode: 8013 }],
  ['stateCode', '8013', { stateCode: 8013 }],
  ['stateDesc', 'The user releases the call.', { stateDesc: 'The user releases the call.' }],
  ['digitInfo', '0042', { digits: '0042' }],
  ['notifyMode', 'Notify', { notifyMode: 'Notify' }],
  ['callRelDirection', 2, { releasedBy: 2 }],
  ['callRelDirection', '1', { releasedBy: 1 }],
]

const FEE_FIELDS: readonly FieldRow[] = [
  ['direction', 0, { direction: 0 }],
  ['direction', 1, { direction: 1 }],
  ['direction', 2, { direction: 2 }],
  ['appKey', 'k7Qd2mZ9XbTtR4', { appKey: 'k7Qd2mZ9XbTtR4' }],
  ['icid', '7c40e19b.3911507224.4', { icid: '7c40e19b.3911507224.4' }],
  ['bindNum', X, { bindNumber: X }],
  ['sessionId', SESSION, { sessionId: SESSION }],
  ['sessionId', LONGEST_SESSION, { sessionId: LONGEST_SESSION }],
  ['subscriptionId', SUB, { subscriptionId: SUB }],
  ['subscriptionId', '', { subscriptionId: undefined }],
  ['callerNum', A, { callerNumber: A }],
  ['calleeNum', X, { calleeNumber: X }],
  ['fwdDisplayNum', X, { forwardDisplay: X }],
  ['fwdDstNum', B, { forwardNumber: B }],
  ['callInTime', '2026-01-14 08:05:02', { calledInAt: utc('2026-01-14 08:05:02') }],
  ['fwdStartTime', '2026-01-14 08:05:03', { forwardStartedAt: utc('2026-01-14 08:05:03') }],
  ['fwdAlertingTime', '2026-01-14 08:05:06', { forwardRingingAt: utc('2026-01-14 08:05:06') }],
  ['fwdAlertingTime', '', { forwardRingingAt: undefined }],
  ['fwdAnswerTime', '2026-01-14 08:05:11', { forwardAnsweredAt: utc('2026-01-14 08:05:11') }],
  ['fwdAnswerTime', '', { forwardAnsweredAt: undefined }],
  [
    'callEndTime',
    '2026-01-14 08:05:40',
    { endedAt: utc('2026-01-14 08:05:40'), at: utc('2026-01-14 08:05:40') },
  ],
  ['failTime', '2026-01-14 08:05:09', { failedAt: utc('2026-01-14 08:05:09') }],
  ['fwdUnaswRsn', 16, { forwardFailureCause: 16 }],
  ['ulFailReason', 7503, { teardownPoint: 7503 }],
  ['sipStatusCode', 486, { sipStatus: 486 }],
  ['callOutUnaswRsn', 0, { outFailureCause: 0 }],
  ['recordFlag', 1, { recorded: true }],
  ['recordFlag', 0, { recorded: false }],
  ['recordFlag', 'true', { recorded: true }],
  ['recordFlag', true, { recorded: true }],
  ['recordStartTime', '2026-01-14 08:05:11', { recordingStartedAt: utc('2026-01-14 08:05:11') }],
  ['recordObjectName', '1187_204.wav', { recordingObject: '1187_204.wav' }],
  ['recordBucketName', 'rec-7', { recordingBucket: 'rec-7' }],
  ['recordDomain', 'rec.example.com', { recordingDomain: 'rec.example.com' }],
  ['recordFileDownloadUrl', 'https://rec.example.com/a', { recordingUrl: 'https://rec.example.com/a' }],
  ['serviceType', '003', { serviceType: '003' }],
  ['serviceType', '004', { serviceType: '004' }],
  ['serviceType', '005', { serviceType: '005' }],
  ['serviceType', '007', { serviceType: '007' }],
  ['userData', 'order-7', { userData: 'order-7' }],
  ['extendNum', '0042', { extension: '0042' }],
  ['notifyMode', 'Block', { notifyMode: 'Block' }],
  ['areaCode', '0755', { areaCode: '0755' }],
  ['callRelDirection', 1, { releasedBy: 1 }],
]

/** Described, or only seen in examples, and of no use to a person: whatever they hold, the record is read. */
const FEE_FIELDS_LEFT_ALONE: readonly (readonly [string, unknown])[] = [
  ['spId', 'ACME_sp01'],
  ['hostName', 'node17.pn.example.com'],
  // Its unit is not confirmed; the times tell how long the call was.
  ['callDuration', 29],
  ['ttsPlayTimes', 0],
  ['ttsTransDuration', 0],
  ['mptyId', ''],
  ['voiceCheckType', 0],
  ['recordPushURL', ''],
]

const SMS_FIELDS: readonly FieldRow[] = [
  ['smsIdentifier', 's'.repeat(64), { smsId: 's'.repeat(64) }],
  ['smsIdentifier', 42, { smsId: '42' }],
  ['notificationMode', 'Notify', { mode: 'notify' }],
  ['notificationMode', 'Block', { mode: 'block' }],
  ['calling', A, { from: A }],
  ['called', B, { to: B }],
  // In a held message X may stand there, which is nobody to deliver it to.
  ['called', X, { to: undefined }],
  ['called', '', { to: undefined }],
  ['virtualNumber', X, { x: X }],
  ['event', 'Text SMS', {}],
  ['event', 'TextSMS ', {}],
  ['timeStamp', '2026-01-14T09:46:16.023Z', { at: Date.UTC(2026, 0, 14, 9, 46, 16, 23) }],
  ['timeStamp', 'soon', { at: receivedAt }],
  ['subscriptionId', SUB, { subscriptionId: SUB }],
  ['smsContent', '包裹'.repeat(1000), { content: '包裹'.repeat(1000) }],
  ...Array.from({ length: 14 }, (_, code): FieldRow => ['sendResult', code, { sendResult: code }]),
  ['extInfo', { extParas: [{ key: 'splitNum', value: '3' }] }, { parts: 3, direction: undefined }],
  ['extInfo', { extParas: [{ key: 'direction', value: '1' }] }, { parts: undefined, direction: 1 }],
  ['extInfo', { extParas: 'none' }, { parts: undefined, direction: undefined }],
  ['areaCode', '0755', { areaCode: '0755' }],
  ['userData', 'order-7', { userData: 'order-7' }],
]

const named = (rows: readonly FieldRow[]) =>
  rows.map((row) => [`${row[0]} ${JSON.stringify(row[1])}`.slice(0, 60), ...row] as const)

describe('fields of call events', () => {
  it.each(named(STATUS_FIELDS))('%s', (_name, field, value, read) => {
    const statusInfo = { sessionId: SESSION, timestamp: '2026-01-14 08:05:02', [field]: value }
    expect(event({ eventType: 'disconnect', statusInfo })).toMatchObject({ problems: [], read })
  })

  it.each(['callin', 'collectInfo', 'callout', 'alerting', 'answer', 'disconnect'])(
    'event %s',
    (eventType) => {
      const statusInfo = { sessionId: SESSION, timestamp: '2026-01-14 08:05:02' }
      expect(event({ eventType, statusInfo })).toMatchObject({ read: { kind: 'status', event: eventType } })
    },
  )

  it.each([
    ['Block', { for: 'call', key: SESSION, caller: B, x: X }],
    ['block', { for: 'call', key: SESSION, caller: B, x: X }],
    ['Notify', undefined],
    [undefined, undefined],
  ])('a callin of the mode %s is a question, or it is none', (notifyMode, question) => {
    const statusInfo = {
      sessionId: SESSION,
      timestamp: '2026-01-14 08:05:02',
      caller: B,
      called: X,
      notifyMode,
    }
    const parsed = parsePush({ eventType: 'callin', statusInfo }, receivedAt)
    expect(parsed.ok && parsed.masking?.question).toEqual(question)
  })
})

describe('fields of fee records', () => {
  it.each(named(FEE_FIELDS))('%s', (_name, field, value, read) => {
    expect(event({ eventType: 'fee', feeLst: [{ sessionId: SESSION, [field]: value }] })).toMatchObject({
      problems: [],
      read,
    })
  })

  it.each(FEE_FIELDS_LEFT_ALONE)('%s is left alone', (field, value) => {
    const bare = event({ eventType: 'fee', feeLst: [{ sessionId: SESSION }] })
    expect(event({ eventType: 'fee', feeLst: [{ sessionId: SESSION, [field]: value }] })).toEqual(bare)
  })

  it('fifty records of one push are fifty records', () => {
    const feeLst = Array.from({ length: 50 }, (_, at) => ({ sessionId: `session-${at}` }))
    const parsed = parsePush({ eventType: 'fee', feeLst }, receivedAt)
    expect(parsed.ok && parsed.events.map((one) => 'sessionId' in one && one.sessionId)).toEqual(
      feeLst.map(({ sessionId }) => sessionId),
    )
  })
})

describe('fields of notices about messages', () => {
  const sms = (more: object) => ({
    appKey: 'k7Qd2mZ9XbTtR4',
    smsEvent: { smsIdentifier: '8d1c0a42', notificationMode: 'Notify', virtualNumber: X, ...more },
  })

  it.each(named(SMS_FIELDS))('%s', (_name, field, value, read) => {
    const parsed = parsePush(sms({ [field]: value }), receivedAt)
    expect(parsed).toMatchObject({ ok: true, kind: 'sms' })
    expect(parsed.ok && parsed.masking?.messages[0]).toMatchObject(read)
  })

  it('a held one is a question, a notice is none', () => {
    const held = parsePush(sms({ notificationMode: 'Block', calling: A }), receivedAt)
    expect(held.ok && held.masking?.question).toEqual({ for: 'message', key: '8d1c0a42', caller: A, x: X })
    const notice = parsePush(sms({ calling: A, sendResult: 0 }), receivedAt)
    expect(notice.ok && notice.masking?.question).toBeUndefined()
  })

  it.each([{ smsIdentifier: undefined }, { smsIdentifier: '' }, { notificationMode: undefined }])(
    'without what it must have it is refused: %j',
    (more) => {
      expect(parsePush(sms(more), receivedAt)).toMatchObject({ ok: false })
    },
  )
})

describe('fields of number states', () => {
  it.each(['5', '9', '10', '11', 5, '99'])('status %s', (status) => {
    const parsed = parsePush({ eventType: 'numStatus', numInfo: [{ number: X, status }] }, receivedAt)
    expect(parsed.ok && parsed.masking?.numbers).toEqual([{ number: X, status: String(status) }])
  })

  it.each(['1', '2', '3', '5', '6', '7', '8', '9'])('cause %s', (cause) => {
    const parsed = parsePush(
      { eventType: 'numStatus', numInfo: [{ number: X, status: '10', cause }] },
      receivedAt,
    )
    expect(parsed.ok && parsed.masking?.numbers).toEqual([{ number: X, status: '10', cause }])
  })

  it('a hundred of one push are a hundred', () => {
    const numInfo = Array.from({ length: 100 }, (_, at) => ({
      number: `+861700000${1000 + at}`,
      status: '5',
    }))
    const parsed = parsePush({ eventType: 'numStatus', numInfo }, receivedAt)
    expect(parsed.ok && parsed.masking?.numbers).toEqual(numInfo)
  })

  it.each([{}, { numInfo: [] }, { numInfo: [{ status: '5' }] }, { numInfo: [{ number: X }] }])(
    'refused: %j',
    (more) => {
      expect(parsePush({ eventType: 'numStatus', ...more }, receivedAt)).toMatchObject({ ok: false })
    },
  )
})
