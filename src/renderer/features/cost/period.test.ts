import { describe, expect, it } from 'vitest'
import { dayPoints, hourPoints, lastDays, monthPeriod } from './period.ts'

const at = (text: string) => Date.parse(text)
const bill = {
  calls: 4,
  ended: 3,
  answered: 2,
  talkMs: 90_000,
  minutesA: 2,
  minutesB: 2,
  amount: 0,
  unpriced: 4,
}

describe('periods of the cost screen', () => {
  it('are months of Beijing, the present one up to today', () => {
    const now = at('2026-02-28T16:30:00Z')
    expect(monthPeriod(now, 0)).toEqual({ from: '2026-03-01', to: '2026-03-01' })
    expect(monthPeriod(now, 1)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(monthPeriod(now, 3)).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(lastDays(now, 7)).toEqual({ from: '2026-02-23', to: '2026-03-01' })
  })

  it('have a point for every day and hour; a day without calls has no rate', () => {
    const points = dayPoints({ from: '2026-03-01', to: '2026-03-03' }, [{ ...bill, day: '2026-03-02' }])
    expect(points.map(({ day, rate, talkMinutes }) => [day, rate, talkMinutes])).toEqual([
      ['2026-03-01', null, 0],
      ['2026-03-02', 66.7, 1.5],
      ['2026-03-03', null, 0],
    ])
    const hours = hourPoints([{ hour: 9, calls: 4, ended: 3, answered: 2 }])
    expect(hours).toHaveLength(24)
    expect(hours[9]).toEqual({ hour: '09', calls: 4, answered: 2, missed: 1 })
  })
})
