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
  wrongIntegers,
  wrongTexts,
} from '../testing/desk.ts'

const X = '+8617000000055'
const OTHER_X = '+8617000000056'
const BODY = { origNum: A, privateNum: X }

const start = (privateNumber: Partial<PrivateNumberChoices> = {}, more: Partial<PrivateNumberApp> = {}) =>
  startMasking('AX', { privateNumber }, more)

type Desk = Awaited<ReturnType<typeof start>>

const bind = ({ ask }: Desk, change: object = {}) => ask('POST', 'ax', { body: { ...BODY, ...change } })
const unbind = ({ ask }: Desk, query: string) => ask('DELETE', 'ax', { query })
const modify = ({ ask }: Desk, body: object) => ask('PUT', 'ax', { body })
const query = ({ ask }: Desk, text: string) => ask('GET', 'ax', { query: text })

async function judgeBind(cases: readonly Case[], desk: Desk) {
  const got: unknown[] = []
  for (const [change] of cases) {
    const { code, body } = await bind(desk, change)
    got.push([change, code])
    if (code === '0') await unbind(desk, `subscriptionId=${body.subscriptionId}`)
  }
  expect(got).toEqual(cases)
}

describe('AX bind', () => {
  it('holds every parameter against its table', async () => {
    const byCity = { privateNum: undefined, areaCode: '010' }
    await judgeBind(
      [
        [{}, '0'],
        [gone('origNum'), BAD],
        ...USER('origNum'),
        ...wrongTexts('origNum', 1, 32),
        [gone('privateNum'), BAD],
        ...wrongTexts('privateNum', 1, 32),
        ...each('privateNum', [LANDLINE], BAD),
        ...each('privateNum', ['+8617000009999'], '1011001'),
        [byCity, '0'],
        [{ ...byCity, privateNumType: 'mobile-virtual' }, '0'],
        ...each('privateNumType', ['fixed', '', 1], BAD),
        ...each('areaMatchMode', ['0', '1'], '0'),
        ...each('areaMatchMode', ['2', 1], BAD),
        [{ privateNum: undefined, areaCode: '' }, BAD],
        [{ privateNum: undefined, areaCode: '0571' }, '1011002'],
        [{ privateNum: undefined, areaCode: '0571', areaMatchMode: '1' }, '0'],
        ...wrongTexts('areaCode', 0, 32),
        ...SWITCH('recordFlag'),
        ...TONE('recordHintTone', 0, { recordFlag: 'true' }),
        ...each('calleeNumDisplay', ['0', '1'], '0'),
        ...each('calleeNumDisplay', ['2', 0, true], BAD),
        ...SWITCH('privateSms'),
        ...each('preVoice', [{ callerHintTone: 'wait_a.wav', calleeHintTone: 'wait_b.wav' }], '0'),
        ...each('preVoice', [{ callerHintTone: 'missing.wav' }, 'x', []], BAD),
        ...each('maxDuration', [0, 1440], '0'),
        ...wrongIntegers('maxDuration', 0, 1440),
        ...TONE('lastMinVoice', 0, { maxDuration: 5 }),
        ...each('callDirection', [0, 1, 2], '0'),
        ...wrongIntegers('callDirection', 0, 2),
        ...each('turnFlag', ['on', 'off'], '0'),
        ...each('turnFlag', ['ON', true, ''], BAD),
        ...USER_DATA('0'),
        // A binding of AX never expires: no such parameter.
        ...each('duration', [1], '0'),
      ],
      await start(),
    )
  })

  it('answers with A, X and the id', async () => {
    const { status, body } = await bind(await start())
    expect(status).toBe(200)
    expect(body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
      origNum: A,
      privateNum: X,
      subscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('gives an X to one A, and an A five X', async () => {
    const desk = await start()
    const code = async (change: object) => (await bind(desk, change)).code
    expect(await code({})).toBe('0')
    expect(await code({})).toBe('1016002')
    expect(await code({ origNum: B })).toBe('1011005')
    for (const { number } of desk.app.numbers.slice(1, 5))
      expect(await code({ privateNum: number })).toBe('0')
    expect(await code({ privateNum: '+8617000000060' })).toBe('1011003')
    expect(await code({ privateNum: undefined, areaCode: '020' })).toBe('1011003')
    expect(await code({ origNum: B, privateNum: undefined, areaCode: '010' })).toBe('1011002')
  })

  it('heeds the state of X and the readings that are configured', async () => {
    const desk = await start()
    desk.simulator.setNumbers(desk.app.appKey, [{ number: X, status: 'frozen' }])
    expect((await bind(desk)).code).toBe('1012102')
    expect((await bind(desk, { privateNum: undefined, areaCode: '010' })).body.privateNum).toBe(OTHER_X)
    await judgeBind([[{}, BAD]], await start({ calleeNumDisplay: 'required' }))
    const strict = await start({ axAreaMatchMode: 'required' })
    await judgeBind([[{ privateNum: undefined, areaCode: '010' }, BAD]], strict)
  })

  it('is refused to an application of another mode, and to one in arrears', async () => {
    const desk = await start()
    const { status, code } = await desk.ask('POST', 'axb', { body: { ...BODY } })
    expect([status, code]).toEqual([403, '1010040'])
    const frozen = await start({}, { state: 'frozen' })
    expect((await bind(frozen)).code).toBe('1010029')
    const suspended = await start({}, { state: 'suspended' })
    expect((await bind(suspended)).code).toBe('1010008')
  })
})

describe('AX unbind', () => {
  it('takes the binding by its id or its X', async () => {
    const desk = await start()
    const { body } = await bind(desk)
    const code = async (text: string) => (await unbind(desk, text)).code
    expect(await code('')).toBe(BAD)
    expect(await code('origNum=%2B8613800000011')).toBe(BAD)
    expect(await code('subscriptionId=unknown')).toBe('1016001')
    expect(await code('privateNum=+8617000000055')).toBe('1011004')
    expect(await code('privateNum=%2B8617000000056')).toBe('1011004')
    expect(await code(`privateNum=${'1'.repeat(33)}`)).toBe(BAD)
    expect(await code('privateNum=%2B8617000000055&origNum=anything')).toBe('0')
    expect(await code(`subscriptionId=${body.subscriptionId}`)).toBe('1016001')
    const again = (await bind(desk)).body.subscriptionId
    expect(await code(`subscriptionId=${again}&privateNum=%2B8617000000056`)).toBe('0')
  })
})

describe('AX modify', () => {
  it('holds every parameter against its table', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, { maxDuration: 5 })).body
    const cases: readonly Case[] = [
      [{}, '0'],
      [{ subscriptionId: undefined }, BAD],
      [{ subscriptionId: undefined, privateNum: X }, '0'],
      [{ subscriptionId: undefined, privateNum: OTHER_X }, '1016001'],
      [{ subscriptionId: 'unknown', privateNum: X }, '1016001'],
      ...wrongTexts('subscriptionId', 1, 64),
      ...wrongTexts('privateNum', 1, 32),
      ...USER('origNum'),
      ...SWITCH('privateSms'),
      ...SWITCH('recordFlag'),
      ...each('maxDuration', [5, 1440], '0'),
      ...wrongIntegers('maxDuration', 0, 1440),
      ...TONE('lastMinVoice', 0),
      ...each('callDirection', [0, 1, 2], '0'),
      ...wrongIntegers('callDirection', 0, 2),
      ...each('turnFlag', ['on', 'off'], '0'),
      ...each('turnFlag', ['', 1], BAD),
      ...USER_DATA('0'),
    ]
    const got: unknown[] = []
    for (const [change] of cases) got.push([change, (await modify(desk, { subscriptionId, ...change })).code])
    expect(got).toEqual(cases)
  })

  it('gives X to another A, who must have room', async () => {
    const desk = await start({ numbersPerUser: 1 })
    const { subscriptionId } = (await bind(desk)).body
    await bind(desk, { origNum: B, privateNum: OTHER_X })
    expect((await modify(desk, { subscriptionId, origNum: B })).code).toBe('1011003')
    expect((await modify(desk, { subscriptionId, origNum: STRANGER })).code).toBe('0')
    expect((await query(desk, 'origNum=%2B8613800000011')).code).toBe('1016001')
    expect((await query(desk, 'origNum=%2B8613700000033')).body.privateNumList).toMatchObject([
      { subscriptionId, origNum: STRANGER },
    ])
  })

  it('takes what its table does not list only when told to', async () => {
    const change = {
      recordHintTone: 'rec_notice.wav',
      preVoice: { calleeHintTone: 'wait_b.wav' },
      calleeNumDisplay: '1',
    }
    for (const unlistedInModify of ['ignore', 'take'] as const) {
      const desk = await start({ unlistedInModify, axQueryTellsAll: true })
      const { subscriptionId } = (await bind(desk, { recordFlag: 'true' })).body
      expect((await modify(desk, { subscriptionId, ...change })).code).toBe('0')
      const { body } = await query(desk, `subscriptionId=${subscriptionId}`)
      const shown = unlistedInModify === 'take' ? change : { calleeNumDisplay: '0' }
      expect(body.privateNumList).toMatchObject([shown])
    }
  })
})

describe('AX query', () => {
  it('asks by id, then A, then X, and tells every field', async () => {
    const desk = await start()
    const all = {
      recordFlag: 'true',
      recordHintTone: 'rec_notice.wav',
      privateSms: 'false',
      maxDuration: 7,
      turnFlag: 'off',
      callDirection: 1,
      userData: 'seller-118',
    }
    const { subscriptionId } = (await bind(desk, { ...all, lastMinVoice: 'one_min_left.wav' })).body
    const other = (await bind(desk, { privateNum: OTHER_X })).body.subscriptionId
    const found = async (text: string) => {
      const { code, body } = await query(desk, text)
      const list: { subscriptionId: string }[] = Array.isArray(body.privateNumList) ? body.privateNumList : []
      return code === '0' ? list.map((one) => one.subscriptionId) : code
    }
    expect((await query(desk, `subscriptionId=${subscriptionId}`)).body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
      privateNumList: [
        {
          ...BODY,
          ...all,
          subscriptionId,
          privateNumType: 'mobile-virtual',
          subscribeTime: '2026-03-01 03:15:02',
        },
      ],
    })
    expect(await found('origNum=%2B8613800000011')).toEqual([subscriptionId, other])
    expect(await found('origNum=%2B8613800000011&privateNum=%2B8617000000056')).toEqual([
      subscriptionId,
      other,
    ])
    expect(await found(`subscriptionId=${other}&origNum=%2B8613900000022`)).toEqual([other])
    expect(await found('privateNum=%2B8617000000056')).toEqual([other])
    expect(await found('')).toBe(BAD)
    expect(await found('origNum=+8613800000011')).toBe('1016001')
    expect(await found('privateNum=+8617000000055')).toBe('1016001')
    expect(await found('subscriptionId=unknown')).toBe('1016001')
  })
})

describe('AX temporary callee', () => {
  it('holds every parameter against its table', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk)).body
    const set = (body: object) => desk.ask('PUT', 'callee', { body })
    const cases: readonly Case[] = [
      [{}, '0'],
      [{ subscriptionId: undefined }, BAD],
      [{ subscriptionId: '', privateNum: X }, '0'],
      [{ subscriptionId: 'unknown', privateNum: X }, '1016001'],
      [{ subscriptionId: undefined, privateNum: OTHER_X }, '1016001'],
      ...wrongTexts('subscriptionId', 0, 64),
      ...wrongTexts('privateNum', 4, 31),
      ...wrongTexts('origNum', 4, 31),
      [gone('calleeNum'), BAD],
      ...each('calleeNum', [LANDLINE, '+864008001234', '+8695588'], '0'),
      ...each('calleeNum', [A, '13900000022', '+14155550100'], BAD),
      ...each('duration', [1, 60, 259_200], '0'),
      ...wrongIntegers('duration', 1, 259_200),
      ...USER_DATA('0'),
    ]
    const got: unknown[] = []
    for (const [change] of cases) {
      got.push([change, (await set({ subscriptionId, calleeNum: B, ...change })).code])
    }
    expect(got).toEqual(cases)
    expect((await set({ subscriptionId, calleeNum: B })).body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
    })
  })
})
