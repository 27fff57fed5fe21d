import type { UtcMs } from '../values.ts'
import type { Masking } from './call.ts'
import { type Facts, feeOf, requestOf } from './facts.ts'
import type { Parties } from './parties.ts'

/**
 * Calls through a private number (private-number-axb-ax.md §6, §7; private-number-axe-axyb-x.md §2.6, §5): somebody
 * calls X, and the platform calls the other side. The first leg is the caller's, who is on the line from the
 * start; the platform places only the second.
 */

/** 003 AX, 004 AXB and X, 005 AXE, 007 AXYB; 001 and 002 are Voice Call. */
const MASKED_SERVICES: ReadonlySet<string | undefined> = new Set(['003', '004', '005', '007'])

/** Whether these are events of a call through a private number. */
export function isMasked(facts: Facts): boolean {
  if (requestOf(facts) !== undefined) return false
  const fee = feeOf(facts)
  if (fee?.serviceType !== undefined) return MASKED_SERVICES.has(fee.serviceType)
  return facts.status.some((status) => status.event === 'callin' || (status.subscriptionId ?? '') !== '')
}

export function maskedParties(facts: Facts): Parties {
  const fee = feeOf(facts)
  const callin = facts.status.find((status) => status.event === 'callin')
  const placed = facts.status.filter((status) => status.event !== 'callin')
  const x = dialledX(facts)
  const told = placed.find((status) => status.called !== undefined && status.called !== x)
  const number = fee?.forwardNumber ?? told?.called
  const caller = fee?.callerNumber ?? callin?.caller ?? placed.find((status) => status.caller !== x)?.caller
  return {
    a: { number: caller, display: x },
    ...(number === undefined ? {} : { b: { number, display: fee?.forwardDisplay ?? x } }),
  }
}

const dialledX = (facts: Facts): string | undefined => {
  const fee = feeOf(facts)
  const callin = facts.status.find((status) => status.event === 'callin')
  return fee?.bindNumber ?? callin?.called ?? fee?.calleeNumber
}

/** When the call reached the platform. */
export const maskedStart = (facts: Facts): UtcMs | undefined =>
  feeOf(facts)?.calledInAt ?? facts.status.find((status) => status.event === 'callin')?.at

const DIRECTIONS = ['toA', 'fromA'] as const

/** What is known of the binding and the number a call went through. */
export function maskingOf(facts: Facts): Masking {
  const fee = feeOf(facts)
  const told = <T>(of: (status: Facts['status'][number]) => T | undefined): T | undefined =>
    facts.status.map(of).find((value) => value !== undefined)
  const keyed = told((status) => (status.event === 'collectInfo' ? status.digits : undefined))
  return {
    subscriptionId: fee?.subscriptionId ?? told((status) => status.subscriptionId),
    x: dialledX(facts),
    extension: fee?.extension ?? keyed,
    direction: fee?.direction === undefined ? undefined : DIRECTIONS[fee.direction],
    asked:
      fee?.notifyMode?.toLowerCase() === 'block' ||
      facts.status.some((status) => status.notifyMode?.toLowerCase() === 'block'),
    hungUpBy: hungUpBy(fee?.releasedBy ?? told((status) => status.releasedBy)),
    areaCode: fee?.areaCode,
    userData: fee?.userData ?? told((status) => status.userData),
  }
}

/** X mode: 1 the caller, 2 the called party hung up. */
const hungUpBy = (party: number | undefined): Masking['hungUpBy'] =>
  party === 1 ? 'caller' : party === 2 ? 'callee' : undefined
