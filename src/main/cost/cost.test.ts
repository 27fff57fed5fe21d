import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { isTaskId, isUtcMs, must } from '../../domain/values.ts'
import { createAudit } from '../audit/index.ts'
import { createShelf } from '../exports/index.ts'
import { fee, number, profileId, push, session, T0, time } from '../store/testing/events.ts'
import { scratchStore } from '../store/testing/scratch.ts'
import { createTasks } from '../tasks/index.ts'
import { createCost } from './index.ts'

const clock = () => must(Date.now(), isUtcMs, 'time')
const scratch = scratchStore()
const DAY = 86_400_000
/** 2026-03-01 11:15 in Beijing. */
const START = T0

const answered = (n: number, at: number, talk: number, customer = '+8613900002222') =>
  push(
    fee(n, {
      sessionId: session(n),
      callerNumber: '+8675528000111',
      calleeNumber: '+8613500001111',
      forwardNumber: customer,
      outStartedAt: time(at),
      outAnsweredAt: time(at + 1000),
      forwardAnsweredAt: time(at + 5000),
      endedAt: time(at + 5000 + talk * 1000),
      serviceType: '002',
    }),
  )

async function desk() {
  const store = await scratch.store()
  let serial = 0
  const next = () => {
    serial += 1
    return serial
  }
  const newId = () => `0000000${next()}`
  const over: string[] = []
  const tasks = createTasks({
    publish(event) {
      if (event.name === 'tasks.changed' && event.payload.state === 'done')
        over.push(event.payload.resultPath ?? '')
    },
    clock,
    newId: () => must(newId(), isTaskId, 'id'),
    log: Object.assign(() => {}, { close: async () => {} }),
    language: () => 'en',
  })
  const cost = await createCost({
    store,
    tasks,
    shelf: createShelf(scratch.dataDir(), newId),
    audit: createAudit({ store, publish() {}, clock }),
    privacy: { forFiles: (text) => text, masking: () => false },
    publish() {},
    nextRevision: next,
  })
  return { store, cost, tasks, over }
}

const caller = { signal: new AbortController().signal, language: 'en' } as const
const period = { from: '2026-03-01', to: '2026-03-31' } as const

describe('the report of cost', () => {
  it('charges each day at its own price, by day, agent and number', async () => {
    const { store, cost } = await desk()
    await store.saveContact(
      { id: 'c1', name: '张三', company: '', note: '', numbers: [number('+8613900002222')] },
      time(START),
    )
    await store.appendPush(answered(1, START, 60))
    await store.appendPush(answered(2, START + DAY, 61))
    await store.appendPush(answered(3, START + DAY, 5, '+8613900003333'))
    await store.appendPush(answered(4, START - 40 * DAY, 5))
    await cost.savePrices(
      {
        prices: [
          { item: 'callbackA', from: '2026-01-01', amount: 1800 },
          { item: 'callbackB', from: '2026-01-01', amount: 2000 },
          { item: 'callbackB', from: '2026-03-02', amount: 1000 },
        ],
      },
      caller,
    )
    const days = await cost.report({ ...period, groupBy: 'day' }, caller)
    // Leg A talks four seconds longer: 64 s, 65 s, 9 s; leg B 60 s, 61 s, 5 s.
    const first = { key: '2026-03-01', calls: 1, minutesA: 2, minutesB: 1, amount: 2 * 1800 + 2000 }
    const second = { key: '2026-03-02', calls: 2, minutesA: 3, minutesB: 3, amount: 3 * 1800 + 3 * 1000 }
    expect(days.rows).toMatchObject([first, second])
    expect(days.total).toMatchObject({ calls: 3, answered: 3, amount: first.amount + second.amount })
    expect(days.hours).toEqual([{ hour: 11, calls: 3, ended: 3, answered: 3 }])

    const agents = await cost.report({ ...period, groupBy: 'agent' }, caller)
    expect(agents.rows).toMatchObject([{ key: '+8613500001111', calls: 3, amount: days.total.amount }])
    const numbers = await cost.report({ ...period, groupBy: 'number' }, caller)
    expect(numbers.rows).toMatchObject([
      { key: '+8613900002222', name: '张三', calls: 2, amount: 4 * 1800 + 2000 + 2 * 1000 },
      { key: '+8613900003333', calls: 1, amount: 1800 + 1000 },
    ])
    expect(numbers.groups).toBe(2)
  })

  it('tells minutes and rent that have no price, and counts numbers by the month', async () => {
    const { store, cost } = await desk()
    await store.saveProfile(
      profileId,
      { name: '华南客服', displayNumbers: ['+8675528000111', '+8675528000112'] },
      'token-token-token',
    )
    await store.appendPush(answered(1, START, 60))
    const bare = await cost.report({ ...period, groupBy: 'profile' }, caller)
    expect(bare.rows).toMatchObject([{ key: profileId, name: '华南客服', amount: 0, unpriced: 3 }])
    expect(bare.hasPrices).toBe(false)
    await cost.savePrices({ prices: [{ item: 'numberMonth', from: '2026-01-01', amount: 300_000 }] }, caller)
    const { rent } = await cost.report({ from: '2026-02-28', to: '2026-03-01', groupBy: 'day' }, caller)
    expect(rent).toEqual({ units: 4, amount: 1_200_000, unpriced: 0 })
  })

  it('keeps the price table from one start to the next', async () => {
    const { store, cost } = await desk()
    const prices = [{ item: 'sms' as const, from: '2026-01-01', amount: 500 }]
    await cost.savePrices({ prices }, caller)
    expect(await store.setting('prices')).toEqual(prices)
  })

  it('writes what the screen shows as a table whose numbers are numbers', async () => {
    const { store, cost, over } = await desk()
    await store.appendPush(answered(1, START, 60))
    await cost.savePrices({ prices: [{ item: 'callbackA', from: '2026-01-01', amount: 1850 }] }, caller)
    await cost.export({ ...period, groupBy: 'agent', format: 'csv', headings: 'en' }, caller)
    await expect.poll(() => over.length).toBe(1)
    const file = await createShelf(scratch.dataDir(), () => '').find(
      (over[0] ?? '').slice('/exports/'.length),
    )
    const lines = (await readFile(file?.path ?? '', 'utf8')).split('\r\n')
    expect(lines[0]).toBe(
      '\ufeffAgent,Name,Calls,Ended,Answered,Talk time (s),Billed minutes of leg A,Billed minutes of leg B,Cost (yuan),Minutes without a price',
    )
    expect(lines[1]).toBe("'+8613500001111,,1,1,1,60,2,1,0,3")
  })
})
