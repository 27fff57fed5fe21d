import { describe, expect, it } from 'vitest'
import type { Call } from '../../../contract/calls.ts'
import { accepted, id, pushes, request } from '../../../domain/calls/example.ts'
import { reduceCall } from '../../../domain/calls/index.ts'
import { type CallId, isCallId, isCampaignId, isUtcMs, must } from '../../../domain/values.ts'
import { owesWrapUp } from '../annotations/index.ts'
import { boardOf } from './board.ts'

const course = [request, accepted, ...pushes]
const callAfter = (n: number, events: number): Call => ({
  ...reduceCall({ id, revision: events, profileId: request.profileId }, course.slice(0, events)),
  id: must(`call-${String(n).padStart(4, '0')}`, isCallId, 'id'),
  startedAt: must(request.at + n * 60_000, isUtcMs, 'time'),
})
const going = (n: number) => callAfter(n, 6)
const over = (n: number) => callAfter(n, course.length)
const CODES = [{ id: 'sold', label: '已成交', removed: false }]

/** The board after these calls came one after the other. */
function boardAfter(calls: readonly Call[], held: (call: Call) => boolean): readonly CallId[] {
  const byId = new Map<CallId, Call>()
  let board: readonly CallId[] = []
  for (const call of calls) {
    byId.set(call.id, call)
    board = boardOf(byId, board, [call], held)
  }
  return board
}
const many = (from: number, count: number, make: (n: number) => Call) =>
  Array.from({ length: count }, (_, at) => make(from + at))

describe('the card of a call that is over', () => {
  it('makes room for newer ones', () => {
    const board = boardAfter(many(1, 9, over), () => false)
    expect(board).toEqual(
      many(4, 6, over)
        .map((call) => call.id)
        .reverse(),
    )
  })

  it('stays while a mandatory wrap-up code is owed, and newer calls have their cards beside it', () => {
    const byCall = new Map([[over(2).id, { wrapUp: 'sold' }]])
    const known = { codes: CODES, mandatoryFor: [request.profileId], byCall }
    const owing = over(1)
    const rest = [over(2), ...many(3, 6, (n) => ({ ...over(n), profileId: undefined })), ...many(9, 3, going)]
    const board = boardAfter([owing, ...rest], (call) => owesWrapUp(known, call))
    expect(board).toContain(owing.id)
    expect(board).not.toContain(over(2).id)
    for (const call of many(9, 3, going)) expect(board).toContain(call.id)
  })

  it('never takes the place of a call that goes on, however many are owed', () => {
    const calls = [...many(1, 60, over), ...many(61, 8, going)]
    const board = boardAfter(calls, () => true)
    expect(board.slice(0, 8)).toEqual(
      many(61, 8, going)
        .map((call) => call.id)
        .reverse(),
    )
    expect(board.length).toBeLessThan(40)
  })
})

describe('a wrap-up code', () => {
  const none = new Map<CallId, { wrapUp?: string }>()
  const known = { codes: CODES, mandatoryFor: [request.profileId], byCall: none }

  it.each([
    ['is owed for an answered call of the profile', known, over(1), true],
    ['is not owed where it is not asked for', { ...known, mandatoryFor: [] }, over(1), false],
    ['is not owed where there is none to choose', { ...known, codes: [] }, over(1), false],
    ['is not owed for a call that nobody answered', known, { ...over(1), outcome: 'busy' as const }, false],
    ['is owed no longer', { ...known, byCall: new Map([[over(1).id, { wrapUp: 'sold' }]]) }, over(1), false],
  ])('%s', (_what, state, call, owed) => {
    expect(owesWrapUp(state, call)).toBe(owed)
  })
})

describe('calls that a campaign placed', () => {
  it('have no card, whatever goes on beside them', () => {
    const campaignId = must('0198d1a0-0000-7000-8000-000000000001', isCampaignId, 'campaign')
    const placed = many(1, 200, going).map((call) => ({ ...call, campaignId }))
    const own = going(201)
    expect(boardAfter([...placed, own], () => true)).toEqual([own.id])
  })
})
