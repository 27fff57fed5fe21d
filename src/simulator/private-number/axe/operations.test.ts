import { describe, expect, it } from 'vitest'
import type { PrivateNumberApp } from '../account.ts'
import type { PrivateNumberChoices } from '../options.ts'
import {
  A,
  B,
  BAD,
  type Case,
  each,
  gone,
  LANDLINE,
  STRANGER,
  SWITCH,
  startMasking,
  TONE,
  USER,
  USER_DATA,
  wrongTexts,
} from '../testing/desk.ts'

const X = '+8617100000100'
const OTHER_X = '+8617100000101'
const BODY = { bindNum: A, virtualNum: X }

const start = (privateNumber: Partial<PrivateNumberChoices> = {}, more: Partial<PrivateNumberApp> = {}) =>
  startMasking('AXE', { privateNumber }, more)

type Desk = Awaited<ReturnType<typeof start>>

const bind = ({ ask }: Desk, change: object = {}) => ask('POST', 'axe', { body: { ...BODY, ...change } })
const unbind = ({ ask }: Desk, query: string) => ask('DELETE', 'axe', { query })
const modify = ({ ask }: Desk, body: object) => ask('PUT', 'axe', { body })
const query = ({ ask }: Desk, text: string) => ask('GET', 'axe', { query: text })

async function judgeBind(cases: readonly Case[], desk: Desk) {
  const got: unknown[] = []
  for (const [change] of cases) {
    const { code, body } = await bind(desk, change)
    got.push([change, code])
    if (code === '0') await unbind(desk, `subscriptionId=${body.subscriptionId}`)
  }
  expect(got).toEqual(cases)
}

/** Rows that bind and modify share. */
const SHARED: readonly Case[] = [
  ...each('displayNumMode', ['0', '1'], '0'),
  ...each('displayNumMode', ['2', 0, null], BAD),
  ...SWITCH('recordFlag'),
  ...each('timeUnit', ['0', '1'], '0'),
  ...each('timeUnit', ['2', 0, ''], BAD),
  ...each('bindExpiredTime', [0, 48, 720], '0'),
  ...each('bindExpiredTime', [-1, 721, '48', 1.5, null], BAD),
  ...each('callbackExpiredTime', [0, 24, 720], '0'),
  ...each('callbackExpiredTime', [-1, 721, '24', 1.5, null], BAD),
  [{ timeUnit: '1', bindExpiredTime: 43_200 }, '0'],
  [{ timeUnit: '1', bindExpiredTime: 43_201 }, BAD],
  [{ callbackTone: 'no_callback.wav', callbackNum: B }, BAD],
  ...each('callbackNum', ['13900000022', '+864008001234'], BAD),
  ...wrongTexts('callbackNum', 1, 32),
]

describe('AXE bind', () => {
  it('holds every parameter against its table', async () =>
    judgeBind(
      [
        [{}, '0'],
        [gone('bindNum'), BAD],
        ...USER('bindNum'),
        ...wrongTexts('bindNum', 1, 32),
        ...wrongTexts('virtualNum', 0, 32),
        ...each('virtualNum', [LANDLINE, '17100000100'], BAD),
        ...each('virtualNum', ['+8617000009999'], '1012001'),
        [{ virtualNum: undefined }, BAD],
        [{ virtualNum: '', areaCode: '' }, BAD],
        [{ virtualNum: '', areaCode: '020' }, '0'],
        [{ virtualNum: undefined, areaCode: '0571' }, '1012008'],
        [{ virtualNum: undefined, areaCode: '0571', areaMatchMode: '1' }, '0'],
        ...wrongTexts('areaCode', 0, 32),
        ...each('areaMatchMode', ['0', '1'], '0'),
        ...each('areaMatchMode', ['2', 1], BAD),
        ...each('extendNum', ['0001', '9999'], '0'),
        ...each('extendNum', ['0000', '1', '42', 'abcd', '12345', ''], BAD),
        ...each('extendNum', [1234, null], BAD),
        ...TONE('recordHintTone', 1, { recordFlag: 'true' }),
        ...TONE('callbackTone', 1),
        ...each('callbackNum', [B, LANDLINE], '0'),
        ...SHARED,
        ...USER_DATA(BAD),
      ],
      await start(),
    ))

  it('answers with X, E as text, the lives in force and userData', async () => {
    const desk = await start()
    const sent = { timeUnit: '0', bindExpiredTime: 48, callbackExpiredTime: 24, userData: 'order-1' }
    expect((await bind(desk, { ...sent, extendNum: '0042' })).body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
      subscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      virtualNum: X,
      extendNum: '0042',
      bindExpiredTime: 48,
      callbackExpiredTime: 24,
      userData: 'order-1',
    })
    expect((await bind(desk, { bindNum: B })).body).toMatchObject({
      extendNum: '0001',
      bindExpiredTime: 0,
      callbackExpiredTime: 0,
    })
  })

  it('allots extensions one by one, each once, one to an A', async () => {
    const desk = await start({}, { extensionDigits: 1, extensionsPerNumber: 3 })
    const extension = async (bindNum: string, more: object = {}) => {
      const { code, body } = await bind(desk, { bindNum, ...more })
      return code === '0' ? body.extendNum : code
    }
    expect(await extension(A, { extendNum: '2' })).toBe('2')
    expect(await extension(A)).toBe('1016002')
    expect(await extension(B, { extendNum: '2' })).toBe('1020167')
    expect(await extension(B)).toBe('1')
    expect(await extension(STRANGER)).toBe('3')
    expect(await extension(LANDLINE)).toBe('1020167')
    expect(await extension(LANDLINE, { extendNum: '4' })).toBe('1020167')
    expect(await extension(A, { virtualNum: OTHER_X })).toBe('1')
  })

  it('lives as long as it is told, in hours or minutes', async () => {
    const desk = await start()
    const alive = () => desk.simulator.state().privateNumber.bindings.length
    await bind(desk, { bindExpiredTime: 1 })
    await bind(desk, { bindNum: B, timeUnit: '1', bindExpiredTime: 2 })
    await bind(desk, { bindNum: STRANGER, bindExpiredTime: 0 })
    await desk.simulator.advance(119)
    expect(alive()).toBe(3)
    await desk.simulator.advance(2)
    expect(alive()).toBe(2)
    await desk.simulator.advance(3600)
    expect(alive()).toBe(1)
    await desk.simulator.advance(90 * 86_400)
    expect(alive()).toBe(1)
    const weekly = await start({ axeExpiryHours: 168, axeTimeUnit: '1', axeWithoutX: 'any' })
    const { body } = await bind(weekly, { virtualNum: undefined })
    expect(body).toMatchObject({ virtualNum: X, bindExpiredTime: 168 * 60 })
  })

  it('heeds the state of X and the limit of a day', async () => {
    const desk = await start({ bindsPerNumberPerDay: 1 })
    desk.simulator.setNumbers(desk.app.appKey, [{ number: OTHER_X, status: 'suspended' }])
    expect((await bind(desk, { virtualNum: OTHER_X })).code).toBe('1012102')
    expect((await bind(desk)).code).toBe('0')
    expect((await bind(desk, { bindNum: B })).code).toBe('1020182')
  })
})

describe('AXE unbind', () => {
  it('takes one by its id, or by X and E together', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, { extendNum: '0042' })).body
    const code = async (text: string) => (await unbind(desk, text)).code
    expect(await code('')).toBe(BAD)
    expect(await code('virtualNum=%2B8617100000100')).toBe(BAD)
    expect(await code('extendNum=0042')).toBe(BAD)
    expect(await code('virtualNum=%2B8617100000100&extendNum=00421')).toBe(BAD)
    expect(await code('virtualNum=+8617100000100&extendNum=0042')).toBe('1012001')
    expect(await code('virtualNum=%2B8617100000100&extendNum=42')).toBe('1012007')
    expect(await code('subscriptionId=unknown&virtualNum=%2B8617100000100&extendNum=0042')).toBe('1012007')
    expect(await code('virtualNum=%2B8617100000100&extendNum=0042')).toBe('0')
    expect(await code(`subscriptionId=${subscriptionId}`)).toBe('1012007')
    const other = await start({ unknownBinding: '1016001' })
    expect((await unbind(other, 'subscriptionId=unknown')).code).toBe('1016001')
  })
})

describe('AXE modify', () => {
  it('holds every parameter against its table', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, { extendNum: '0042' })).body
    const byPair = { subscriptionId: undefined, virtualNum: X, extendNum: '0042' }
    const cases: readonly Case[] = [
      [{}, '0'],
      [{ subscriptionId: undefined }, BAD],
      [{ subscriptionId: '', virtualNum: X }, BAD],
      [byPair, '0'],
      [{ ...byPair, subscriptionId: 'unknown' }, '1012007'],
      [{ ...byPair, extendNum: '0043' }, '1012007'],
      ...wrongTexts('virtualNum', 1, 32),
      ...wrongTexts('subscriptionId', 0, 64),
      ...TONE('recordHintTone', 0, { recordFlag: 'true' }),
      ...TONE('callbackTone', 0),
      ...each('callbackNum', [B], '0'),
      ...SHARED,
    ]
    const got: unknown[] = []
    for (const [change] of cases) {
      // Times count in hours in every case.
      await modify(desk, { subscriptionId, timeUnit: '0', bindExpiredTime: 0, callbackExpiredTime: 0 })
      got.push([change, (await modify(desk, { subscriptionId, ...change })).code])
    }
    expect(got).toEqual(cases)
  })

  it('sets tone or number in place of each other, and a new life from now', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, { callbackTone: 'no_callback.wav' })).body
    await desk.simulator.advance(3000)
    expect((await modify(desk, { subscriptionId, callbackNum: B, bindExpiredTime: 1 })).body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
    })
    const { body } = await query(desk, `subscriptionId=${subscriptionId}`)
    expect(body).toMatchObject({ callbackNum: B, bindExpiredTime: 1 })
    expect(body).not.toHaveProperty('callbackTone')
    await desk.simulator.advance(3500)
    expect((await query(desk, `subscriptionId=${subscriptionId}`)).code).toBe('0')
    await desk.simulator.advance(101)
    expect((await query(desk, `subscriptionId=${subscriptionId}`)).code).toBe('1012007')
    const fixed = await start({ axeExpiryRestarts: false })
    const id = (await bind(fixed)).body.subscriptionId
    await fixed.simulator.advance(3000)
    await modify(fixed, { subscriptionId: id, bindExpiredTime: 1 })
    await fixed.simulator.advance(601)
    expect((await query(fixed, `subscriptionId=${id}`)).code).toBe('1012007')
  })

  it('takes userData only when told to', async () => {
    for (const [unlistedInModify, shown] of [
      ['ignore', 'one'],
      ['take', 'two'],
    ] as const) {
      const desk = await start({ unlistedInModify })
      const { subscriptionId } = (await bind(desk, { userData: 'one' })).body
      await modify(desk, { subscriptionId, userData: 'two' })
      expect((await query(desk, `subscriptionId=${subscriptionId}`)).body.userData).toBe(shown)
    }
  })
})

describe('AXE query v1.0', () => {
  it('tells every field of one binding, flat', async () => {
    const desk = await start()
    const all = {
      displayNumMode: '0',
      recordFlag: 'true',
      recordHintTone: 'rec_notice.wav',
      callbackTone: 'no_callback.wav',
      timeUnit: '0',
      bindExpiredTime: 48,
      callbackExpiredTime: 24,
      userData: 'order-1',
    }
    const { subscriptionId } = (await bind(desk, { ...all, extendNum: '0042' })).body
    const expected = {
      resultcode: '0',
      resultdesc: 'Success',
      subscriptionId,
      virtualNum: X,
      extendNum: '0042',
      bindNum: A,
      ...all,
    }
    expect((await query(desk, `subscriptionId=${subscriptionId}`)).body).toEqual(expected)
    expect((await query(desk, 'virtualNum=%2B8617100000100&extendNum=0042')).body).toEqual(expected)
    expect((await query(desk, 'virtualNum=+8617100000100&extendNum=0042')).code).toBe('1012001')
    expect((await query(desk, 'virtualNum=%2B8617100000100')).code).toBe(BAD)
  })

  it('keeps showing the life that was given at bind, and shows a new one when none was', async () => {
    const desk = await start()
    const given = (await bind(desk, { timeUnit: '0', bindExpiredTime: 48 })).body.subscriptionId
    const open = (await bind(desk, { bindNum: B })).body.subscriptionId
    for (const subscriptionId of [given, open]) {
      await modify(desk, { subscriptionId, timeUnit: '1', bindExpiredTime: 90 })
    }
    expect((await query(desk, `subscriptionId=${given}`)).body).toMatchObject({
      timeUnit: '0',
      bindExpiredTime: 48,
    })
    expect((await query(desk, `subscriptionId=${open}`)).body).toMatchObject({
      timeUnit: '1',
      bindExpiredTime: 90,
    })
    await desk.simulator.advance(91 * 60)
    expect(desk.simulator.state().privateNumber.bindings).toEqual([])
  })
})
