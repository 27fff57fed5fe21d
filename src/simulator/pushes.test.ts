import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ask, base64, PATHS, send, signed } from './testing/client.ts'
import { CALLBACK_APP, CALLBACK_BODY, startDesk, startStill } from './testing/desk.ts'

const HOUR = 3600

/** Leaves the call at a time when every event of it is due. */
const WHOLE_CALL = 120

describe('the signature of a push', () => {
  const attribute = (token: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(token)?.[1] ?? ''

  it.each([
    { pushSignature: 'newline' as const, joint: '\n' },
    { pushSignature: 'plain' as const, joint: '' },
  ])('has the $pushSignature form over the address, in Beijing time', async ({ pushSignature, joint }) => {
    const real = Date.UTC(2026, 2, 1, 16, 0, 0)
    const { simulator, receiver, urls } = await startDesk({ pushSignature, authClock: () => real })
    const headers = signed(CALLBACK_APP, { created: '2026-03-01T16:00:00Z' })
    await send(`${simulator.url}${PATHS.click2Call}`, headers, { ...CALLBACK_BODY, ...urls })
    await simulator.advance(WHOLE_CALL)
    expect(receiver.received).toHaveLength(8)
    for (const { headers: got, path } of receiver.received) {
      expect(got['content-type']).toBe('application/json;charset=UTF-8')
      expect(got.authorization).toBe('AKSK realm="SDP",profile="UsernameToken",type="Appkey"')
      const token = String(got['x-aksk'])
      expect(attribute(token, 'Username')).toBe(CALLBACK_APP.appKey)
      expect(attribute(token, 'Created')).toBe('2026-03-02T00:00:00Z')
      const message = [`${receiver.url}${path}`, attribute(token, 'Nonce'), attribute(token, 'Created')].join(
        joint,
      )
      const digest = createHmac('sha256', CALLBACK_APP.appSecret).update(message).digest('base64')
      expect(attribute(token, 'PasswordDigest')).toBe(digest)
    }
    const nonces = receiver.received.map((one) => attribute(String(one.headers['x-aksk']), 'Nonce'))
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  it('can be left out', async () => {
    const { simulator, receiver, urls } = await startDesk({ pushSignature: 'none' })
    await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, ...urls })
    await simulator.advance(WHOLE_CALL)
    expect(receiver.received).toHaveLength(8)
    expect(receiver.received.some(({ headers }) => 'authorization' in headers || 'x-aksk' in headers)).toBe(
      false,
    )
  })
})

describe('where pushes go', () => {
  it('nowhere without an address', async () => {
    const simulator = await startStill()
    await ask(simulator, CALLBACK_APP, 'click2Call', CALLBACK_BODY)
    await simulator.advance(WHOLE_CALL)
    expect(simulator.state().pushes.status.attempted + simulator.state().pushes.fee.attempted).toBe(0)
    expect(simulator.state().sessions[0]?.events).toHaveLength(7)
  })

  it('not off this machine unless allowed; that counts as failed', async () => {
    const simulator = await startStill()
    const statusUrl = base64('http://192.0.2.10:8888/status')
    await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, statusUrl })
    await simulator.advance(1)
    const { pushes, pushLog } = simulator.state()
    expect(pushes.status).toEqual({ attempted: 1, acknowledged: 0, failed: 1 })
    expect(pushLog[0]?.note).toContain('allowRemotePush')
  })

  it.each([
    { urlPrecedence: 'request' as const, path: '/fee' },
    { urlPrecedence: 'console' as const, path: '/console' },
  ])('to the $urlPrecedence address when both are set', async ({ urlPrecedence, path }) => {
    const { simulator, receiver, urls } = await startDesk({ urlPrecedence })
    const app = { ...CALLBACK_APP, appKey: 'console01', feeUrl: `${receiver.url}/console` }
    simulator.addApp(app)
    await ask(simulator, app, 'click2Call', { ...CALLBACK_BODY, feeUrl: urls.feeUrl })
    await ask(simulator, app, 'click2Call', { ...CALLBACK_BODY, calleeNbr: '+8613900009001' })
    await simulator.advance(WHOLE_CALL)
    // The second call has only the console's address.
    expect(receiver.received.map((one) => one.path)).toEqual(['/console', path])
  })
})

describe('a status push', () => {
  it('is never sent again, whatever the receiver answers', async () => {
    const { simulator, receiver, urls } = await startDesk({}, () => ({ status: 503 }))
    await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, statusUrl: urls.statusUrl })
    await simulator.advance(24 * HOUR)
    expect(receiver.received).toHaveLength(7)
    expect(simulator.state().pushes.status).toEqual({ attempted: 7, acknowledged: 0, failed: 7 })
  })

  it('is acknowledged by 200 alone', async () => {
    const answers = [200, 201, 204, 301, 404]
    const { simulator, urls } = await startDesk({}, (_, number) => ({ status: answers[number - 1] ?? 200 }))
    await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, statusUrl: urls.statusUrl })
    await simulator.advance(WHOLE_CALL)
    const { pushLog } = simulator.state()
    expect(pushLog.map(({ acknowledged }) => acknowledged)).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      true,
    ])
  })
})

describe('a fee push', () => {
  const place = async (reply: Parameters<typeof startDesk>[1]) => {
    const desk = await startDesk({}, reply)
    await ask(desk.simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, feeUrl: desk.urls.feeUrl })
    await desk.simulator.advance(WHOLE_CALL)
    return desk
  }

  it('is repeated six times, an hour apart, then given up', async () => {
    const { simulator, receiver } = await place(() => ({ status: 500 }))
    expect(receiver.received).toHaveLength(1)
    await simulator.advance(HOUR - WHOLE_CALL)
    expect(receiver.received).toHaveLength(1)
    for (let repeat = 1; repeat <= 6; repeat += 1) {
      await simulator.advance(HOUR)
      expect(receiver.received).toHaveLength(1 + repeat)
    }
    await simulator.advance(100 * HOUR)
    expect(receiver.received).toHaveLength(7)
    const { pushLog, undeliveredFees, pushes } = simulator.state()
    const times = pushLog.map(({ at }) => at)
    const gaps = times.slice(1).map((at, k) => at - (times[k] ?? 0))
    expect(gaps).toEqual([3_600_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000])
    expect(pushLog.map(({ repeat }) => repeat)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(pushes.fee).toEqual({ attempted: 7, acknowledged: 0, failed: 7 })
    expect(undeliveredFees).toHaveLength(1)
    const bodies = receiver.received.map(({ fees }) => JSON.stringify(fees))
    expect(new Set(bodies).size).toBe(1)
  })

  it('is repeated until success', async () => {
    const { simulator, receiver } = await place((_, number) => ({ status: number < 3 ? 502 : 200 }))
    await simulator.advance(24 * HOUR)
    expect(receiver.received).toHaveLength(3)
    expect(simulator.state().undeliveredFees).toEqual([])
  })

  it.each([
    { body: '', total: 1 },
    { body: 'OK', total: 1 },
    { body: '{}', total: 1 },
    { body: '{"resultdesc":"x"}', total: 1 },
    { body: '{"resultcode":"0","resultdesc":"Success"}', total: 1 },
    { body: '{"resultcode":"1","resultdesc":"no"}', total: 7 },
    { body: '{"resultcode":"500"}', total: 7 },
  ])('answered 200 with $body is sent $total times', async ({ body, total }) => {
    const { simulator, receiver } = await place(() => ({ status: 200, body }))
    await simulator.advance(24 * HOUR)
    expect(receiver.received).toHaveLength(total)
  })

  it('carries the records of calls that ended in the same second, at most 50, of one application', async () => {
    const ranges = {
      alertingA: [3, 3],
      answerA: [3, 3],
      alertingB: [3, 3],
      answerB: [3, 3],
    } as const
    const one = { ...CALLBACK_APP, ports: 100 }
    const two = { ...one, appKey: 'second001' }
    const { simulator, receiver, urls } = await startDesk({ apps: [one, two], timing: ranges })
    const body = { ...CALLBACK_BODY, feeUrl: urls.feeUrl }
    for (let k = 0; k < 53; k += 1) await ask(simulator, one, 'click2Call', body)
    await ask(simulator, two, 'click2Call', body)
    await simulator.advance(1)
    await ask(simulator, one, 'click2Call', body)
    await simulator.advance(WHOLE_CALL)
    const sizes = receiver.received.map(({ fees }) => [fees[0]?.appKey, fees.length])
    expect(sizes).toHaveLength(4)
    expect(sizes).toEqual(
      expect.arrayContaining([
        [one.appKey, 50],
        [one.appKey, 3],
        [two.appKey, 1],
        [one.appKey, 1],
      ]),
    )
    expect(new Set(receiver.fees().map(({ sessionId }) => sessionId)).size).toBe(55)
    for (const { fees } of receiver.received) {
      expect(new Set(fees.map(({ callEndTime }) => callEndTime)).size).toBe(1)
    }
  })
})

describe('pushes of several calls', () => {
  it('keep their order within a call while calls go on side by side', async () => {
    const { simulator, receiver, urls } = await startDesk()
    const body = { ...CALLBACK_BODY, statusUrl: urls.statusUrl }
    for (let k = 0; k < 5; k += 1) await ask(simulator, CALLBACK_APP, 'click2Call', body)
    await simulator.advance(WHOLE_CALL)
    for (const { sessionId, events } of simulator.state().sessions) {
      const got = receiver.received.filter(({ info }) => info.sessionId === sessionId)
      expect(got.map(({ info }) => info)).toEqual(events.map(({ statusInfo }) => statusInfo))
    }
  })
})
