import { assertNever, type UtcMs } from '../values.ts'
import type { TimelineEntry } from './call.ts'
import type { CallEvent, StatusReported } from './events.ts'
import { eventIdentity, factsOf } from './facts.ts'
import { legOf, partiesOf, secondOf, withoutUndefined } from './legs.ts'

const STATUS_KINDS: ReadonlySet<string> = new Set([
  'callin',
  'callout',
  'alerting',
  'answer',
  'collectInfo',
  'disconnect',
])

/** Every event once, in the order in which things happened. */
export function timelineOf(
  events: Iterable<{ readonly event: CallEvent; readonly receivedAt: UtcMs }>,
): TimelineEntry[] {
  const firstSeen = new Map<string, { event: CallEvent; receivedAt: UtcMs }>()
  for (const entry of events) {
    const identity = eventIdentity(entry.event)
    const known = firstSeen.get(identity)
    if (known === undefined || entry.receivedAt < known.receivedAt) firstSeen.set(identity, entry)
  }
  const entries = [...firstSeen.values()]
  const facts = factsOf(entries.map(({ event }) => event))
  const parties = partiesOf(facts)
  const leg = (status: StatusReported) =>
    legOf(
      facts.status.find((other) => eventIdentity(other) === eventIdentity(status)) ?? status,
      parties,
      facts,
    )
  return entries
    .map((entry) => ({ ...entry, identity: eventIdentity(entry.event), shown: entryOf(entry.event, leg) }))
    .sort(
      (one, other) =>
        secondOf(one.event.at) - secondOf(other.event.at) ||
        rank(one.shown) - rank(other.shown) ||
        one.event.at - other.event.at ||
        (one.identity < other.identity ? -1 : 1),
    )
    .map(({ event, receivedAt, shown }) => withoutUndefined({ ...shown, at: event.at, receivedAt }))
}

/**
 * The platform's times have whole seconds and ours have milliseconds; within one second things are told in the
 * order in which a call goes.
 */
const COURSE = [
  'dialRequested',
  'notifyRequested',
  'codeRequested',
  'dialAccepted',
  'callin',
  'callout',
  'alerting',
  'answer',
]

function rank(shown: Pick<TimelineEntry, 'kind' | 'leg'>): number {
  const step = COURSE.indexOf(shown.kind)
  if (step >= 0) return shown.leg === 'b' ? step + COURSE.length : step
  return shown.kind === 'fee' ? 100 : shown.kind === 'disconnect' ? 99 : 50
}

function entryOf(
  event: CallEvent,
  leg: (status: StatusReported) => 'a' | 'b' | undefined,
): Pick<TimelineEntry, 'source' | 'kind' | 'leg' | 'params'> {
  switch (event.kind) {
    case 'dialRequested':
    case 'notifyRequested':
    case 'codeRequested':
    case 'imported':
    case 'stopRequested':
      return { source: 'agent', kind: event.kind, params: {} }
    case 'settled':
      return { source: 'agent', kind: `settled.${event.verdict}`, params: {} }
    case 'dialAccepted':
      return { source: 'platform', kind: event.kind, params: {} }
    case 'dialRefused':
      return {
        source: 'platform',
        kind: event.kind,
        params: { resultcode: event.resultcode, httpStatus: event.httpStatus },
      }
    case 'dialNotSent':
    case 'dialAnswerLost':
      return { source: 'platform', kind: event.kind, params: { cause: event.cause } }
    case 'stopAnswered':
      return { source: 'platform', kind: event.kind, params: { resultcode: event.resultcode } }
    case 'status':
      return {
        source: 'status',
        kind: STATUS_KINDS.has(event.event) ? event.event : 'status.other',
        leg: leg(event),
        params: {
          ...(STATUS_KINDS.has(event.event) ? {} : { event: event.event }),
          ...(event.stateCode === undefined ? {} : { stateCode: event.stateCode }),
          ...(event.digits === undefined ? {} : { digits: event.digits }),
          ...(event.partyType === undefined ? {} : { party: event.partyType }),
        },
      }
    case 'fee':
      return { source: 'fee', kind: 'fee', params: { recorded: event.recorded } }
    default:
      return assertNever(event)
  }
}
