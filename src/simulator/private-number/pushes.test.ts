import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { PrivateNumberChoices } from './options.ts'
import { A, B, startMasking } from './testing/desk.ts'

const X = '+8617000000033'
const MINUTES = [1, 4, 9, 106, 203, 300]

async function called(
  reply: Parameters<typeof startMasking>[3],
  privateNumber: Partial<PrivateNumberChoices> = {},
) {
  const desk = await startMasking('AXB', { privateNumber }, {}, reply)
  await desk.ask('POST', 'axb', { body: { callerNum: A, calleeNum: B, relationNum: X } })
  desk.simulator.dial({ appKey: desk.app.appKey, from: A, to: X })
  return desk
}

const attribute = (token: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(token)?.[1] ?? ''

describe('the signature of a Private Number push', () => {
  it('is that of a request, in UTC', async () => {
    const { simulator, receiver, app } = await called(undefined)
    await simulator.advance(120)
    expect(receiver.received).toHaveLength(6)
    for (const { headers } of receiver.received) {
      expect(headers['content-type']).toBe('application/json;charset=UTF-8')
      expect(headers.authorization).toBe('AKSK realm="SDP",profile="UsernameToken",type="Appkey"')
      const token = String(headers['x-aksk'])
      const created = attribute(token, 'Created')
      expect(Math.abs(Date.parse(created) - Date.now())).toBeLessThan(60_000)
      const digest = createHmac('sha256', app.appSecret)
        .update(attribute(token, 'Nonce') + created)
        .digest('base64')
      expect(attribute(token, 'PasswordDigest')).toBe(digest)
      expect(attribute(token, 'Username')).toBe(app.appKey)
    }
    const nonces = receiver.received.map(({ headers }) => attribute(String(headers['x-aksk']), 'Nonce'))
    expect(new Set(nonces).size).toBe(6)
  })

  it('may be the older one, or none', async () => {
    const older = await called(undefined, { pushSignature: 'wsse' })
    await older.simulator.advance(1)
    const headers = older.receiver.received[0]?.headers
    expect(headers?.authorization).toBe('WSSE realm="SDP",profile="UsernameToken",type="Appkey"')
    const token = String(headers?.['x-wsse'])
    const digest = createHash('sha256')
      .update(attribute(token, 'Nonce') + attribute(token, 'Created') + older.app.appSecret)
      .digest('base64')
    expect(attribute(token, 'PasswordDigest')).toBe(digest)
    const none = await called(undefined, { pushSignature: 'none' })
    await none.simulator.advance(1)
    expect(none.receiver.received[0]?.headers).not.toHaveProperty('authorization')
  })
})

describe('a push that fails', () => {
  it.each([
    ['first', MINUTES],
    ['previous', [1, 5, 14, 120, 323, 623]],
  ] as const)('comes again six times, counted from the %s try', async (repushFrom, minutes) => {
    const { simulator } = await called(() => ({ status: 500 }), { repushFrom })
    await simulator.advance(3 * 86_400)
    const { pushLog, pushes, privateNumber } = simulator.state()
    for (const eventType of ['callin', 'callout', 'alerting', 'answer', 'disconnect', 'fee']) {
      const tries = pushLog.filter((one) => one.eventType === eventType)
      const start = tries[0]?.at ?? 0
      expect([eventType, tries.map(({ at }) => (at - start) / 60_000)]).toEqual([eventType, [0, ...minutes]])
      expect(tries.map(({ repeat }) => repeat)).toEqual([0, 1, 2, 3, 4, 5, 6])
    }
    expect(pushes.status).toEqual({ attempted: 35, acknowledged: 0, failed: 35 })
    expect(pushes.fee).toEqual({ attempted: 7, acknowledged: 0, failed: 7 })
    expect(privateNumber.undeliveredFees).toHaveLength(1)
  })

  it('ends its repeats at the first success, whatever the body', async () => {
    const seen = new Map<string, number>()
    const { simulator, receiver } = await called(({ eventType }) => {
      const count = (seen.get(eventType) ?? 0) + 1
      seen.set(eventType, count)
      return { status: count < 3 ? 503 : 200, body: '{"resultcode":"1"}' }
    })
    await simulator.advance(86_400)
    expect(receiver.received).toHaveLength(6 * 3)
    const bodies = receiver.received.filter(({ eventType }) => eventType === 'fee').map(({ body }) => body)
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
    expect(simulator.state().privateNumber.undeliveredFees).toEqual([])
  })

  it('can be cut, doubled or held back by a fault', async () => {
    const desk = await called(undefined)
    desk.simulator.addFault({ operation: 'push.status', kind: 'cutMid' })
    desk.simulator.addFault({ operation: 'push.fee', kind: 'duplicate' })
    await desk.simulator.advance(120)
    const types = desk.receiver.received.map(({ eventType }) => eventType)
    expect(types.filter((one) => one === 'fee')).toHaveLength(2)
    // The first event was on its way before the fault was asked for: the second is cut and comes again.
    expect(types.filter((one) => one === 'callout')).toHaveLength(1)
    expect(desk.simulator.state().pushLog.find(({ fault }) => fault === 'cutMid')).toMatchObject({
      eventType: 'callout',
      acknowledged: false,
    })
  })
})

describe('a simulator with a seed', () => {
  async function course(seed: number): Promise<string> {
    const desk = await startMasking('AXB', { seed })
    const { app, simulator, receiver } = desk
    await desk.ask('POST', 'axb', { body: { callerNum: A, calleeNum: B, relationNum: X } })
    simulator.sms({ appKey: app.appKey, from: A, to: X, text: 'x' })
    simulator.dial({ appKey: app.appKey, from: A, to: X })
    simulator.dial({ appKey: app.appKey, from: B, to: X, outcome: 'noAnswer' })
    await simulator.advance(300)
    return JSON.stringify(
      receiver.received
        .map(({ body }) => body)
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    )
  }

  it('tells the same course again, and another with another seed', async () => {
    const first = await course(7)
    expect(await course(7)).toBe(first)
    expect(await course(8)).not.toBe(first)
  })
})

describe('records of calls', () => {
  it('that end in the same second travel together, at most 50', async () => {
    const desk = await startMasking('AXB', { timing: { alertingB: [3, 3], answerB: [5, 5] } })
    await desk.ask('POST', 'axb', { body: { callerNum: A, calleeNum: B, relationNum: X } })
    for (let k = 0; k < 53; k += 1) desk.simulator.dial({ appKey: desk.app.appKey, from: A, to: X })
    await desk.simulator.advance(120)
    const fees = desk.receiver.received.filter(({ eventType }) => eventType === 'fee')
    expect(fees.map((one) => one.fees.length).sort()).toEqual([3, 50])
  })
})

describe('the state of a number', () => {
  const change = (status: 'normal' | 'suspended' | 'unavailable' | 'frozen', number = X) => ({
    number,
    status,
  })

  it('is told of when it changes, with the cause when it is unavailable', async () => {
    const desk = await startMasking('AXB')
    const other = '+8617000000034'
    desk.simulator.setNumbers(desk.app.appKey, [
      { number: X, status: 'unavailable', cause: '2' },
      change('normal', other),
    ])
    desk.simulator.setNumbers(desk.app.appKey, [{ number: X, status: 'unavailable', cause: '5' }])
    desk.simulator.setNumbers(desk.app.appKey, [{ number: X, status: 'unavailable', cause: '5' }])
    desk.simulator.setNumbers(desk.app.appKey, [change('frozen'), change('suspended', other)])
    desk.simulator.setNumbers(desk.app.appKey, [change('normal', other)])
    await desk.simulator.settle()
    expect(desk.receiver.received.map(({ path }) => path)).toEqual(Array(4).fill('/status'))
    expect(desk.receiver.received.map(({ body }) => body)).toEqual([
      { eventType: 'numStatus', numInfo: [{ number: X, status: '10', cause: '2' }] },
      { eventType: 'numStatus', numInfo: [{ number: X, status: '10', cause: '5' }] },
      {
        eventType: 'numStatus',
        numInfo: [
          { number: X, status: '11' },
          { number: other, status: '9' },
        ],
      },
      { eventType: 'numStatus', numInfo: [{ number: other, status: '5' }] },
    ])
    expect(desk.simulator.state().privateNumber.numbers).toEqual({
      [X]: { status: 'frozen' },
    })
  })

  it('goes to its own address, when the application wants it at all', async () => {
    const desk = await startMasking('AXB')
    const app = { ...desk.app, numberStatusUrl: `${desk.receiver.url}/numbers` }
    desk.simulator.addPrivateNumberApp(app)
    desk.simulator.setNumbers(app.appKey, [change('frozen')])
    await desk.simulator.settle()
    desk.simulator.addPrivateNumberApp({ ...app, pushNumberStatus: false })
    desk.simulator.setNumbers(app.appKey, [change('normal')])
    await desk.simulator.settle()
    expect(desk.receiver.received.map(({ path }) => path)).toEqual(['/numbers'])
  })

  it.each([
    [false, 1],
    [true, 7],
  ])('is pushed again when told to: %s', async (repushNumberStatus, times) => {
    const desk = await startMasking('AXB', { privateNumber: { repushNumberStatus } }, {}, () => ({
      status: 500,
    }))
    desk.simulator.setNumbers(desk.app.appKey, [change('frozen')])
    await desk.simulator.advance(86_400)
    expect(desk.simulator.state().pushes.numberStatus.attempted).toBe(times)
  })
})
