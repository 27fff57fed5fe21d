import type { Call } from '../../../contract/calls.ts'
import { fieldNumber } from '../../../domain/phone/index.ts'
import { go } from '../../ui/go.ts'
import { ROUTES } from '../../ui/routes.ts'
import { customerNumber } from '../calls/index.ts'
import { useProfiles } from '../profiles/index.ts'
import { useDial } from './store.ts'

/** Puts the numbers of a call back into the form, and leaves the dialling to the person. */
export function useRedial(): (call: Call) => void {
  const set = useDial((state) => state.set)
  const use = useProfiles((state) => state.use)
  const profiles = useProfiles((state) => state.list)
  return (call) => {
    const number = customerNumber(call)
    set({
      ...(number === undefined ? {} : { callee: fieldNumber(number) }),
      ...(call.b === undefined || call.a.number === undefined ? {} : { own: fieldNumber(call.a.number) }),
    })
    const profile = profiles.find(({ id }) => id === call.profileId)
    if (profile !== undefined) use(profile.id)
    go(ROUTES.dial)
  }
}
