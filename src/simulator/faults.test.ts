import { describe, expect, it } from 'vitest'
import type { Fault } from './faults.ts'
import { ask, get, PATHS, signed } from './testing/client.ts'
import { CALLBACK_APP, CALLBACK_BODY, startDesk, startStill } from './testing/desk.ts'

const WHOLE_CALL = 200

const outcomeOf = async (asked: Promise<{ status: number; resultcode: string | undefined }>) =>
  asked.then(
    ({ status, resultcode }) => `${status} ${resultcode}`,
    () => 'broken',
  )

describe('a fault of a request', () => {
  it.each([
    [{ kind: 'cutBefore' }, 'broken', 0],
    [{ kind: 'cutAfter' }, 'broken', 1],
    [{ kind: 'cutMid' }, 'broken', 1],
    [{ kind: 'slowBody', ms: 50 }, '200 0', 1],
    [{ kind: 'garbled' }, '200 undefined', 1],
    [{ kind: 'delay', ms: 50 }, '200 0', 1],
    [{ kind: 'resultcode', code: '1010008', httpStatus: 403 }, '403 1010008', 0],
    [{ kind: 'resultcode' }, '500 1010001', 0],
    [{ kind: 'flowControl' }, '403 1010010', 0],
    [{ kind: 'authLock' }, '403 1020176', 0],
  ] satisfies [Fault, string, number][])('%o: answered %s, %i placed', async (fault, answered, placed) => {
    const simulator = await startStill()
    simulator.addFault(fault)
    expect(await outcomeOf(ask(simulator, CALLBACK_APP, 'click2Call', CALLBACK_BODY))).toBe(answered)
    expect(simulator.state().calls).toBe(placed)
  })

  it.each([
    ['dropBefore', 0],
    ['dropAfter', 1],
  ] as const)('%s leaves the asker waiting, %i placed', async (kind, placed) => {
    const simulator = await startStill()
    simulator.addFault({ kind })
    const patience = new AbortController()
    const asked = fetch(simulator.url + PATHS.click2Call, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...signed(CALLBACK_APP) },
      body: JSON.stringify(CALLBACK_BODY),
      signal: patience.signal,
    })
    const broken = expect(asked).rejects.toThrow()
    while (simulator.state().requestLog.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(simulator.state().calls).toBe(placed)
    patience.abort()
    await broken
  })

  it('comes as often as asked, to its operation only, and is lifted when cleared', async () => {
    const simulator = await startStill()
    const call = () => outcomeOf(ask(simulator, CALLBACK_APP, 'click2Call', CALLBACK_BODY))
    simulator.addFault({ operation: 'click2Call', kind: 'flowControl', times: 2 })
    simulator.addFault({ operation: 'callStop', kind: 'cutBefore', times: 0 })
    expect([await call(), await call(), await call()]).toEqual(['403 1010010', '403 1010010', '200 0'])
    const stop = () =>
      outcomeOf(ask(simulator, CALLBACK_APP, 'callStop', { sessionid: 'x', signal: 'call_stop' }))
    expect([await stop(), await stop()]).toEqual(['broken', 'broken'])
    simulator.clearFaults()
    expect(await stop()).not.toBe('broken')
  })
})

describe('a fault of a push', () => {
  async function carried(fault: Fault): Promise<string[]> {
    const { simulator, receiver, urls } = await startDesk()
    simulator.addFault(fault)
    await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, ...urls })
    await simulator.advance(WHOLE_CALL)
    return receiver.received.map(({ eventType }) => eventType)
  }
  const WHOLE = ['callout', 'alerting', 'answer', 'callout', 'alerting', 'answer', 'disconnect', 'fee']

  it.each([
    [{ operation: 'push.status', kind: 'dropBefore' }, WHOLE.slice(1)],
    [{ operation: 'push.status', kind: 'duplicate' }, ['callout', ...WHOLE]],
    [{ operation: 'push.fee', kind: 'duplicate' }, [...WHOLE, 'fee']],
    [{ operation: 'push.status', kind: 'reorder' }, ['alerting', 'callout', ...WHOLE.slice(2)]],
    [{ operation: 'push.status', kind: 'cutBefore' }, WHOLE.slice(1)],
  ] satisfies [Fault, string[]][])('%o', async (fault, expected) => {
    expect(await carried(fault)).toEqual(expected)
  })

  it('on a fee record is made good by the ladder', async () => {
    const { simulator, receiver, urls } = await startDesk()
    simulator.addFault({ operation: 'push.fee', kind: 'cutMid' })
    await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, ...urls })
    await simulator.advance(WHOLE_CALL)
    expect(receiver.fees()).toEqual([])
    await simulator.advance(3700)
    expect(receiver.fees()).toHaveLength(1)
    expect(simulator.state().pushes.fee).toMatchObject({ attempted: 2, acknowledged: 1 })
  })
})

describe('the control', () => {
  const control = async (url: string, path: string, body: unknown) => {
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, text: await answer.text() }
  }

  it.each([
    ['/sim/faults', { kind: 'no-such-fault' }],
    ['/sim/faults', { kind: 'delay', operation: 'nowhere' }],
    ['/sim/faults', { kind: 'duplicate', operation: 'click2Call' }],
    ['/sim/faults', { kind: 'flowControl', operation: 'gateway.upload' }],
    ['/sim/faults', { kind: 'delay', ms: -1 }],
    ['/sim/faults', { kind: 'delay', misspelt: 1 }],
    ['/sim/script', { entries: [{ outcome: 'singing' }] }],
    ['/sim/script', [{ outcome: 'answered', talk: 4 }]],
    ['/sim/advance', {}],
    ['/sim/advance', { seconds: '3' }],
    ['/sim/apps', { appKey: 'a' }],
    ['/sim/limits', { appKey: 'unknown', requestsPerSecond: 1 }],
    ['/sim/limits', { appKey: 'DemoAxbKey000000000000000001', ports: 1 }],
    ['/sim/limits', { appKey: 'DemoAxbKey000000000000000001', requestsPerSecond: -1 }],
  ])('refuses %s %o with a reason', async (path, body) => {
    const simulator = await startStill()
    const answer = await control(simulator.url, path, body)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text).error).toMatch(/\w/)
    expect(simulator.state().faults).toEqual([])
  })

  it('does what it is told, and knows no other path', async () => {
    const simulator = await startStill()
    expect((await control(simulator.url, '/sim/faults', [{ kind: 'delay', ms: 1 }])).status).toBe(200)
    expect(simulator.state().faults).toHaveLength(1)
    expect((await control(simulator.url, '/sim/nothing', {})).status).toBe(404)
    const state = await get(`${simulator.url}/sim/state`)
    expect(JSON.parse(state.text)).toMatchObject({ calls: 0, seed: 1 })
    expect(state.text).not.toContain(CALLBACK_APP.appSecret)
  })
})
