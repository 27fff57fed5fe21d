import type { Binding } from '../../../../contract/bindings.ts'
import { isBindingId, isProfileId, isUtcMs, must } from '../../../../domain/values.ts'

export const PROFILE = must('profile-axb', isProfileId, 'profile id')
export const bindingId = (number: number) =>
  must(`binding-${String(number).padStart(4, '0')}`, isBindingId, 'binding id')
const at = (ms: number) => must(ms, isUtcMs, 'time')

/** An AXB binding for a day that is in force. */
export function bindingOf(number: number, revision = 1): Binding {
  return {
    id: bindingId(number),
    revision,
    profileId: PROFILE,
    mode: 'axb',
    state: 'active',
    a: '+8613800000011',
    b: '+8613900000022',
    x: '+8617000000033',
    pairs: [],
    settings: { direction: 'both', lifeS: 86_400, record: false, maxDurationMinutes: 0 },
    origin: 'desk',
    startedAt: at(1000),
    boundAt: at(2000),
    expiresAt: at(86_402_000),
    changedAt: at(2000),
    settledByUser: false,
  }
}
