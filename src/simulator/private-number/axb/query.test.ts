import { describe, expect, it } from 'vitest'
import type { PrivateNumberChoices } from '../options.ts'
import { A, B, BAD, startMasking } from '../testing/desk.ts'

const X = '+8617000000033'
const BODY = { callerNum: A, calleeNum: B, relationNum: X }

const start = (privateNumber: Partial<PrivateNumberChoices> = {}) => startMasking('AXB', { privateNumber })

type Desk = Awaited<ReturnType<typeof start>>

const bind = ({ ask }: Desk, change: object = {}) => ask('POST', 'axb', { body: { ...BODY, ...change } })

describe('AXB query', () => {
  const query = ({ ask }: Desk, text: string) => ask('GET', 'axb', { query: text })
  const ON_X = 'relationNum=%2B8617000000033'
  const user = (number: number) => `+86136${String(number).padStart(8, '0')}`

  async function filled(count: number, privateNumber: Partial<PrivateNumberChoices> = {}) {
    const desk = await start(privateNumber)
    for (let k = 0; k < count; k += 1) {
      desk.simulator.drift(desk.app.appKey, {
        kind: 'add',
        body: { callerNum: user(2 * k), calleeNum: user(2 * k + 1), relationNum: X },
      })
    }
    return desk
  }

  it('needs an id or an X, and finds nothing with an error', async () => {
    const desk = await start()
    const code = async (text: string) => (await query(desk, text)).code
    expect(await code('')).toBe(BAD)
    expect(await code('callerNum=%2B8613800000011')).toBe(BAD)
    expect(await code('subscriptionId=unknown')).toBe('1012007')
    expect(await code(ON_X)).toBe('1012007')
    expect(await code('relationNum=+8617000000033')).toBe('1012001')
    expect(await code(`${ON_X}&pageIndex=0`)).toBe(BAD)
    expect(await code(`${ON_X}&pageIndex=one`)).toBe(BAD)
    expect(await code(`${ON_X}&callerNum=${'1'.repeat(129)}`)).toBe(BAD)
    await bind(desk)
    expect(await code(`${ON_X}&callerNum=%2B8613800000011&calleeNum=%2B8613900000022`)).toBe('0')
    expect(await code(`${ON_X}&callerNum=+8613800000011`)).toBe('1012007')
    expect(await code(`${ON_X}&calleeNum=%2B8613800000011`)).toBe('1012007')
  })

  it('pages an X alone: 50 unless 10 to 100', async () => {
    const desk = await filled(61)
    const page = async (text: string) => {
      const { body } = await query(desk, `${ON_X}${text}`)
      const list = Array.isArray(body.relationNumList) ? body.relationNumList : []
      return [list.length, body.totalCount, body.pageIndex, body.pageSize]
    }
    expect(await page('')).toEqual([50, 61, 1, 50])
    expect(await page('&pageSize=9')).toEqual([50, 61, 1, 50])
    expect(await page('&pageSize=101')).toEqual([50, 61, 1, 50])
    expect(await page('&pageSize=100')).toEqual([61, 61, 1, 100])
    expect(await page('&pageIndex=7&pageSize=10')).toEqual([1, 61, 7, 10])
    expect(await page(`&pageIndex=7&pageSize=10&callerNum=${encodeURIComponent(user(4))}`)).toEqual([
      1, 1, 1, 10,
    ])
    expect((await query(desk, `${ON_X}&pageIndex=8&pageSize=10`)).code).toBe('1012007')
    const asText = await filled(1, { pagingFields: 'text' })
    expect((await query(asText, ON_X)).body).toMatchObject({
      totalCount: '1',
      pageIndex: '1',
      pageSize: '50',
    })
  })

  it('tells every field of a binding', async () => {
    const desk = await start({ subscribeTimeZone: 'beijing' })
    const all = {
      duration: 60,
      callDirection: 2,
      recordFlag: 'true',
      recordHintTone: 'rec_notice.wav',
      maxDuration: 30,
      lastMinVoice: 'one_min_left.wav',
      privateSms: 'false',
      preVoice: { calleeHintTone: 'wait_b.wav' },
      userData: 'order-1',
    }
    const { subscriptionId } = (await bind(desk, all)).body
    const { body } = await query(desk, `subscriptionId=${subscriptionId}&relationNum=%2B8617000000034`)
    expect(body).toEqual({
      resultcode: '0',
      resultdesc: 'Success',
      app_key: desk.app.appKey,
      relationNumList: [{ ...BODY, ...all, subscriptionId, subscribeTime: '2026-03-01 11:15:02' }],
      totalCount: 1,
      pageIndex: 1,
      pageSize: 50,
    })
  })
})
