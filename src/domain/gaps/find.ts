import type { Call } from '../calls/index.ts'
import type { CallGapKind } from './kinds.ts'

export type Gap = {
  readonly kind: CallGapKind
  readonly call: Call
  readonly twin?: Call | undefined
}

const HOUR_MS = 3_600_000

/** No 200 answer: up to six repeats, an hour apart (numbers-and-billing.md §3); an hour more for slow ones. */
const FEE_REPEATS_MS = 7 * HOUR_MS

/** Further apart than this (milliseconds), the same numbers were called again on purpose. */
export const TWIN_MS = 60_000

/**
 * A talk under three seconds leaves no file (voice-call.md §5). Times of the platform are whole seconds, so
 * between two that are three seconds apart there may have been little more than two.
 */
const SURELY_RECORDED_MS = 4000

/** Ids of calls that pushes alone told of begin so. */
const FOREIGN = /^x-/

/**
 * Tells the gaps of calls, in their order.
 *
 * @param calls oldest first
 * @param seen.now milliseconds, UTC
 * @param seen.before the calls of the minute before these, oldest first: the first of these may repeat one of them
 */
export function findGaps(
  calls: readonly Call[],
  seen: { readonly now: number; readonly before?: readonly Call[] | undefined },
): Gap[] {
  /** The last call between two numbers. */
  const last = new Map<string, Call>()

  function twinOf(call: Call): Call | undefined {
    const pair = pairOf(call)
    if (pair === undefined) return undefined
    const before = last.get(pair)
    last.set(pair, call)
    return before !== undefined && call.startedAt - before.startedAt < TWIN_MS ? before : undefined
  }

  for (const call of seen.before ?? []) twinOf(call)
  return calls.flatMap((call) => {
    const told = call.sessionId !== undefined && (call.phase === 'ended' || call.phase === 'live')
    const due = (call.end?.at ?? call.startedAt) + FEE_REPEATS_MS
    const twin = twinOf(call)
    return [
      ...((told || call.phase === 'placed') && !call.feeReceived && due < seen.now
        ? [{ kind: 'noFee' as const, call }]
        : []),
      ...(call.recording === 'absent' && (call.talkMs ?? 0) >= SURELY_RECORDED_MS
        ? [{ kind: 'noRecording' as const, call }]
        : []),
      // Whoever dials a private number is not expected to dial it from here.
      ...(FOREIGN.test(call.id) && call.service !== 'masked' ? [{ kind: 'unknownCall' as const, call }] : []),
      ...(twin === undefined ? [] : [{ kind: 'twins' as const, call, twin }]),
    ]
  })
}

/**
 * Whom a call was placed between by somebody at a desk; `undefined` when nobody was. A call through a private
 * number is dialled by one of the two people on their own phone: when they dial again after a busy tone, or when
 * a desk calls one of them beside it, nobody has pressed twice.
 */
function pairOf({ service, phase, a, b }: Call): string | undefined {
  if (service === 'masked' || phase === 'refused' || phase === 'notPlaced') return undefined
  return a.number === undefined || b?.number === undefined ? undefined : `${a.number} ${b.number}`
}
