import type { Call } from '../../../contract/calls.ts'
import type { CallId } from '../../../domain/values.ts'
import { timeTicks } from '../../ui/time-ticks.ts'

/** Nothing more will happen to it by itself; an unknown call is not over. */
export const isOver = (call: Call): boolean =>
  call.phase === 'ended' || call.phase === 'refused' || call.phase === 'notPlaced'

/** A campaign places hundreds of calls, which are followed and settled on its own screen: they have no card. */
export const mayHaveCard = (call: Call): boolean => call.campaignId === undefined

export const canHangUp = (call: Call): boolean =>
  (call.phase === 'placed' || call.phase === 'live') && call.sessionId !== undefined

/** The customer's number; of a call with one leg the only number there is. */
export const customerNumber = (call: Call): string | undefined => call.b?.number ?? call.a.number

/** The call that a bare “hang up” means: of those that can be hung up, the one placed last. */
export const newestLiveCall = (state: {
  readonly board: readonly CallId[]
  readonly byId: ReadonlyMap<CallId, Call>
}): Call | undefined => state.board.flatMap((id) => state.byId.get(id) ?? []).find(canHangUp)

export type Now =
  | 'dialling'
  | 'placed'
  | 'aCalling'
  | 'aRinging'
  | 'aTalking'
  | 'bCalling'
  | 'bRinging'
  | 'bTalking'
  | 'stopping'
  | 'single'

/** What goes on at this moment, in one word; `undefined` when the call is over or unknown. */
export function happeningNow(call: Call): Now | undefined {
  if (isOver(call) || call.phase === 'unknown') return undefined
  if (call.stopping) return 'stopping'
  if (call.phase === 'dialling') return 'dialling'
  const { a, b } = call
  if (b === undefined) return a.state === 'idle' ? 'placed' : 'single'
  if (b.state === 'talking') return 'bTalking'
  if (b.state === 'ringing') return 'bRinging'
  if (b.state === 'calling') return 'bCalling'
  if (a.state === 'talking') return 'aTalking'
  if (a.state === 'ringing') return 'aRinging'
  if (a.state === 'calling') return 'aCalling'
  return 'placed'
}

export type Elapsed = { readonly kind: 'elapsed' | 'talk'; readonly ms: number }

/** The big figure: time talked once both are on the line, time since dialling before. */
export function elapsedOf(call: Call, now: number): Elapsed {
  const answeredAt = (call.b ?? call.a).answeredAt
  if (isOver(call)) {
    if (call.talkMs !== undefined) return { kind: 'talk', ms: call.talkMs }
    return { kind: 'elapsed', ms: Math.max(0, (call.end?.at ?? call.startedAt) - call.startedAt) }
  }
  if (answeredAt !== undefined) return { kind: 'talk', ms: Math.max(0, now - answeredAt) }
  return { kind: 'elapsed', ms: Math.max(0, now - call.startedAt) }
}

export type Segment = {
  readonly kind: 'calling' | 'ringing' | 'talking'
  readonly from: number
  readonly to: number
}

/** A leg as stretches of time. While the call goes on, the last one reaches to now. */
export function segmentsOf(
  leg: Call['a'],
  edge: { readonly now: number; readonly over: boolean; readonly endedAt: number | undefined },
): Segment[] {
  const end = edge.over ? (leg.endedAt ?? edge.endedAt) : edge.now
  const marks: readonly (readonly [Segment['kind'], number | undefined])[] = [
    ['calling', leg.calledAt],
    ['ringing', leg.ringingAt],
    ['talking', leg.answeredAt],
  ]
  const known = marks.flatMap(([kind, from]) => (from === undefined ? [] : [{ kind, from }]))
  return known.flatMap(({ kind, from }, index) => {
    const to = Math.max(from, known[index + 1]?.from ?? end ?? from)
    return [{ kind, from, to }]
  })
}

export type Axis = { readonly from: number; readonly to: number; readonly ticks: readonly number[] }

const MOST_TICKS = 7
const SHORTEST_MS = 30_000

/** One axis for both legs: from dialling to now or the end, with round marks. */
export function axisOf(call: Call, now: number): Axis {
  const moments = [call.a, call.b].flatMap((leg) =>
    leg === undefined ? [] : [leg.calledAt, leg.ringingAt, leg.answeredAt, leg.endedAt],
  )
  const known = [call.startedAt, call.end?.at, ...moments].filter((at) => at !== undefined)
  const from = Math.min(...known)
  const last = Math.max(...known, isOver(call) ? 0 : now)
  const to = Math.max(last, from + SHORTEST_MS)
  return { from, to, ticks: timeTicks(0, to - from, MOST_TICKS) }
}
