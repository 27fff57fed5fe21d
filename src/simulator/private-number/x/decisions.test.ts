import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { SimulatorOptions } from '../../index.ts'
import type { Received } from '../../testing/receiver.ts'
import type { PrivateNumberApp } from '../account.ts'
import type { PrivateNumberChoices } from '../options.ts'
import { B, LANDLINE, STRANGER, startMasking } from '../testing/desk.ts'

const X = '+8617100000300'
const OPTIONS: SimulatorOptions = { timing: { alertingB: [3, 3], answerB: [5, 5], talk: 29, prompt: 4 } }

const CONNECT = { operation: 'connect', connectInfo: [{ calleeNum: B }] }

/** A customer that answers every question the same way, and everything else with 200. */
const answering =
  (answer: unknown, status = 200) =>
  ({ body, info }: Received) =>
    info.notifyMode === 'Block' || Object.hasOwn(body, 'smsEvent')
      ? { status, body: typeof answer === 'string' ? answer : JSON.stringify(answer) }
      : { status: 200 }

/** An address that takes connections and never answers. */
async function startSilent(): Promise<string> {
  const held = new Set<Socket>()
  const server = createServer((socket) => void held.add(socket.on('error', () => socket.destroy())))
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
    server.close()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
}

async function dialled(
  answer: unknown,
  privateNumber: Partial<PrivateNumberChoices> = {},
  more: Partial<PrivateNumberApp> = {},
  status = 200,
) {
  const desk = await startMasking('X', { ...OPTIONS, privateNumber }, more, answering(answer, status))
  const { simulator, receiver, app } = desk
  const { sessionId } = simulator.dial({ appKey: app.appKey, from: STRANGER, to: X })
  await simulator.advance(300)
  const events = receiver.received
    .filter(({ eventType }) => eventType !== 'fee')
    .map(({ eventType, info }) =>
      [eventType, info.called, info.stateCode].filter((p) => p !== undefined).join(' '),
    )
  return {
    ...desk,
    sessionId,
    events,
    fee: receiver.fees()[0] ?? {},
    asks: simulator.state().privateNumber.asks,
  }
}

describe('a call to an X number', () => {
  it('is asked about, and connected as it is answered', async () => {
    const connectInfo = {
      displayCalleeNum: X,
      calleeNum: B,
      maxDuration: 30,
      waitVoice: 'wait_a.wav',
      recordFlag: 'true',
      recordHintTone: 'rec_notice.wav',
      lastMinVoice: 'one_min_left.wav',
      userData: 'parcel-9001',
    }
    const answer = { operation: 'connect', connectInfo: [connectInfo] }
    const { receiver, events, fee, sessionId, asks, app } = await dialled(answer)
    expect(events).toEqual([
      `callin ${X}`,
      `callout ${B}`,
      `alerting ${B}`,
      `answer ${B}`,
      `disconnect ${B} 0`,
    ])
    const [callin, callout] = receiver.received
    expect(callin?.body).toEqual({
      eventType: 'callin',
      statusInfo: {
        timestamp: '2026-03-01 03:15:02',
        sessionId,
        caller: STRANGER,
        called: X,
        notifyMode: 'Block',
      },
    })
    expect(callout?.info).toEqual({
      timestamp: '2026-03-01 03:15:03',
      sessionId,
      caller: STRANGER,
      called: B,
      userData: 'parcel-9001',
    })
    expect(fee).toMatchObject({
      serviceType: '004',
      notifyMode: 'Block',
      userData: 'parcel-9001',
      subscriptionId: '',
      recordFlag: 1,
      fwdDstNum: B,
      fwdDisplayNum: X,
    })
    for (const name of ['areaCode', 'callRelDirection', 'callDuration', 'extendNum']) {
      expect(fee).not.toHaveProperty(name)
    }
    expect(asks).toMatchObject({
      counts: { connect: 1, close: 0, malformed: 0, unanswered: 0 },
      latency: { count: 1 },
      log: [
        {
          about: 'call',
          appKey: app.appKey,
          id: sessionId,
          from: STRANGER,
          x: X,
          verdict: 'connect',
          httpStatus: 200,
          answer: JSON.stringify(answer),
        },
      ],
    })
    expect(asks.log[0]?.tookMs).toBeGreaterThan(0)
  })

  it('is closed after its tone, when it is answered so', async () => {
    const closeInfo = { closeHintTone: 'not_available.wav', userData: 'closed' }
    const { events, fee, asks } = await dialled({ operation: 'close', closeInfo })
    expect(events).toEqual([`callin ${X}`, `disconnect ${X} 8017`])
    expect(fee).toMatchObject({ callInTime: '2026-03-01 03:15:02', callEndTime: '2026-03-01 03:15:07' })
    expect(fee).toMatchObject({ userData: 'closed', fwdStartTime: '', fwdDstNum: '', ulFailReason: 8017 })
    expect(asks.counts.close).toBe(1)
    expect((await dialled({ operation: 'close' })).events.at(-1)).toBe(`disconnect ${X} 8017`)
    expect((await dialled({ operation: 'close', closeInfo: [closeInfo] })).asks.counts.close).toBe(1)
  })

  const info = (change: object) => ({ operation: 'connect', connectInfo: { calleeNum: B, ...change } })
  it.each([
    ['connectInfo as an object', info({}), 'connect', 0],
    ['an empty userData', info({ userData: '' }), 'connect', 0],
    ['longest duration', info({ maxDuration: 1440 }), 'connect', 0],
    ['a JSON boolean', info({ recordFlag: true }), 'connect', 0],
    ['a landline', info({ calleeNum: LANDLINE }), 'connect', 0],
    ['no operation', { connectInfo: [{ calleeNum: B }] }, 'malformed', 8014],
    ['another operation', { operation: 'play', connectInfo: [{ calleeNum: B }] }, 'malformed', 8014],
    ['no connectInfo', { operation: 'connect' }, 'malformed', 8014],
    ['two connectInfo', { operation: 'connect', connectInfo: [{ calleeNum: B }, {}] }, 'malformed', 8014],
    ['no calleeNum', { operation: 'connect', connectInfo: {} }, 'malformed', 8014],
    ['a callee that is no number', info({ calleeNum: '13900000022' }), 'malformed', 8014],
    ['a duration out of range', info({ maxDuration: 7200 }), 'malformed', 8014],
    ['a duration as text', info({ maxDuration: '30' }), 'malformed', 8014],
    ['braces in userData', info({ userData: 'a{b}' }), 'malformed', 8014],
    ['userData that is too long', info({ userData: 'x'.repeat(257) }), 'malformed', 8014],
    ['another display number', info({ displayCalleeNum: STRANGER }), 'malformed', 8024],
    ['an unknown tone', info({ waitVoice: 'missing.wav' }), 'malformed', 7507],
    [
      'an unknown closing tone',
      { operation: 'close', closeInfo: { closeHintTone: 'no.wav' } },
      'malformed',
      7507,
    ],
    ['an empty closing tone', { operation: 'close', closeInfo: { closeHintTone: '' } }, 'malformed', 8014],
    ['nothing', '', 'malformed', 8014],
    ['no JSON', 'connect', 'malformed', 8014],
    ['an array', [CONNECT], 'malformed', 8014],
  ] as const)('takes %s as it should', async (_, answer, verdict, stateCode) => {
    const { events, asks } = await dialled(answer)
    expect(asks.log).toMatchObject([{ verdict }])
    expect(events.at(-1)).toMatch(new RegExp(` ${stateCode}$`))
  })

  it('fails when the answer is an error, does not come, or comes too late', async () => {
    const refused = await dialled(CONNECT, {}, {}, 503)
    expect(refused.asks.log).toMatchObject([{ verdict: 'unanswered', httpStatus: 503 }])
    expect(refused.events).toEqual([`callin ${X}`, `disconnect ${X} 8020`])
    const silent = await startSilent()
    const slow = await dialled(CONNECT, { askTimeoutMs: 60, unansweredCode: 8014 }, { callinUrl: silent })
    expect(slow.asks.log).toMatchObject([{ verdict: 'unanswered', reason: 'timed out' }])
    expect(slow.asks.log[0]?.tookMs).toBeGreaterThanOrEqual(59)
    expect(slow.events.at(-1)).toBe(`disconnect ${X} 8014`)
    const cut = await startMasking('X', OPTIONS, {}, answering(CONNECT))
    cut.simulator.addFault({ operation: 'push.ask', kind: 'cutAfter' })
    cut.simulator.dial({ appKey: cut.app.appKey, from: STRANGER, to: X })
    await cut.simulator.advance(60)
    expect(cut.receiver.events().at(-1)).toBe(`disconnect ${X} 8020`)
    const nowhere = await dialled(CONNECT, {}, { callinUrl: 'http://127.0.0.1:1/' })
    expect(nowhere.asks.log).toMatchObject([
      { verdict: 'unanswered', reason: expect.stringContaining('ECONN') },
    ])
    const without = await startMasking('X', {}, {})
    without.simulator.addPrivateNumberApp({ ...demoWithoutUrls(without.app) })
    without.simulator.dial({ appKey: without.app.appKey, from: STRANGER, to: X })
    await without.simulator.advance(60)
    expect(without.simulator.state().privateNumber.asks.counts.unanswered).toBe(1)
  })

  const demoWithoutUrls = ({
    statusUrl: _status,
    feeUrl: _fee,
    ...app
  }: PrivateNumberApp): PrivateNumberApp => app

  it('goes to its own address when there is one, and names more after agreement', async () => {
    const desk = await startMasking('X', OPTIONS, { extendedRecords: true }, answering(CONNECT))
    const app = { ...desk.app, callinUrl: `${desk.receiver.url}/callin` }
    desk.simulator.addPrivateNumberApp(app)
    desk.simulator.dial({ appKey: app.appKey, from: STRANGER, to: X, hangUpBy: 'caller' })
    await desk.simulator.advance(300)
    expect(desk.receiver.received.map(({ path, eventType }) => `${path} ${eventType}`)).toEqual([
      '/callin callin',
      '/status callout',
      '/status alerting',
      '/status answer',
      '/status disconnect',
      '/fee fee',
    ])
    expect(desk.receiver.received.at(-2)?.info.callRelDirection).toBe(1)
    expect(desk.receiver.fees()).toMatchObject([{ areaCode: '0755', callRelDirection: 1, callDuration: 29 }])
  })

  it('is not asked about when it comes from a landline or to a number that is off', async () => {
    const desk = await startMasking('X', {}, {}, answering(CONNECT))
    desk.simulator.dial({ appKey: desk.app.appKey, from: LANDLINE, to: X })
    await desk.simulator.advance(10)
    desk.simulator.setNumbers(desk.app.appKey, [{ number: X, status: 'unavailable', cause: '2' }])
    desk.simulator.dial({ appKey: desk.app.appKey, from: STRANGER, to: X })
    await desk.simulator.advance(10)
    const ends = desk.receiver.received.filter(({ eventType }) => eventType === 'disconnect')
    expect(ends.map(({ info }) => info.stateCode)).toEqual([8023, 8055])
    expect(desk.simulator.state().privateNumber.asks.log).toEqual([])
  })

  it('marks its notices and its direction as configured', async () => {
    const { receiver, fee } = await dialled(CONNECT, { xNamesNotify: true, xDirection: 1 })
    expect(receiver.received.slice(1, -1).map(({ info }) => info.notifyMode)).toEqual(Array(4).fill('Notify'))
    expect(fee.direction).toBe(1)
  })

  it.each([
    [{ repushXCallin: false }, 1],
    [{ repushXCallin: true }, 3],
  ] as const)('that failed is asked about again only when told to: %o', async (privateNumber, asked) => {
    let questions = 0
    const desk = await startMasking('X', { privateNumber }, {}, ({ info }) => {
      if (info.notifyMode !== 'Block') return { status: 200 }
      questions += 1
      return questions < 3 ? { status: 500 } : { status: 200, body: JSON.stringify(CONNECT) }
    })
    desk.simulator.dial({ appKey: desk.app.appKey, from: STRANGER, to: X })
    await desk.simulator.advance(24 * 3600)
    expect(questions).toBe(asked)
    // Whatever comes later, the call was over by then.
    expect(desk.simulator.state().privateNumber.asks.counts).toMatchObject({ unanswered: 1, connect: 0 })
  })
})

describe('a soak of questions', () => {
  it('asks at its rate, counts what came of them, and measures the answers', async () => {
    let number = 0
    const desk = await startMasking('X', { speed: 1 }, {}, ({ info }) => {
      if (info.notifyMode !== 'Block') return { status: 200 }
      number += 1
      return { status: 200, body: JSON.stringify(number % 2 === 0 ? CONNECT : { operation: 'close' }) }
    })
    const { appKey } = desk.app
    const spec = { appKey, x: X, perSecond: 200, seconds: 0.5, from: '+8613600000000', follow: 10 }
    const url = `${desk.simulator.url}/sim/private-number/soak`
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(spec) })
    const report = await answer.json()
    expect(report).toMatchObject({
      asked: 100,
      verdicts: { connect: 50, close: 50, unanswered: 0 },
      latency: { count: 100 },
    })
    const callers = desk.receiver.received.flatMap(({ info }) =>
      info.notifyMode === 'Block' ? [info.caller] : [],
    )
    expect(new Set(callers).size).toBe(100)
    // Every tenth goes on.
    expect(desk.simulator.state().privateNumber.calls).toHaveLength(10)
    const { latency, tookSeconds, late } = await desk.simulator.soak({ ...spec, seconds: 0.2, follow: 0 })
    expect(latency).toMatchObject({ count: 40 })
    expect(latency.p50).toBeGreaterThan(0)
    expect(latency.p50).toBeLessThanOrEqual(latency.p95)
    expect(latency.p95).toBeLessThanOrEqual(latency.p99)
    expect(latency.p99).toBeLessThanOrEqual(latency.max)
    // The last of forty questions is due after 195 ms.
    expect(tookSeconds).toBeGreaterThanOrEqual(0.195)
    expect(late).toBeLessThanOrEqual(40)
  })
})
