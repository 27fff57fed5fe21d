import type { Profile } from '../../../contract/profiles.ts'
import type { ProfileId } from '../../../domain/values.ts'

/** The profile in use: the one chosen while it exists, else one that can dial, else the first. */
export function chooseActive(list: readonly Profile[], wanted: ProfileId | undefined): ProfileId | undefined {
  if (list.some(({ id }) => id === wanted)) return wanted
  return (list.find(({ service }) => service === 'callback') ?? list[0])?.id
}

export const activeProfile = (state: {
  readonly list: readonly Profile[]
  readonly activeId: ProfileId | undefined
}): Profile | undefined => state.list.find(({ id }) => id === state.activeId)

/** Why a profile cannot send anything now. */
export function obstacleOf(profile: Profile): 'paused' | 'secret' | undefined {
  if (profile.pause !== undefined) return 'paused'
  return profile.hasSecret ? undefined : 'secret'
}
