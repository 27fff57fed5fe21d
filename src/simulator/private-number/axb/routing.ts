import type { Bindings } from '../bindings.ts'
import type { Incoming, Routing } from '../routing.ts'
import type { AxbBinding } from './binding.ts'

/** Each side calls X and reaches the other (private-number-axb-ax.md 1). */
export function routeAxb(bindings: Bindings<AxbBinding>, appKey: string, { caller, x }: Incoming): Routing {
  const binding = bindings.ofUser(appKey, x, caller)
  if (binding === undefined) return { kind: 'reject', stateCode: 8014, direction: 2 }
  const { subscriptionId, userData, a, b, callDirection } = binding
  const ids = { subscriptionId, ...(userData !== undefined && { userData }) }
  const direction = caller === a ? 1 : 0
  if (callDirection !== 0 && callDirection !== (direction === 1 ? 1 : 2)) {
    return { kind: 'reject', stateCode: 8016, direction, ...ids }
  }
  const { record, maxMinutes } = binding
  return { kind: 'forward', direction, to: direction === 1 ? b : a, shown: x, record, maxMinutes, ...ids }
}
