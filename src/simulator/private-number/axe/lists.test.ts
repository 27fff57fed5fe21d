import { describe, expect, it } from 'vitest'
import type { PrivateNumberChoices } from '../options.ts'
import { A, B, BAD, startMasking } from '../testing/desk.ts'

const X = '+8617100000100'
const ON_X = 'virtualNum=%2B8617100000100'

const start = (privateNumber: Partial<PrivateNumberChoices> = {}) => startMasking('AXE', { privateNumber })

type Desk = Awaited<ReturnType<typeof start>>

const bind = ({ ask }: Desk, bindNum: string, virtualNum = X) =>
  ask('POST', 'axe', { body: { bindNum, virtualNum } })
const user = (number: number) => `+86136${String(number).padStart(8, '0')}`

describe('AXE query v2.0', () => {
  it('pages the bindings of an X by a cursor', async () => {
    const desk = await start()
    const ids: unknown[] = []
    for (let k = 0; k < 5; k += 1) ids.push((await bind(desk, user(k))).body.subscriptionId)
    const seen: unknown[] = []
    const cursors: unknown[] = []
    let cursor = '0000000000000_0'
    for (let page = 0; page < 3; page += 1) {
      const { body } = await desk.ask('GET', 'axeList', { query: `${ON_X}&cursor=${cursor}&limit=2` })
      const list: { subscriptionId: string }[] = Array.isArray(body.bindInfoList) ? body.bindInfoList : []
      seen.push(...list.map((one) => one.subscriptionId))
      cursors.push(body.nextCusor)
      cursor = String(body.nextCusor)
    }
    expect(seen).toEqual(ids)
    expect(cursors).toEqual([
      expect.stringMatching(/^\d{13}_\d{1,20}$/),
      expect.stringMatching(/^\d{13}_\d{1,20}$/),
      undefined,
    ])
  })

  it('tells one binding by its id or by X and E, whatever the cursor', async () => {
    const desk = await start()
    const { subscriptionId, extendNum } = (await bind(desk, A)).body
    await bind(desk, B)
    for (const query of [
      `subscriptionId=${subscriptionId}&cursor=0000000000000_9`,
      `${ON_X}&extendNum=${extendNum}`,
    ]) {
      const { body } = await desk.ask('GET', 'axeList', { query })
      expect(body.bindInfoList).toMatchObject([{ subscriptionId, bindNum: A, virtualNum: X, extendNum }])
      expect(body).not.toHaveProperty('nextCusor')
    }
  })

  it('holds every parameter against its table', async () => {
    const desk = await start()
    const code = async (query: string) => (await desk.ask('GET', 'axeList', { query })).code
    expect(await code(ON_X)).toBe('1012007')
    await bind(desk, A)
    expect(await code(ON_X)).toBe('0')
    expect(await code('')).toBe(BAD)
    expect(await code('virtualNum=+8617100000100')).toBe('1012001')
    expect(await code('subscriptionId=unknown')).toBe('1012007')
    expect(await code('extendNum=0001')).toBe(BAD)
    for (const cursor of ['0', '0000000000000', '000000000000_0', 'x', `0000000000000_${'1'.repeat(21)}`]) {
      expect([cursor, await code(`${ON_X}&cursor=${cursor}`)]).toEqual([cursor, BAD])
    }
    for (const [limit, expected] of [
      ['1', '0'],
      ['100', '0'],
      ['0', BAD],
      ['101', BAD],
      ['ten', BAD],
    ]) {
      expect([limit, await code(`${ON_X}&limit=${limit}`)]).toEqual([limit, expected])
    }
  })

  it('names its list and its cursor as configured', async () => {
    const desk = await start({ axeListField: 'rows', axeCursorField: 'nextCursor' })
    await bind(desk, A)
    await bind(desk, B)
    const { body } = await desk.ask('GET', 'axeList', { query: `${ON_X}&limit=1` })
    expect(Object.keys(body).sort()).toEqual(['nextCursor', 'resultcode', 'resultdesc', 'rows'])
  })
})

describe('AXE bind count', () => {
  it('counts every bind of an X, of one or page by page', async () => {
    const desk = await start()
    const { subscriptionId } = (await bind(desk, A)).body
    await desk.ask('DELETE', 'axe', { query: `subscriptionId=${subscriptionId}` })
    await bind(desk, A)
    await bind(desk, B, '+8617100000102')
    const read = async (query: string) => (await desk.ask('GET', 'axeCount', { query })).body
    expect(await read('number=%2B8617100000100&cursor=7&limit=1')).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
      numberList: [{ number: X, bindCount: 2 }],
    })
    const first = await read('cursor=0&limit=2')
    expect(first).toMatchObject({
      numberList: [
        { number: X, bindCount: 2 },
        { number: '+8617100000101', bindCount: 0 },
      ],
    })
    const second = await read(`cursor=${first.nextCursor}&limit=2`)
    expect(second).toMatchObject({ numberList: [{ number: '+8617100000102', bindCount: 1 }] })
    expect(second).not.toHaveProperty('nextCursor')
    expect(await read('')).toMatchObject({ numberList: [{}, {}, {}] })
  })

  it('holds every parameter against its table', async () => {
    const desk = await start({ axeCountField: 'counts' })
    const code = async (query: string) => (await desk.ask('GET', 'axeCount', { query })).code
    expect(await code('number=+8617100000100')).toBe('1012001')
    expect(await code('number=%2B8617000009999')).toBe('1012001')
    expect(await code(`number=${'1'.repeat(33)}`)).toBe(BAD)
    expect(await code('cursor=x')).toBe(BAD)
    expect(await code(`cursor=${'1'.repeat(21)}`)).toBe(BAD)
    expect(await code('limit=0')).toBe(BAD)
    expect(await code('limit=101')).toBe(BAD)
    expect(await code('limit=100')).toBe('0')
    expect((await desk.ask('GET', 'axeCount')).body).toHaveProperty('counts')
  })
})
