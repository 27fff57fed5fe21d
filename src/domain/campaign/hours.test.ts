import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoursAt } from './index.ts'

/** Beijing time, whatever the zone of this machine. */
const at = (text: string) => Date.parse(`${text}:00+08:00`)
const WORK = [
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
  { days: [1, 2, 3, 4, 5], from: '14:00', to: '20:00' },
]

describe('allowed hours', () => {
  it.each([
    ['2026-03-02T08:59', false, '2026-03-02T09:00'],
    ['2026-03-02T09:00', true, '2026-03-02T12:00'],
    ['2026-03-02T12:00', false, '2026-03-02T14:00'],
    ['2026-03-02T19:59', true, '2026-03-02T20:00'],
    ['2026-03-06T20:00', false, '2026-03-09T09:00'],
    ['2026-03-08T10:00', false, '2026-03-09T09:00'],
  ])('%s: %s until %s', (now, open, changes) => {
    expect(hoursAt(WORK, at(now))).toEqual({ open, changesAt: at(changes) })
  })

  it('are all hours when none are set, and the whole day ends at 24:00', () => {
    expect(hoursAt([], at('2026-03-02T03:00'))).toEqual({ open: true, changesAt: undefined })
    const sunday = [{ days: [7], from: '00:00', to: '24:00' }]
    expect(hoursAt(sunday, at('2026-03-08T23:59'))).toEqual({ open: true, changesAt: at('2026-03-09T00:00') })
  })

  it('change at the moment that is told, and not before', () => {
    const clock = fc.constantFrom('00:00', '08:30', '12:00', '18:00', '24:00')
    const hours = fc.array(
      fc.record({
        days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        from: clock,
        to: clock,
      }),
      { minLength: 1, maxLength: 3 },
    )
    const start = at('2026-03-02T00:00')
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 14 * 24 * 60 }), (some, minute) => {
        const now = start + minute * 60_000
        const { open, changesAt } = hoursAt(some, now)
        if (changesAt === undefined) return
        expect(changesAt).toBeGreaterThan(now)
        expect(hoursAt(some, changesAt).open).toBe(!open)
        expect(hoursAt(some, changesAt - 1).open).toBe(open)
      }),
    )
  })
})
