import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../json-shape.ts'
import { isObject } from '../../json-shape.ts'
import type { Mode, PrivateNumberApp } from '../account.ts'
import type { PrivateNumberChoices } from '../options.ts'
import { A, B, STRANGER, startMasking } from '../testing/desk.ts'
import { partsOf } from './parts.ts'

const AXB_X = '+8617000000033'
const AX_X = '+8617000000055'
const X_X = '+8617100000300'

async function desk(
  mode: Mode,
  answer: unknown = undefined,
  privateNumber: Partial<PrivateNumberChoices> = {},
  more: Partial<PrivateNumberApp> = {},
) {
  const started = await startMasking(mode, { privateNumber }, more, ({ path }) =>
    path === '/sms-control' && answer !== undefined
      ? { status: 200, body: JSON.stringify(answer) }
      : { status: path === '/sms-control' ? 500 : 200 },
  )
  const { simulator, receiver, app } = started
  /** Sends one, and gives the pushes about it. */
  async function text(from: string, to: string, content: string) {
    const before = receiver.received.length
    const { smsIdentifier } = simulator.sms({ appKey: app.appKey, from, to, text: content })
    await simulator.settle()
    const pushed = receiver.received.slice(before).filter(({ body }) => 'smsEvent' in body)
    const events = pushed.map(({ body }): JsonObject => (isObject(body.smsEvent) ? body.smsEvent : {}))
    const message = simulator
      .state()
      .privateNumber.messages.find((one) => one.smsIdentifier === smsIdentifier)
    return { pushed, events, message, smsIdentifier }
  }
  return { ...started, text }
}

type Desk = Awaited<ReturnType<typeof desk>>

const bindAxb = ({ ask }: Desk, more: object = {}) =>
  ask('POST', 'axb', { body: { callerNum: A, calleeNum: B, relationNum: AXB_X, ...more } })
const bindAx = ({ ask }: Desk, more: object = {}) =>
  ask('POST', 'ax', { body: { origNum: A, privateNum: AX_X, ...more } })

const route = (called: unknown, more: object = {}) => ({
  actions: [{ operation: 'vNumberRoute', message: { called, calling: A }, ...more }],
})

describe('a message through AXB', () => {
  it('reaches the other side and is told of', async () => {
    const place = await desk('AXB')
    const { subscriptionId } = (await bindAxb(place, { userData: 'order-1' })).body
    const { pushed, smsIdentifier, message } = await place.text(A, AXB_X, 'hello')
    expect(pushed.map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: '/sms',
        body: {
          appKey: place.app.appKey,
          smsEvent: {
            smsIdentifier,
            notificationMode: 'Notify',
            calling: A,
            called: B,
            virtualNumber: AXB_X,
            event: 'TextSMS',
            timeStamp: '2026-03-01T03:15:02.000Z',
            subscriptionId,
            smsContent: 'hello',
            sendResult: 0,
            extInfo: { extParas: [{ key: 'splitNum', value: '1' }] },
            areaCode: '0755',
            userData: 'order-1',
          },
        },
      },
    ])
    expect(message).toMatchObject({ to: B, delivered: 'hello', sendResult: 0, asked: false })
    expect((await place.text(B, AXB_X, 'hi')).events).toMatchObject([{ called: A }])
  })

  it('fails with the documented results', async () => {
    const place = await desk('AXB', undefined, { smsEvent: 'Text SMS' }, { smsContent: false })
    await bindAxb(place, { privateSms: 'false' })
    const result = async (from: string, x = AXB_X) => (await place.text(from, x, 'x')).events
    expect(await result(STRANGER)).toMatchObject([{ sendResult: 2, event: 'Text SMS' }])
    expect((await result(STRANGER))[0]).not.toHaveProperty('smsContent')
    expect(await result(A)).toMatchObject([{ sendResult: 11 }])
    place.simulator.setNumbers(place.app.appKey, [{ number: AXB_X, status: 'suspended' }])
    expect(await result(A)).toMatchObject([{ sendResult: 3 }])
    const numbers = place.app.numbers.map((one) => ({ ...one, sms: false }))
    place.simulator.addPrivateNumberApp({ ...place.app, numbers })
    expect(await result(A, '+8617000000034')).toMatchObject([{ sendResult: 11 }])
    place.simulator.addPrivateNumberApp({ ...place.app, state: 'frozen' })
    expect(await result(A)).toMatchObject([{ sendResult: 1 }])
  })

  it('is counted in parts', () => {
    expect([160, 161, 306, 307].map((length) => partsOf('x'.repeat(length)))).toEqual([1, 2, 2, 3])
    expect([70, 71, 134, 135].map((length) => partsOf('字'.repeat(length)))).toEqual([1, 2, 2, 3])
  })
})

describe('a message through AX', () => {
  it('reaches A with its sender, and whom A names at its end', async () => {
    const place = await desk('AX')
    await bindAx(place)
    const toA = await place.text(STRANGER, AX_X, 'hello')
    expect(toA.message).toMatchObject({ to: A, delivered: `hello[From ${STRANGER}]` })
    expect(toA.events).toMatchObject([
      { calling: STRANGER, called: A, extInfo: { extParas: [{}, { key: 'direction', value: '0' }] } },
    ])
    const fromA = await place.text(A, AX_X, `on my way@${B}`)
    expect(fromA.message).toMatchObject({ to: B, delivered: 'on my way', asked: false })
    expect(fromA.events).toMatchObject([{ called: B, extInfo: { extParas: [{}, { value: '1' }] } }])
    expect((await place.text(STRANGER, '+8617000000056', 'x')).events).toMatchObject([{ sendResult: 2 }])
  })

  it('is held without a receiver, and forwarded as it is answered', async () => {
    const place = await desk('AX', route(B, { userData: 'parcel' }))
    const { subscriptionId } = (await bindAx(place)).body
    const { pushed, events, message, smsIdentifier } = await place.text(A, AX_X, 'at the door@13900000022')
    expect(pushed.map(({ path }) => path)).toEqual(['/sms-control', '/sms'])
    expect(events[0]).toEqual({
      smsIdentifier,
      notificationMode: 'Block',
      calling: A,
      called: AX_X,
      virtualNumber: AX_X,
      event: 'TextSMS',
      timeStamp: '2026-03-01T03:15:02.000Z',
      subscriptionId,
      smsContent: 'at the door@13900000022',
      areaCode: '010',
    })
    expect(events[1]).toMatchObject({
      notificationMode: 'Notify',
      called: B,
      sendResult: 0,
      userData: 'parcel',
    })
    expect(message).toMatchObject({ asked: true, to: B, sendResult: 0 })
    expect(place.simulator.state().privateNumber.asks).toMatchObject({
      counts: { forward: 1 },
      log: [{ about: 'message', id: smsIdentifier, from: A, x: AX_X, verdict: 'forward' }],
    })
  })

  it.each([
    ['dropped', { actions: [{ operation: 'DiscardMessage' }] }, 'discard', 6],
    ['without an action', { actions: [] }, 'malformed', 5],
    ['with two actions', { actions: [{ operation: 'DiscardMessage' }, {}] }, 'malformed', 5],
    ['with another operation', { actions: [{ operation: 'forward' }] }, 'malformed', 5],
    ['without a receiver', { actions: [{ operation: 'vNumberRoute' }] }, 'malformed', 5],
    ['to no number', route('13900000022'), 'malformed', 5],
    [
      'from somebody else',
      { actions: [{ operation: 'vNumberRoute', message: { called: B, calling: B } }] },
      'malformed',
      5,
    ],
    ['not answered', undefined, 'unanswered', 7],
  ] as const)('%s', async (_, answer, verdict, sendResult) => {
    const place = await desk('AX', answer)
    await bindAx(place)
    const { events } = await place.text(A, AX_X, 'to whom?')
    expect(place.simulator.state().privateNumber.asks.log).toMatchObject([{ verdict }])
    expect(events.slice(1)).toMatchObject([{ notificationMode: 'Notify', sendResult }])
    const quiet = await desk('AX', answer, { notifyDropped: false, blockNamesX: false })
    await bindAx(quiet)
    const held = await quiet.text(A, AX_X, 'to whom?')
    expect(held.events).toHaveLength(1)
    expect(held.events[0]).not.toHaveProperty('called')
  })
})

describe('a message to an X number', () => {
  it('always waits for the decision of the customer', async () => {
    const answer = {
      actions: [{ operation: 'vNumberRoute', message: { called: B, userData: 'in-message' } }],
    }
    const place = await desk('X', answer)
    const { events } = await place.text(STRANGER, X_X, 'hello')
    expect(events).toMatchObject([
      { notificationMode: 'Block', calling: STRANGER, virtualNumber: X_X },
      { notificationMode: 'Notify', called: B, sendResult: 0, userData: 'in-message' },
    ])
    expect(events[0]).not.toHaveProperty('subscriptionId')
  })

  it('does not exist in AXE and AXYB', async () => {
    for (const mode of ['AXE', 'AXYB'] as const) {
      const place = await desk(mode)
      const to = place.app.numbers[0]?.number ?? ''
      expect(() => place.simulator.sms({ appKey: place.app.appKey, from: A, to, text: 'x' })).toThrow(mode)
    }
  })
})

describe('a notice of a message', () => {
  it('comes again up to six times, at the interval that is set', async () => {
    const place = await startMasking('AXB', { privateNumber: { smsRepushMinutes: 2 } }, {}, () => ({
      status: 500,
    }))
    await place.ask('POST', 'axb', { body: { callerNum: A, calleeNum: B, relationNum: AXB_X } })
    place.simulator.sms({ appKey: place.app.appKey, from: A, to: AXB_X, text: 'x' })
    await place.simulator.advance(3600)
    const { pushLog, pushes } = place.simulator.state()
    const start = pushLog[0]?.at ?? 0
    expect(pushLog.map(({ at }) => (at - start) / 60_000)).toEqual([0, 2, 4, 6, 8, 10, 12])
    expect(pushes.sms).toEqual({ attempted: 7, acknowledged: 0, failed: 7 })
  })
})
