import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUtcMs, must } from '../values.ts'
import { formatCreated, formatPlatformTime, parsePlatformTime } from './index.ts'

describe('platform times', () => {
  it('reads its own text back, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_102_444_799 }), (seconds) => {
        const at = must(seconds * 1000, isUtcMs, 'time')
        expect(parsePlatformTime(formatPlatformTime(at))).toBe(at)
        expect(parsePlatformTime(formatCreated(at))).toBe(at)
      }),
    )
  })

  it.each([
    ['2026-03-01 03:15:02', Date.UTC(2026, 2, 1, 3, 15, 2)],
    ['1772334902', 1_772_334_902_000],
    [1_772_334_902, 1_772_334_902_000],
    ['1772334902123', 1_772_334_902_123],
    [1_772_334_902_123, 1_772_334_902_123],
    ['2026-03-01T03:15:02Z', Date.UTC(2026, 2, 1, 3, 15, 2)],
    ['2026-03-01T03:15:02.5Z', Date.UTC(2026, 2, 1, 3, 15, 2, 500)],
    [' 2026-03-01 03:15:02 ', Date.UTC(2026, 2, 1, 3, 15, 2)],
    ['2024-02-29 00:00:00', Date.UTC(2024, 1, 29)],
    ['2023-02-29 00:00:00', undefined],
    ['2026-03-01 24:00:00', undefined],
    ['2026-03-01 03:60:00', undefined],
    ['2026-13-01 00:00:00', undefined],
    ['0026-03-01 03:15:02', undefined],
    [1_772_334_902.5, undefined],
    [Number.NaN, undefined],
    [-1, undefined],
    [0, undefined],
    [999_999_999_999_999, undefined],
    ['', undefined],
    [undefined, undefined],
    ['2026-02-31 00:00:00', undefined],
    ['2026-03-01 25:00:00', undefined],
    ['yesterday', undefined],
  ])('%s is %s', (text, at) => {
    expect(parsePlatformTime(text)).toBe(at)
  })
})
