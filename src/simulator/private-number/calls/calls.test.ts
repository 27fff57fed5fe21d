import { describe, expect, it } from 'vitest'
import { readAlawWav } from '../../../domain/wav/index.ts'
import { textOf } from '../../json-shape.ts'
import { A, B, BAD, type Case, each, gone, LANDLINE, STRANGER, wrongTexts } from '../testing/desk.ts'
import { AXB_X, bindAxb, type DialDesk, dialDesk, forwarded } from '../testing/dial-desk.ts'

describe('a call through an AXB binding', () => {
  it('is told of as in the examples of the facts, with its record and recording', async () => {
    const place = await dialDesk('AXB')
    const bound = await bindAxb(place, { recordFlag: 'true', userData: 'order-20260114-0007' })
    const { subscriptionId } = bound.body
    const { pushed, fee, sessionId } = await place.dial(A, AXB_X, { hangUpBy: 'caller' })
    expect(sessionId).toMatch(/^\d+_\d+_4294967295_20260114080502@node17\.pn\.example\.com$/)
    const ids = { sessionId, subscriptionId, userData: 'order-20260114-0007', caller: A }
    const at = (time: string, called = B) => ({ ...ids, called, timestamp: `2026-01-14 08:05:${time}` })
    expect(pushed.slice(0, -1).map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/status', body: { eventType: 'callin', statusInfo: at('02', AXB_X) } },
      { path: '/status', body: { eventType: 'callout', statusInfo: at('03') } },
      { path: '/status', body: { eventType: 'alerting', statusInfo: at('06') } },
      { path: '/status', body: { eventType: 'answer', statusInfo: at('11') } },
      {
        path: '/status',
        body: {
          eventType: 'disconnect',
          statusInfo: { ...at('40'), stateCode: 0, stateDesc: 'The user releases the call.' },
        },
      },
    ])
    expect(pushed.at(-1)).toMatchObject({ path: '/fee', eventType: 'fee' })
    expect(fee).toEqual({
      direction: 1,
      spId: 'sp_100042',
      appKey: place.app.appKey,
      icid: expect.stringMatching(/^[0-9a-f]{32}\.\d+\.\d+\.4$/),
      bindNum: AXB_X,
      sessionId,
      subscriptionId,
      callerNum: A,
      calleeNum: AXB_X,
      fwdDisplayNum: AXB_X,
      fwdDstNum: B,
      callInTime: '2026-01-14 08:05:02',
      fwdStartTime: '2026-01-14 08:05:03',
      fwdAlertingTime: '2026-01-14 08:05:06',
      fwdAnswerTime: '2026-01-14 08:05:11',
      callEndTime: '2026-01-14 08:05:40',
      failTime: '',
      fwdUnaswRsn: 0,
      ulFailReason: 0,
      sipStatusCode: 0,
      callOutUnaswRsn: 0,
      recordFlag: 1,
      recordStartTime: '2026-01-14 08:05:11',
      recordObjectName: expect.stringMatching(/^20260114080511_12_\d{4}\.wav$/),
      recordBucketName: 'rec-bucket-1',
      recordDomain: 'recstore01.example.com',
      serviceType: '004',
      hostName: 'node17.pn.example.com',
      userData: 'order-20260114-0007',
    })
    const address = await place.ask('GET', 'record', {
      query: {
        fileName: textOf(fee, 'recordObjectName') ?? '',
        recordDomain: textOf(fee, 'recordDomain') ?? '',
      },
    })
    expect(address.status).toBe(301)
    const wav = readAlawWav(new Uint8Array(await (await fetch(address.location ?? '')).arrayBuffer()))
    expect(wav.ok && wav.dataBytes).toBe(29 * 8000)
  })

  it('goes either way unless its direction is set', async () => {
    const place = await dialDesk('AXB')
    const { subscriptionId } = (await bindAxb(place)).body
    const direction = (callDirection: number) =>
      place.ask('PUT', 'axb', { body: { subscriptionId, callDirection } })
    const back = await place.dial(B, AXB_X)
    expect(back.events).toEqual([...forwarded(A, AXB_X), `disconnect ${A} 0`])
    expect(back.fee).toMatchObject({ direction: 0, fwdDstNum: A, callerNum: B })
    await direction(1)
    expect((await place.dial(B, AXB_X)).events).toEqual([`callin ${AXB_X}`, `disconnect ${AXB_X} 8016`])
    expect((await place.dial(A, AXB_X)).events).toHaveLength(5)
    await direction(2)
    const forbidden = await place.dial(A, AXB_X)
    expect(forbidden.events.at(-1)).toBe(`disconnect ${AXB_X} 8016`)
    expect(forbidden.fee).toMatchObject({ direction: 1, subscriptionId, fwdDstNum: '', fwdStartTime: '' })
  })

  it('reaches nobody without a binding, after its end, from a landline, or on a number that is off', async () => {
    const place = await dialDesk('AXB')
    await bindAxb(place, { duration: 100, calleeNum: LANDLINE })
    const wrong = await place.dial(STRANGER, AXB_X)
    expect(wrong.events).toEqual([`callin ${AXB_X}`, `disconnect ${AXB_X} 8014`])
    expect(wrong.fee).toMatchObject({ direction: 2, subscriptionId: '', ulFailReason: 8014, recordFlag: 0 })
    expect(wrong.fee.failTime).toBe(wrong.fee.callEndTime)
    expect((await place.dial(LANDLINE, AXB_X)).events.at(-1)).toBe(`disconnect ${AXB_X} 8023`)
    // 300 s were let pass each time.
    expect((await place.dial(A, AXB_X)).events.at(-1)).toBe(`disconnect ${AXB_X} 8014`)
    await bindAxb(place)
    place.simulator.setNumbers(place.app.appKey, [{ number: AXB_X, status: 'suspended' }])
    expect((await place.dial(A, AXB_X)).events.at(-1)).toBe(`disconnect ${AXB_X} 8055`)
    place.simulator.setNumbers(place.app.appKey, [{ number: AXB_X, status: 'frozen' }])
    expect((await place.dial(A, AXB_X)).events.at(-1)).toBe(`disconnect ${B} 0`)
  })

  it('reaches nobody for an account in arrears', async () => {
    const place = await dialDesk('AXB')
    await bindAxb(place)
    place.simulator.addPrivateNumberApp({ ...place.app, state: 'frozen' })
    expect((await place.dial(A, AXB_X)).events.at(-1)).toBe(`disconnect ${AXB_X} 7108`)
  })

  it('goes on when it is unbound, and when its life ends', async () => {
    const place = await dialDesk('AXB')
    await bindAxb(place, { duration: 15 })
    const { simulator, receiver, app } = place
    simulator.dial({ appKey: app.appKey, from: A, to: AXB_X })
    await simulator.advance(1)
    await place.ask('DELETE', 'axb', { query: 'relationNum=%2B8617000000033' })
    await simulator.advance(300)
    expect(receiver.events().at(-1)).toBe(`disconnect ${B} 0`)
  })

  it.each([
    { outcome: 'busy' as const, code: 8102, rings: false, cause: 17 },
    { outcome: 'noAnswer' as const, code: 8101, rings: true, cause: 19 },
    { outcome: 'rejected' as const, code: 7503, rings: true, cause: 21 },
    { outcome: 'poweredOff' as const, code: 8104, rings: false, cause: 20 },
    { outcome: 'unreachable' as const, code: 8103, rings: false, cause: 18 },
    { outcome: 'notExist' as const, code: 8100, rings: false, cause: 1 },
    { outcome: 'outOfService' as const, code: 8105, rings: false, cause: 27 },
    { outcome: 'connectTimeout' as const, code: 8035, rings: false, cause: 102 },
    { outcome: 'callerLeavesBeforeRinging' as const, code: 7501, rings: false, cause: 16 },
    { outcome: 'callerLeavesRinging' as const, code: 7502, rings: true, cause: 16 },
  ])('may fail: $outcome', async ({ outcome, code, rings, cause }) => {
    const place = await dialDesk('AXB')
    await bindAxb(place, { recordFlag: 'true' })
    const { events, fee } = await place.dial(A, AXB_X, { outcome })
    const ringing = rings ? [`alerting ${B}`] : []
    expect(events).toEqual([`callin ${AXB_X}`, `callout ${B}`, ...ringing, `disconnect ${B} ${code}`])
    expect(fee).toMatchObject({ fwdUnaswRsn: cause, ulFailReason: code, fwdAnswerTime: '', recordFlag: 0 })
    expect(fee.failTime).toBe(fee.callEndTime)
  })

  it('may be given up before it is forwarded, end as asked, or by the last digits', async () => {
    const place = await dialDesk('AXB')
    await bindAxb(place, { calleeNum: '+8613900009001' })
    const early = await place.dial(A, AXB_X, { outcome: 'callerLeavesEarly' })
    expect(early.events).toEqual([`callin ${AXB_X}`, 'disconnect +8613900009001 7516'])
    expect((await place.dial(A, AXB_X)).events.at(-1)).toBe('disconnect +8613900009001 8102')
    const asked = await place.dial(A, AXB_X, { stateCode: 8047 })
    expect(asked.events.at(-1)).toBe('disconnect +8613900009001 8047')
  })

  it('is ended at maxDuration, and leaves no recording under three seconds or without the application', async () => {
    const place = await dialDesk('AXB')
    await bindAxb(place, { maxDuration: 1, recordFlag: 'true' })
    const long = await place.dial(A, AXB_X, { talkSeconds: 61 })
    expect(long.events.at(-1)).toBe(`disconnect ${B} 8010`)
    expect(long.fee).toMatchObject({
      recordFlag: 1,
      fwdAnswerTime: '2026-01-14 08:05:11',
      callEndTime: '2026-01-14 08:06:11',
    })
    expect((await place.dial(A, AXB_X, { talkSeconds: 2 })).fee).toMatchObject({ recordFlag: 0 })
    const without = await dialDesk('AXB', {}, { recordingEnabled: false })
    expect((await bindAxb(without, { recordFlag: 'true' })).code).toBe('0')
    expect((await without.dial(A, AXB_X)).fee).toMatchObject({ recordFlag: 0 })
  })
})

describe('stopping a call', () => {
  const stop = ({ ask }: DialDesk, sessionid: unknown, signal = 'call_stop') =>
    ask('POST', 'stop', { body: { sessionid, signal } })

  it('ends it with 8017, once, and answers JSON under another type', async () => {
    const place = await dialDesk('AXB')
    await bindAxb(place)
    const { sessionId } = place.simulator.dial({ appKey: place.app.appKey, from: A, to: AXB_X })
    await place.simulator.advance(20)
    const stopped = await stop(place, sessionId)
    expect(stopped).toMatchObject({ status: 200, code: '0', type: 'text/html;charset=UTF-8' })
    expect((await stop(place, sessionId)).code).toBe('1012007')
    await place.simulator.advance(60)
    expect(place.receiver.events().at(-1)).toBe(`disconnect ${B} 8017`)
    expect(place.receiver.fees()).toMatchObject([{ ulFailReason: 8017 }])
  })

  it('holds both parameters against their table', async () => {
    const { ask } = await dialDesk('AXYB')
    const good = { sessionid: 'unknown', signal: 'call_stop' }
    const cases: readonly Case[] = [
      ...each('sessionid', ['x', 'x'.repeat(256)], '1012007'),
      ...wrongTexts('sessionid', 1, 256),
      ...wrongTexts('signal', 1, 128),
      ...each('signal', ['stop', 'CALL_STOP', 'call_stop '], BAD),
      [gone('sessionid'), BAD],
      [gone('signal'), BAD],
      [{ ...gone('sessionid'), sessionId: 'unknown' }, BAD],
    ]
    for (const [change, code] of cases)
      expect([change, (await ask('POST', 'stop', { body: { ...good, ...change } })).code]).toEqual([
        change,
        code,
      ])
  })

  it('may be for AXYB alone', async () => {
    const place = await dialDesk('AXB', { callStop: 'axyb', callStopType: 'json' })
    expect((await stop(place, 'x')).code).toBe('1010040')
    const axyb = await dialDesk('AXYB', { callStop: 'axyb', callStopType: 'json' })
    expect(await stop(axyb, 'x')).toMatchObject({ code: '1012007', type: 'application/json;charset=UTF-8' })
  })
})

describe('the address of a recording', () => {
  it('is not given for another file, another application, or after seven days', async () => {
    const place = await dialDesk('AXB')
    const code = async (query: string) => (await place.ask('GET', 'record', { query })).code
    for (const query of [
      '',
      'fileName=a.wav',
      'recordDomain=d',
      'fileName=&recordDomain=d',
      'fileName=a.wav&recordDomain=',
      `fileName=${'a'.repeat(129)}&recordDomain=d`,
      `fileName=a.wav&recordDomain=${'d'.repeat(129)}`,
    ])
      expect([query, await code(query)]).toEqual([query, BAD])
    for (const length of [1, 128]) {
      const longest = `fileName=${'a'.repeat(length)}&recordDomain=${'d'.repeat(length)}`
      expect(await code(longest)).toBe('1012007')
    }
    await bindAxb(place, { recordFlag: 'true' })
    const { fee } = await place.dial(A, AXB_X)
    const query = new URLSearchParams({
      fileName: textOf(fee, 'recordObjectName') ?? '',
      recordDomain: textOf(fee, 'recordDomain') ?? '',
    }).toString()
    expect((await place.ask('GET', 'record', { query })).status).toBe(301)
    await place.simulator.advance(7 * 86_400)
    expect(await code(query)).toBe('1012007')
  })
})
