import { describe, expect, it } from 'vitest'
import { parsePlatformTime } from '../time/index.ts'
import { billCall, billedMinutes } from './index.ts'

const at = (text: string) => parsePlatformTime(text)

describe('billed minutes', () => {
  it.each([
    // Examples of numbers-and-billing.md §2 and voice-call.md §7.
    ['2019-01-24 03:04:31', '2019-01-24 03:05:32', 2],
    ['2019-01-23 09:15:36', '2019-01-23 09:16:41', 2],
    ['2026-03-01 03:15:21', '2026-03-01 03:17:25', 3],
    ['2026-03-01 03:15:11', '2026-03-01 03:17:25', 3],
    ['2026-03-01 03:15:00', '2026-03-01 03:16:00', 1],
    ['2026-03-01 03:15:00', '2026-03-01 03:15:01', 1],
    ['2026-03-01 03:15:00', '2026-03-01 03:15:00', 0],
    ['2026-03-01 03:15:01', '2026-03-01 03:15:00', 0],
    ['', '2026-03-01 03:15:00', 0],
    ['2026-03-01 03:15:00', '', 0],
  ])('%s to %s is %i', (answered, ended, minutes) => {
    expect(billedMinutes(at(answered), at(ended))).toBe(minutes)
  })
})

describe('the bill of a call', () => {
  it('rounds each leg by itself', () => {
    expect(
      billCall({
        outAnsweredAt: at('2026-03-01 03:15:11'),
        forwardAnsweredAt: at('2026-03-01 03:16:26'),
        endedAt: at('2026-03-01 03:17:25'),
      }),
    ).toEqual({ a: 3, b: 1 })
  })

  it('charges the first leg when the second was never answered, and nothing without an end', () => {
    const outAnsweredAt = at('2026-03-01 03:15:11')
    expect(billCall({ outAnsweredAt, endedAt: at('2026-03-01 03:15:50') })).toEqual({ a: 1, b: 0 })
    expect(billCall({ outAnsweredAt })).toEqual({ a: 0, b: 0 })
  })
})
