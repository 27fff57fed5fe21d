import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PushedEvent } from '../../../domain/calls/index.ts'
import { DAY_MS, keptSince } from '../../../domain/retention/index.ts'
import { isBindingId, isSubscriptionId, must } from '../../../domain/values.ts'
import type { IncomingPush } from '../index.ts'
import { rederiveIfNeeded } from '../log/derive.ts'
import { contentOf } from '../testing/content.ts'
import {
  callId,
  dialled,
  fee,
  number,
  profileId,
  push,
  requestId,
  session,
  T0,
  time,
} from '../testing/events.ts'
import { memoryStore } from '../testing/memory.ts'

type Memory = ReturnType<typeof memoryStore>

const NOW = time(T0 + 100 * DAY_MS)
/** Seven days after the end the platform deletes a recording; a call lasts no day. */
const SETTLED_DAYS = 8

type Sample = {
  readonly ageDays: number
  readonly own: boolean
  readonly ends: 'no fee' | 'fee' | 'fee and recording'
  readonly recording: 'waiting' | 'fetching' | 'ready' | 'lost'
  readonly held: boolean
  readonly marked: boolean
  readonly callee: number
}

const sample: fc.Arbitrary<Sample> = fc.record({
  ageDays: fc.integer({ min: 0, max: 40 }),
  own: fc.boolean(),
  ends: fc.constantFrom('no fee', 'fee', 'fee and recording'),
  recording: fc.constantFrom('waiting', 'fetching', 'ready', 'lost'),
  held: fc.boolean(),
  marked: fc.boolean(),
  callee: fc.integer({ min: 0, max: 4 }),
})

const startOf = (one: Sample, at: number) => NOW - one.ageDays * DAY_MS - at * 1000
const calleeOf = (one: Sample) => number(`+861390000222${one.callee}`)

function eventsOf(one: Sample, at: number): PushedEvent[] {
  const start = startOf(one, at)
  const called = calleeOf(one)
  const status: PushedEvent = {
    kind: 'status',
    at: time(start),
    sessionId: session(at),
    event: 'callout',
    called,
  }
  if (one.ends === 'no fee') return [status]
  return [
    status,
    fee(at, {
      at: time(start + 500),
      calleeNumber: called,
      endedAt: time(start + 500),
      recorded: one.ends === 'fee and recording',
      recordingObject: 'object.wav',
      recordingDomain: 'example',
    }),
  ]
}

/** A push of events that is the same every time it is made. */
const pushOf = (events: readonly PushedEvent[]): IncomingPush => ({
  ...push(...events),
  body: new TextEncoder().encode(JSON.stringify(events)),
})

function play({ reads, writes }: Memory, samples: readonly (readonly [at: number, one: Sample])[]): void {
  for (const [at, one] of samples) {
    if (one.own) {
      const first = { ...dialled(at, calleeOf(one)), at: time(startOf(one, at)) }
      writes.claimRequest({ requestId: requestId(at), callId: callId(at), first })
      const accepted = { kind: 'dialAccepted' as const, at: first.at, sessionId: session(at) }
      writes.appendLocal({ callId: callId(at), receivedAt: first.at, events: [accepted] })
    }
    const id = writes.appendPush(pushOf(eventsOf(one, at))).calls[0]?.id
    if (id === undefined) throw new Error('the push made no call')
    const recording = reads.recording(id)
    if (recording !== undefined && one.recording !== 'waiting') {
      const over = one.recording === 'ready' || one.recording === 'lost'
      writes.saveRecording({
        ...recording,
        state: one.recording,
        ...(over ? { overAt: recording.deadline } : {}),
      })
    }
    if (one.marked) {
      writes.changeMarks(id, { note: `note ${at % 3}`, tags: [`tag ${at % 4}`] }, NOW)
      writes.saveReminder({ id: `reminder-${at}`, callId: id, number: calleeOf(one), note: '', dueAt: NOW })
    }
    if (one.held) writes.placeHolds([id], 'dispute', NOW)
  }
}

function removeCalls({ writes }: Memory, days: number, limit: number): number {
  let count = 0
  for (let after: number | undefined; ; ) {
    const step = writes.removeDue({ kind: 'calls', before: keptSince(days, NOW), now: NOW, after, limit })
    count += step.count
    after = step.next
    if (after === undefined) return count
  }
}

function countCalls({ reads }: Memory, days: number, limit: number): number {
  let count = 0
  for (let after: number | undefined; ; ) {
    const step = reads.countDue({ kind: 'calls', before: keptSince(days, NOW), now: NOW, after, limit })
    count += step.count
    after = step.next
    if (after === undefined) return count
  }
}

/** The rule once more, without the database. */
function goes(one: Sample, at: number, days: number): boolean {
  const start = startOf(one, at)
  if (one.held || start >= NOW - days * DAY_MS) return false
  if (one.ends === 'no fee') return start < NOW - SETTLED_DAYS * DAY_MS
  if (one.ends === 'fee') return true
  if (one.recording === 'ready') return true
  return one.recording === 'lost' && start + 500 + 7 * DAY_MS <= NOW
}

describe('calls whose time is over', () => {
  it('exactly those go, as counted before, and nothing is left of them anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (samples, days, limit) => {
          const memory = memoryStore()
          const numbered = samples.map((one, at) => [at, one] as const)
          play(memory, numbered)
          const stay = numbered.filter(([at, one]) => !goes(one, at, days))

          expect(countCalls(memory, days, limit)).toBe(samples.length - stay.length)
          expect(removeCalls(memory, days, limit)).toBe(samples.length - stay.length)
          const after = contentOf(memory.db)

          const never = memoryStore()
          play(never, stay)
          expect(after).toEqual(contentOf(never.db))

          memory.db.exec("DELETE FROM meta WHERE key = 'reducer'")
          rederiveIfNeeded(memory.db)
          expect(contentOf(memory.db)).toEqual(after)

          // Each push once more: word for word, and told anew in one push together.
          for (const [at, one] of numbered) memory.writes.appendPush(pushOf(eventsOf(one, at)))
          memory.writes.appendPush(pushOf(numbered.flatMap(([at, one]) => eventsOf(one, at))))
          expect(withoutBodies(contentOf(memory.db))).toEqual(withoutBodies(after))
          memory.db.close()
          never.db.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a request of a deleted call is never placed again', () => {
    const memory = memoryStore()
    const first = dialled(1)
    const refused = {
      kind: 'dialRefused' as const,
      at: first.at,
      resultcode: '1',
      httpStatus: 400,
      resultdesc: '',
    }
    memory.writes.claimRequest({ requestId: requestId(1), callId: callId(1), first })
    memory.writes.appendLocal({ callId: callId(1), receivedAt: first.at, events: [refused] })
    expect(removeCalls(memory, 30, 10)).toBe(1)
    expect(memory.reads.call(callId(1))).toBeUndefined()
    expect(() => memory.writes.claimRequest({ requestId: requestId(1), callId: callId(2), first })).toThrow(
      /UNIQUE/,
    )
  })

  it('a push that names a deleted call by our token alone brings nothing back, and its body is not kept', () => {
    const memory = memoryStore()
    const first = dialled(1)
    const lost = { kind: 'dialAnswerLost' as const, at: first.at, cause: 'reset' }
    memory.writes.claimRequest({ requestId: requestId(1), callId: callId(1), first })
    memory.writes.appendLocal({ callId: callId(1), receivedAt: first.at, events: [lost] })
    expect(removeCalls(memory, 30, 10)).toBe(1)
    const late = { ...fee(1, { userData: `vd.${callId(1)}`, calleeNumber: '+8613900002222' }) }
    expect(memory.writes.appendPush(push(late)).calls).toEqual([])
    expect(memory.reads.countCalls()).toBe(0)
    expect(memory.db.prepare("SELECT count(*) AS n FROM push_log WHERE body <> x''").get()).toEqual({ n: 0 })
    expect(memory.db.prepare('SELECT count(*) AS n FROM numbers').get()).toEqual({ n: 0 })
  })

  it('the sound of a deleted call is named until its file is gone', () => {
    const memory = memoryStore()
    play(memory, [[1, { ...OLD, ends: 'fee and recording', recording: 'ready' }]])
    expect(removeCalls(memory, 30, 10)).toBe(1)
    const [gone] = memory.reads.filesToRemove()
    expect(gone).toMatch(/^x-/)
    memory.writes.filesRemoved(memory.reads.filesToRemove())
    expect(memory.reads.filesToRemove()).toEqual([])
  })
})

const OLD: Sample = {
  ageDays: 60,
  own: false,
  ends: 'fee',
  recording: 'ready',
  held: false,
  marked: false,
  callee: 1,
}

const withoutBodies = ({ bodies: _bodies, ...rest }: Record<string, unknown[]>) => rest

const removeAll = (
  { writes }: Memory,
  kind: Parameters<Memory['writes']['removeDue']>[0]['kind'],
  days = 30,
) => {
  let count = 0
  for (;;) {
    const step = writes.removeDue({ kind, before: keptSince(days, NOW), now: NOW, limit: 2 })
    count += step.count
    if (step.next === undefined) return count
  }
}

describe('other kinds', () => {
  it('the sound goes and its call stays, and deriving anew does not queue it again', () => {
    const memory = memoryStore()
    const recorded = { ...OLD, ends: 'fee and recording' } as const
    play(memory, [
      [1, recorded],
      [2, { ...recorded, held: true }],
      [3, { ...recorded, ageDays: 2 }],
      [4, { ...recorded, recording: 'lost' }],
    ])
    const due = { kind: 'recordings', before: keptSince(30, NOW), now: NOW, limit: 10 } as const
    expect(memory.reads.countDue(due)).toMatchObject({ count: 1 })
    expect(removeAll(memory, 'recordings')).toBe(1)
    expect(memory.reads.countCalls()).toBe(4)
    const [id] = memory.reads.filesToRemove()
    if (id === undefined) throw new Error('no file to remove')
    const before = memory.reads.recording(id)
    expect(before).toMatchObject({ state: 'deleted', overAt: NOW })
    memory.db.exec("DELETE FROM meta WHERE key = 'reducer'")
    rederiveIfNeeded(memory.db)
    expect(memory.reads.recording(id)).toEqual(before)
    expect(memory.reads.rescueLoad()).toMatchObject({ waiting: 0, kept: 2, lost: 1 })
  })

  it('bodies of pushes go, their events stay, a repeat is still one, and what tells of a held call stays', () => {
    const memory = memoryStore()
    play(memory, [
      [1, OLD],
      [2, { ...OLD, held: true }],
    ])
    const before = contentOf(memory.db)
    expect(removeAll(memory, 'pushBodies')).toBe(1)
    expect(memory.writes.appendPush(pushOf(eventsOf(OLD, 1)))).toEqual({ stored: 'repeat', calls: [] })
    const after = contentOf(memory.db)
    expect(withoutBodies(after)).toEqual(withoutBodies(before))
    expect(after.bodies).toHaveLength(1)
    expect(removeAll(memory, 'pushBodies')).toBe(0)
  })

  it('pushes put aside', () => {
    const memory = memoryStore()
    const aside = { ...push(), reason: 'no JSON' }
    for (const at of [T0, T0 + 1, T0 + 2]) memory.writes.quarantinePush({ ...aside, receivedAt: time(at) })
    memory.writes.quarantinePush({ ...aside, receivedAt: NOW })
    const due = { kind: 'quarantine', before: keptSince(30, NOW), now: NOW, limit: 10 } as const
    expect(memory.reads.countDue(due)).toEqual({ count: 3, oldest: T0, newest: T0 + 2 })
    expect(removeAll(memory, 'quarantine')).toBe(3)
    expect(memory.reads.quarantined(10)).toHaveLength(1)
  })

  it('messages, and a late notice does not bring one back', () => {
    const memory = memoryStore()
    const notice = (n: number, at: number): IncomingPush => ({
      ...push(),
      receivedAt: time(at),
      kind: 'sms',
      masking: {
        messages: [
          {
            kind: 'smsNotice',
            at: time(at),
            smsId: `sms-${n}`,
            mode: 'notify',
            from: '+8613900002222',
            sendResult: 0,
          },
        ],
        numbers: [],
      },
    })
    memory.writes.appendPush(notice(1, T0))
    memory.writes.appendPush(notice(2, NOW))
    expect(removeAll(memory, 'messages')).toBe(1)
    memory.writes.appendPush(notice(1, T0 + 1))
    const left = memory.reads.searchMessages({ filter: {}, limit: 10 }).messages
    expect(left.map(({ smsId }) => smsId)).toEqual(['sms-2'])
    expect(memory.db.prepare('SELECT count(*) AS n FROM message_log').get()).toEqual({ n: 1 })
    expect(removeAll(memory, 'messages', -1)).toBe(1)
    expect(memory.db.prepare('SELECT count(*) AS n FROM message_digits').get()).toEqual({ n: 0 })
  })

  it('bindings that are over; one that is bound stays, and one through which a held call went', () => {
    const memory = memoryStore()
    const meet = (n: number) => {
      const id = must(`binding-${n}`, isBindingId, 'binding')
      const subscriptionId = must(`subscription-${n}`, isSubscriptionId, 'subscription')
      const observed = { subscriptionId, mode: 'axb' as const, a: '+8613500001111', settings: {}, pairs: [] }
      memory.writes.meetBinding(id, profileId, observed, time(T0))
      return { id, subscriptionId }
    }
    const [, over, held] = [meet(1), meet(2), meet(3)]
    for (const { id } of [over, held]) memory.writes.appendBinding(id, [{ kind: 'notSeen', at: time(T0) }])
    const event = {
      kind: 'status' as const,
      at: time(T0),
      sessionId: session(1),
      event: 'callin',
      subscriptionId: held.subscriptionId,
    }
    const call = memory.writes.appendPush(push(event)).calls[0]
    if (call === undefined) throw new Error('the push made no call')
    expect(call.masking?.subscriptionId).toBe(held.subscriptionId)
    memory.writes.placeHolds([call.id], 'dispute', NOW)
    expect(removeAll(memory, 'bindings')).toBe(1)
    expect(memory.reads.binding(over.id)).toBeUndefined()
    memory.writes.liftHolds([call.id])
    expect(removeAll(memory, 'bindings')).toBe(1)
    expect(memory.db.prepare('SELECT binding_id FROM binding_log').all()).toEqual([
      { binding_id: 'binding-1' },
    ])
  })
})
