import { afterEach, describe, expect, it, vi } from 'vitest'
import { linksAsked, recordedCall, recordingWhen } from '../testing/recorded-call.ts'
import {
  callWhen,
  type Desk,
  dialRequest,
  fieldsFor,
  PROFILE,
  Refused,
  SECRET,
  wholeApp,
  withProfile,
} from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

afterEach(() => {
  vi.useRealTimers()
})

const WRONG = 'a-wrong-secret-000001'

const pauseOf = async (desk: Desk) => (await desk.client.profiles.list({})).profiles[0]?.pause

const codeOf = async (asked: Promise<unknown>): Promise<string | undefined> => {
  const outcome: unknown = await asked.catch((problem: unknown) => problem)
  return outcome instanceof Refused ? outcome.error.code : undefined
}

describe('the test of a profile', () => {
  it('checks address, clock and credentials with one request that places no call', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    const { checks } = await desk.client.profiles.test({ profileId: PROFILE })
    expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'address pass',
      'clock pass',
      'credentials pass',
    ])
    const { calls, requestLog } = simulator.state()
    expect(calls).toBe(0)
    expect(requestLog).toHaveLength(1)
  })

  it('says which of the three is wrong', async () => {
    const desk = await openDesk()
    await withProfile(desk, 'http://127.0.0.1:9')
    const { checks } = await desk.client.profiles.test({ profileId: PROFILE })
    expect(checks.find(({ id }) => id === 'address')?.status).toBe('fail')
    expect(checks.find(({ id }) => id === 'credentials')?.status).toBe('unknown')

    const behind = await openSimulator({ authClock: () => Date.now() - 3_600_000 })
    await withProfile(desk, behind.url)
    const late = await desk.client.profiles.test({ profileId: PROFILE })
    expect(late.checks.find(({ id }) => id === 'clock')?.status).toBe('fail')
    expect(late.checks.find(({ id }) => id === 'credentials')?.status).not.toBe('pass')
  })
})

describe('a failed authentication', () => {
  it('is sent once, pauses the profile, and nothing more is sent by it', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url, WRONG)
    const { checks } = await desk.client.profiles.test({ profileId: PROFILE })
    expect(checks.find(({ id }) => id === 'credentials')).toMatchObject({
      status: 'fail',
      error: { code: 'platform.authentication' },
    })
    const [profile] = (await desk.client.profiles.list({})).profiles
    expect(profile?.pause?.reason).toBe('authentication')

    expect(await codeOf(desk.client.profiles.test({ profileId: PROFILE }))).toBe('profile.paused')
    expect(await codeOf(desk.client.calls.dial(dialRequest()))).toBe('profile.paused')
    expect(simulator.state().requestLog).toHaveLength(1)
    expect(simulator.state().locks).toEqual([])
  })

  it('is remembered over a restart, and lifted by a new secret', async () => {
    const simulator = await openSimulator()
    const first = await openDesk()
    await withProfile(first, simulator.url, WRONG)
    await first.client.profiles.test({ profileId: PROFILE })
    await first.close()

    const desk = await openDesk(first.dataDir)
    const [paused] = (await desk.client.profiles.list({})).profiles
    expect(paused?.pause?.reason).toBe('authentication')
    expect(paused?.hasSecret).toBe(false)
    await desk.client.profiles.setSecret({ profileId: PROFILE, secret: SECRET, keepIn: 'memory' })
    const { checks } = await desk.client.profiles.test({ profileId: PROFILE })
    expect(checks.every(({ status }) => status === 'pass')).toBe(true)
    expect((await desk.client.profiles.list({})).profiles[0]?.pause).toBeUndefined()
  })

  it('that met the lock-out tells when the platform lets go, and a person may resume', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    simulator.addFault({ operation: 'click2Call', kind: 'authLock' })
    const call = await desk.client.calls.dial(dialRequest())
    expect(call.phase).toBe('refused')
    const [profile] = (await desk.client.profiles.list({})).profiles
    expect(profile?.pause?.reason).toBe('locked')
    const left = (profile?.pause?.until ?? 0) - Date.now()
    expect(left).toBeGreaterThan(29 * 60_000)
    expect(left).toBeLessThanOrEqual(30 * 60_000)
    expect(await codeOf(desk.client.calls.dial(dialRequest()))).toBe('profile.paused')
    expect(simulator.state().requestLog).toHaveLength(1)

    simulator.clearLocks()
    expect((await desk.client.profiles.resume({ profileId: PROFILE })).pause).toBeUndefined()
    expect((await desk.client.calls.dial(dialRequest())).phase).toMatch(/placed|live/)
    expect(simulator.state().calls).toBe(1)
  })

  it('of a dial is sent once too, and the call says why it was refused', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url, WRONG)
    const request = dialRequest()
    const [call] = await Promise.all([desk.client.calls.dial(request), desk.client.calls.dial(request)])
    expect(call).toMatchObject({ phase: 'refused', end: { resultcode: '1010010', httpStatus: 401 } })
    expect(await pauseOf(desk)).toMatchObject({ reason: 'authentication', resultcode: '1010010' })
    expect(await codeOf(desk.client.calls.dial(dialRequest()))).toBe('profile.paused')
    expect(simulator.state().authFailures).toHaveLength(1)
    expect(simulator.state().requestLog).toHaveLength(1)
  })

  it('stops everything that works for the profile: hanging up and the rescue of recordings too', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    simulator.addFault({ operation: 'record', kind: 'resultcode', code: '1010001', httpStatus: 500 })
    const recorded = await recordedCall(desk, simulator)
    await recordingWhen(desk, recorded, ({ state, attempts }) => state === 'waiting' && attempts === 1)
    const live = await desk.client.calls.dial(dialRequest())
    await simulator.advance(30)
    await callWhen(desk, live.id, ({ b }) => b?.state === 'talking')

    await desk.client.profiles.setSecret({ profileId: PROFILE, secret: WRONG, keepIn: 'memory' })
    await desk.client.profiles.test({ profileId: PROFILE })
    const sent = simulator.state().requestLog.length
    expect(await codeOf(desk.client.calls.hangUp({ callId: live.id }))).toBe('profile.paused')
    await desk.client.recordings.fetch({ callId: recorded })
    const waiting = await recordingWhen(desk, recorded, ({ attempts }) => attempts === 2)
    await recordingWhen(desk, recorded, ({ state }) => state === 'waiting')
    expect(waiting.state).not.toBe('lost')
    expect(simulator.state().requestLog).toHaveLength(sent)
    expect(simulator.state().authFailures).toHaveLength(1)

    await desk.client.profiles.setSecret({ profileId: PROFILE, secret: SECRET, keepIn: 'memory' })
    await desk.client.recordings.fetch({ callId: recorded })
    await recordingWhen(desk, recorded, ({ state }) => state === 'ready')
    expect(linksAsked(simulator)).toBe(3)
    expect((await desk.client.calls.hangUp({ callId: live.id })).stopping).toBe(true)
  })

  it('is not lifted by a change that mends nothing', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url, WRONG)
    await desk.client.profiles.test({ profileId: PROFILE })
    const save = (more: Parameters<typeof fieldsFor>[1]) =>
      desk.client.profiles.save({ profileId: PROFILE, fields: fieldsFor(simulator.url, more) })
    expect((await save({ name: 'Another name' })).pause?.reason).toBe('authentication')
    expect((await save({ name: 'Another name', scheme: 'WSSE' })).pause).toBeUndefined()
  })

  it('that met the lock-out is remembered with its time, and over when the time is', async () => {
    const simulator = await openSimulator({ authClock: () => Date.now() })
    const first = await openDesk()
    await withProfile(first, simulator.url)
    simulator.addFault({ operation: 'record', kind: 'authLock' })
    const { checks } = await first.client.profiles.test({ profileId: PROFILE })
    expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'address pass',
      'clock pass',
      'credentials fail',
    ])
    const before = await pauseOf(first)
    expect(before?.reason).toBe('locked')
    await first.close()

    const desk = await openDesk(first.dataDir)
    expect(await pauseOf(desk)).toEqual(before)
    // New credentials do not open what is closed to the address.
    await desk.client.profiles.setSecret({ profileId: PROFILE, secret: SECRET, keepIn: 'memory' })
    expect(await codeOf(desk.client.calls.dial(dialRequest()))).toBe('profile.paused')
    expect(simulator.state().requestLog).toHaveLength(1)

    await simulator.advance(1801)
    vi.useFakeTimers({ toFake: ['Date'], now: (before?.until ?? 0) + 1 })
    expect(await pauseOf(desk)).toBeUndefined()
    expect((await desk.client.calls.dial(dialRequest())).phase).toMatch(/placed|live/)
    expect(simulator.state().calls).toBe(1)
  })

  it('by the clock is told as such, and one resumed and tested is mended', async () => {
    let drift = 3_600_000
    const simulator = await openSimulator({ authClock: () => Date.now() + drift })
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    const call = await desk.client.calls.dial(dialRequest())
    expect(call).toMatchObject({ phase: 'refused', end: { resultcode: '1010013' } })
    expect((await pauseOf(desk))?.resultcode).toBe('1010013')
    drift = 0
    expect((await desk.client.profiles.resume({ profileId: PROFILE })).pause).toBeUndefined()
    const { checks } = await desk.client.profiles.test({ profileId: PROFILE })
    expect(checks.every(({ status }) => status === 'pass')).toBe(true)
    expect(await pauseOf(desk)).toBeUndefined()
    expect((await desk.client.calls.dial(dialRequest())).phase).toMatch(/placed|live/)
  })
})
