import type { Call } from './call.ts'

/** What a call is counted and filtered by besides numbers and texts: few values each, so that calls fall into kinds. */

/**
 * Where talk times are cut, in milliseconds: a filter by one of these needs no look at the calls. Bucket 0 is no
 * talk at all, bucket 1 up to the first edge.
 */
const TALK_EDGES: readonly number[] = [
  10_000, 20_000, 30_000, 60_000, 120_000, 180_000, 300_000, 600_000, 1_200_000, 1_800_000, 3_600_000,
]

export function talkBucket(talkMs: number | undefined): number {
  if (talkMs === undefined || talkMs === 0) return 0
  const edge = TALK_EDGES.findIndex((end) => talkMs < end)
  return (edge < 0 ? TALK_EDGES.length : edge) + 1
}

/** First and last talk time of a bucket, in milliseconds; both included. */
export function bucketSpan(bucket: number): { readonly least: number; readonly most: number } {
  if (bucket === 0) return { least: 0, most: 0 }
  return {
    least: Math.max(1, TALK_EDGES[bucket - 2] ?? 1),
    most: (TALK_EDGES[bucket - 1] ?? Number.POSITIVE_INFINITY) - 1,
  }
}

export type Direction = 'outgoing' | 'relayed'

/** Outgoing: placed at our request. Relayed: between others, told to us by pushes only. */
export const directionOf = (call: Pick<Call, 'service'>): Direction =>
  call.service === 'other' ? 'relayed' : 'outgoing'

/**
 * The code that says most of why a call ended, as `kind:code`, in the order in which outcomes are decided:
 * hang-up cause of the disconnect, the platform's own point, the network's cause, SIP status, any other point;
 * for what never became a call, the code of the answer or our own. `undefined` for a call that was answered and
 * ended normally, or is not over.
 */
export function reasonOf(call: Pick<Call, 'end' | 'a' | 'b' | 'outcome'>): string | undefined {
  const { end } = call
  if (end === undefined) return undefined
  if (end.resultcode !== undefined) return `result:${end.resultcode}`
  if (end.cause !== undefined) return `local:${end.cause}`
  if (call.outcome === 'answered') return undefined
  if (end.stateCode !== undefined && end.stateCode !== 0) return `state:${end.stateCode}`
  const point = end.teardownPoint === 0 ? undefined : end.teardownPoint
  if (point !== undefined && point >= 7000) return `point:${point}`
  const cause = call.b?.failureCause ?? call.a.failureCause
  if (cause !== undefined && cause !== 0) return `q850:${cause}`
  if (end.sipStatus !== undefined) return `sip:${end.sipStatus}`
  return point === undefined ? undefined : `point:${point}`
}
