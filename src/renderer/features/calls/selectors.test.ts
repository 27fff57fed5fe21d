import { describe, expect, it } from 'vitest'
import { accepted, at, id, pushes, request } from '../../../domain/calls/example.ts'
import type { CallEvent } from '../../../domain/calls/index.ts'
import { reduceCall } from '../../../domain/calls/index.ts'
import { axisOf, canHangUp, elapsedOf, happeningNow, newestLiveCall, segmentsOf } from './selectors.ts'

const identity = { id, revision: 1, profileId: request.profileId }
const course: readonly CallEvent[] = [request, accepted, ...pushes]
const callAfter = (events: number) => reduceCall(identity, course.slice(0, events))

describe('what a call shows while it goes on', () => {
  it('is one word for each step', () => {
    const words = course.map((_, index) => happeningNow(callAfter(index + 1)))
    expect(words.slice(0, 8)).toEqual([
      'dialling',
      'placed',
      'aCalling',
      'aRinging',
      'aTalking',
      'bCalling',
      'bRinging',
      'bTalking',
    ])
    expect(words.at(-1)).toBeUndefined()
  })

  it('counts the time since dialling, then the talk, then what the talk was', () => {
    expect(elapsedOf(callAfter(4), at('03:15:08'))).toEqual({ kind: 'elapsed', ms: 7000 })
    expect(elapsedOf(callAfter(8), at('03:15:31'))).toEqual({ kind: 'talk', ms: 10_000 })
    expect(elapsedOf(callAfter(8), at('03:15:00')).ms).toBe(0)
    const over = callAfter(course.length)
    expect(elapsedOf(over, at('03:59:00'))).toEqual({ kind: 'talk', ms: over.talkMs })
  })

  it('can be hung up from the platform’s answer to the end', () => {
    expect(course.map((_, index) => canHangUp(callAfter(index + 1)))).toEqual(
      course.map((_, index) => index >= 1 && index < course.length - 1),
    )
    const live = callAfter(4)
    const over = callAfter(course.length)
    expect(newestLiveCall({ board: [id], byId: new Map([[id, live]]) })).toBe(live)
    expect(newestLiveCall({ board: [id], byId: new Map([[id, over]]) })).toBeUndefined()
  })
})

describe('the drawing of both legs', () => {
  it('lays the stretches of a leg end to end on one axis', () => {
    const call = callAfter(course.length)
    const axis = axisOf(call, at('03:59:00'))
    for (const leg of [call.a, call.b]) {
      if (leg === undefined) throw new Error('two legs')
      const segments = segmentsOf(leg, { now: at('03:59:00'), over: true, endedAt: call.end?.at })
      expect(segments.map(({ kind }) => kind)).toEqual(['calling', 'ringing', 'talking'])
      for (const [index, segment] of segments.entries()) {
        expect(segment.from).toBeGreaterThanOrEqual(axis.from)
        expect(segment.to).toBeLessThanOrEqual(axis.to)
        expect(segment.from).toBe(segments[index - 1]?.to ?? segment.from)
      }
    }
    expect(axis.ticks[0]).toBe(0)
    expect(axis.ticks.length).toBeLessThanOrEqual(8)
  })

  it('reaches to now while the call goes on, and is never too short to read', () => {
    const ringing = callAfter(4)
    expect(segmentsOf(ringing.a, { now: at('03:15:09'), over: false, endedAt: undefined }).at(-1)).toEqual({
      kind: 'ringing',
      from: at('03:15:06'),
      to: at('03:15:09'),
    })
    const axis = axisOf(ringing, at('03:15:09'))
    expect(axis.to - axis.from).toBe(30_000)
  })
})
