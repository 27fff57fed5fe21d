import { describe, expect, it } from 'vitest'
import { dayOf, fromRemembered, isFiltering, NO_FILTER, toFilter, toRemember } from './filter.ts'
import { readViewLink, writeViewLink } from './view-link.ts'

describe('a view as a link', () => {
  it('comes back as it was, and nothing else is taken for one', () => {
    const fields = { ...NO_FILTER, text: '退款', tags: ['投诉'], period: { kind: 'last', days: 7 } as const }
    const link = writeViewLink({ name: '本周退款', fields })
    expect(link).toMatch(/^voicedesk-view:[\w-]+$/)
    expect(readViewLink(` ${link}\n`)).toEqual({ name: '本周退款', fields })
    for (const other of ['', 'voicedesk-view:', 'voicedesk-view:e30', `${link}x!`, '本周退款'])
      expect(readViewLink(other)).toBeUndefined()
  })
})

describe('the filter of the history', () => {
  it('moves along with the day where it is told in days', () => {
    const now = new Date(2026, 2, 10, 15).getTime()
    expect(toFilter({ ...NO_FILTER, period: { kind: 'last', days: 7 } }, now)).toEqual({
      from: new Date(2026, 2, 4).getTime(),
    })
  })

  it('remembers how the list was narrowed, never whom somebody looked for', () => {
    const kept = toRemember({ ...NO_FILTER, text: '13800000001', tags: ['VIP'] })
    expect(kept).not.toContain('138')
    expect(fromRemembered(kept)).toEqual({ ...NO_FILTER, tags: ['VIP'] })
    expect(fromRemembered('{"outcomes":["no such"]}')).toEqual(NO_FILTER)
    expect(fromRemembered('not JSON')).toEqual(NO_FILTER)
  })

  it('is whole local days, both ends included', () => {
    const filter = toFilter(
      { ...NO_FILTER, period: { kind: 'days', from: '2026-03-01', to: '2026-03-02' } },
      0,
    )
    expect(filter.from).toBe(new Date(2026, 2, 1).getTime())
    expect(filter.to).toBe(new Date(2026, 2, 3).getTime())
    expect(dayOf(filter.from ?? 0)).toBe('2026-03-01')
  })

  it('takes text as typed, and nothing from what is blank or no day', () => {
    expect(toFilter({ ...NO_FILTER, text: ' 00-01 ' }, 0)).toEqual({ text: '00-01' })
    expect(toFilter({ ...NO_FILTER, text: '  ', period: { kind: 'days', from: 'nonsense' } }, 0)).toEqual({})
    expect(isFiltering(NO_FILTER)).toBe(false)
    expect(isFiltering({ ...NO_FILTER, outcomes: ['busy'] })).toBe(true)
  })
})
