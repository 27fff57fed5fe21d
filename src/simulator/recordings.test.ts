import { describe, expect, it } from 'vitest'
import { readAlawWav } from '../domain/wav/index.ts'
import { textOf } from './json-shape.ts'
import type { Wish } from './outcomes.ts'
import { ask, get, PATHS, signed } from './testing/client.ts'
import { CALLBACK_APP, CALLBACK_BODY, NOTIFICATION_APP, startDesk } from './testing/desk.ts'

const DAY_S = 86_400
const TALK_S = 12

async function recorded(wish: Partial<Wish> = {}) {
  const { simulator, receiver, urls } = await startDesk()
  simulator.script([{ outcome: 'answered', talkSeconds: TALK_S, ...wish }])
  await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, ...urls, recordFlag: 'true' })
  await simulator.advance(200)
  const [fee = {}] = receiver.fees()
  const query = new URLSearchParams({
    fileName: textOf(fee, 'recordObjectName') ?? '',
    recordDomain: textOf(fee, 'recordDomain') ?? '',
  })
  const address = (app = CALLBACK_APP, asked = query) =>
    get(`${simulator.url}${PATHS.record}?${asked}`, signed(app))
  return { simulator, fee, query, address }
}

async function statusOf(url: string): Promise<number> {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  return answer.status
}

describe('a recording', () => {
  it('is named in the fee record, led to by 301, and is an A-law WAV as long as the talk', async () => {
    const { fee, address } = await recorded()
    expect(fee).toMatchObject({ recordFlag: 1 })
    const answer = await address()
    expect(answer.status).toBe(301)
    const file = await fetch(answer.location ?? '')
    expect(file.status).toBe(200)
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect(Number(file.headers.get('content-length'))).toBe(bytes.length)
    const wav = readAlawWav(bytes)
    expect(wav.ok && wav.dataBytes).toBe(TALK_S * 8000)
  })

  it('is given by a link that ends, while a fresh one opens it again', async () => {
    const { simulator, address } = await recorded()
    const old = (await address()).location ?? ''
    expect(await statusOf(old)).toBe(200)
    await simulator.advance(1801)
    expect(await statusOf(old)).toBe(403)
    expect(await statusOf((await address()).location ?? '')).toBe(200)
    expect(await statusOf(old.replace(/token=.*/, 'token=made.up'))).toBe(403)
  })

  it.each([[{ talkSeconds: 2 }], [{ stateCode: 8015 }]])(
    'is not made in a talk that ends so: %o',
    async (wish) => {
      const { fee } = await recorded(wish)
      expect(fee).toMatchObject({ recordFlag: 0 })
      expect(fee).not.toHaveProperty('recordObjectName')
    },
  )

  it('is gone after seven days', async () => {
    const { simulator, address } = await recorded()
    await simulator.advance(7 * DAY_S - 400)
    expect((await address()).status).toBe(301)
    await simulator.advance(400)
    const gone = await address()
    expect(gone.status).not.toBe(301)
    expect(gone.resultcode).toBe('1016001')
  })

  it('is shown to its application only, and not under another name', async () => {
    const { query, address } = await recorded()
    expect((await address(NOTIFICATION_APP)).status).not.toBe(301)
    const other = new URLSearchParams(query)
    other.set('fileName', 'another.wav')
    expect((await address(CALLBACK_APP, other)).resultcode).toBe('1016001')
  })
})

describe('a simulator with a seed', () => {
  async function course(seed: number): Promise<string> {
    const { simulator, receiver, urls } = await startDesk({ seed })
    for (const callee of ['+8613900009001', '+8613900002222', '+8613900009002']) {
      await ask(simulator, CALLBACK_APP, 'click2Call', { ...CALLBACK_BODY, ...urls, calleeNbr: callee })
    }
    await simulator.advance(300)
    return JSON.stringify(receiver.received.map(({ eventType, info, fees }) => [eventType, info, fees]))
  }

  it('tells the same course again, and another with another seed', async () => {
    const first = await course(7)
    expect(await course(7)).toBe(first)
    expect(await course(8)).not.toBe(first)
  })
})
