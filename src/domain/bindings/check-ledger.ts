import type { Binding } from './binding.ts'
import type { BindingFinding, FindingCode } from './finding.ts'
import { MODE_FACTS } from './mode.ts'
import type { BindTerms } from './terms.ts'

/** What the ledger knows that matters to new terms. */
export type LedgerView = {
  /** Bindings that are active or unknown and share A, B or X with the terms. */
  readonly related: readonly Binding[]
  readonly pool: readonly string[]
  /** Of the X that is asked for. */
  readonly load: number
  readonly state: 'unknown' | 'normal' | 'suspended' | 'unavailable' | 'frozen'
  /** UTC text; the X rests until then and was used by other people. */
  readonly coolUntil?: string | undefined
}

/** What the ledger says of terms: the limits of §1, §5, -axe-axyb-x.md §2, §3, and what is under way. */
export function checkLedger(terms: BindTerms, view: LedgerView): BindingFinding[] {
  const found: BindingFinding[] = []
  const add = (
    weight: BindingFinding['weight'],
    code: FindingCode,
    field: string,
    params: BindingFinding['params'] = {},
  ) => found.push({ code, weight, field, params })
  const { perX, xPerA } = MODE_FACTS[terms.mode]
  const x = terms.x.by === 'number' ? terms.x.number : undefined
  const b = terms.mode === 'axb' ? terms.b : undefined
  const sameParties = view.related.filter(
    (one) => one.mode === terms.mode && one.a === terms.a && one.b === b,
  )
  const unknown = sameParties.find(
    (one) =>
      (one.state === 'unknown' || one.state === 'binding') &&
      (x === undefined || one.x === undefined || one.x === x),
  )
  if (unknown !== undefined) add('stop', 'boundUnknown', 'a')
  if (sameParties.some((one) => one.state === 'active' && one.x !== x)) add('warn', 'alreadyBound', 'a')
  const ofA = view.related.filter((one) => one.state === 'active' && one.a === terms.a)
  if (xPerA !== undefined && ofA.length >= xPerA) add('stop', 'xPerAReached', 'a', { most: xPerA })
  if (x === undefined) return found

  if (view.pool.length > 0 && !view.pool.includes(x)) add('warn', 'xNotInPool', 'x')
  if (view.state === 'suspended') add('warn', 'xSuspended', 'x')
  if (view.state === 'unavailable') add('warn', 'xUnavailable', 'x')
  if (view.state === 'frozen') add('warn', 'xFrozen', 'x')
  const onX = view.related.filter((one) => one.state === 'active' && one.x === x)
  if (terms.mode === 'axb') {
    const users = onX.flatMap((one) => [one.a, one.b])
    if (users.includes(terms.a)) add('stop', 'userOnX', 'a', { who: 'A' })
    if (users.includes(terms.b)) add('stop', 'userOnX', 'b', { who: 'B' })
  }
  if (terms.mode === 'ax' && onX.length > 0) add('stop', 'xTaken', 'x')
  else if (perX.most !== undefined && view.load >= perX.most) add('stop', 'xFull', 'x', { most: perX.most })
  else if (perX.advised !== undefined && view.load >= perX.advised) {
    add('warn', 'xBeyondAdvice', 'x', { advised: perX.advised })
  }
  if (
    terms.mode === 'axe' &&
    onX.some((one) => one.extension === terms.extension && one.extension !== undefined)
  ) {
    add('stop', 'extensionTaken', 'extension')
  }
  if (view.coolUntil !== undefined) add('warn', 'xCooling', 'x', { until: view.coolUntil })
  return found
}
