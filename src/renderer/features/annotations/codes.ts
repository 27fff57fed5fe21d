import type { Annotations, WrapUpCode } from '../../../contract/annotations.ts'
import type { Call } from '../../../contract/calls.ts'
import type { CallId, ProfileId } from '../../../domain/values.ts'

/** Codes to choose from for a call of the profile: those of all profiles, then its own, and the one it has. */
export function codesFor(
  codes: readonly WrapUpCode[],
  profileId: ProfileId | undefined,
  chosen: string | undefined,
): readonly WrapUpCode[] {
  return codes.filter(
    (code) =>
      code.id === chosen || (!code.removed && (code.profileId === undefined || code.profileId === profileId)),
  )
}

/**
 * Whether a code is still owed for a call. A call whose marks were not read yet owes one: it is not let go before
 * it is known to have it.
 */
export function owesWrapUp(
  known: {
    readonly codes: readonly WrapUpCode[]
    readonly mandatoryFor: readonly ProfileId[]
    readonly byCall: ReadonlyMap<CallId, Pick<Annotations, 'wrapUp'>>
  },
  call: Pick<Call, 'id' | 'profileId' | 'outcome'>,
): boolean {
  return (
    call.outcome === 'answered' &&
    call.profileId !== undefined &&
    known.mandatoryFor.includes(call.profileId) &&
    known.byCall.get(call.id)?.wrapUp === undefined &&
    codesFor(known.codes, call.profileId, undefined).length > 0
  )
}
