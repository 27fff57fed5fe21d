import { describe, expect, it } from 'vitest'
import { billingDay } from '../../domain/billing/index.ts'
import type { Call } from '../../domain/calls/index.ts'
import type { NumberSums } from './index.ts'
import { fee, number, push, session, T0, time } from './testing/events.ts'
import { scratchStore } from './testing/scratch.ts'

const { store } = scratchStore()

const DAY_MS = 86_400_000
const FIRST = billingDay(T0)
const CUSTOMERS = ['+8613900002222', '+8613900003333', '+8675528002222']

/** Ninety days, so several steps; each customer has calls in most of them. */
async function withCalls() {
  const desk = await store()
  for (let n = 0; n < 60; n += 1) {
    const at = T0 + Math.floor(n * 1.5) * DAY_MS
    await desk.appendPush(
      push(
        fee(n, {
          sessionId: session(n),
          callerNumber: '+8675528000111',
          calleeNumber: '+8613500001111',
          forwardNumber: number(CUSTOMERS[n % 7 === 0 ? 1 : n % CUSTOMERS.length] ?? ''),
          outStartedAt: time(at),
          outAnsweredAt: time(at + 1000),
          forwardAnsweredAt: time(at + 5000),
          endedAt: time(at + 5000 + (n + 1) * 7000),
          serviceType: '002',
        }),
      ),
    )
  }
  return desk
}

/** The same from the calls themselves, one after the other. */
function plain(calls: readonly Call[], from: number, to: number, borders: readonly number[]) {
  const sums = new Map<string, { calls: number; talkMs: number; minutes: number }>()
  for (const { startedAt, b, talkMs = 0, billedMinutes } of calls) {
    const day = billingDay(startedAt)
    if (day < from || day > to) continue
    const key = `${b?.number} ${borders.findLast((border) => border <= day) ?? from}`
    const one = sums.get(key) ?? { calls: 0, talkMs: 0, minutes: 0 }
    const minutes = (billedMinutes?.a ?? 0) + (billedMinutes?.b ?? 0)
    sums.set(key, { calls: one.calls + 1, talkMs: one.talkMs + talkMs, minutes: one.minutes + minutes })
  }
  return sums
}

const flat = ({ numbers }: NumberSums) =>
  new Map(
    numbers.flatMap((one) =>
      one.parts.map(({ day, calls, talkMs, minutesA, minutesB }) => [
        `${one.number} ${day}`,
        { calls, talkMs, minutes: minutesA + minutesB },
      ]),
    ),
  )

describe('sums of customers, step by step', () => {
  it.each([
    ['no border', 0, 89, []],
    ['borders inside and at the edge of a step', 3, 80, [17, 20, 80]],
    ['one day', 3, 3, []],
    ['days before the first call', -400, 30, [-100]],
  ])('are those of the calls: %s', async (_, from, to, borders) => {
    const desk = await withCalls()
    const days = { from: FIRST + from, to: FIRST + to }
    const firsts = borders.map((day) => FIRST + day)
    const sums = await desk.customerSums(days, firsts, 10)
    const expected = plain(await Array.fromAsync(desk.eachCall()), days.from, days.to, firsts)
    expect(flat(sums)).toEqual(expected)
    expect(sums.total).toBe(new Set([...expected.keys()].map((key) => key.split(' ')[0])).size)
    const minutes = sums.numbers.map(({ parts }) => parts.reduce((all, part) => all + part.minutesA, 0))
    expect(minutes).toEqual(minutes.toSorted((one, other) => other - one))
  })

  it('are the same for two who ask at once', async () => {
    const desk = await withCalls()
    const days = { from: FIRST, to: FIRST + 89 }
    const [one, other] = await Promise.all([desk.customerSums(days, [], 2), desk.customerSums(days, [], 10)])
    expect(other.numbers.slice(0, 2)).toEqual(one.numbers)
    expect(other.total).toBe(one.total)
  })

  it('of a very long time let a short question pass, and end when they are stopped', async () => {
    const desk = await withCalls()
    const stop = new AbortController()
    let over = false
    const long = desk.customerSums({ from: -9_000_000, to: 9_000_000 }, [], 10, stop.signal).finally(() => {
      over = true
    })
    const ended = expect(long).rejects.toMatchObject({ name: 'AbortError' })
    const short = await desk.customerSums({ from: FIRST, to: FIRST + 6 }, [], 10)
    expect(short.numbers).not.toEqual([])
    expect(over).toBe(false)
    stop.abort()
    await ended
    const after = await desk.customerSums({ from: FIRST, to: FIRST + 6 }, [], 10)
    expect(after).toEqual(short)
  })
})
