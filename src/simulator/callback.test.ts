import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from './index.ts'
import type { ScriptEntry } from './script.ts'
import { ask } from './testing/client.ts'
import { CALLBACK_APP, CALLBACK_BODY, startDesk, startStill } from './testing/desk.ts'

const A = '+8613500001111'
const B = '+8613900002222'

/** Times of the examples in voice-call.md 6 and 7. */
const EXAMPLE_TIMING = { alertingA: [4, 4], answerA: [5, 5], alertingB: [4, 4], answerB: [6, 6] } as const

const seconds = (from: unknown, to: unknown) =>
  (Date.parse(`${String(to).replace(' ', 'T')}Z`) - Date.parse(`${String(from).replace(' ', 'T')}Z`)) / 1000

/** One callback carried through to its fee record. */
async function carry(entry: ScriptEntry, body: object = {}, options: SimulatorOptions = {}) {
  const { simulator, receiver, urls } = await startDesk(options)
  simulator.script([entry])
  const answer = await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, ...urls, ...body })
  expect(answer.resultcode).toBe('0')
  await simulator.advance(7200)
  const fees = receiver.fees()
  expect(fees).toHaveLength(1)
  return { simulator, receiver, answer, fee: fees[0] ?? {}, events: receiver.events() }
}

describe('a callback that is answered', () => {
  it('is told of as in the examples of the facts', async () => {
    const { receiver, answer, fee } = await carry(
      { outcome: 'answered', talkSeconds: 124, hangUpBy: 'caller' },
      { recordFlag: 'true', partyTypeRequiredInDisconnect: 'true', userData: 'order-88213' },
      { timing: EXAMPLE_TIMING },
    )
    expect(answer.sessionId).toMatch(/^\d+_\d+_4294967295_20260301031502@callenabler01\.example\.com$/)
    const common = { sessionId: answer.sessionId, userData: 'order-88213' }
    const leg = (called: string) => ({ ...common, caller: '+8675528000111', called })
    const at = (time: string) => ({ timestamp: `2026-03-01 03:${time}` })
    const pushed = receiver.received.map(({ path, eventType, info }) => ({ path, eventType, info }))
    expect(pushed).toEqual([
      { path: '/status', eventType: 'callout', info: { ...leg(A), ...at('15:02') } },
      { path: '/status', eventType: 'alerting', info: { ...leg(A), ...at('15:06') } },
      { path: '/status', eventType: 'answer', info: { ...leg(A), ...at('15:11') } },
      { path: '/status', eventType: 'callout', info: { ...leg(B), ...at('15:11') } },
      { path: '/status', eventType: 'alerting', info: { ...leg(B), ...at('15:15') } },
      { path: '/status', eventType: 'answer', info: { ...leg(B), ...at('15:21') } },
      {
        path: '/status',
        eventType: 'disconnect',
        info: {
          ...leg(A),
          ...at('17:25'),
          stateCode: 0,
          stateDesc: 'The user releases the call.',
          partyType: 'caller',
        },
      },
      { path: '/fee', eventType: 'fee', info: {} },
    ])
    expect(fee).toEqual({
      direction: 0,
      spId: 'sp_100042',
      appKey: CALLBACK_APP.appKey,
      icid: expect.stringMatching(/^[0-9a-f]{14}\.\d{10}\.\d+\.1$/),
      bindNum: '+8675528000111',
      sessionId: answer.sessionId,
      callerNum: '+8675528000111',
      calleeNum: A,
      fwdDisplayNum: '+8675528000111',
      fwdDstNum: B,
      callOutStartTime: '2026-03-01 03:15:02',
      callOutAlertingTime: '2026-03-01 03:15:06',
      callOutAnswerTime: '2026-03-01 03:15:11',
      fwdStartTime: '2026-03-01 03:15:11',
      fwdAlertingTime: '2026-03-01 03:15:15',
      fwdAnswerTime: '2026-03-01 03:15:21',
      callEndTime: '2026-03-01 03:17:25',
      fwdUnaswRsn: 0,
      failTime: '',
      ulFailReason: 0,
      sipStatusCode: 0,
      callOutUnaswRsn: 0,
      recordFlag: 1,
      recordStartTime: '2026-03-01 03:15:21',
      recordObjectName: expect.stringMatching(/^260301031521_12_\d{4}\.wav$/),
      recordBucketName: 'rec-bucket-1',
      recordDomain: 'recstore01.example.com',
      ttsPlayTimes: 0,
      ttsTransDuration: 0,
      serviceType: '002',
      hostName: 'callenabler01.example.com',
      userData: 'order-88213',
    })
    // The billed spans of the example: leg B 124 s, leg A 134 s.
    expect(seconds(fee.fwdAnswerTime, fee.callEndTime)).toBe(124)
    expect(seconds(fee.callOutAnswerTime, fee.callEndTime)).toBe(134)
  })

  it('rings as long as people do', async () => {
    const { fee } = await carry({ outcome: 'answered' })
    const spans = [
      [seconds(fee.callOutStartTime, fee.callOutAlertingTime), 3, 4],
      [seconds(fee.callOutAlertingTime, fee.callOutAnswerTime), 4, 6],
      [seconds(fee.callOutAnswerTime, fee.fwdStartTime), 0, 0],
      [seconds(fee.fwdStartTime, fee.fwdAlertingTime), 3, 4],
      [seconds(fee.fwdAlertingTime, fee.fwdAnswerTime), 5, 6],
      [seconds(fee.fwdAnswerTime, fee.callEndTime), 45, 45],
    ] as const
    for (const [span, from, to] of spans) {
      // Stamps cut the fraction off, so a span may differ by one.
      expect(span).toBeGreaterThanOrEqual(from - 1)
      expect(span).toBeLessThanOrEqual(to + 1)
    }
  })

  it.each([
    { by: 'caller' as const, called: A, code: 0 },
    { by: 'callee' as const, called: B, code: 0 },
    { by: 'platform' as const, called: A, code: 8020 },
  ])('may be ended by the $by', async ({ by, called, code }) => {
    const { events, receiver, fee } = await carry(
      { outcome: 'answered', hangUpBy: by, talkSeconds: 10 },
      { partyTypeRequiredInDisconnect: 'true' },
    )
    expect(events.at(-1)).toBe(`disconnect ${called} ${code}`)
    expect(receiver.received.find(({ eventType }) => eventType === 'disconnect')?.info.partyType).toBe(by)
    expect(fee.ulFailReason).toBe(code)
    expect(fee.failTime).toBe('')
  })

  it('ends at maxDuration, counted from the answer of B', async () => {
    const { events, fee } = await carry({ outcome: 'answered', talkSeconds: 600 }, { maxDuration: 2 })
    expect(events.at(-1)).toBe(`disconnect ${A} 8010`)
    expect(seconds(fee.fwdAnswerTime, fee.callEndTime)).toBe(120)
  })

  it('is not ended by a maxDuration it does not reach', async () => {
    const { events } = await carry({ outcome: 'answered', talkSeconds: 119 }, { maxDuration: 2 })
    expect(events.at(-1)).toBe(`disconnect ${B} 0`)
  })

  it('calls B only after the pre-voice', async () => {
    const { fee } = await carry({ outcome: 'answered' }, { playPreVoice: 'true' }, { timing: { prompt: 7 } })
    expect(seconds(fee.callOutAnswerTime, fee.fwdStartTime)).toBe(7)
  })
})

describe('a callback that fails', () => {
  const calleeFailures = [
    { outcome: 'busy' as const, rings: false, code: 8102, cause: 17, sip: 486 },
    { outcome: 'noAnswer' as const, rings: true, code: 8101, cause: 19, sip: 480 },
    { outcome: 'rejected' as const, rings: true, code: 8004, cause: 21, sip: 603 },
    { outcome: 'poweredOff' as const, rings: false, code: 8104, cause: 20, sip: 480 },
    { outcome: 'unreachable' as const, rings: false, code: 8103, cause: 18, sip: 408 },
    { outcome: 'notExist' as const, rings: false, code: 8100, cause: 1, sip: 404 },
  ]
  const LEG_A = [`callout ${A}`, `alerting ${A}`, `answer ${A}`]

  it.each(calleeFailures)('at B: $outcome', async ({ outcome, rings, code, cause, sip }) => {
    const { events, fee } = await carry({ outcome }, { recordFlag: 'true' })
    const ringing = rings ? [`alerting ${B}`] : []
    expect(events).toEqual([...LEG_A, `callout ${B}`, ...ringing, `disconnect ${B} ${code}`])
    expect(fee).toMatchObject({
      callOutUnaswRsn: 0,
      fwdUnaswRsn: cause,
      sipStatusCode: sip,
      ulFailReason: code,
      fwdAnswerTime: '',
      recordFlag: 0,
    })
    expect(fee.callOutAnswerTime).not.toBe('')
    expect(fee.failTime).toBe(fee.callEndTime)
    expect(fee.fwdAlertingTime === '').toBe(!rings)
    expect(fee).not.toHaveProperty('recordObjectName')
  })

  it.each([
    { outcome: 'callerNoAnswer' as const, rings: true, code: 8107, plain: 8101, cause: 19 },
    { outcome: 'callerBusy' as const, rings: false, code: 8108, plain: 8102, cause: 17 },
    { outcome: 'callerRejected' as const, rings: true, code: 8111, plain: 8004, cause: 21 },
    { outcome: 'callerPoweredOff' as const, rings: false, code: 8110, plain: 8104, cause: 20 },
    { outcome: 'callerUnreachable' as const, rings: false, code: 8109, plain: 8103, cause: 18 },
    { outcome: 'callerNotExist' as const, rings: false, code: 8106, plain: 8100, cause: 1 },
  ])('at A: $outcome', async ({ outcome, rings, code, plain, cause }) => {
    const { events, fee } = await carry({ outcome })
    const ringing = rings ? [`alerting ${A}`] : []
    expect(events).toEqual([`callout ${A}`, ...ringing, `disconnect ${A} ${code}`])
    expect(fee).toMatchObject({
      callOutUnaswRsn: cause,
      callOutAnswerTime: '',
      fwdDstNum: B,
      fwdStartTime: '',
      fwdAnswerTime: '',
    })
    const other = await carry({ outcome }, {}, { callerLegCodes: 'plain' })
    expect(other.events.at(-1)).toBe(`disconnect ${A} ${plain}`)
  })

  it('because A hangs up before B answers', async () => {
    const { events, fee } = await carry({ outcome: 'callerHangsUp' })
    expect(events).toEqual([...LEG_A, `callout ${B}`, `alerting ${B}`, `disconnect ${A} 8009`])
    expect(fee).toMatchObject({ fwdAnswerTime: '', ulFailReason: 8009 })
    expect(fee.failTime).toBe(fee.callEndTime)
  })

  it('with any stateCode that is asked for', async () => {
    const { events, fee } = await carry({ outcome: 'busy', stateCode: 7002 })
    expect(events.at(-1)).toBe(`disconnect ${B} 7002`)
    expect(fee.ulFailReason).toBe(7002)
  })

  it.each([
    ['9001', 8102],
    ['9002', 8101],
    ['9003', 8004],
    ['9004', 8104],
    ['9005', 8103],
    ['9006', 8100],
    ['9007', 8107],
    ['9008', 0],
    ['0000', 0],
  ])('by the last digits of the callee: %s', async (digits, code) => {
    const { simulator, receiver, urls } = await startDesk()
    const body = { ...CALLBACK_BODY, ...urls, calleeNbr: `+861390000${digits}` }
    await ask(simulator, CALLBACK_APP, 'click2Call', body)
    await simulator.advance(300)
    expect(receiver.events().at(-1)).toMatch(new RegExp(` ${code}$`))
  })
})

describe('stopping a callback', () => {
  const stop = (simulator: { url: string }, sessionid: string) =>
    ask(simulator, CALLBACK_APP, 'callStop', { sessionid, signal: 'call_stop' })

  it('releases A before B with 8017, once', async () => {
    const { simulator, receiver, urls } = await startDesk()
    const body = { ...CALLBACK_BODY, ...urls, partyTypeRequiredInDisconnect: 'true' }
    const { sessionId } = await ask(simulator, CALLBACK_APP, 'click2Call', body)
    await simulator.advance(30)
    expect((await stop(simulator, sessionId)).resultcode).toBe('0')
    expect(await stop(simulator, sessionId)).toMatchObject({ status: 403, resultcode: '1016001' })
    await simulator.advance(300)
    expect(receiver.events().filter((event) => event.startsWith('disconnect'))).toEqual([
      `disconnect ${A} 8017`,
    ])
    const [legA, legB] = simulator.state().sessions[0]?.legs ?? []
    expect(legB?.releasedAt).toBeGreaterThan(legA?.releasedAt ?? Number.POSITIVE_INFINITY)
    expect(receiver.fees()).toMatchObject([{ ulFailReason: 8017 }])
    expect(receiver.received.find(({ eventType }) => eventType === 'disconnect')?.info.partyType).toBe(
      'platform',
    )
  })

  it('works while A is still ringing and frees the port', async () => {
    const { simulator, receiver, urls } = await startDesk({ apps: [{ ...CALLBACK_APP, ports: 1 }] })
    const body = { ...CALLBACK_BODY, ...urls }
    const { sessionId } = await ask(simulator, CALLBACK_APP, 'click2Call', body)
    await simulator.advance(5)
    await stop(simulator, sessionId)
    await simulator.settle()
    expect(receiver.events()).toEqual([`callout ${A}`, `alerting ${A}`, `disconnect ${A} 8017`])
    expect((await ask(simulator, CALLBACK_APP, 'click2Call', body)).resultcode).toBe('0')
  })

  it('fails for a call that is over and for a call of another application', async () => {
    const other = { ...CALLBACK_APP, appKey: 'other0001' }
    const simulator = await startStill({ apps: [CALLBACK_APP, other] })
    const { sessionId } = await ask(simulator, CALLBACK_APP, 'click2Call', CALLBACK_BODY)
    const foreign = await ask(simulator, other, 'callStop', { sessionid: sessionId, signal: 'call_stop' })
    expect(foreign.resultcode).toBe('1016001')
    await simulator.advance(300)
    expect((await stop(simulator, sessionId)).resultcode).toBe('1016001')
  })
})

describe('readings that are not confirmed', () => {
  it('can be switched in fee records and disconnects', async () => {
    const { events, fee, receiver } = await carry(
      { outcome: 'callerNoAnswer' },
      { partyTypeRequiredInDisconnect: 'true' },
      {
        absentTimes: 'missing',
        callbackDirection: 1,
        answeredCause: 31,
        partyType: { caller: '0', callee: '1', platform: '2' },
      },
    )
    expect(fee).not.toHaveProperty('fwdAnswerTime')
    expect(fee).toMatchObject({ direction: 1, fwdUnaswRsn: 31, callOutUnaswRsn: 19 })
    expect(events).toHaveLength(3)
    expect(receiver.received[2]?.info.partyType).toBe('2')
  })

  it('may give one disconnect per leg', async () => {
    const options = { disconnectPer: 'leg' as const }
    const { events } = await carry({ outcome: 'answered', hangUpBy: 'callee' }, {}, options)
    expect(events.slice(-2)).toEqual([`disconnect ${B} 0`, `disconnect ${A} 0`])
    const failed = await carry({ outcome: 'callerBusy' }, {}, options)
    expect(failed.events).toEqual([`callout ${A}`, `disconnect ${A} 8108`])
  })

  it('leaves partyType out unless it was asked for', async () => {
    const { receiver } = await carry({ outcome: 'answered' })
    expect(receiver.received.some(({ info }) => 'partyType' in info)).toBe(false)
  })

  it('picks another landline for a suspended display number', async () => {
    const app = { ...CALLBACK_APP, suspendedNumbers: ['+8675528000111'] }
    const { fee } = await carry({ outcome: 'answered' }, {}, { apps: [app] })
    expect(fee).toMatchObject({ callerNum: '+8675528000112', fwdDisplayNum: '+8675528000112' })
    const none = { ...app, suspendedNumbers: app.displayNumbers }
    const simulator = await startStill({ apps: [none] })
    const answer = await ask(simulator, none, 'click2Call', CALLBACK_BODY)
    expect(answer.resultcode).toBe('1013119')
  })
})
