import { describe, expect, it } from 'vitest'
import { dialRequest, PROFILE, Refused, SECRET, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

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
    await withProfile(desk, simulator.url, 'a-wrong-secret-000001')
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
    await withProfile(first, simulator.url, 'a-wrong-secret-000001')
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
})
