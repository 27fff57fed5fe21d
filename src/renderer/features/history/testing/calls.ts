import type { Call } from '../../../../contract/calls.ts'
import { request } from '../../../../domain/calls/example.ts'
import { reduceCall } from '../../../../domain/calls/index.ts'
import { isCallId, isUtcMs, must } from '../../../../domain/values.ts'

/** A call that began at that second. */
export function callAt(second: number): Call {
  const id = must(`call-${String(second).padStart(6, '0')}`, isCallId, 'id')
  const at = must(second * 1000, isUtcMs, 'time')
  return reduceCall({ id, revision: 1, profileId: request.profileId }, [{ ...request, at }])
}
