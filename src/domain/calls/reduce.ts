import { billCall } from '../billing/index.ts'
import { type CallId, isDurationMs, isUtcMs, must, type ProfileId, type UtcMs } from '../values.ts'
import type { Call, CallEnd, CallOutcome, Phase, Service } from './call.ts'
import type { CallEvent, CallRequested } from './events.ts'
import { disconnectOf, type Facts, factsOf, feeOf, requestOf } from './facts.ts'
import { legOf, legsOf, partiesOf, withoutUndefined } from './legs.ts'
import { isMasked, maskedStart, maskingOf } from './masked.ts'
import { endedOutcome } from './outcome.ts'
import type { Parties } from './parties.ts'

export type CallIdentity = {
  readonly id: CallId
  readonly revision: number
  /** Whose push address told of a call that we did not place. */
  readonly profileId?: ProfileId | undefined
}

/**
 * The call that a set of events tells of. Pure, and a function of the set: any order and any repetition of
 * the same events gives the same call, so late, doubled and reordered pushes cannot spoil it. It is so because
 * nothing is folded: the events are first made a set in a canonical order (`factsOf`), and each property of the
 * call is then read from that set by itself.
 *
 * What the platform tells (pushes, fee record) outweighs its answer to the request, and both outweigh what a
 * person said of an unknown call. An end that the platform told is never undone; an end that only a person told
 * ("it was placed") gives way to what a push tells later.
 */
export function reduceCall(id: CallId, revision: number, events: Iterable<CallEvent>): Call
export function reduceCall(identity: CallIdentity, events: Iterable<CallEvent>): Call
export function reduceCall(
  ...given: [id: CallId, revision: number, Iterable<CallEvent>] | [CallIdentity, Iterable<CallEvent>]
): Call {
  return given.length === 3
    ? derive({ id: given[0], revision: given[1] }, given[2])
    : derive(given[0], given[1])
}

function derive(identity: CallIdentity, events: Iterable<CallEvent>): Call {
  const facts = factsOf(events)
  const imported = importedAlone(facts)
  if (imported !== undefined) return { ...imported, id: identity.id, revision: identity.revision }
  const parties = partiesOf(facts)
  const fee = feeOf(facts)
  const disconnect = disconnectOf(facts)
  const phase = phaseOf(facts)
  const toldEnd = fee?.endedAt ?? disconnect?.at ?? fee?.failedAt ?? fee?.at
  const { a, b } = legsOf(facts, parties, toldEnd, phase === 'ended')
  const end =
    phase === 'ended' || phase === 'refused' || phase === 'notPlaced' ? endOf(facts, toldEnd) : undefined
  const customer = b ?? a
  const request = requestOf(facts)
  const masked = isMasked(facts)
  return withoutUndefined<Call>({
    id: identity.id,
    revision: identity.revision,
    profileId: request?.profileId ?? identity.profileId,
    sessionId: facts.dialAccepted[0]?.sessionId ?? facts.status[0]?.sessionId ?? fee?.sessionId,
    service: masked ? 'masked' : serviceOf(facts, parties),
    masking: masked ? withoutUndefined(maskingOf(facts)) : undefined,
    phase,
    outcome: outcomeOf(facts, phase, () =>
      endedOutcome(a, b, {
        ...end,
        feeKnown: fee !== undefined,
        incoming: masked,
        namedLeg: disconnect && legOf(disconnect, parties, facts),
      }),
    ),
    startedAt: startOf(facts),
    a,
    b,
    end,
    talkMs: phase === 'ended' ? span(customer.answeredAt, toldEnd) : undefined,
    billedMinutes: fee === undefined ? undefined : billCall(fee),
    feeReceived: fee !== undefined,
    digits: pressed(facts),
    stopping: isStopping(facts, phase),
    recording: recordingOf(facts, phase),
    campaignId: facts.notifyRequested[0]?.campaignId,
    settledByUser: facts.settled.length > 0 && settles(facts),
  })
}

/** A call that nothing but an import tells of. */
function importedAlone(facts: Facts): Call | undefined {
  const { imported, ...told } = facts
  return Object.values(told).every((events) => events.length === 0) ? imported.at(-1)?.call : undefined
}

/** Nothing but a person's word decides: no answer and no push came. */
const settles = (facts: Facts): boolean =>
  facts.status.length === 0 &&
  facts.fee.length === 0 &&
  facts.dialAccepted.length === 0 &&
  facts.dialRefused.length === 0 &&
  facts.dialNotSent.length === 0

function phaseOf(facts: Facts): Phase {
  if (facts.fee.length > 0 || disconnectOf(facts) !== undefined) return 'ended'
  if (facts.status.length > 0) return 'live'
  if (facts.dialAccepted.length > 0) return 'placed'
  if (facts.dialRefused.length > 0) return 'refused'
  if (facts.dialNotSent.length > 0) return 'notPlaced'
  const settled = facts.settled.at(-1)
  if (settled !== undefined) return settled.verdict === 'placed' ? 'ended' : 'notPlaced'
  if (facts.dialAnswerLost.length > 0) return 'unknown'
  return 'dialling'
}

function outcomeOf(facts: Facts, phase: Phase, ended: () => CallOutcome): CallOutcome {
  switch (phase) {
    case 'ended':
      return settles(facts) ? 'unknown' : ended()
    case 'refused':
    case 'notPlaced':
    case 'unknown':
      return phase
    default:
      return 'ongoing'
  }
}

function endOf(facts: Facts, toldEnd: UtcMs | undefined): CallEnd {
  const fee = feeOf(facts)
  const disconnect = disconnectOf(facts)
  const refused = facts.dialRefused[0]
  const notSent = facts.dialNotSent[0]
  return withoutUndefined<CallEnd>({
    at: toldEnd ?? facts.settled.at(-1)?.at ?? refused?.at ?? notSent?.at,
    stateCode: disconnect?.stateCode,
    stateDesc: disconnect?.stateDesc,
    party: disconnect?.partyType,
    teardownPoint: fee?.teardownPoint,
    sipStatus: fee?.sipStatus === 0 ? undefined : fee?.sipStatus,
    resultcode: refused?.resultcode,
    httpStatus: refused?.httpStatus,
    cause: notSent?.cause,
  })
}

const SERVICES: Readonly<Record<CallRequested['kind'], Service>> = {
  dialRequested: 'callback',
  notifyRequested: 'notification',
  codeRequested: 'verification',
}

function serviceOf(facts: Facts, parties: Parties): Service {
  const request = requestOf(facts)
  if (request !== undefined) return SERVICES[request.kind]
  if (feeOf(facts)?.serviceType === '002') return 'callback'
  if (facts.status.some((status) => status.event === 'collectInfo')) return 'notification'
  return parties.b === undefined ? 'other' : 'callback'
}

/** When it was asked for or the first leg was called, whichever is told to be earlier; else the first we know. */
function startOf(facts: Facts): UtcMs {
  const calledIn = isMasked(facts) ? maskedStart(facts) : undefined
  if (calledIn !== undefined) return calledIn
  const starts = [
    ...[requestOf(facts)].flatMap((request) => request?.at ?? []),
    ...facts.status.filter((status) => status.event === 'callout').map((status) => status.at),
    ...facts.fee.flatMap((fee) => fee.outStartedAt ?? []),
  ]
  const times = starts.length > 0 ? starts : Object.values(facts).flatMap((some) => some.map(({ at }) => at))
  return must(times.length === 0 ? 0 : Math.min(...times), isUtcMs, 'time')
}

function span(from: UtcMs | undefined, to: UtcMs | undefined) {
  if (from === undefined || to === undefined) return undefined
  return must(Math.max(0, to - from), isDurationMs, 'duration')
}

/**
 * The keys pressed. Pushes tell them by collection, and one may be lost; the fee record tells all of them, key by
 * key (voice-call.md §7). Pushes that tell as many are the better account.
 */
function pressed(facts: Facts): string | undefined {
  const path = feeOf(facts)?.keysPath
  const pushed = collected(facts)
  return pushed !== undefined && keysIn(pushed) >= keysIn(path) ? pushed : (path ?? pushed)
}

const keysIn = (digits: string | undefined): number => digits?.replace(/-/g, '').length ?? 0

function collected(facts: Facts): string | undefined {
  const all = facts.status.flatMap((status) =>
    status.event === 'collectInfo' && status.digits !== undefined && status.digits !== ''
      ? [status.digits]
      : [],
  )
  return all.length === 0 ? undefined : all.join('-')
}

function isStopping(facts: Facts, phase: Phase): boolean {
  const asked = facts.stopRequested.at(-1)
  if (asked === undefined || (phase !== 'placed' && phase !== 'live')) return false
  const answer = facts.stopAnswered.filter((answered) => answered.at >= asked.at).at(-1)
  return answer === undefined || answer.resultcode === '0'
}

function recordingOf(facts: Facts, phase: Phase): Call['recording'] {
  const requested = facts.dialRequested[0]?.options.record === true
  const fee = feeOf(facts)
  if (facts.fee.some((record) => record.recorded)) return 'made'
  if (!requested || phase === 'refused' || phase === 'notPlaced') return 'none'
  return fee === undefined ? 'requested' : 'absent'
}
