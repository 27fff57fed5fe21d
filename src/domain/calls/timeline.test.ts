import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Call as ContractCall, TimelineEntry as ContractEntry } from '../../contract/calls.ts'
import { isUtcMs, must } from '../values.ts'
import { accepted, at, B, fee, pushes, request, status } from './example.ts'
import { type Call, type CallEvent, timelineOf } from './index.ts'

describe('the shape', () => {
  it('is what the contract promises', () => {
    expectTypeOf<Call>().toExtend<ContractCall>()
    expectTypeOf(timelineOf([])).items.toExtend<ContractEntry>()
  })
})

describe('the timeline', () => {
  it('tells what happened in order, with the leg', () => {
    const entries = timelineOf(
      [fee, ...pushes, accepted, request, request].map((event) => ({ event, receivedAt: at('04:00:00') })),
    )
    expect(entries.map((entry) => [entry.kind, entry.leg])).toEqual([
      ['dialRequested', undefined],
      ['dialAccepted', undefined],
      ['callout', 'a'],
      ['alerting', 'a'],
      ['answer', 'a'],
      ['callout', 'b'],
      ['alerting', 'b'],
      ['answer', 'b'],
      ['disconnect', 'a'],
      ['fee', undefined],
    ])
  })

  const kinds = (events: readonly CallEvent[]) =>
    timelineOf(events.map((event) => ({ event, receivedAt: at('04:00:00') }))).map(({ kind }) => kind)

  it('has a stable name for everything that can happen', () => {
    const minute = (n: number) => at(`03:${15 + n}:00`)
    expect(
      kinds([
        { ...request, at: minute(0) },
        { kind: 'dialRefused', at: minute(1), resultcode: '1010023', httpStatus: 403, resultdesc: '' },
        { kind: 'dialNotSent', at: minute(2), cause: 'dns' },
        { kind: 'dialAnswerLost', at: minute(3), cause: 'timeout' },
        { kind: 'settled', at: minute(4), verdict: 'placed' },
        { kind: 'settled', at: minute(5), verdict: 'notPlaced' },
        { kind: 'stopRequested', at: minute(6) },
        { kind: 'stopAnswered', at: minute(7), resultcode: '0' },
        status('collectInfo', '03:23:00', B, { digits: '1' }),
        status('onHold', '03:24:00', B),
      ]),
    ).toEqual([
      'dialRequested',
      'dialRefused',
      'dialNotSent',
      'dialAnswerLost',
      'settled.placed',
      'settled.notPlaced',
      'stopRequested',
      'stopAnswered',
      'collectInfo',
      'status.other',
    ])
  })

  it('puts our request before the push of the same second, though the push has no fraction', () => {
    const asked = { ...request, at: must(at('03:15:02') + 400, isUtcMs, 'time') }
    expect(kinds([status('callout', '03:15:02', B), asked])).toEqual(['dialRequested', 'callout'])
  })

  it('keeps the moment an event was first known', () => {
    const twice = [at('04:00:00'), at('03:59:00')].map((receivedAt) => ({ event: fee, receivedAt }))
    expect(timelineOf(twice)).toEqual([
      { at: fee.at, receivedAt: at('03:59:00'), source: 'fee', kind: 'fee', params: { recorded: true } },
    ])
  })
})
