import type { PrivateNumberApp } from '../account.ts'
import type { Bindings } from '../bindings.ts'
import type { Numbers } from '../numbers.ts'
import type { Incoming, Reject, Routing } from '../routing.ts'
import type { AxybBinding } from './binding.ts'
import type { YbParts } from './yb-parts.ts'

const idsOf = ({ subscriptionId }: AxybBinding, userData: string | undefined) => ({
  subscriptionId,
  ...(userData !== undefined && { userData }),
})

const NO_BINDING: Reject = { kind: 'reject', stateCode: 8030, direction: 2 }

type Ground = {
  readonly bindings: Bindings<AxybBinding>
  readonly ybParts: YbParts
  readonly numbers: Numbers
}

/** B dials X and reaches A, who sees Y; a B without a Y gets one now (private-number-axe-axyb-x.md 3). */
function toA(binding: AxybBinding, { ybParts, numbers }: Ground, app: PrivateNumberApp, b: string): Routing {
  const ids = idsOf(binding, binding.userData)
  if (b === binding.a) return { kind: 'reject', stateCode: 8032, direction: 2, ...ids }
  if (binding.callDirection === 1) return { kind: 'reject', stateCode: 8016, direction: 0, ...ids }
  const known = ybParts.living(binding).find((part) => part.b === b)
  const place = { areaCode: numbers.find(app, binding.x)?.areaCode ?? '', loose: true }
  const wish = { place, ybDuration: undefined, preVoiceY: undefined, userData: undefined }
  const part = known ?? ybParts.allot(app, binding, b, wish)
  if (part === undefined) return { kind: 'reject', stateCode: 8031, direction: 0, ...ids }
  return {
    kind: 'forward',
    direction: 0,
    to: binding.a,
    shown: part.y,
    record: binding.record,
    maxMinutes: 0,
    ...ids,
  }
}

/** A dials Y and reaches B, who sees X. */
function toB({ bindings, ybParts }: Ground, appKey: string, { caller, x: y }: Incoming): Routing {
  const under = (binding: AxybBinding) => ybParts.living(binding).find((part) => part.y === y)
  const binding = bindings.anywhere(appKey, caller).find((one) => under(one) !== undefined)
  const part = binding === undefined ? undefined : under(binding)
  if (binding === undefined || part === undefined) {
    const own = bindings
      .all()
      .some((one) => one.appKey === appKey && ybParts.living(one).some((p) => p.y === y && p.b === caller))
    return own ? { ...NO_BINDING, stateCode: 8032 } : NO_BINDING
  }
  const ids = idsOf(binding, part.userData ?? binding.userData)
  if (binding.callDirection === 2) return { kind: 'reject', stateCode: 8016, direction: 1, ...ids }
  return {
    kind: 'forward',
    direction: 1,
    to: part.b,
    shown: binding.x,
    record: binding.record,
    maxMinutes: 0,
    ...ids,
  }
}

export function routeAxyb(ground: Ground, app: PrivateNumberApp, incoming: Incoming): Routing {
  const binding = ground.bindings.on(app.appKey, incoming.x)[0]
  return binding === undefined
    ? toB(ground, app.appKey, incoming)
    : toA(binding, ground, app, incoming.caller)
}
