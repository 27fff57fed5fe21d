import { describe, expect, it } from 'vitest'
import type { ProfileCheck } from '../../contract/profiles.ts'
import { FINDINGS } from '../../domain/explain/findings.ts'
import { isE164, isProfileId, must } from '../../domain/values.ts'
import { fieldsFor, SECRET, wholeApp, withProfile } from '../testing/whole-app.ts'
import { platformFindings, receiverFinding } from './checks.ts'

const { desk: startDesk, simulator: startSimulated } = wholeApp()

const codes = (findings: readonly { check: string; code: string }[]) =>
  findings.filter(({ check }) => check !== 'keychain').map(({ code }) => code)

describe('the check-up', () => {
  it('finds nothing wrong where nothing is', async () => {
    const desk = await startDesk()
    const simulator = await startSimulated()
    await withProfile(desk, simulator.url)
    const { findings } = await desk.client.doctor.run({})
    expect(codes(findings)).toEqual([
      'receiver.listens',
      'numbers.right',
      'address.answers',
      'clock.right',
      'credentials.good',
    ])
    expect(
      findings.filter(({ check }) => check !== 'keychain').every(({ status }) => status === 'pass'),
    ).toBe(true)
  })

  it('says so when there is nothing to look at yet', async () => {
    const { findings } = await (await startDesk()).client.doctor.run({})
    expect(codes(findings)).toEqual(['receiver.listens', 'profiles.none'])
  })

  it('tries no second sign-in after one has failed, and says which profile to mend', async () => {
    const desk = await startDesk()
    const simulator = await startSimulated()
    await withProfile(desk, simulator.url, 'not-the-secret', { name: 'A' })
    const second = must('profile-under-test-2', isProfileId, 'profile id')
    await desk.client.profiles.save({ profileId: second, fields: fieldsFor(simulator.url, { name: 'B' }) })
    await desk.client.profiles.setSecret({ profileId: second, secret: SECRET, keepIn: 'memory' })

    const first = await desk.client.doctor.run({})
    expect(codes(first.findings).slice(-3)).toEqual(['credentials.refused', 'numbers.right', 'check.spared'])
    expect(first.findings.at(-1)).toMatchObject({ profileName: 'B', status: 'unknown' })
    const again = await desk.client.doctor.run({})
    expect(codes(again.findings)).toContain('profile.paused')
    expect(desk.replies.join()).not.toContain('not-the-secret')
  })

  it('names an address nobody answers at, a missing secret, and a display number that is none, masked', async () => {
    const desk = await startDesk()
    const mobile = must('+8613812345678', isE164, 'number')
    await withProfile(desk, 'http://127.0.0.1:9', SECRET, { displayNumbers: [mobile], ownNumber: mobile })
    const without = must('profile-under-test-3', isProfileId, 'profile id')
    await desk.client.profiles.save({
      profileId: without,
      fields: fieldsFor('http://127.0.0.1:9', { name: 'Z' }),
    })
    const { findings } = await desk.client.doctor.run({})
    expect(codes(findings)).toEqual([
      'receiver.listens',
      'numbers.wrong',
      'address.silent',
      'clock.unknown',
      'credentials.unknown',
      'numbers.right',
      'secret.missing',
    ])
    expect(JSON.stringify(findings)).not.toContain('13812345678')
  })

  it('finds a clock that is wrong, by how much, and does not take an unknown one for right', () => {
    const clock = (check: Pick<ProfileCheck, 'status' | 'offsetMs'>) =>
      platformFindings({ address: 'https://platform.example' }, [{ id: 'clock', ...check }])[0]
    expect(clock({ status: 'fail', offsetMs: -600_000 })).toMatchObject({
      status: 'fail',
      code: 'clock.wrong',
      params: { offsetMs: -600_000 },
    })
    expect(clock({ status: 'unknown' })).toMatchObject({ status: 'unknown', code: 'clock.unknown' })
    expect(clock({ status: 'fail' })).toMatchObject({ status: 'fail', code: 'clock.unknown' })
  })

  it('warns of a receiver that a real platform cannot reach', async () => {
    const desk = await startDesk()
    await withProfile(desk, 'http://127.0.0.1:9')
    const { profiles } = await desk.client.profiles.list({})
    const [profile] = profiles
    if (profile === undefined) throw new Error('the profile is gone')
    const real = { ...profile, address: 'https://rtccall.cn-north-1.myhuaweicloud.cn:443' }
    const here = { revision: 1, listening: true, address: 'http://127.0.0.1:8090', pushes: 0, quarantined: 0 }
    expect(receiverFinding(here, [real])).toMatchObject({ status: 'warn', code: 'receiver.onlyHere' })
    expect(receiverFinding(here, [profile])).toMatchObject({ status: 'pass' })
    expect(receiverFinding({ ...here, address: 'https://push.example.com' }, [real])).toMatchObject({
      status: 'pass',
    })
    expect(receiverFinding({ ...here, listening: false, problem: 'EADDRINUSE' }, [])).toMatchObject({
      status: 'fail',
    })
  })
})

it('has words in both languages that end their sentence', () => {
  const params = {
    offsetMs: 600_000,
    address: 'https://a.example',
    cause: 'dns',
    why: 'locked',
    count: 2,
    numbers: '+86•',
    resultcode: '1010008',
    httpStatus: 401,
    problem: 'EADDRINUSE',
  }
  for (const [code, entry] of Object.entries(FINDINGS)) {
    for (const [language, end] of [
      ['zh-CN', '。'],
      ['en', '.'],
    ] as const) {
      const words = entry[language]
      const { message, remedy } = typeof words === 'function' ? words(params) : words
      expect(message.endsWith(end), `${code} ${language}: ${message}`).toBe(true)
      expect(remedy === '' || remedy.endsWith(end), `${code} ${language}: ${remedy}`).toBe(true)
      expect(message + remedy).not.toMatch(/undefined|NaN|\{/)
    }
  }
})
