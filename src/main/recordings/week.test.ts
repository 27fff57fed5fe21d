import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { alawWavHeader } from '../../domain/wav/index.ts'
import { isOpen, RESERVE_MS } from './schedule.ts'
import { type Recorded, simulatedWeek } from './testing/simulated-week.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY
/** A Monday, eight in the morning where this runs. */
const START = new Date(2026, 2, 2, 8).getTime()

let world: Awaited<ReturnType<typeof simulatedWeek>> | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 2 ** 32
  }
}

/** The bytes of a recording, whole and nobody else's. */
function isWhole(dataDir: string, callId: string, name: string): boolean {
  const file = readFileSync(join(dataDir, 'recordings', `${callId}.wav`))
  const samples = new TextEncoder().encode(name)
  return file.subarray(alawWavHeader(samples.length).length).toString('utf8').startsWith(name)
}

describe('a week of recordings', () => {
  it('of 10,000 fee records, with 3 % faults, an outage and restarts, none is missed that could be had', async () => {
    const random = randomFrom(7)
    const recorded = Array.from({ length: 10_000 }, (_, n): Recorded => {
      const endedAt = START + Math.floor((n / 10_000) * 3 * 24 * 4) * 15 * MINUTE
      const name = `rec-${n}.wav`
      // Most records come at once; some days late, some an hour before the end, and a few when all is over.
      if (n % 250 === 1) return { name, endedAt, toldAt: endedAt + WEEK - HOUR }
      if (n % 1000 === 2) return { name, endedAt, toldAt: endedAt + WEEK + HOUR }
      if (n % 40 === 3) return { name, endedAt, toldAt: endedAt + 5 * DAY }
      return { name, endedAt, toldAt: endedAt }
    })
    world = await simulatedWeek({
      startAt: START,
      recorded,
      seconds: 5,
      random,
      faultShare: 0.03,
      outage: { from: START + 3 * DAY + 12 * HOUR, to: START + 4 * DAY },
      restartsAt: [START + DAY + 19 * HOUR, START + 5 * DAY + 18 * HOUR + 7 * MINUTE],
    })
    const window = { fromMinute: 60, toMinute: 5 * 60 }
    await world.setRules({ paused: false, window })
    await world.passUntil(START + 11 * DAY)

    const states = await world.recordingsByName()
    expect(states.size).toBe(10_000)
    const missed: string[] = []
    let attempts = 0
    let outside = 0
    for (const { name, endedAt, toldAt } of recorded) {
      const kept = states.get(name)
      const fate = world.fateOf(name)
      attempts += fate.attempts
      if (toldAt > endedAt + WEEK) {
        expect([kept?.state, fate.attempts]).toEqual(['lost', 1])
        continue
      }
      if (kept?.state !== 'ready' || !isWhole(world.dataDir, kept.callId, name)) missed.push(name)
      // The window is kept where it can be: set aside only for what has little time left.
      for (const at of fate.triedAt) {
        if (!isOpen(window, at) && endedAt + WEEK - at > RESERVE_MS + DAY) outside += 1
      }
    }
    expect(missed).toEqual([])
    expect(outside).toBe(0)
    // The faults were there: more attempts than recordings.
    expect(attempts).toBeGreaterThan(10_200)
    const { recordings: lost } = await world.store.recordingList('lost', undefined, 100)
    expect(lost).toHaveLength(10)
    for (const { lastError } of lost) expect(lastError).toMatchObject({ code: 'platform.refused' })
  }, 180_000)

  it('whose window is far too short for them is worked through outside of it, in time', async () => {
    const recorded = Array.from({ length: 800 }, (_, n): Recorded => {
      const at = START + n * MINUTE
      return { name: `rec-${n}.wav`, endedAt: at, toldAt: at }
    })
    world = await simulatedWeek({
      startAt: START,
      recorded,
      seconds: 90,
      random: randomFrom(3),
      faultShare: 0.03,
    })
    await world.setRules({ paused: false, window: { fromMinute: 180, toMinute: 190 } })
    await world.passUntil(START + 8 * DAY)
    const states = [...(await world.recordingsByName()).values()].map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['ready']))
  })

  it('that was paused and forgotten is fetched in its last hours', async () => {
    const recorded = Array.from({ length: 100 }, (_, n): Recorded => {
      const at = START + Math.floor(n / 10) * HOUR
      return { name: `rec-${n}.wav`, endedAt: at, toldAt: at }
    })
    world = await simulatedWeek({
      startAt: START,
      recorded,
      seconds: 5,
      random: randomFrom(5),
      faultShare: 0.03,
    })
    await world.setRules({ paused: true })
    await world.passUntil(START + WEEK - RESERVE_MS - HOUR)
    expect(recorded.every(({ name }) => world?.fateOf(name).attempts === 0)).toBe(true)
    await world.passUntil(START + 9 * DAY)
    const states = [...(await world.recordingsByName()).values()].map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['ready']))
  })
})
