import { describe, expect, it } from 'vitest'
import { createPace } from './pace.ts'

/**
 * Time passes in steps of a millisecond; the platform takes `limit` requests within any one second, and an answer
 * takes 30 ms. While the desk stands still, answers wait.
 */
function passedIn(options: {
  seconds: number
  limit: number
  most: number
  still?: readonly [from: number, to: number]
}): number[] {
  const pace = createPace(options.most)
  const [from, to] = options.still ?? [-1, -1]
  const answers: { at: number; sentAt: number; passed: boolean }[] = []
  const taken: number[] = []
  for (let now = 1; now <= options.seconds * 1000; now += 1) {
    if (now >= from && now < to) continue
    while ((answers[0]?.at ?? now + 1) <= now) {
      const answer = answers.shift()
      if (answer?.passed === true) pace.passed(now, answer.sentAt)
      else pace.refused(now, answer?.sentAt ?? now)
    }
    while (answers.length < 16 && pace.next(now) <= now) {
      pace.sent(now)
      const passed = taken.filter((at) => at > now - 1000).length < options.limit
      if (passed) taken.push(now)
      answers.push({ at: now + 30, sentAt: now, passed })
    }
  }
  return taken
}

describe('the pace of a batch', () => {
  it.each([20, 60])('finds to within five per cent of a limit of %i a second', (limit) => {
    const taken = passedIn({ seconds: 70, limit, most: 100 }).filter((at) => at > 20_000)
    expect(taken.length).toBeGreaterThanOrEqual(0.95 * limit * 50)
  })

  it('keeps to what is allowed when nothing is refused', () => {
    const { length } = passedIn({ seconds: 50, limit: 1000, most: 20 })
    expect(length).toBeGreaterThanOrEqual(0.95 * 20 * 50)
    expect(length).toBeLessThanOrEqual(20 * 50 + 1)
  })

  // In the first one a refusal is all that waits to be heard when it goes on.
  it.each([
    [540, 2000],
    [10_000, 13_000],
  ])('is soon back after it stood still from %i to %i ms', (from, to) => {
    const taken = passedIn({ seconds: 60, limit: 20, most: 40, still: [from, to] })
    const afterwards = taken.filter((at) => at > 20_000)
    expect(afterwards.length).toBeGreaterThanOrEqual(0.95 * 20 * 40)
  })
})
