import type { PrivateNumberApp } from '../account.ts'
import type { Bindings } from '../bindings.ts'
import type { Forward, Incoming, Reject, Routing } from '../routing.ts'
import { type AxeBinding, secondsOf } from './binding.ts'

const idsOf = ({ subscriptionId, userData, extension }: AxeBinding) => ({
  subscriptionId,
  extension,
  ...(userData !== undefined && { userData }),
})

/** A dials X: back to the last caller, else to the number set for that, else a tone (8019). */
export function routeBack(
  bindings: Bindings<AxeBinding>,
  app: PrivateNumberApp,
  { caller, x }: Incoming,
  now: number,
): Routing | undefined {
  const binding = bindings.ofUser(app.appKey, x, caller)
  if (binding === undefined) return undefined
  const { lastCaller, life, record, callbackTone } = binding
  const forward = (to: string): Forward => ({
    kind: 'forward',
    direction: 1,
    to,
    shown: x,
    record,
    maxMinutes: 0,
    ...idsOf(binding),
  })
  const lasts = secondsOf(life.unit, life.remembers) * 1000
  if (lastCaller !== undefined && (lasts === 0 || lastCaller.at + lasts > now))
    return forward(lastCaller.number)
  const other = callbackTone === undefined ? (binding.callbackNum ?? app.callbackNum) : undefined
  if (other !== undefined) return forward(other)
  return { kind: 'reject', stateCode: 8019, direction: 1, ...idsOf(binding) }
}

/** Anybody keys E and reaches A, and is remembered (private-number-axe-axyb-x.md 2). */
export function routeExtension(
  bindings: Bindings<AxeBinding>,
  appKey: string,
  { caller, x }: Incoming,
  extension: string,
  now: number,
): Routing {
  const reject = (stateCode: number): Reject => ({ kind: 'reject', stateCode, direction: 2 })
  if (extension === '') return reject(8033)
  const binding = bindings.on(appKey, x).find((one) => one.extension === extension)
  if (binding === undefined) return { ...reject(8022), extension }
  if (binding.displayNumMode === '1') return { ...reject(8024), direction: 0, ...idsOf(binding) }
  binding.lastCaller = { number: caller, at: now }
  return {
    kind: 'forward',
    direction: 0,
    to: binding.a,
    shown: x,
    record: binding.record,
    maxMinutes: 0,
    ...idsOf(binding),
  }
}
