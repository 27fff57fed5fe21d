import type { Finding } from '../../contract/doctor.ts'
import type { ErrorParams } from '../../contract/errors.ts'
import type { Profile, ProfileCheck } from '../../contract/profiles.ts'
import type { ReceiverStatus } from '../../contract/receiver.ts'
import { maskNumbersIn } from '../../domain/phone/index.ts'
import { parseDialled } from '../../domain/phone/parse.ts'

/** A finding without its words and without the profile it belongs to. */
export type Found = Pick<Finding, 'check' | 'status' | 'code' | 'params'>

const found = (
  check: Finding['check'],
  status: Finding['status'],
  code: string,
  params: ErrorParams = {},
): Found => ({ check, status, code, params })

export const keychainFinding = (keychain: { ok: true } | { ok: false; why: string }): Found =>
  keychain.ok
    ? found('keychain', 'pass', 'keychain.works')
    : found('keychain', 'fail', 'keychain.absent', { why: keychain.why })

/** A receiver that only this machine reaches serves a simulator here, and nobody else. */
export function receiverFinding(receiver: ReceiverStatus, profiles: readonly Profile[]): Found {
  if (!receiver.listening) {
    return found('receiver', 'fail', 'receiver.silent', { problem: receiver.problem ?? '' })
  }
  const address = receiver.address ?? ''
  const fromOutside = profiles.some((profile) => !isHere(profile.address))
  return fromOutside && isHere(address)
    ? found('receiver', 'warn', 'receiver.onlyHere')
    : found('receiver', 'pass', 'receiver.listens', { address })
}

/** Display numbers are landlines of number management, the agent's own is any number (voice-call.md §8.1). */
export function numberFinding({ displayNumbers, ownNumber }: Profile): Found {
  const kindOf = (number: string) => {
    const parsed = parseDialled(number)
    return parsed.ok && parsed.number === number ? parsed.kind : undefined
  }
  const wrong = [
    ...displayNumbers.filter((number) => kindOf(number) !== 'landline'),
    ...(ownNumber !== undefined && kindOf(ownNumber) === undefined ? [ownNumber] : []),
  ]
  return wrong.length === 0
    ? found('numberFormat', 'pass', 'numbers.right', {
        count: displayNumbers.length + (ownNumber === undefined ? 0 : 1),
      })
    : found('numberFormat', 'fail', 'numbers.wrong', { numbers: maskNumbersIn(wrong.join(', ')) })
}

/** What one request has told, check by check. */
export function platformFindings(
  profile: Pick<Profile, 'address'>,
  checks: readonly ProfileCheck[],
): Found[] {
  return checks.map((check) => {
    if (check.id === 'address') return addressFinding(profile, check)
    return check.id === 'clock' ? clockFinding(check) : credentialFinding(check)
  })
}

function addressFinding({ address }: Pick<Profile, 'address'>, { status, error }: ProfileCheck): Found {
  if (status === 'pass') return found('reachability', 'pass', 'address.answers', { address })
  const cause = String(error?.params.cause ?? 'timeout')
  return found('reachability', status === 'fail' ? 'fail' : 'unknown', 'address.silent', { address, cause })
}

function clockFinding({ status, offsetMs }: ProfileCheck): Found {
  if (offsetMs === undefined) return found('clock', status, 'clock.unknown')
  return status === 'pass'
    ? found('clock', 'pass', 'clock.right', { offsetMs })
    : found('clock', 'fail', 'clock.wrong', { offsetMs })
}

function credentialFinding({ status, error }: ProfileCheck): Found {
  if (status === 'pass') return found('credentials', 'pass', 'credentials.good')
  const resultcode = error?.params.resultcode
  return status === 'fail' && resultcode !== undefined
    ? found('credentials', 'fail', 'credentials.refused', {
        resultcode,
        ...(error?.params.httpStatus === undefined ? {} : { httpStatus: error.params.httpStatus }),
      })
    : found('credentials', status, 'credentials.unknown')
}

function isHere(address: string): boolean {
  if (!URL.canParse(address)) return true
  const { hostname } = new URL(address)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}
