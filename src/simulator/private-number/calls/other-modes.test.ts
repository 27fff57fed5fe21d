import { describe, expect, it } from 'vitest'
import { A, B, STRANGER } from '../testing/desk.ts'
import { AX_X, AXE_X, bindAx, bindAxe, dialDesk, forwarded } from '../testing/dial-desk.ts'

describe('a call through an AX binding', () => {
  it('reaches A from anybody', async () => {
    const place = await dialDesk('AX')
    const { subscriptionId } = (await bindAx(place, { userData: 'seller' })).body
    const { events, fee } = await place.dial(STRANGER, AX_X)
    expect(events).toEqual([...forwarded(A, AX_X), `disconnect ${A} 0`])
    expect(fee).toMatchObject({ direction: 0, serviceType: '003', subscriptionId, userData: 'seller' })
    expect((await place.dial(STRANGER, '+8617000000056')).fee).toMatchObject({
      direction: 2,
      ulFailReason: 8018,
    })
  })

  it('reaches the temporary callee of A, once, within its time', async () => {
    const place = await dialDesk('AX')
    const { subscriptionId } = (await bindAx(place, { userData: 'seller' })).body
    const set = (more: object = {}) =>
      place.ask('PUT', 'callee', { body: { subscriptionId, calleeNum: B, ...more } })
    expect((await place.dial(A, AX_X)).events.at(-1)).toBe(`disconnect ${AX_X} 8013`)
    await set({ userData: 'call-1' })
    const { events, fee } = await place.dial(A, AX_X)
    expect(events).toEqual([...forwarded(B, AX_X), `disconnect ${B} 0`])
    expect(fee).toMatchObject({ direction: 1, fwdDstNum: B, userData: 'call-1' })
    expect((await place.dial(A, AX_X)).events.at(-1)).toBe(`disconnect ${AX_X} 8013`)
    await set()
    await place.simulator.advance(61)
    expect((await place.dial(A, AX_X)).events.at(-1)).toBe(`disconnect ${AX_X} 8013`)
    await set({ duration: 120, calleeNum: STRANGER })
    await set({ duration: 120 })
    await place.simulator.advance(119)
    expect((await place.dial(A, AX_X)).events.at(-1)).toBe(`disconnect ${B} 0`)
  })

  it('heeds direction, real display and power state', async () => {
    const place = await dialDesk('AX')
    const { subscriptionId } = (await bindAx(place, { callDirection: 1 })).body
    const modify = (more: object) => place.ask('PUT', 'ax', { body: { subscriptionId, ...more } })
    const ending = async (from: string) => (await place.dial(from, AX_X)).events.at(-1)
    expect(await ending(STRANGER)).toBe(`disconnect ${AX_X} 8016`)
    await modify({ callDirection: 2 })
    expect(await ending(A)).toBe(`disconnect ${AX_X} 8016`)
    expect(await ending(STRANGER)).toBe(`disconnect ${A} 0`)
    await modify({ turnFlag: 'off' })
    expect(await ending(STRANGER)).toBe(`disconnect ${AX_X} 8018`)
    const real = await dialDesk('AX', { turnedOff: 'connected' })
    await bindAx(real, { turnFlag: 'off' })
    expect((await real.dial(STRANGER, AX_X)).events.at(-1)).toBe(`disconnect ${A} 0`)
    await bindAx(real, { origNum: B, privateNum: '+8617000000056', calleeNumDisplay: '1' })
    expect((await real.dial(STRANGER, '+8617000000056')).events.at(-1)).toBe('disconnect +8617000000056 8024')
  })

  it('remembers the last caller when the application does', async () => {
    const place = await dialDesk('AX', {}, { callbackMemory: true })
    await bindAx(place)
    expect((await place.dial(A, AX_X)).events.at(-1)).toBe(`disconnect ${AX_X} 8019`)
    await place.dial(STRANGER, AX_X)
    expect((await place.dial(A, AX_X)).events.at(-1)).toBe(`disconnect ${STRANGER} 0`)
  })
})

describe('a call through an AXE binding', () => {
  it('collects the extension, reaches A, and is remembered', async () => {
    const place = await dialDesk('AXE')
    const { subscriptionId } = (await bindAxe(place, { userData: 'order-1' })).body
    const { pushed, events, fee, sessionId } = await place.dial(STRANGER, AXE_X, { digits: '0042' })
    expect(events).toEqual([
      `callin ${AXE_X}`,
      'collectInfo',
      ...forwarded(A, AXE_X).slice(1),
      `disconnect ${A} 0`,
    ])
    expect(pushed.slice(0, 2).map(({ info }) => info)).toEqual([
      { timestamp: '2026-01-14 08:05:02', sessionId, caller: STRANGER, called: AXE_X },
      { timestamp: '2026-01-14 08:05:06', sessionId, digitInfo: '0042' },
    ])
    expect(fee).toMatchObject({
      direction: 0,
      serviceType: '005',
      extendNum: '0042',
      subscriptionId,
      bindNum: AXE_X,
    })
    const back = await place.dial(A, AXE_X)
    expect(back.events).toEqual([...forwarded(STRANGER, AXE_X), `disconnect ${STRANGER} 0`])
    expect(back.fee).toMatchObject({ direction: 1, extendNum: '0042', fwdDstNum: STRANGER })
  })

  it('fails without an extension, with a wrong one, and on a number that is not there', async () => {
    const place = await dialDesk('AXE')
    await bindAxe(place)
    const empty = await place.dial(STRANGER, AXE_X)
    expect(empty.events).toEqual([`callin ${AXE_X}`, `disconnect ${AXE_X} 8033`])
    const wrong = await place.dial(STRANGER, AXE_X, { digits: '0043' })
    expect(wrong.events.at(-1)).toBe(`disconnect ${AXE_X} 8022`)
    expect(wrong.fee).toMatchObject({ direction: 2, subscriptionId: '' })
    expect((await place.dial(STRANGER, '+8617100009999')).events.at(-1)).toBe(
      'disconnect +8617100009999 8025',
    )
  })

  it('leads A back while it is remembered, then to the number for that, or to a tone', async () => {
    const place = await dialDesk('AXE', {}, { callbackNum: '+8613600000009' })
    await bindAxe(place, { timeUnit: '1', callbackExpiredTime: 10, callbackNum: B })
    const ending = async () => (await place.dial(A, AXE_X)).events.at(-1)
    expect(await ending()).toBe(`disconnect ${B} 0`)
    await place.dial(STRANGER, AXE_X, { digits: '0042' })
    expect(await ending()).toBe(`disconnect ${STRANGER} 0`)
    await place.simulator.advance(600)
    expect(await ending()).toBe(`disconnect ${B} 0`)
    const other = '+8617100000101'
    await bindAxe(place, { virtualNum: other })
    expect((await place.dial(A, other)).events.at(-1)).toBe('disconnect +8613600000009 0')
    const tone = '+8617100000102'
    await bindAxe(place, { virtualNum: tone, callbackTone: 'no_callback.wav' })
    expect((await place.dial(A, tone)).events.at(-1)).toBe(`disconnect ${tone} 8019`)
  })

  it('does not show the real caller', async () => {
    const place = await dialDesk('AXE')
    await bindAxe(place, { displayNumMode: '1' })
    expect((await place.dial(STRANGER, AXE_X, { digits: '0042' })).events.at(-1)).toBe(
      `disconnect ${AXE_X} 8024`,
    )
  })
})

describe('a call through an AXYB binding', () => {
  const X = '+8617100000200'
  const Y = '+8617100000201'

  async function bound(more: object = {}) {
    const place = await dialDesk('AXYB')
    const query = { app_key: place.app.appKey }
    const { body } = await place.ask('POST', 'axyb', {
      query,
      body: { origNum: A, areaCode: '0755', duration: 0, userData: 'job-77', ...more },
    })
    const bindYb = (origNum: string) =>
      place.ask('POST', 'axyb', {
        query,
        body: { origNum, subscriptionId: body.subscriptionId, areaCode: '0755' },
      })
    return { ...place, bindYb, subscriptionId: body.subscriptionId }
  }

  it('goes from B over X to A, who sees Y, and back over Y', async () => {
    const place = await bound()
    await place.bindYb(B)
    const { events, fee, pushed } = await place.dial(B, X)
    expect(events).toEqual([...forwarded(A, X), `disconnect ${A} 0`])
    expect(pushed[0]?.info).toMatchObject({ subscriptionId: place.subscriptionId, userData: 'job-77' })
    expect(fee).toMatchObject({ direction: 0, serviceType: '007', bindNum: X, fwdDisplayNum: Y })
    const back = await place.dial(A, Y)
    expect(back.events).toEqual([...forwarded(B, Y), `disconnect ${B} 0`])
    expect(back.fee).toMatchObject({ direction: 1, bindNum: Y, fwdDisplayNum: X, fwdDstNum: B })
  })

  it('gives a B without a Y one of its own, while there are any', async () => {
    const place = await bound()
    expect((await place.dial(B, X)).fee).toMatchObject({ fwdDisplayNum: Y })
    expect((await place.dial(A, Y)).events.at(-1)).toBe(`disconnect ${B} 0`)
    await place.dial(STRANGER, X)
    await place.dial('+8613600000001', X)
    expect((await place.dial('+8613600000002', X)).events.at(-1)).toBe(`disconnect ${X} 8031`)
  })

  it('fails for own numbers, without a binding, and against its direction', async () => {
    const place = await bound()
    await place.bindYb(B)
    const ending = async (from: string, to: string) => (await place.dial(from, to)).events.at(-1)
    expect(await ending(A, X)).toBe(`disconnect ${X} 8032`)
    expect(await ending(B, Y)).toBe(`disconnect ${Y} 8032`)
    expect(await ending(STRANGER, Y)).toBe(`disconnect ${Y} 8030`)
    const oneWay = await bound({ callDirection: 1 })
    await oneWay.bindYb(B)
    expect((await oneWay.dial(B, X)).events.at(-1)).toBe(`disconnect ${X} 8016`)
    expect((await oneWay.dial(A, Y)).events.at(-1)).toBe(`disconnect ${B} 0`)
    const otherWay = await bound({ callDirection: 2 })
    await otherWay.bindYb(B)
    expect((await otherWay.dial(A, Y)).events.at(-1)).toBe(`disconnect ${Y} 8016`)
  })
})
