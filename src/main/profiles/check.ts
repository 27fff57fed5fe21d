import type { ProfileCheck } from '../../contract/profiles.ts'
import type { Outcome, ProbeResult } from '../platform/index.ts'
import { inWords } from '../rpc/dispatch.ts'
import { platformRefusal } from './platform-refusal.ts'

/** The platform does not publish its tolerance; minutes are seen to be too far, a minute is not. */
const CLOCK_TOLERANCE_MS = 60_000
/** Answers of an application that is known, to a request for a file that is not. */
const KNOWN_BUT = new Set(['parameter', 'flowControl', 'capacity'])

/**
 * What one request tells of address, clock and credentials. "The record does not exist" is the good answer:
 * the platform has checked the signature before it looked for the file.
 */
export function checksOf(probe: ProbeResult, language: 'zh-CN' | 'en'): ProfileCheck[] {
  const { outcome, offsetMs } = probe
  const refusal = platformRefusal(outcome)
  const error =
    refusal === undefined
      ? undefined
      : inWords({ code: refusal.code, params: refusal.params, retry: refusal.retry }, language)
  const withError = (check: Pick<ProfileCheck, 'id' | 'status'>): ProfileCheck =>
    check.status === 'fail' && error !== undefined ? { ...check, error } : check
  return [
    withError({ id: 'address', status: addressStatus(outcome) }),
    { id: 'clock', status: clockStatus(outcome, offsetMs), ...(offsetMs === undefined ? {} : { offsetMs }) },
    withError({ id: 'credentials', status: credentialStatus(outcome) }),
  ]
}

function addressStatus(outcome: Outcome<unknown>): ProfileCheck['status'] {
  if (outcome.kind === 'ok' || outcome.kind === 'refused') return 'pass'
  return outcome.kind === 'lost' ? 'unknown' : 'fail'
}

function clockStatus(outcome: Outcome<unknown>, offsetMs: number | undefined): ProfileCheck['status'] {
  if (outcome.kind === 'refused' && outcome.resultcode === '1010013') return 'fail'
  if (offsetMs === undefined) return 'unknown'
  return Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS ? 'pass' : 'fail'
}

function credentialStatus(outcome: Outcome<unknown>): ProfileCheck['status'] {
  if (outcome.kind === 'ok') return 'pass'
  if (outcome.kind !== 'refused') return 'unknown'
  // 1010013 speaks of the clock, not of the secret.
  if (outcome.resultcode === '1010013') return 'unknown'
  // 1010040: the key is good, its application serves another kind of call.
  return KNOWN_BUT.has(outcome.class) || outcome.resultcode === '1010040' ? 'pass' : 'fail'
}
