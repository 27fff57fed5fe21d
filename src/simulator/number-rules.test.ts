import { describe, expect, it } from 'vitest'
import type { NumberRule } from './number-rules.ts'
import { ask, PATHS, send, signed } from './testing/client.ts'
import { NOTIFICATION_APP, NOTIFICATION_BODY, startDesk, startStill } from './testing/desk.ts'

const RULES: readonly NumberRule[] = [
  { endsWith: ['1'], attempts: [{ outcome: 'busy' }, { outcome: 'noAnswer' }, { outcome: 'answered' }] },
  { endsWith: ['2', '3'], attempts: [{ refuse: '1013111' }, { outcome: 'answered', digits: '7' }] },
  { endsWith: ['4'], attempts: [{ refuse: '1013121' }] },
]

const callee = (last: number) => `+861390000330${last}`

describe('rules by number', () => {
  it('decide attempt by attempt, and every attempt is counted for its callee', async () => {
    const { simulator, receiver, urls } = await startDesk()
    simulator.addRules(RULES)
    const playInfoList = [{ notifyVoice: 'greeting_1.wav', collectInd: 1 }]
    const codes: (string | undefined)[] = []
    for (const userData of ['one', 'two', 'three', 'four']) {
      for (const last of [1, 2, 4, 5]) {
        const body = { ...NOTIFICATION_BODY, ...urls, playInfoList, userData, calleeNbr: callee(last) }
        codes.push((await ask(simulator, NOTIFICATION_APP, 'callnotify', body)).resultcode)
      }
      await simulator.advance(120)
    }
    expect(codes).toEqual([
      ...['0', '1013111', '1013121', '0'],
      ...['0', '0', '1013121', '0'],
      ...['0', '0', '1013121', '0'],
      ...['0', '0', '1013121', '0'],
    ])
    const shown = Object.entries(simulator.callees()).map(([number, attempts]) => [
      number,
      attempts.map((one) => ('refused' in one ? one.refused : `${one.userData} ${one.outcome}`)),
    ])
    expect(shown).toEqual([
      [callee(1), ['one busy', 'two noAnswer', 'three answered', 'four answered']],
      [callee(2), ['1013111', 'two answered', 'three answered', 'four answered']],
      [callee(4), ['1013121', '1013121', '1013121', '1013121']],
      [callee(5), ['one answered', 'two answered', 'three answered', 'four answered']],
    ])
    expect(receiver.events().filter((event) => event === 'collectInfo 7')).toHaveLength(3)
    expect(simulator.state().calls).toBe(11)
  })

  it('come after the script, and start afresh when they are cleared', async () => {
    const simulator = await startStill()
    const call = async () =>
      (await ask(simulator, NOTIFICATION_APP, 'callnotify', { ...NOTIFICATION_BODY, calleeNbr: callee(1) }))
        .resultcode
    const rules = [{ endsWith: '1', attempts: [{ refuse: '1013112' }, { outcome: 'answered' }] }]
    const control = (method: string, body?: object) =>
      fetch(`${simulator.url}/sim/rules`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    expect((await control('POST', { rules })).status).toBe(200)
    simulator.script([{ outcome: 'busy' }])
    expect([await call(), await call(), await call()]).toEqual(['0', '1013112', '0'])
    await control('DELETE')
    await control('POST', { rules })
    expect(await call()).toBe('1013112')
    const callees = await (await fetch(`${simulator.url}/sim/callees`)).json()
    expect(callees).toEqual(simulator.callees())
  })

  it.each([
    [{ rules: [{ endsWith: '1' }] }, 'attempts'],
    [{ rules: [{ attempts: [{ outcome: 'busy' }] }] }, 'endsWith'],
    [{ rules: [{ endsWith: '1', attempts: [{ outcome: 'singing' }] }] }, 'outcome'],
    [{ rules: [{ endsWith: '1', attempts: [{ refuse: '1013112', outcome: 'busy' }] }] }, 'refuse'],
    [{ rules: [{ endsWith: '1', ends: '2', attempts: [] }] }, 'ends'],
    [{}, 'rules'],
  ])('refuses %j with a reason', async (body, named) => {
    const simulator = await startStill()
    const answer = await fetch(`${simulator.url}/sim/rules`, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(named)
  })
})

describe('the limits of a platform under load', () => {
  it('refuses what is over the rate, counts it, and remembers the highest rate', async () => {
    let now = Date.now()
    const app = { ...NOTIFICATION_APP, ports: 100, requestsPerSecond: 3 }
    const simulator = await startStill({ apps: [app], authClock: () => now, flowControlCode: '1011006' })
    const call = async () => (await ask(simulator, app, 'callnotify', NOTIFICATION_BODY)).resultcode
    const burst = async (count: number) => {
      for (let k = 0; k < count; k += 1) await call()
    }
    await burst(5)
    expect(await call()).toBe('1011006')
    now += 500
    await burst(1)
    now += 501
    expect(await call()).toBe('0')
    expect(simulator.state().rates[app.appKey]).toEqual({
      limit: 3,
      passed: 4,
      refused: 4,
      highestPassed: 3,
      highestOffered: 7,
    })
  })

  it('has limits that change while it runs, and counts that are cheap to ask for', async () => {
    const simulator = await startStill({ authClock: () => Date.UTC(2026, 2, 1), createdZone: 'both' })
    const { appKey } = NOTIFICATION_APP
    const created = '2026-03-01T00:00:00Z'
    const call = async () => {
      const url = simulator.url + PATHS.callnotify
      return (await send(url, signed(NOTIFICATION_APP, { created }), NOTIFICATION_BODY)).resultcode
    }
    simulator.setLimits(appKey, { requestsPerSecond: 2, ports: 1 })
    expect([await call(), await call(), await call()]).toEqual(['0', '1020165', '1010010'])
    const lifted = { appKey, requestsPerSecond: null, ports: 5 }
    const control = await fetch(`${simulator.url}/sim/limits`, {
      method: 'POST',
      body: JSON.stringify(lifted),
    })
    expect(control.status).toBe(200)
    expect([await call(), await call()]).toEqual(['0', '0'])
    const counts = await (await fetch(`${simulator.url}/sim/counts`)).json()
    expect(counts).toEqual(simulator.counts())
    expect(counts).toMatchObject({
      calls: 3,
      callCount: { [appKey]: 3 },
      underWay: { [appKey]: 3 },
      requests: { callnotify: { accepted: 3, refused: 2, notProcessed: 0 } },
      rates: { [appKey]: { limit: null, passed: 4, refused: 1, highestPassed: 4 } },
    })
  })

  it('has ports of its own besides those of the applications', async () => {
    const simulator = await startStill({ platformPorts: 1 })
    const call = () => ask(simulator, NOTIFICATION_APP, 'callnotify', NOTIFICATION_BODY)
    expect((await call()).resultcode).toBe('0')
    expect((await call()).resultcode).toBe('1020154')
    await simulator.advance(120)
    expect((await call()).resultcode).toBe('0')
  })
})
