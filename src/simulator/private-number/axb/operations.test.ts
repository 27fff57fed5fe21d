import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../index.ts'
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

const X = '+8617000000033'
const OTHER_X = '+8617000000034'
const BODY = { callerNum: A, calleeNum: B, relationNum: X }

const start = (options: SimulatorOptions = {}, more: Partial<PrivateNumberApp> = {}) =>
  startMasking('AXB', options, more)
const choosing = (privateNumber: Partial<PrivateNumberChoices>) => start({ privateNumber })

type Desk = Awaited<ReturnType<typeof start>>

const bind = ({ ask }: Desk, change: object = {}) => ask('POST', 'axb', { body: { ...BODY, ...change } })
const unbind = ({ ask }: Desk, query: string) => ask('DELETE', 'axb', { query })

/** Every case against a desk without bindings; reports all that differ at once. */
async function judgeBind(cases: readonly Case[], desk: Desk) {
  const got: unknown[] = []
  for (const [change] of cases) {
    const { code, body } = await bind(desk, change)
    got.push([change, code])
    if (code === '0') await unbind(desk, `subscriptionId=${body.subscriptionId}`)
  }
  expect(got).toEqual(cases)
}

describe('AXB bind', () => {
  it('holds every parameter against its table', async () =>
    judgeBind(
      [
        [{}, '0'],
        [gone('callerNum'), BAD],
        [gone('calleeNum'), BAD],
        ...USER('callerNum'),
        ...USER('calleeNum'),
        ...wrongTexts('callerNum', 4, 31),
        ...wrongTexts('calleeNum', 4, 31),
        ...wrongTexts('relationNum', 4, 31),
        ...each('relationNum', [LANDLINE, '17000000033'], BAD),
        ...each('relationNum', ['+8617000009999'], '1012001'),
        ...wrongTexts('areaCode', 0, 32),
        ...each('areaCode', ['', '0755', '0999'], '0'),
        ...each('areaMatchMode', ['0', '1'], '0'),
        ...each('areaMatchMode', ['2', '', 0, true, null], BAD),
        ...each('callDirection', [0, 1, 2], '0'),
        ...wrongIntegers('callDirection', 0, 2),
        ...each('duration', [0, 1, 7_776_000], '0'),
        ...wrongIntegers('duration', 0, 7_776_000),
        ...SWITCH('recordFlag'),
        ...TONE('recordHintTone', 0, { recordFlag: 'true' }),
        ...each('maxDuration', [0, 1, 1440], '0'),
        ...wrongIntegers('maxDuration', 0, 1440),
        ...TONE('lastMinVoice', 0, { maxDuration: 5 }),
        ...SWITCH('privateSms'),
        ...each('preVoice', [{}, { callerHintTone: 'wait_a.wav', calleeHintTone: '' }], '0'),
        ...each('preVoice', ['wait_a.wav', [], null, { calleeHintTone: 'missing.wav' }], BAD),
        ...each('preVoice', [{ callerHintTone: 5 }, { callerHintTone: 'x'.repeat(129) }], BAD),
        ...USER_DATA(BAD),
        ...each('notAField', [1], '0'),
      ],
      await start(),
    ))

  it('ignores tones without their switch, or refuses them', async () => {
    const cases = (code: string): Case[] => [
      [{ recordHintTone: 'missing.wav' }, code],
      [{ lastMinVoice: 'missing.wav' }, code],
    ]
    await judgeBind(cases('0'), await start())
    await judgeBind(cases(BAD), await start({ dependentWithoutSwitch: 'refuse' }))
  })

  it('answers with the binding and what was sent of three fields', async () => {
    const desk = await start()
    const sent = { callDirection: 0, duration: 86_400, maxDuration: 30, userData: 'order-1' }
    const { status, type, body } = await bind(desk, sent)
    expect([status, type]).toEqual([200, 'application/json;charset=UTF-8'])
    expect(body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
      subscriptionId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      relationNum: X,
      callDirection: 0,
      duration: 86_400,
      maxDuration: 30,
    })
    const all = await choosing({ axbBindAnswer: 'all', axbEchoesUserData: true })
    expect((await bind(all, { userData: 'u' })).body).toMatchObject({
      duration: 0,
      maxDuration: 0,
      userData: 'u',
    })
    const none = await choosing({ axbBindAnswer: 'none' })
    expect(Object.keys((await bind(none, sent)).body).sort()).toEqual(
      ['relationNum', 'resultcode', 'resultdesc', 'subscriptionId'].sort(),
    )
  })

  it('puts a user number on an X once, and as many pairs as there is room for', async () => {
    const desk = await choosing({ pairsPerNumber: 2 })
    const pair = (callerNum: string, calleeNum: string, relationNum = X) =>
      bind(desk, { callerNum, calleeNum, relationNum }).then(({ code }) => code)
    expect(await pair(A, B)).toBe('0')
    expect(await pair(A, B)).toBe('1012010')
    expect(await pair(STRANGER, A)).toBe('1012010')
    expect(await pair(B, STRANGER)).toBe('1012010')
    expect(await pair(A, STRANGER, OTHER_X)).toBe('0')
    expect(await pair(LANDLINE, STRANGER)).toBe('0')
    expect(await pair('+8613600000001', '+8613600000002')).toBe('1012008')
    expect(await pair(STRANGER, STRANGER, OTHER_X)).toBe('1012010')
  })

  it('makes room again when a binding has come to its end', async () => {
    const desk = await choosing({ pairsPerNumber: 1 })
    expect((await bind(desk, { duration: 60 })).code).toBe('0')
    expect((await bind(desk, { callerNum: STRANGER, calleeNum: LANDLINE })).code).toBe('1012008')
    await desk.simulator.advance(61)
    expect((await bind(desk, { callerNum: STRANGER, calleeNum: LANDLINE })).code).toBe('0')
  })

  it('chooses X by its number, then by city, then by the city of A', async () => {
    const desk = await start()
    const free = { relationNum: undefined }
    const x = async (change: object) => {
      const { code, body } = await bind(desk, { ...free, ...change })
      if (code === '0') await unbind(desk, `subscriptionId=${body.subscriptionId}`)
      return code === '0' ? body.relationNum : code
    }
    expect(await x({ areaCode: '010' })).toBe('+8617000000036')
    expect(await x({ areaCode: '010', relationNum: X })).toBe(X)
    expect(await x({ areaCode: '0571' })).toBe('1012008')
    expect(await x({ areaCode: '0571', areaMatchMode: '1' })).toBe(X)
    await bind(desk, { relationNum: X })
    await bind(desk, { relationNum: OTHER_X })
    expect(await x({ areaCode: '0755' })).toBe('1012008')
    // The same province before the rest.
    expect(await x({ areaCode: '0755', areaMatchMode: '1' })).toBe('+8617000000035')
    expect(await x({ callerNum: STRANGER, calleeNum: '+8613600000002' })).toMatch(/^\+86170/)
    expect(await x({ callerNum: LANDLINE, calleeNum: '+8613600000002' })).toBe(BAD)
    const lenient = await choosing({ landlineWithoutX: 'area' })
    expect((await bind(lenient, { ...free, callerNum: LANDLINE })).body.relationNum).toBe(X)
  })

  it('heeds the state of X', async () => {
    const desk = await start()
    const code = async (status: 'normal' | 'suspended' | 'unavailable' | 'frozen') => {
      desk.simulator.setNumbers(desk.app.appKey, [{ number: X, status }])
      const answer = await bind(desk)
      if (answer.code === '0') await unbind(desk, `subscriptionId=${answer.body.subscriptionId}`)
      return answer.code
    }
    expect(await code('frozen')).toBe('1012102')
    expect(await code('suspended')).toBe('1012102')
    expect(await code('unavailable')).toBe('1012102')
    expect(await code('normal')).toBe('0')
  })

  it('reads switches, privateSms and the day limit as configured', async () => {
    await judgeBind([[{ recordFlag: true }, BAD]], await choosing({ booleans: 'refuse' }))
    const noSms = { sms: false }
    await judgeBind([[{ privateSms: 'true' }, BAD]], await start({}, noSms))
    const ignoring = await start({ privateNumber: { privateSmsWithoutSms: 'ignore' } }, noSms)
    await judgeBind([[{ privateSms: 'true' }, '0']], ignoring)
    const limited = await choosing({ bindsPerNumberPerDay: 1 })
    await judgeBind(
      [
        [{}, '0'],
        [{}, '1020182'],
      ],
      limited,
    )
    await limited.simulator.advance(86_400)
    await judgeBind([[{}, '0']], limited)
  })
})

describe('AXB unbind', () => {
  it('takes one by its id, or all of an X', async () => {
    const desk = await start()
    const { body } = await bind(desk)
    await bind(desk, { callerNum: STRANGER, calleeNum: LANDLINE })
    const code = async (query: string) => (await unbind(desk, query)).code
    expect(await code('')).toBe(BAD)
    expect(await code(`subscriptionId=${'x'.repeat(65)}`)).toBe(BAD)
    expect(await code('subscriptionId=')).toBe(BAD)
    expect(await code('subscriptionId=unknown')).toBe('1012007')
    // The id wins, even when it is unknown.
    expect(await code('subscriptionId=unknown&relationNum=%2B8617000000033')).toBe('1012007')
    expect(await code(`subscriptionId=${body.subscriptionId}`)).toBe('0')
    expect(await code(`subscriptionId=${body.subscriptionId}`)).toBe('1012007')
    // A bare plus is a blank.
    expect(await code('relationNum=+8617000000033')).toBe('1012001')
    expect(await code('relationNum=%2B8617000000099')).toBe('1012001')
    await bind(desk)
    expect(await code('relationNum=%2B8617000000033')).toBe('0')
    expect(desk.simulator.state().privateNumber.bindings).toEqual([])
    expect(await code('relationNum=%2B8617000000033')).toBe('1012007')
  })
})

describe('AXB modify', () => {
  const modify = ({ ask }: Desk, body: object) => ask('PUT', 'axb', { body })
  const item = async (desk: Desk, id: unknown) => {
    const { body } = await desk.ask('GET', 'axb', { query: `subscriptionId=${id}` })
    const [one] = Array.isArray(body.relationNumList) ? body.relationNumList : []
    return one
  }

  it('holds every parameter against its table', async () => {
    const desk = await start()
    const { body } = await bind(desk, { maxDuration: 5 })
    const cases: readonly Case[] = [
      [{}, '0'],
      [gone('subscriptionId'), BAD],
      ...wrongTexts('subscriptionId', 1, 64),
      [{ subscriptionId: 'unknown' }, '1012007'],
      ...USER('callerNum'),
      ...USER('calleeNum').filter(([change]) => change.calleeNum !== '+861068000001'),
      ...each('callDirection', [0, 1, 2], '0'),
      ...wrongIntegers('callDirection', 0, 2),
      ...each('duration', [0, 7_776_000], '0'),
      ...wrongIntegers('duration', 0, 7_776_000),
      ...each('maxDuration', [5, 1440], '0'),
      ...wrongIntegers('maxDuration', 0, 1440),
      ...TONE('lastMinVoice', 0),
      ...SWITCH('privateSms'),
      ...SWITCH('recordFlag'),
      ...each('preVoice', [{ callerHintTone: 'wait_b.wav' }], '0'),
      ...each('preVoice', [{ callerHintTone: 'missing.wav' }, 'x'], BAD),
      ...USER_DATA(BAD),
    ]
    const got: unknown[] = []
    for (const [change] of cases) {
      // Each case starts from the same users.
      const users = { callerNum: A, calleeNum: '+8613600000002' }
      await modify(desk, { subscriptionId: body.subscriptionId, ...users })
      got.push([change, (await modify(desk, { subscriptionId: body.subscriptionId, ...change })).code])
    }
    expect(got).toEqual(cases)
  })

  it('changes what is sent and leaves the rest; X stays', async () => {
    const desk = await start()
    const preVoice = { callerHintTone: 'wait_a.wav', calleeHintTone: 'wait_b.wav' }
    const { body } = await bind(desk, { preVoice, maxDuration: 30, userData: 'one' })
    const { subscriptionId } = body
    await desk.simulator.advance(60)
    const change = { calleeNum: STRANGER, preVoice: { callerHintTone: 'wait_b.wav' }, relationNum: OTHER_X }
    const answer = await modify(desk, { subscriptionId, ...change })
    expect(answer.body).toEqual({ resultcode: '0', resultdesc: 'Success' })
    expect(await item(desk, subscriptionId)).toEqual({
      subscriptionId,
      relationNum: X,
      callerNum: A,
      calleeNum: STRANGER,
      callDirection: 0,
      duration: 0,
      subscribeTime: '2026-03-01 03:16:02',
      recordFlag: 'false',
      preVoice: { callerHintTone: 'wait_b.wav', calleeHintTone: 'wait_b.wav' },
      maxDuration: 30,
      privateSms: 'true',
      userData: 'one',
    })
    expect(desk.simulator.state().requestLog.at(-2)?.unknownFields).toEqual(['relationNum'])
  })

  it('does not double a user on an X', async () => {
    const desk = await start()
    const one = (await bind(desk)).body.subscriptionId
    await bind(desk, { callerNum: STRANGER, calleeNum: LANDLINE })
    const code = async (change: object) => (await modify(desk, { subscriptionId: one, ...change })).code
    expect(await code({ callerNum: STRANGER })).toBe('1012010')
    expect(await code({ calleeNum: A })).toBe('1012010')
    expect(await code({ callerNum: B, calleeNum: A })).toBe('0')
  })

  it('starts the clock of its life again', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, { duration: 100 })).body
    await desk.simulator.advance(90)
    await modify(desk, { subscriptionId, callDirection: 1 })
    await desk.simulator.advance(11)
    expect((await modify(desk, { subscriptionId })).code).toBe('1012007')
    const other = (await bind(desk, { duration: 100 })).body.subscriptionId
    await desk.simulator.advance(90)
    await modify(desk, { subscriptionId: other, duration: 100 })
    await desk.simulator.advance(90)
    expect((await item(desk, other)).duration).toBe(100)
    await desk.simulator.advance(11)
    expect(desk.simulator.state().privateNumber.bindings).toEqual([])
  })

  it('takes recordHintTone only when told to', async () => {
    const hint = { recordHintTone: 'rec_notice.wav' }
    for (const [unlistedInModify, shown] of [
      ['ignore', undefined],
      ['take', 'rec_notice.wav'],
    ] as const) {
      const desk = await choosing({ unlistedInModify })
      const { subscriptionId } = (await bind(desk, { recordFlag: 'true' })).body
      expect((await modify(desk, { subscriptionId, ...hint })).code).toBe('0')
      expect((await item(desk, subscriptionId)).recordHintTone).toBe(shown)
    }
  })
})
