import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../../contract/calls.ts'
import { dayOf, isFiltering, NO_FILTER, toFilter } from './filter.ts'
import { appendPage, mergeFirst, renew, unseen } from './list.ts'
import { callAt } from './testing/calls.ts'

const ids = (calls: readonly Call[]) => calls.map(({ id }) => id)
const page = (from: number, count: number) => Array.from({ length: count }, (_, at) => callAt(from - at))

describe('the list of calls', () => {
  it('never holds a call twice, however pages overlap', () => {
    const overlap = fc.record({
      held: fc.integer({ min: 0, max: 8 }),
      shift: fc.integer({ min: 0, max: 12 }),
    })
    fc.assert(
      fc.property(overlap, ({ held, shift }) => {
        const list = appendPage(page(100, held), page(100 - shift, 6))
        expect(new Set(ids(list)).size).toBe(list.length)
        expect(ids(list)).toEqual(expect.arrayContaining(ids(page(100, held))))
      }),
    )
  })

  it('takes the newer form of a call and keeps its place', () => {
    const [first, second] = page(9, 2)
    if (first === undefined || second === undefined) throw new Error('two calls')
    const newer = { ...second, revision: second.revision + 1 }
    expect(renew([first, second], [newer])).toEqual([first, newer])
    expect(renew([first, newer], [second])).toEqual([first, newer])
    expect(ids(unseen([second], [first, second]))).toEqual(ids([first]))
  })

  it('starts anew when a fresh first page does not touch what is shown', () => {
    const before = { calls: page(50, 5), next: 'older' }
    expect(ids(mergeFirst(before, { calls: page(52, 5), next: 'x' }).calls)).toEqual(ids(page(52, 7)))
    expect(mergeFirst(before, { calls: page(52, 5), next: 'x' }).next).toBe('older')
    const far = { calls: page(90, 5), next: 'gap' }
    expect(mergeFirst(before, far)).toEqual(far)
  })
})

describe('the filter of the history', () => {
  it('is whole local days, both ends included', () => {
    const filter = toFilter({ ...NO_FILTER, fromDay: '2026-03-01', toDay: '2026-03-02' })
    expect(filter.from).toBe(new Date(2026, 2, 1).getTime())
    expect(filter.to).toBe(new Date(2026, 2, 3).getTime())
    expect(dayOf(filter.from ?? 0)).toBe('2026-03-01')
  })

  it('takes a part of a number as people type it, and nothing from a text without digits', () => {
    expect(toFilter({ ...NO_FILTER, text: ' 00-01 ' })).toEqual({ numberPart: '0001' })
    expect(toFilter({ ...NO_FILTER, text: '１３８' })).toEqual({ numberPart: '138' })
    expect(toFilter({ ...NO_FILTER, text: 'abc', fromDay: 'nonsense' })).toEqual({})
    expect(isFiltering(NO_FILTER)).toBe(false)
    expect(isFiltering({ ...NO_FILTER, outcomes: ['busy'] })).toBe(true)
  })
})
