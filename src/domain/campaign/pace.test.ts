import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accepted,
  decide,
  ended,
  held,
  isSlowed,
  type Pace,
  type PaceSettings,
  probed,
  refused,
  reset,
  sent,
  startPace,
  struck,
} from './index.ts'

const MINUTE = 60_000

/** A platform as its pages describe it: so many requests in any one second, so many calls at a time. */
type Limits = { readonly perSecond: number; readonly ports: number; readonly tellsPorts: boolean }

type Run = { readonly sentAt: number[]; readonly refusedAt: number[]; readonly most: number; pace: Pace }

/**
 * Carries a campaign through hours in no time: what the runner does, with a clock that jumps.
 *
 * @param late how long after its time each step is looked at, as on a busy machine
 */
function simulate(
  settings: PaceSettings,
  limits: Limits,
  forMs: number,
  how: { talkMs: number; answerMs: number; late: () => number },
): Run {
  const run: Run & { most: number } = { sentAt: [], refusedAt: [], most: 0, pace: startPace(settings, 0) }
  const passed: number[] = []
  const asking: { sentAt: number; answerAt: number }[] = []
  const talking: number[] = []
  let now = 0
  while (now < forMs) {
    for (const done of asking.filter(({ answerAt }) => answerAt <= now)) {
      asking.splice(asking.indexOf(done), 1)
      // The platform judges a request when it comes.
      const recent = passed.filter((at) => at > done.sentAt - 1000 && at <= done.sentAt).length
      const flow = recent >= limits.perSecond
      if (flow || talking.length >= limits.ports) {
        run.refusedAt.push(now)
        run.pace = refused(run.pace, flow ? 'flowControl' : 'capacity', {
          sentAt: done.sentAt,
          now,
          calling: talking.length,
          waitMs: MINUTE,
        })
        continue
      }
      passed.push(done.sentAt)
      if (passed.length > 200) passed.shift()
      talking.push(now + how.talkMs)
      run.most = Math.max(run.most, talking.length)
      const idlePort = limits.tellsPorts ? limits.ports - talking.length : undefined
      run.pace = accepted(run.pace, { sentAt: done.sentAt, now, idlePort, asking: asking.length })
    }
    for (const end of talking.filter((at) => at <= now)) {
      talking.splice(talking.indexOf(end), 1)
      run.pace = ended(run.pace)
    }
    run.pace = probed(run.pace, settings, now)
    const decision = decide(run.pace, settings, {
      now,
      calling: talking.length + asking.length,
      asking: asking.length,
    })
    if (decision.send) {
      run.pace = sent(run.pace, settings, now)
      run.sentAt.push(now)
      asking.push({ sentAt: now, answerAt: now + how.answerMs })
      continue
    }
    const next = Math.min(
      decision.wakeAt ?? Number.POSITIVE_INFINITY,
      ...asking.map(({ answerAt }) => answerAt),
      ...talking,
    )
    now = Math.max(now + 1, next) + how.late()
  }
  return run
}

const QUICK = { talkMs: 1000, answerMs: 5, late: () => 0 }
const NO_LIMITS: Limits = { perSecond: Number.POSITIVE_INFINITY, ports: 1000, tellsPorts: true }
const rateOf = (times: readonly number[], from: number, to: number) =>
  times.filter((at) => at >= from && at < to).length / ((to - from) / 1000)

describe('the pace', () => {
  it.each([0.1, 0.5, 1, 3, 7, 10, 20, 33, 50])(
    'of %d requests per second is kept within 2 percent',
    (perSecond) => {
      const settings = { perSecond, concurrency: 1000 }
      const busy = [0, 3, 0, 11, 1]
      let step = 0
      const late = () => {
        step += 1
        return busy[step % busy.length] ?? 0
      }
      const forMs = Math.max(MINUTE, 200_000 / perSecond)
      const { sentAt } = simulate(settings, NO_LIMITS, forMs + 5000, { ...QUICK, late })
      expect(Math.abs(rateOf(sentAt, 5000, forMs + 5000) / perSecond - 1)).toBeLessThan(0.02)
    },
  )

  it.each([
    [20, 10],
    [50, 3],
    [10, 9],
    [5, 1],
  ])('of %d settles below a limit of %d requests per second', (perSecond, limit) => {
    const settings = { perSecond, concurrency: 1000 }
    const { sentAt, refusedAt, pace } = simulate(
      settings,
      { ...NO_LIMITS, perSecond: limit },
      4 * 60 * MINUTE,
      { ...QUICK, answerMs: 60 },
    )
    expect(isSlowed(pace, settings)).toBe(true)
    // At most one refused request in any minute, from the first on.
    for (const [at, time] of refusedAt.entries()) {
      expect(time - (refusedAt[at - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(MINUTE)
    }
    expect(refusedAt.length).toBeLessThan(12)
    const settled = rateOf(sentAt, 30 * MINUTE, 60 * MINUTE)
    expect(settled).toBeLessThanOrEqual(limit)
    expect(settled).toBeGreaterThan(limit * 0.5)
  })

  it.each([true, false])('stays within the ports there are, told of them: %s', (tellsPorts) => {
    const settings = { perSecond: 20, concurrency: 100 }
    const { refusedAt, most } = simulate(
      settings,
      { perSecond: Number.POSITIVE_INFINITY, ports: 10, tellsPorts },
      3 * 60 * MINUTE,
      { talkMs: 20_000, answerMs: 60, late: () => 0 },
    )
    expect(most).toBe(10)
    for (const [at, time] of refusedAt.entries()) {
      expect(time - (refusedAt[at - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(MINUTE)
    }
    // Told how many are free, it has no need to find out.
    if (tellsPorts) expect(refusedAt).toEqual([])
  })

  it('never has more calls than it was set to, nor more requests than its rate', () => {
    fc.assert(
      fc.property(
        fc.record({
          perSecond: fc.double({ min: 0.2, max: 40, noNaN: true }),
          concurrency: fc.integer({ min: 1, max: 30 }),
          limit: fc.integer({ min: 1, max: 60 }),
          ports: fc.integer({ min: 1, max: 40 }),
          tellsPorts: fc.boolean(),
          talkMs: fc.integer({ min: 200, max: 30_000 }),
          answerMs: fc.integer({ min: 1, max: 900 }),
        }),
        ({ perSecond, concurrency, limit, ports, tellsPorts, talkMs, answerMs }) => {
          const settings = { perSecond, concurrency }
          const run = simulate(settings, { perSecond: limit, ports, tellsPorts }, 5 * MINUTE, {
            talkMs,
            answerMs,
            late: () => 0,
          })
          expect(run.most).toBeLessThanOrEqual(Math.min(concurrency, ports))
          const { sentAt } = run
          for (const [at, time] of sentAt.entries()) {
            const inSecond = sentAt.slice(at).filter((other) => other < time + 1000).length
            // What a delay of a quarter of a second makes up for, and the edges of the second.
            expect(inSecond).toBeLessThanOrEqual(Math.ceil(perSecond * 1.25) + 1)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('sends one request at a time until the pace is proven', () => {
    const settings = { perSecond: 50, concurrency: 100 }
    const fresh = sent(startPace(settings, 0), settings, 0)
    expect(decide(fresh, settings, { now: 100, calling: 1, asking: 1 }).send).toBe(false)
    const known = accepted(fresh, { sentAt: 0, now: 100, idlePort: 50, asking: 0 })
    expect(decide(known, settings, { now: 100, calling: 1, asking: 1 }).send).toBe(false)
    expect(decide(known, settings, { now: 5000, calling: 1, asking: 1 }).send).toBe(true)
  })

  it('asks now and then while others hold all the ports', () => {
    const settings = { perSecond: 10, concurrency: 100 }
    const full = accepted(startPace(settings, 0), { sentAt: 0, now: 0, idlePort: 0, asking: 0 })
    expect(decide(full, settings, { now: 100, calling: 0, asking: 0 })).toEqual({
      send: false,
      why: 'ports',
      wakeAt: 10_000,
    })
    expect(decide(full, settings, { now: 10_000, calling: 0, asking: 0 }).send).toBe(true)
  })

  it('keeps what it has learned when a person sets another pace', () => {
    const before = { perSecond: 20, concurrency: 10 }
    const slowed = refused(accepted(startPace(before, 0), { sentAt: 0, now: 0, asking: 0 }), 'flowControl', {
      sentAt: 10,
      now: 10,
      calling: 0,
      waitMs: MINUTE,
    })
    expect(reset(slowed, before, { perSecond: 30, concurrency: 10 }).rate).toBe(slowed.rate)
    expect(reset(startPace(before, 0), before, { perSecond: 5, concurrency: 10 }).rate).toBe(5)
  })

  it('holds, and counts what may concern every row until a request is taken', () => {
    const settings = { perSecond: 10, concurrency: 10 }
    const still = held(struck(struck(startPace(settings, 0))), 0, 30_000)
    expect(still.strikes).toBe(2)
    expect(decide(still, settings, { now: 100, calling: 0, asking: 0 })).toMatchObject({ wakeAt: 30_000 })
    expect(accepted(still, { sentAt: 0, now: 0, asking: 0 }).strikes).toBe(0)
  })
})
