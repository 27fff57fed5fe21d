import { nationalDigits } from '../phone/index.ts'
import type { UtcMs } from '../values.ts'
import type { Leg, LegState } from './call.ts'
import type { StatusReported } from './events.ts'
import { type Facts, feeOf, requestOf } from './facts.ts'
import { isMasked, maskedParties, maskedStart } from './masked.ts'
import type { Parties } from './parties.ts'

/** Who is on which leg: from our request, else from the fee record, else from the pushes by time. */
export function partiesOf(facts: Facts): Parties {
  if (isMasked(facts)) return maskedParties(facts)
  const request = requestOf(facts)
  if (request !== undefined && request.kind !== 'dialRequested') {
    return { a: { number: request.callee, display: request.display } }
  }
  if (request !== undefined) {
    return {
      a: { number: request.caller, display: request.displayToCaller },
      b: { number: request.callee, display: request.displayToCallee },
    }
  }
  const fee = feeOf(facts)
  const turns = calledInTurn(facts)
  const first = turns[0]
  const a = { number: fee?.calleeNumber ?? first?.called, display: fee?.callerNumber ?? first?.caller }
  const second = turns.find((status) => !same(status.called, a.number))
  const number = fee?.forwardNumber ?? second?.called
  const display = fee?.forwardDisplay ?? second?.caller
  const oneLeg = number === undefined && display === undefined && fee?.serviceType !== '002'
  return oneLeg ? { a } : { a, b: { number, display } }
}

const ADVANCE = ['answer', 'alerting', 'callout']

/**
 * The pushes that name a called number, the first leg's before the second's. Times are whole seconds and the
 * second leg begins in the second in which the first is answered, so of two numbers in one second the one that
 * got further is the first leg. What a disconnect names is not confirmed (voice-call.md §6): it is asked last,
 * and not believed when it is a number that others saw as the caller.
 */
function calledInTurn(facts: Facts): readonly StatusReported[] {
  const naming = facts.status.filter((status) => status.called !== undefined)
  const advance = (status: StatusReported) => {
    const step = ADVANCE.indexOf(status.event)
    return step < 0 ? ADVANCE.length : step
  }
  const course = naming
    .filter((status) => status.event !== 'disconnect')
    .sort((one, other) => secondOf(one.at) - secondOf(other.at) || advance(one) - advance(other))
  const ends = naming.filter(
    (status) => status.event === 'disconnect' && !naming.some((other) => same(other.caller, status.called)),
  )
  return [...course, ...ends]
}

export const secondOf = (at: UtcMs): number => Math.floor(at / 1000)

const same = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && nationalDigits(one) === nationalDigits(other)

/** The leg a status push speaks of: told by `called` (voice-call.md §6), or by turn if both are one number. */
export function legOf(status: StatusReported, parties: Parties, facts: Facts): 'a' | 'b' | undefined {
  if (status.event === 'callin') return 'a'
  if (status.called === undefined) return undefined
  if (parties.b === undefined) return 'a'
  if (!same(parties.a.number, parties.b.number)) {
    if (same(status.called, parties.b.number)) return 'b'
    return same(status.called, parties.a.number) ? 'a' : undefined
  }
  const turns = facts.status.filter((other) => other.event === status.event)
  return turns.indexOf(status) === 0 ? 'a' : 'b'
}

/**
 * Both legs with their milestones. Each is the earliest time that a push or the fee record tells and that fits
 * between the milestone before it and the end; without one that fits, the fee record's.
 */
export function legsOf(facts: Facts, parties: Parties, endedAt: UtcMs | undefined, over: boolean) {
  const fee = feeOf(facts)
  const notAfter = over ? endedAt : undefined
  const pushed = (leg: 'a' | 'b', event: string): UtcMs | undefined =>
    facts.status.find((status) => status.event === event && legOf(status, parties, facts) === leg)?.at
  const milestones = (leg: 'a' | 'b', told: readonly (UtcMs | undefined)[]) => {
    const calledAt = earliestFitting([told[0], pushed(leg, 'callout')], undefined, notAfter)
    const ringingAt = earliestFitting([told[1], pushed(leg, 'alerting')], calledAt, notAfter)
    const answeredAt = earliestFitting([told[2], pushed(leg, 'answer')], ringingAt ?? calledAt, notAfter)
    return { calledAt, ringingAt, answeredAt }
  }
  const second =
    parties.b === undefined
      ? undefined
      : {
          ...parties.b,
          ...milestones('b', [fee?.forwardStartedAt, fee?.forwardRingingAt, fee?.forwardAnsweredAt]),
          failureCause: fee?.forwardFailureCause,
        }
  const calledIn = isMasked(facts) ? maskedStart(facts) : undefined
  const first =
    calledIn === undefined
      ? {
          ...parties.a,
          ...milestones('a', [fee?.outStartedAt, fee?.outRingingAt, fee?.outAnsweredAt]),
          failureCause: fee?.outFailureCause,
        }
      : // Whoever calls X is on the line; nothing tells of an answer on that side.
        { ...parties.a, calledAt: calledIn, answeredAt: undefined }
  // The platform dials the second leg only after the first was answered, even if that push was lost.
  const answered =
    calledIn !== undefined || first.answeredAt !== undefined || (second !== undefined && wasCalled(second))
  return {
    a: drawLeg(first, answered, endedAt, over),
    b: second && drawLeg(second, second.answeredAt !== undefined, endedAt, over),
  }
}

function earliestFitting(
  told: readonly (UtcMs | undefined)[],
  notBefore: UtcMs | undefined,
  notAfter: UtcMs | undefined,
): UtcMs | undefined {
  const known = told.filter((at) => at !== undefined)
  const fitting = known.filter(
    (at) => at >= (notBefore ?? Number.NEGATIVE_INFINITY) && at <= (notAfter ?? Number.POSITIVE_INFINITY),
  )
  return fitting.toSorted((one, other) => one - other)[0] ?? known[0]
}

/** Whether anything tells that this leg was dialled. */
export const wasCalled = (leg: Omit<Leg, 'state'>): boolean =>
  leg.calledAt !== undefined || leg.ringingAt !== undefined || leg.answeredAt !== undefined

/** 0 and the normal clearings say nothing of a failure (voice-call.md §7: "31 = normal"). */
const NO_FAILURE: ReadonlySet<number | undefined> = new Set([undefined, 0, 16, 31])

function drawLeg(leg: Omit<Leg, 'state'>, answered: boolean, endedAt: UtcMs | undefined, over: boolean): Leg {
  const touched = answered || wasCalled(leg) || (over && !NO_FAILURE.has(leg.failureCause))
  const state = touched ? stateOf(leg, answered, over) : 'idle'
  return withoutUndefined({ ...leg, state, ...(over && touched ? { endedAt } : {}) })
}

function stateOf(leg: Omit<Leg, 'state'>, answered: boolean, over: boolean): LegState {
  if (answered) return over ? 'ended' : 'talking'
  if (over) return 'failed'
  return leg.ringingAt === undefined ? 'calling' : 'ringing'
}

/** Only JSON values cross the contract: an absent key, never `undefined`. */
export function withoutUndefined<T extends object>(value: T): T {
  const copy = { ...value }
  for (const key of Object.keys(copy)) {
    if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key)
  }
  return copy
}
