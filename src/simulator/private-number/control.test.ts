import { describe, expect, it } from 'vitest'
import { startStill } from '../testing/desk.ts'
import type { PrivateNumberApp } from './account.ts'
import { A, B, LANDLINE, STRANGER, startMasking } from './testing/desk.ts'

const X = '+8617000000033'
const PAIR = { callerNum: A, calleeNum: B, relationNum: X }
const user = (number: number) => `+86136${String(number).padStart(8, '0')}`

describe('a drift behind the back of the customer', () => {
  it('adds, alters and removes a binding of AXB, AX and AXE by their own rules', async () => {
    const plans = [
      { mode: 'AXB', path: 'axb', body: PAIR, changes: { calleeNum: STRANGER }, list: 'relationNumList' },
      {
        mode: 'AX',
        path: 'ax',
        body: { origNum: A, privateNum: '+8617000000055' },
        changes: { userData: 'changed' },
        list: 'privateNumList',
      },
      {
        mode: 'AXE',
        path: 'axe',
        body: { bindNum: A, virtualNum: '+8617100000100' },
        changes: { displayNumMode: '1' },
        list: undefined,
      },
    ] as const
    for (const { mode, path, body, changes, list } of plans) {
      const { simulator, app, ask } = await startMasking(mode)
      const added = simulator.drift(app.appKey, { kind: 'add', body })
      const subscriptionId = String(added.subscriptionId)
      const query = { subscriptionId }
      expect((await ask('GET', path, { query })).code).toBe('0')
      simulator.drift(app.appKey, { kind: 'alter', subscriptionId, changes })
      const shown = (await ask('GET', path, { query })).body
      expect(list === undefined ? shown : shown[list]).toMatchObject(list === undefined ? changes : [changes])
      simulator.drift(app.appKey, { kind: 'remove', subscriptionId })
      expect((await ask('GET', path, { query })).code).not.toBe('0')
      expect(() => simulator.drift(app.appKey, { kind: 'remove', subscriptionId })).toThrow(/^10/)
      const { binds } = simulator.state().privateNumber
      expect(binds).toEqual({ byRequest: 0, byControl: 1, doubles: 0 })
    }
  })

  it('does so in AXYB, where nothing can be modified', async () => {
    const { simulator, app, ask } = await startMasking('AXYB')
    const { subscriptionId: id } = simulator.drift(app.appKey, {
      kind: 'add',
      body: { origNum: A, areaCode: '0755' },
    })
    const subscriptionId = String(id)
    const yb = simulator.drift(app.appKey, {
      kind: 'add',
      body: { origNum: B, areaCode: '0755', subscriptionId },
    })
    const list = async () =>
      (await ask('GET', 'axyb', { query: { app_key: app.appKey, subscriptionId } })).body.xyRelationNumList
    const changes = { origNum: STRANGER, callDirection: 2, userData: 'changed', recordFlag: 'true' }
    simulator.drift(app.appKey, { kind: 'alter', subscriptionId, changes })
    expect(await list()).toMatchObject([
      { numA: STRANGER, numB: B, callDirection: 2, userData: 'changed', recordFlag: 'true' },
    ])
    simulator.drift(app.appKey, { kind: 'remove', subscriptionId, yNum: String(yb.relationNumber) })
    expect(await list()).not.toMatchObject([{ numB: B }])
    simulator.drift(app.appKey, { kind: 'remove', subscriptionId })
    expect(await list()).toBeUndefined()
  })
})

describe('exact counts of binds', () => {
  it('tell each accepted bind, who made it, and whether its users were bound already', async () => {
    const { simulator, app, ask } = await startMasking('AXB')
    const bind = (body: object) => ask('POST', 'axb', { body })
    await bind({ ...PAIR, userData: 'row-1' })
    await bind(PAIR)
    await bind({ ...PAIR, relationNum: '+8617000000034', userData: 'row-1' })
    await bind({ callerNum: B, calleeNum: A, relationNum: '+8617000000035' })
    simulator.drift(app.appKey, { kind: 'add', body: { ...PAIR, callerNum: STRANGER, calleeNum: LANDLINE } })
    const binds = simulator
      .binds()
      .map(({ number, by, a, b, x, userData, double }) => [number, by, a, b, x, userData, double])
    expect(binds).toEqual([
      [1, 'request', A, B, X, 'row-1', false],
      [2, 'request', A, B, '+8617000000034', 'row-1', true],
      [3, 'request', B, A, '+8617000000035', undefined, true],
      [4, 'control', STRANGER, LANDLINE, X, undefined, false],
    ])
    expect(simulator.state().requests['axb.bind']).toEqual({ accepted: 3, refused: 1, notProcessed: 0 })
  })

  it('hold when connections are cut and the flow is controlled', async () => {
    const { simulator, app, ask } = await startMasking('AXB', {}, { requestsPerSecond: 20 })
    simulator.addFault({ operation: 'axb.bind', kind: 'cutBefore' })
    simulator.addFault({ operation: 'axb.bind', kind: 'cutAfter', times: 2 })
    simulator.addFault({ operation: 'axb.bind', kind: 'cutMid' })
    simulator.addFault({ operation: 'axb.bind', kind: 'resultcode', code: '1012008' })
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, k) =>
        ask('POST', 'axb', {
          body: { callerNum: user(2 * k), calleeNum: user(2 * k + 1), relationNum: X },
        }).then(
          ({ code }) => code ?? 'cut',
          () => 'cut',
        ),
      ),
    )
    const count = (what: string) => outcomes.filter((one) => one === what).length
    const rate = simulator.state().rates[app.appKey]
    const known = { broken: count('cut'), refused: count('1012008'), controlled: count('1010010') }
    expect(known.broken).toBe(4)
    expect(known.refused).toBe(1)
    expect(rate).toMatchObject({ limit: 20, refused: known.controlled })
    expect(rate?.highestPassed).toBeLessThanOrEqual(20)
    // Three of the cut ones were processed.
    expect(simulator.binds()).toHaveLength(count('0') + 3)
    expect(simulator.state().privateNumber.bindings).toHaveLength(count('0') + 3)
  })
})

describe('the control over HTTP', () => {
  async function controlled(app: Partial<PrivateNumberApp> = {}) {
    const desk = await startMasking('AXB', {}, app)
    const post = async (path: string, body: object) => {
      const url = `${desk.simulator.url}/sim/private-number/${path}`
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
      const read: unknown = await answer.json()
      return { status: answer.status, read }
    }
    return { ...desk, post }
  }

  it('does what the control does', async () => {
    const { simulator, app, receiver, post } = await controlled()
    const { appKey } = app
    const planted = await post('drift', { appKey, kind: 'add', body: PAIR })
    expect(planted).toMatchObject({ status: 200, read: { relationNum: X } })
    expect(await post('addresses', { appKey, numberStatusUrl: `${receiver.url}/numbers` })).toMatchObject({
      status: 200,
    })
    await post('numbers', { appKey, numbers: [{ number: X, status: 'unavailable', cause: '2' }] })
    await post('numbers', { appKey, numbers: [{ number: X, status: 'normal' }] })
    expect(await post('calls', { appKey, from: A, to: X, talkSeconds: 5 })).toMatchObject({
      read: { sessionId: expect.stringContaining('@node17') },
    })
    expect(await post('messages', { appKey, from: A, to: X, text: 'hello' })).toMatchObject({
      read: { sendResult: 0, to: B },
    })
    await simulator.advance(60)
    expect(new Set(receiver.received.map(({ path }) => path))).toEqual(
      new Set(['/numbers', '/status', '/fee', '/sms']),
    )
    const binds = await fetch(`${simulator.url}/sim/private-number/binds`)
    expect(await binds.json()).toMatchObject([{ by: 'control', x: X }])
    const part = await fetch(`${simulator.url}/sim/private-number`)
    expect(await part.json()).toEqual(JSON.parse(JSON.stringify(simulator.privateNumber())))
    const state = await fetch(`${simulator.url}/sim/state`)
    const text = await state.text()
    expect(JSON.parse(text)).toMatchObject({
      privateNumber: {
        bindings: [{ mode: 'AXB', x: X, a: A, b: B }],
        callCount: 1,
        messages: [{ text: 'hello' }],
      },
    })
    expect(text).not.toContain(app.appSecret)
  })

  it('adds an application that works', async () => {
    const { simulator, post } = await controlled()
    const app = {
      appKey: 'added-ax',
      appSecret: 'secret',
      mode: 'AX',
      numbers: [{ number: '+8617000000077', areaCode: '010', province: 'Beijing', sms: false }],
      recordingEnabled: true,
      sms: true,
      callbackMemory: true,
      requestsPerSecond: 5,
      statusUrl: 'http://127.0.0.1:1/',
      state: 'active',
      allowedIps: ['127.0.0.1'],
    }
    expect((await post('apps', app)).status).toBe(200)
    const added = simulator.drift('added-ax', { kind: 'add', body: { origNum: A, areaCode: '010' } })
    expect(added.privateNum).toBe('+8617000000077')
  })

  it.each([
    ['apps', { appKey: 'a', appSecret: 'b', mode: 'AY', numbers: [] }],
    ['apps', { appKey: 'a', appSecret: 'b', mode: 'AX', numbers: [{ number: '+86' }] }],
    ['apps', { appKey: 'a', appSecret: 'b', mode: 'AX', numbers: [], smsURL: 'x' }],
    ['addresses', { appKey: 'unknown', statusUrl: 'x' }],
    ['calls', { appKey: 'unknown', from: A, to: X }],
    ['calls', { appKey: 'DemoAxbKey000000000000000001', from: A }],
    ['calls', { appKey: 'DemoAxbKey000000000000000001', from: A, to: X, outcome: 'singing' }],
    ['messages', { appKey: 'DemoAxbKey000000000000000001', from: A, to: X }],
    ['numbers', { appKey: 'DemoAxbKey000000000000000001', numbers: [{ number: X, status: 'off' }] }],
    [
      'numbers',
      { appKey: 'DemoAxbKey000000000000000001', numbers: [{ number: X, status: 'normal', cause: '1' }] },
    ],
    ['numbers', { appKey: 'DemoAxbKey000000000000000001', numbers: [{ number: '+861', status: 'normal' }] }],
    ['drift', { appKey: 'DemoAxbKey000000000000000001', kind: 'add', body: { ...PAIR, callerNum: 'x' } }],
    ['drift', { appKey: 'DemoAxbKey000000000000000001', kind: 'remove' }],
    ['drift', { appKey: 'DemoAxbKey000000000000000001', kind: 'swap', subscriptionId: 'x' }],
    ['soak', { appKey: 'DemoAxbKey000000000000000001', x: X, perSecond: 1, seconds: 1, from: A }],
    ['soak', { appKey: 'DemoAxbKey000000000000000001', x: X, perSecond: 1, from: A }],
  ])('refuses %s %j with a reason', async (path, body) => {
    const { post } = await controlled()
    const { status, read } = await post(path, body)
    expect(status).toBe(400)
    expect(read).toMatchObject({ error: expect.stringMatching(/\w/) })
  })
})

describe('a demonstration', () => {
  it('offers an application per mode, with bindings where the mode has them', async () => {
    const simulator = await startStill({ lifeSeconds: 60 })
    const modes = simulator.state().privateNumber.bindings.map(({ mode }) => mode)
    expect(modes).toEqual(['AXB', 'AXB', 'AXB', 'AX', 'AX', 'AXE', 'AXE', 'AXYB'])
    await simulator.advance(1200)
    const called = simulator.state().privateNumber.calls.map(({ appKey }) => appKey)
    expect(new Set(called).size).toBeGreaterThan(2)
  })

  it('has bindings in every mode that has them, and calls through them', async () => {
    const { simulator, app, receiver } = await startMasking('AXB', { lifeSeconds: 60 })
    expect(simulator.state().privateNumber.bindings).toHaveLength(3)
    await simulator.advance(600)
    const calls = simulator.state().privateNumber.calls
    expect(calls.length).toBeGreaterThanOrEqual(9)
    expect(
      calls.every(({ appKey, subscriptionId }) => appKey === app.appKey && subscriptionId !== undefined),
    ).toBe(true)
    expect(receiver.fees().length).toBeGreaterThan(5)
  })
})
