import { nationalDigits } from '../phone/index.ts'
import type { UtcMs } from '../values.ts'
import type { Leg, LegState } from './call.ts'
import type { StatusReported } from './events.ts'
import { type Facts, feeOf } from './facts.ts'

export type Parties = {
  readonly a: { readonly number?: string | undefined; readonly display?: string | undefined }
  /** Absent when nothing tells of a second leg. */
  readonly b?: { readonly number?: string | undefined; readonly display?: string | undefined }
}

/** Who is on which leg: from our request, else from the fee record, else from the pushes by time. */
export function partiesOf(facts: Facts): Parties {
  const request = facts.dialRequested[0]
  if (request !== undefined) {
    return {
      a: { number: request.caller, display: request.displayToCaller },
      b: { number: request.callee, display: request.displayToCallee },
    }
  }
  const fee = feeOf(facts)
  const first = facts.status.find((status) => status.called !== undefined)
  const second = facts.status.find(
    (status) => status.called !== undefined && !same(status.called, first?.called),
  )
  const a = { number: fee?.calleeNumber ?? first?.called, display: fee?.callerNumber ?? first?.caller }
  const number = fee?.forwardNumber ?? second?.called
  const display = fee?.forwardDisplay ?? second?.caller
  return number === undefined && display === undefined ? { a } : { a, b: { number, display } }
}

const same = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && nationalDigits(one) === nationalDigits(other)

/** The leg a status push speaks of: told by `called` (voice-call.md §6), or by turn if both are one number. */
export function legOf(status: StatusReported, parties: Parties, facts: Facts): 'a' | 'b' | undefined {
  if (status.called === undefined) return undefined
  if (parties.b === undefined) return 'a'
  if (!same(parties.a.number, parties.b.number)) {
    if (same(status.called, parties.b.number)) return 'b'
    return same(status.called, parties.a.number) ? 'a' : undefined
  }
  const turns = facts.status.filter((other) => other.event === status.event)
  return turns.indexOf(status) === 0 ? 'a' : 'b'
}

/** Both legs with their milestones: the fee record decides, the pushes fill what it has not. */
export function legsOf(facts: Facts, parties: Parties, endedAt: UtcMs | undefined, over: boolean) {
  const fee = feeOf(facts)
  const pushed = (leg: 'a' | 'b', event: string): UtcMs | undefined =>
    facts.status.find((status) => status.event === event && legOf(status, parties, facts) === leg)?.at
  const a = drawLeg(
    {
      ...parties.a,
      calledAt: fee?.outStartedAt ?? pushed('a', 'callout'),
      ringingAt: fee?.outRingingAt ?? pushed('a', 'alerting'),
      answeredAt: fee?.outAnsweredAt ?? pushed('a', 'answer'),
      failureCause: fee?.outFailureCause,
    },
    endedAt,
    over,
  )
  if (parties.b === undefined) return { a, b: undefined }
  const b = drawLeg(
    {
      ...parties.b,
      calledAt: fee?.forwardStartedAt ?? pushed('b', 'callout'),
      ringingAt: fee?.forwardRingingAt ?? pushed('b', 'alerting'),
      answeredAt: fee?.forwardAnsweredAt ?? pushed('b', 'answer'),
      failureCause: fee?.forwardFailureCause,
    },
    endedAt,
    over,
  )
  return { a, b }
}

function drawLeg(leg: Omit<Leg, 'state'>, endedAt: UtcMs | undefined, over: boolean): Leg {
  const touched = leg.calledAt !== undefined || leg.ringingAt !== undefined || leg.answeredAt !== undefined
  const drawn: Leg = { ...leg, state: stateOf(leg, over), ...(over && touched ? { endedAt } : {}) }
  return withoutUndefined(drawn)
}

function stateOf(leg: Omit<Leg, 'state'>, over: boolean): LegState {
  if (leg.answeredAt !== undefined) return over ? 'ended' : 'talking'
  if (leg.ringingAt !== undefined) return over ? 'failed' : 'ringing'
  if (leg.calledAt !== undefined) return over ? 'failed' : 'calling'
  return 'idle'
}

/** Only JSON values cross the contract: an absent key, never `undefined`. */
export function withoutUndefined<T extends object>(value: T): T {
  const copy = { ...value }
  for (const key of Object.keys(copy)) {
    if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key)
  }
  return copy
}
