import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUtcMs, must } from '../../domain/values.ts'
import { createLimiter, limited } from './limiter.ts'
import { isOpen, openTime, RESERVE_MS, turnNow } from './schedule.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).getTime()
const time = (ms: number) => must(ms, isUtcMs, 'time')
const night = { fromMinute: 22 * 60, toMinute: 6 * 60 }

describe('the window', () => {
  it('may span midnight', () => {
    expect(
      [at(2, 21, 59), at(2, 22), at(3, 0), at(3, 5, 59), at(3, 6)].map((one) => isOpen(night, one)),
    ).toEqual([false, true, true, true, false])
    expect(isOpen(undefined, at(2, 12))).toBe(true)
    expect(isOpen({ fromMinute: 60, toMinute: 60 }, at(2, 12))).toBe(true)
  })

  it('is open for as long as counting its minutes one by one says', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(minute, minute, fc.nat(3000), fc.nat(3000), (fromMinute, toMinute, start, length) => {
        const window = { fromMinute, toMinute }
        const from = at(2, 0) + start * MINUTE
        let counted = 0
        for (let one = 0; one < length; one += 1) if (isOpen(window, from + one * MINUTE)) counted += MINUTE
        expect(openTime(window, from, from + length * MINUTE)).toBe(counted)
      }),
      { numRuns: 50 },
    )
  })
})

describe('whose turn it is', () => {
  const one = (deadline: number, count = 1) => [{ deadline: time(deadline), count }]

  it('is everybody in the window, nobody outside of it who has time', () => {
    const rules = { paused: false, window: night }
    expect(turnNow(rules, one(at(8, 12)), 1000, time(at(2, 23))).open).toBe(true)
    const noon = turnNow(rules, one(at(8, 12)), 1000, time(at(2, 12)))
    expect(noon.open).toBe(false)
    expect(noon.urgentBefore).toBeLessThan(at(8, 12))
  })

  it('is at any time of who has less than half a day, also when paused', () => {
    for (const rules of [{ paused: false, window: night }, { paused: true }]) {
      const now = time(at(2, 12))
      expect(turnNow(rules, one(now + RESERVE_MS - 1), 1000, now).urgentBefore).toBeGreaterThan(
        now + RESERVE_MS - 1,
      )
    }
  })

  it('is at any time of those whom the windows left cannot hold', () => {
    const rules = { paused: false, window: { fromMinute: 180, toMinute: 190 } }
    const now = time(at(2, 12))
    const deadline = at(6, 12)
    // Four windows of ten minutes, a minute each: 20 fit with the doubt that is planned for, 30 do not.
    expect(turnNow(rules, one(deadline, 15), MINUTE, now).urgentBefore).toBeLessThan(deadline)
    expect(turnNow(rules, one(deadline, 30), MINUTE, now).urgentBefore).toBeGreaterThan(deadline)
  })

  it('is looked at again before anything can have changed by itself', () => {
    const now = at(2, 21, 55) + 30_000
    const { lookAgainAt } = turnNow({ paused: false, window: night }, one(at(8, 12)), 1000, time(now))
    expect(lookAgainAt).toBe(at(2, 22))
    expect(turnNow({ paused: true }, one(now + DAY), 1000, time(now)).lookAgainAt - now).toBeLessThanOrEqual(
      15 * MINUTE,
    )
  })
})

describe('the limit', () => {
  it('holds for all that share it together', async () => {
    let now = 0
    const limiter = createLimiter({
      rate: () => 1000,
      now: () => now,
      async wait(ms) {
        now += ms
      },
    })
    const bytes = async function* () {
      for (let piece = 0; piece < 5; piece += 1) yield new Uint8Array(400)
    }
    const signal = new AbortController().signal
    let passed = 0
    for (const stream of [limited(bytes(), limiter, signal), limited(bytes(), limiter, signal)]) {
      for await (const chunk of stream) passed += chunk.length
    }
    expect(passed).toBe(4000)
    expect(now).toBeCloseTo(4000, 0)
  })
})
