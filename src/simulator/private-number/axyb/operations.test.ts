import { describe, expect, it } from 'vitest'
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

const AX = { origNum: A, areaCode: '0755' }

const start = (privateNumber: Partial<PrivateNumberChoices> = {}) => startMasking('AXYB', { privateNumber })

type Desk = Awaited<ReturnType<typeof start>>

const own = ({ app }: Desk) => ({ app_key: app.appKey })
const bind = (desk: Desk, body: object, query = new URLSearchParams(own(desk)).toString()) =>
  desk.ask('POST', 'axyb', { query, body })
const unbind = (desk: Desk, query: Readonly<Record<string, string>>) =>
  desk.ask('DELETE', 'axyb', { query: { ...own(desk), ...query } })
const list = async (desk: Desk, query: Readonly<Record<string, string>>) => {
  const { code, body } = await desk.ask('GET', 'axyb', { query: { ...own(desk), ...query } })
  return code === '0' ? body.xyRelationNumList : code
}

async function judgeBind(desk: Desk, base: object, cases: readonly Case[]) {
  const got: unknown[] = []
  for (const [change] of cases) {
    const { code, body } = await bind(desk, { ...base, ...change })
    got.push([change, code])
    if (code !== '0') continue
    const subscriptionId = String(body.subscriptionId)
    const part = 'subscriptionId' in base ? { yNum: String(body.relationNumber) } : {}
    await unbind(desk, { subscriptionId, ...part })
  }
  expect(got).toEqual(cases)
}

const LIFE = (name: string): readonly Case[] => [
  ...each(name, [0, 60, 7_776_000, '0', '60', '7776000'], '0'),
  ...each(name, [59, 1, -1, 7_776_001, 60.5, '59', '', '6x', 'x'.repeat(33), null, true], BAD),
]

describe('AXYB bind of AX', () => {
  it('holds every parameter against its table', async () =>
    judgeBind(await start(), AX, [
      [{}, '0'],
      [gone('origNum'), BAD],
      ...USER('origNum'),
      ...wrongTexts('origNum', 1, 32),
      [gone('areaCode'), BAD],
      ...wrongTexts('areaCode', 1, 32),
      ...each('areaCode', ['0571'], '1011002'),
      [{ areaCode: '0571', areaMatchMode: '1' }, '0'],
      ...each('areaMatchMode', ['2', 1, ''], BAD),
      ...each('callDirection', [0, 1, 2], '0'),
      ...wrongIntegers('callDirection', 0, 2),
      ...LIFE('duration'),
      ...LIFE('ybDuration'),
      ...SWITCH('recordFlag'),
      ...TONE('recordHintTone', 1, { recordFlag: 'true' }),
      ...TONE('preVoiceX', 0),
      ...USER_DATA(BAD),
    ]))

  it('needs the key of its headers in the URL too', async () => {
    const desk = await start()
    expect((await bind(desk, AX, '')).code).toBe(BAD)
    expect((await bind(desk, AX, 'app_key=')).code).toBe(BAD)
    expect((await bind(desk, AX, `app_key=${'x'.repeat(129)}`)).code).toBe(BAD)
    expect((await bind(desk, AX, 'app_key=another')).code).toBe('1010003')
    const { status, body } = await bind(desk, { ...AX, userData: 'job-77' })
    expect(status).toBe(200)
    expect(body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
      subscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      relationNumber: '+8617100000200',
      userData: 'job-77',
    })
  })

  it('gives an X to one A, and an A as many as allowed', async () => {
    const desk = await start({ numbersPerUser: 2 })
    const x = async (origNum: string) => {
      const { code, body } = await bind(desk, { ...AX, origNum })
      return code === '0' ? body.relationNumber : code
    }
    expect(await x(A)).toBe('+8617100000200')
    expect(await x(A)).toBe('+8617100000201')
    expect(await x(A)).toBe('1011003')
    expect(await x(B)).toBe('+8617100000202')
    expect(await x(B)).toBe('1011002')
  })

  it('lives two hours unless told otherwise', async () => {
    const desk = await start({ axybAreaRequired: false })
    await bind(desk, { origNum: A })
    await bind(desk, { ...AX, origNum: B, duration: 0 })
    await desk.simulator.advance(7199)
    expect(desk.simulator.state().privateNumber.bindings).toHaveLength(2)
    await desk.simulator.advance(2)
    expect(desk.simulator.state().privateNumber.bindings).toMatchObject([{ a: B }])
  })
})

describe('AXYB bind of YB', () => {
  it('holds every parameter against its table', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, AX)).body
    await judgeBind(desk, { origNum: B, areaCode: '0755', subscriptionId }, [
      [{}, '0'],
      [gone('origNum'), BAD],
      ...USER('origNum'),
      ...wrongTexts('subscriptionId', 1, 64),
      [{ subscriptionId: 'unknown' }, '1012007'],
      [{ origNum: A }, '1012010'],
      [gone('areaCode'), '0'],
      ...wrongTexts('areaCode', 1, 32),
      ...each('areaCode', ['0571'], '1011002'),
      [{ areaCode: '0571', areaMatchMode: '1' }, '0'],
      ...LIFE('ybDuration'),
      ...TONE('preVoiceY', 0),
      ...USER_DATA(BAD),
    ])
  })

  it('gives a Y to many A, but to one A once', async () => {
    const desk = await start({ bindingsPerY: 2 })
    const bindAx = async (origNum: string) => {
      const { body } = await bind(desk, { origNum, areaCode: '0755' })
      return String(body.subscriptionId)
    }
    const y = async (subscriptionId: string, origNum: string, areaCode = '0755') => {
      const { code, body } = await bind(desk, { origNum, subscriptionId, areaCode })
      return code === '0' ? body.relationNumber : code
    }
    const one = await bindAx(A)
    const two = await bindAx(LANDLINE)
    expect(await y(one, B)).toBe('+8617100000202')
    expect(await y(one, B)).toBe('1012010')
    // No second B behind the same Y of one AX.
    expect(await y(one, STRANGER)).toBe('1011002')
    expect(await y(two, B)).toBe('+8617100000202')
    // A Y is no X for anybody.
    expect((await bind(desk, { origNum: STRANGER, areaCode: '0755' })).code).toBe('1011002')
    expect(await y(one, STRANGER, '010')).toBe('+8617100000203')
    expect((await bind(desk, { origNum: B, subscriptionId: one })).body.subscriptionId).toBeUndefined()
  })

  it('lives no longer than AX, and as long as it was told last', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, { ...AX, duration: 600, ybDuration: 100 })).body
    const id = { subscriptionId: String(subscriptionId) }
    await bind(desk, { ...id, origNum: B })
    await bind(desk, { ...id, origNum: STRANGER, ybDuration: 7000 })
    expect(await list(desk, id)).toMatchObject([
      { numB: B, ybDuration: '100' },
      { numB: STRANGER, ybDuration: '600' },
    ])
    await desk.simulator.advance(101)
    expect(await list(desk, id)).toMatchObject([{ numB: STRANGER }])
    await desk.simulator.advance(500)
    expect(await list(desk, id)).toBe('1012007')
  })
})

describe('AXYB unbind', () => {
  it('takes one YB when it is named, and everything when none is', async () => {
    const desk = await start()
    const id = { subscriptionId: String((await bind(desk, AX)).body.subscriptionId) }
    const y = String((await bind(desk, { ...id, origNum: B })).body.relationNumber)
    await bind(desk, { ...id, origNum: STRANGER })
    const code = async (query: Readonly<Record<string, string>>) => (await unbind(desk, query)).code
    expect(await code({})).toBe(BAD)
    expect(await code({ subscriptionId: 'unknown' })).toBe('1012007')
    expect(await code({ ...id, yNum: 'x'.repeat(33) })).toBe(BAD)
    expect(await code({ ...id, bNum: LANDLINE })).toBe('1012007')
    // A bare plus is a blank, and must not turn into "everything".
    const raw = `app_key=${desk.app.appKey}&subscriptionId=${id.subscriptionId}&bNum=${B}`
    expect((await desk.ask('DELETE', 'axyb', { query: raw })).code).toBe('1012007')
    // yNum wins.
    expect(await code({ ...id, yNum: y, bNum: STRANGER })).toBe('0')
    expect(await list(desk, id)).toMatchObject([{ numB: STRANGER }])
    expect(await code({ ...id, bNum: STRANGER })).toBe('0')
    expect(await list(desk, id)).toHaveLength(1)
    expect(await code(id)).toBe('0')
    expect(await list(desk, id)).toBe('1012007')
    expect((await desk.ask('DELETE', 'axyb', { query: id })).code).toBe(BAD)
  })
})

describe('AXYB query', () => {
  it('tells every relation of an id or an X', async () => {
    const desk = await start()
    const all = {
      callDirection: 1,
      duration: 86_400,
      ybDuration: 7200,
      recordFlag: 'true',
      recordHintTone: 'rec_notice.wav',
      preVoiceX: 'wait_a.wav',
      userData: 'job-77',
    }
    const { subscriptionId, relationNumber } = (await bind(desk, { ...AX, ...all })).body
    const id = { subscriptionId: String(subscriptionId) }
    const common = {
      bindId: subscriptionId,
      numA: A,
      numX: relationNumber,
      recordFlag: 'true',
      recordHintTone: 'rec_notice.wav',
      subscribeTime: '2026-03-01 03:15:02',
      callDirection: 1,
      duration: '86400',
      ybDuration: '7200',
      preVoiceX: 'wait_a.wav',
      userData: 'job-77',
    }
    expect(await list(desk, id)).toEqual([common])
    await bind(desk, {
      ...id,
      origNum: B,
      areaCode: '0755',
      ybDuration: 3600,
      preVoiceY: 'wait_b.wav',
      userData: 'b',
    })
    const whole = [
      {
        ...common,
        numY: '+8617100000201',
        numB: B,
        ybDuration: '3600',
        preVoiceY: 'wait_b.wav',
        userData: 'b',
      },
    ]
    expect(await list(desk, id)).toEqual(whole)
    expect(await list(desk, { relationNum: String(relationNumber) })).toEqual(whole)
    expect(await list(desk, { ...id, relationNum: '+8617100000203' })).toEqual(whole)
  })

  it('holds its parameters against their table', async () => {
    const desk = await start({ axybAbsent: 'empty' })
    expect(await list(desk, {})).toBe(BAD)
    expect(await list(desk, { relationNum: '+8617100000200' })).toBe('1012007')
    expect(await list(desk, { relationNum: '+8617000009999' })).toBe('1012001')
    const raw = `app_key=${desk.app.appKey}&relationNum=+8617100000200`
    expect((await desk.ask('GET', 'axyb', { query: raw })).code).toBe('1012001')
    expect((await desk.ask('GET', 'axyb', { query: 'subscriptionId=x' })).code).toBe(BAD)
    await bind(desk, AX)
    expect(await list(desk, { relationNum: '+8617100000200' })).toMatchObject([{ numY: '', numB: '' }])
  })

  it('shows all relations, or five, as configured', async () => {
    for (const [axybListed, shown] of [
      ['all', 6],
      ['five', 5],
    ] as const) {
      const base = await start({ axybListed })
      const city = { areaCode: '0755' }
      const numbers = Array.from({ length: 8 }, (_, k) => ({ number: `+861710000030${k}`, ...city }))
      base.simulator.addPrivateNumberApp({ ...base.app, numbers })
      const id = { subscriptionId: String((await bind(base, AX)).body.subscriptionId) }
      for (let k = 0; k < 6; k += 1) await bind(base, { ...id, ...city, origNum: `+861360000000${k}` })
      expect(await list(base, id)).toHaveLength(shown)
    }
  })
})
