import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function told() {
  const at: number[] = []
  const start = Date.now()
  const news = atMostEvery(250, () => at.push(Date.now() - start))
  return { at, news }
}

describe('news that are gathered', () => {
  it('are told at once when nothing was told before', () => {
    const { at, news } = told()
    news.stir()
    expect(at).toEqual([0])
    vi.advanceTimersByTime(1000)
    news.stir()
    expect(at).toEqual([0, 1000])
  })

  it('of many changes are told a few times, and after the last', () => {
    const { at, news } = told()
    for (let ms = 0; ms < 1000; ms += 10) {
      news.stir()
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(10_000)
    expect(at).toEqual([0, 250, 500, 750, 1000])
  })

  it('are not told after the end', () => {
    const { at, news } = told()
    news.stir()
    news.stir()
    news.close()
    news.stir()
    vi.advanceTimersByTime(1000)
    expect(at).toEqual([0])
  })
})
