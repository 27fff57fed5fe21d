import { describe, expect, it } from 'vitest'
import { formatDuration, formatRelative, formatSpan, formatUtc } from './format.ts'

describe('formats', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [61_000, '1:01'],
    [3_599_000, '59:59'],
    [3_600_000, '1:00:00'],
    [-5, '0:00'],
  ])('%i ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('tells how long ago, and how long until', () => {
    expect(formatRelative(0, 130_000, 'en')).toBe('2 minutes ago')
    expect(formatRelative(3 * 86_400_000, 0, 'en')).toBe('in 3 days')
    expect(formatRelative(0, 130_000, 'zh-CN')).toBe('2分钟前')
  })

  it('tells what is left in two units at most', () => {
    expect(formatSpan(2 * 86_400_000 + 3 * 3_600_000 + 5000, 'en')).toBe('2 days, 3 hours')
    expect(formatSpan(59_000, 'en')).toBe('59 seconds')
    expect(formatSpan(0, 'en')).toBe('0 seconds')
  })

  it('tells UTC as the platform writes it', () => {
    expect(formatUtc(Date.UTC(2026, 2, 1, 3, 15, 2))).toBe('2026-03-01 03:15:02')
  })
})
