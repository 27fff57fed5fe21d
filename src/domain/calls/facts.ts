import type { CallEvent, CallRequested, FeeReported, StatusReported } from './events.ts'

type OfKind<K extends CallEvent['kind']> = Extract<CallEvent, { kind: K }>

/** The events of a call as a set in a canonical order, by kind. */
export type Facts = {
  readonly [K in CallEvent['kind']]: readonly OfKind<K>[]
}

/** Text that is equal for equal events, whatever the order of their keys. */
export function eventIdentity(event: CallEvent): string {
  return JSON.stringify(sorted(event))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/**
 * Sets the events in an order that depends on them alone: by time, then by their text. Whatever is derived
 * from it is therefore the same for any order of arrival and any repetition.
 */
function canonical<E extends CallEvent>(events: Iterable<E>): readonly E[] {
  const byIdentity = new Map<string, E>()
  for (const event of events) byIdentity.set(eventIdentity(event), event)
  return [...byIdentity]
    .sort(([one, first], [other, second]) => first.at - second.at || (one < other ? -1 : one > other ? 1 : 0))
    .map(([, event]) => event)
}

export function factsOf(events: Iterable<CallEvent>): Facts {
  const all = canonical(events)
  const of = <K extends CallEvent['kind']>(kind: K) =>
    all.filter((event): event is OfKind<K> => event.kind === kind)
  return {
    dialRequested: of('dialRequested'),
    notifyRequested: of('notifyRequested'),
    codeRequested: of('codeRequested'),
    dialAccepted: of('dialAccepted'),
    dialRefused: of('dialRefused'),
    dialNotSent: of('dialNotSent'),
    dialAnswerLost: of('dialAnswerLost'),
    settled: of('settled'),
    stopRequested: of('stopRequested'),
    stopAnswered: of('stopAnswered'),
    status: of('status'),
    fee: of('fee'),
    imported: of('imported'),
  }
}

/** What we asked for, when the call is ours. */
export const requestOf = (facts: Facts): CallRequested | undefined =>
  facts.dialRequested[0] ?? facts.notifyRequested[0] ?? facts.codeRequested[0]

/** The fee record that counts: a later one corrects an earlier one. */
export const feeOf = (facts: Facts): FeeReported | undefined => facts.fee.at(-1)

/**
 * The disconnect that tells why. Whether there is one for the call or one for each leg is not confirmed
 * (voice-call.md §6); of several the earliest that names a cause says more than one that says "normal".
 */
export function disconnectOf(facts: Facts): StatusReported | undefined {
  const all = facts.status.filter((status) => status.event === 'disconnect')
  return all.find((status) => status.stateCode !== undefined && status.stateCode !== 0) ?? all[0]
}
