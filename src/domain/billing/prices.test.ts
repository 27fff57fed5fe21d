import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  billingDay,
  billingHour,
  dayText,
  monthsOf,
  type Part,
  PRICED,
  type Price,
  parseDay,
  priced,
  pricedBy,
  priceTable,
  SUGGESTED,
  startOfBillingDay,
} from './index.ts'

const day = (text: string): number => {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error(`no day: ${text}`)
  return parsed
}

const ONE_OF_EACH = { calls: 1, ended: 1, answered: 1, talkMs: 124_000 }

describe('days of the bill', () => {
  it('begin at midnight in Beijing, wherever the machine stands', () => {
    const last = Date.parse('2026-02-28T15:59:59.999Z')
    expect(dayText(billingDay(last))).toBe('2026-02-28')
    expect(billingHour(last)).toBe(23)
    expect(dayText(billingDay(last + 1))).toBe('2026-03-01')
    expect(billingHour(last + 1)).toBe(0)
    expect(startOfBillingDay(day('2026-03-01'))).toBe(last + 1)
  })

  it('come back from their text', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => day(dayText(n)) === n))
    for (const text of ['2026-02-29', '2026-13-01', '26-01-01', '']) expect(parseDay(text)).toBeUndefined()
  })

  it('touch the months that lie between them', () => {
    const months = monthsOf(day('2025-11-30'), day('2026-02-01')).map(dayText)
    expect(months).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'])
  })
})

describe('the price table', () => {
  const table = priceTable([
    { item: 'callbackA', from: '2026-01-01', amount: 1800 },
    { item: 'callbackB', from: '2026-01-01', amount: 2000 },
    { item: 'callbackB', from: '2026-03-01', amount: 1500 },
    { item: 'masked', from: '2026-01-01', amount: 600 },
    { item: 'masked', profileId: 'profile-0001', from: '2026-02-01', amount: 500 },
  ])

  it('holds from its first day on, until the next line begins', () => {
    const priceOn = (text: string) => table.on('callbackB', '', day(text))
    expect(priceOn('2025-12-31')).toBeUndefined()
    expect(priceOn('2026-01-01')).toBe(2000)
    expect(priceOn('2026-02-28')).toBe(2000)
    expect(priceOn('2026-03-01')).toBe(1500)
    expect(table.bordersWithin(day('2026-01-01'), day('2026-03-01')).map(dayText)).toEqual([
      '2026-02-01',
      '2026-03-01',
    ])
  })

  it('puts a line for one profile before the line for all', () => {
    expect(table.on('masked', 'profile-0001', day('2026-01-31'))).toBe(600)
    expect(table.on('masked', 'profile-0001', day('2026-02-01'))).toBe(500)
    expect(table.on('masked', 'profile-0002', day('2026-02-01'))).toBe(600)
  })

  it('charges both legs of a callback, and nothing that it has no price for', () => {
    const minutes = { minutesA: 3, minutesB: 2 }
    expect(table.cost(minutes, 'callback', '', day('2026-02-01'))).toBe(3 * 1800 + 2 * 2000)
    expect(table.cost(minutes, 'notification', '', day('2026-02-01'))).toBeUndefined()
    expect(table.cost({ minutesA: 0, minutesB: 0 }, 'notification', '', day('2026-02-01'))).toBe(0)
  })

  it('has nothing in it until somebody puts it there', () => {
    const empty = priceTable([])
    for (const item of PRICED) expect(empty.on(item, '', day('2026-03-01'))).toBeUndefined()
    expect(SUGGESTED.every(({ amount }) => Number.isInteger(amount))).toBe(true)
  })
})

describe('what parts cost', () => {
  const part: fc.Arbitrary<Part> = fc.record({
    service: fc.constantFrom('callback', 'notification', 'masked'),
    profileId: fc.constantFrom('profile-0001', 'profile-0002', ''),
    day: fc.integer({ min: 20_000, max: 20_030 }),
    calls: fc.nat(9),
    ended: fc.nat(9),
    answered: fc.nat(9),
    talkMs: fc.nat(1e6),
    minutesA: fc.nat(99),
    minutesB: fc.nat(99),
  })
  const price: fc.Arbitrary<Price> = fc.record({
    item: fc.constantFrom('callbackA', 'callbackB', 'masked', 'notification'),
    profileId: fc.constantFrom(undefined, 'profile-0001'),
    from: fc.integer({ min: 19_990, max: 20_030 }).map(dayText),
    amount: fc.nat(9999),
  })

  it('is the same however they are grouped, and within borders one day stands for all', () => {
    fc.assert(
      fc.property(fc.array(part), fc.array(price), (parts, prices) => {
        const table = priceTable(prices)
        const whole = priced(parts, table)
        const groups = pricedBy(parts, table, ({ profileId, service }) => `${profileId} ${service}`)
        expect(groups.reduce((sum, { amount }) => sum + amount, 0)).toBe(whole.amount)
        expect(groups.reduce((sum, { unpriced }) => sum + unpriced, 0)).toBe(whole.unpriced)

        const starts = [20_000, ...table.bordersWithin(20_000, 20_030)]
        const moved = parts.map((one) => ({
          ...one,
          day: starts.findLast((start) => start <= one.day) ?? one.day,
        }))
        expect(priced(moved, table)).toEqual(whole)
      }),
    )
  })

  it('tells the minutes that had no price beside the sum', () => {
    const table = priceTable([{ item: 'notification', from: '2026-01-01', amount: 1800 }])
    const at = day('2026-02-01')
    expect(
      priced(
        [
          { ...ONE_OF_EACH, service: 'notification', profileId: '', day: at, minutesA: 3, minutesB: 0 },
          { ...ONE_OF_EACH, service: 'callback', profileId: '', day: at, minutesA: 3, minutesB: 3 },
        ],
        table,
      ),
    ).toMatchObject({ calls: 2, amount: 5400, unpriced: 6 })
  })
})
