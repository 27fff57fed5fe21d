import type { Finding } from '../../contract/doctor.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Caller, Handlers } from '../../contract/index.ts'
import type { Profile } from '../../contract/profiles.ts'
import { explainFinding } from '../../domain/explain/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { type Found, keychainFinding, numberFinding, platformFindings, receiverFinding } from './checks.ts'

/**
 * A check-up of all that calls depend on. Each check is a pure function of facts (`checks.ts`); here the facts
 * are gathered. A platform is asked once a profile, and no longer once a sign-in has failed, since it locks the
 * whole address for 30 minutes after repeated failures (auth.md §5).
 */
export function createDoctor(options: {
  secrets: Secrets
  profiles: Handlers<'profiles'>
  receiver: Handlers<'receiver'>
}): Handlers<'doctor'> {
  const { secrets, profiles, receiver } = options

  async function ofPlatform(profile: Profile, caller: Caller): Promise<Found[]> {
    if (!profile.hasSecret) {
      return [{ check: 'credentials', status: 'unknown', code: 'secret.missing', params: {} }]
    }
    try {
      const { checks } = await profiles.test({ profileId: profile.id }, caller)
      return platformFindings(profile, checks)
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.code !== 'profile.paused') throw problem
      return [{ check: 'credentials', status: 'fail', code: 'profile.paused', params: {} }]
    }
  }

  return {
    async run(_nothing, caller) {
      const findings: Finding[] = []
      const add = (found: Found, profile?: Profile) => {
        findings.push({
          ...found,
          ...explainFinding(found.code, found.params, caller.language),
          ...(profile === undefined ? {} : { profileId: profile.id, profileName: profile.name }),
        })
      }
      const { profiles: all } = await profiles.list({}, caller)
      add(keychainFinding(await secrets.availability()))
      add(receiverFinding(await receiver.status({}, caller), all))
      if (all.length === 0)
        add({ check: 'credentials', status: 'unknown', code: 'profiles.none', params: {} })
      let signInFailed = false
      for (const profile of all) {
        add(numberFinding(profile), profile)
        if (signInFailed) {
          add({ check: 'credentials', status: 'unknown', code: 'check.spared', params: {} }, profile)
          continue
        }
        const told = await ofPlatform(profile, caller)
        for (const found of told) add(found, profile)
        signInFailed = told.some(({ check, status }) => check === 'credentials' && status === 'fail')
      }
      return { findings }
    },
  }
}
