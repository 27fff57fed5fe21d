import { describe, expect, it } from 'vitest'
import { isSessionId, must } from '../../domain/values.ts'
import { callId, dialled, fee, number, push, requestId, session, status, T0, time } from './testing/events.ts'
import { memoryStore } from './testing/memory.ts'
import type { GapPage, GapQuery } from './types/gaps.ts'

const DAY_MS = 86_400_000
const LATER = time(T0 + DAY_MS)
const ALL = { noFee: 99, noRecording: 99, twins: 99, unknownCall: 99 }
const QUERY: GapQuery = { now: LATER, from: T0, calls: 99, wanted: ALL }

describe('gaps of a history, looked for where it lies', () => {
  const { reads, writes } = memoryStore()
  // Ten calls, ten seconds apart: each second one goes to the customer of the one before it.
  for (const n of Array.from({ length: 10 }, (_, at) => at)) {
    const first = dialled(n * 10, number(`+861390000100${Math.floor(n / 2)}`))
    writes.claimRequest({
      requestId: requestId(n),
      callId: callId(n),
      first: { ...first, requestId: requestId(n) },
    })
    writes.appendLocal({
      callId: callId(n),
      events: [{ kind: 'dialAccepted', at: time(T0 + n * 10_000 + 200), sessionId: session(n) }],
      receivedAt: LATER,
    })
    if (n % 2 === 1)
      writes.appendPush(push(fee(n * 10, { sessionId: session(n), endedAt: time(T0 + n * 10_000 + 9000) })))
  }
  writes.appendPush(
    push(status(200, 'callout', { sessionId: must('session-elsewhere', isSessionId, 'session') })),
  )
  const named = ({ gaps }: GapPage) => gaps.map(({ kind, call }) => `${kind} ${call.id}`)

  it('are told newest first, with how many there are', () => {
    const page = reads.gapsBefore(QUERY)
    expect(page.counts).toEqual({ noFee: 6, noRecording: 0, twins: 5, unknownCall: 1 })
    expect(page.before).toBeUndefined()
    expect(named(page).slice(0, 4)).toEqual([
      expect.stringMatching(/^unknownCall x-/),
      expect.stringMatching(/^noFee x-/),
      `twins ${callId(9)}`,
      `noFee ${callId(8)}`,
    ])
  })

  it('are the same in stretches of any length, also where a stretch ends between twins', () => {
    const whole = reads.gapsBefore(QUERY)
    for (const calls of [1, 2, 3, 5]) {
      const gaps: string[] = []
      let before: number | undefined
      do {
        const page = reads.gapsBefore({ ...QUERY, calls, before })
        gaps.push(...named(page))
        before = page.before
      } while (before !== undefined)
      expect(gaps).toEqual(named(whole))
    }
  })

  it('are all counted, though no more are handed out than are wanted', () => {
    const none = { noFee: 0, noRecording: 0, twins: 0, unknownCall: 0 }
    expect(reads.gapsBefore({ ...QUERY, wanted: none })).toEqual({
      counts: reads.gapsBefore(QUERY).counts,
      gaps: [],
    })
    expect(named(reads.gapsBefore({ ...QUERY, wanted: { ...none, twins: 2 } }))).toEqual([
      `twins ${callId(9)}`,
      `twins ${callId(7)}`,
    ])
  })

  it('are not looked for among older calls', () => {
    expect(reads.gapsBefore({ ...QUERY, from: T0 + 75_000 }).counts).toEqual({
      noFee: 2,
      noRecording: 0,
      twins: 1,
      unknownCall: 1,
    })
  })
})
