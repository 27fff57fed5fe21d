import type { PrivateNumberApp } from '../account.ts'
import type { Bindings } from '../bindings.ts'
import type { PrivateNumberChoices } from '../options.ts'
import type { Forward, Incoming, Reject, Routing } from '../routing.ts'
import type { AxBinding } from './binding.ts'

type Ids = Pick<Forward, 'subscriptionId' | 'userData'>

const idsOf = ({ subscriptionId }: AxBinding, userData: string | undefined): Ids => ({
  subscriptionId,
  ...(userData !== undefined && { userData }),
})

const reject = (stateCode: number, direction: 0 | 1, ids: Ids): Reject => ({
  kind: 'reject',
  stateCode,
  direction,
  ...ids,
})

/** A calls out: to its temporary callee, else to whom it remembers, if the application does. */
function routeOut(
  binding: AxBinding,
  app: PrivateNumberApp,
  choices: PrivateNumberChoices,
  now: number,
): Routing {
  const { temporary, x: shown, record, maxMinutes, userData } = binding
  const forward = (to: string, data: string | undefined): Routing => ({
    kind: 'forward',
    direction: 1,
    to,
    shown,
    record,
    maxMinutes,
    ...idsOf(binding, data),
  })
  if (temporary !== undefined && temporary.until > now) {
    if (choices.temporaryCalleeOnce) binding.temporary = undefined
    return forward(temporary.number, temporary.userData ?? userData)
  }
  if (app.callbackMemory !== true) return reject(8013, 1, idsOf(binding, userData))
  const { lastCaller } = binding
  return lastCaller === undefined ? reject(8019, 1, idsOf(binding, userData)) : forward(lastCaller, userData)
}

/** Anybody calls X and reaches A; A calls out by a temporary callee (private-number-axb-ax.md 5 and 6). */
export function routeAx(
  bindings: Bindings<AxBinding>,
  app: PrivateNumberApp,
  choices: PrivateNumberChoices,
  { caller, x }: Incoming,
  now: number,
): Routing {
  const binding = bindings.on(app.appKey, x)[0]
  if (binding === undefined) return { kind: 'reject', stateCode: 8018, direction: 2 }
  const { callDirection, userData, record, maxMinutes } = binding
  const direction = caller === binding.a ? 1 : 0
  const ids = idsOf(binding, userData)
  if (callDirection !== 0 && callDirection !== (direction === 1 ? 1 : 2)) return reject(8016, direction, ids)
  if (direction === 1) return routeOut(binding, app, choices, now)
  if (!binding.turnedOn && choices.turnedOff === 'refused') return reject(8018, 0, ids)
  if (binding.calleeNumDisplay === '1') return reject(8024, 0, ids)
  binding.lastCaller = caller
  return { kind: 'forward', direction: 0, to: binding.a, shown: x, record, maxMinutes, ...ids }
}
