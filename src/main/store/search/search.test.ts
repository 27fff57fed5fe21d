import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Call, directionOf, reasonOf } from '../../../domain/calls/index.ts'
import { nationalDigits, numberPart } from '../../../domain/phone/index.ts'
import { foldText } from '../../../domain/text/index.ts'
import { isProfileId, must } from '../../../domain/values.ts'
import { openReadOnly, openWriter } from '../connection.ts'
import { migrate } from '../migrations/index.ts'
import { writeOperations } from '../operations.ts'
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
import type { SearchFilter } from '../types/search.ts'
import { createSearch } from './index.ts'

// More of them end alike, and are named alike, than are gone through one by one.
const NUMBERS = [
  '+8613900002222',
  '+8613900003333',
  '+8613812342222',
  '+8675528002222',
  '+861068001234',
  '+8613612342222',
  '+8613412342222',
  '+8615012342222',
]
const NAMES = ['张三', '张小明', 'Zhang Wei', '李 明（上海）', 'Ａｎｎａ', '张三丰', '小张', '张']
const NOTES = [
  '',
  '退款',
  '客户要求退款，明天回电',
  'Order 88213: call back',
  '投诉；转主管',
  '退 款',
  'ＡＢＣ 100%',
]
const TAGS = ['VIP', '投诉', 'call back']
const TEXTS = [
  '2222',
  '22',
  '2',
  '1390',
  '12342',
  '张',
  '张三',
  '明',
  'zhang',
  'g w',
  '退款',
  '退',
  '款，明',
  '100%',
  '回电',
  'VI',
  '投诉',
  '88213',
  '上海）',
  'anna',
  'abc',
  '不在',
  '"',
  '*',
]

type Row = {
  callee: string
  second: number
  end: 'refused' | 'answered' | 'busy' | 'open'
  talk: number
  note: string
  tags: readonly string[]
  wrapUp: string | undefined
  reviewed: boolean
  other: boolean
}

const row: fc.Arbitrary<Row> = fc.record({
  callee: fc.constantFrom(...NUMBERS),
  second: fc.nat({ max: 30 }),
  end: fc.constantFrom('refused', 'answered', 'busy', 'open'),
  talk: fc.constantFrom(5, 9, 10, 45, 61, 4000),
  note: fc.constantFrom(...NOTES),
  tags: fc.subarray(TAGS),
  wrapUp: fc.constantFrom(undefined, 'sold', 'later'),
  reviewed: fc.boolean(),
  other: fc.boolean(),
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 })
const filters: fc.Arbitrary<SearchFilter> = fc.record({
  text: fc.option(fc.constantFrom(...TEXTS), { nil: undefined, freq: 1 }),
  numberPart: maybe(fc.constantFrom('2222', '+8613', '999', '13900002222', '34')),
  number: maybe(fc.constantFrom(...NUMBERS, '+8613700000000').map(number)),
  agent: maybe(fc.constantFrom('+8613500001111', '+8613900002222').map(number)),
  from: maybe(fc.constant(time(T0 + 2000))),
  to: maybe(fc.constant(time(T0 + 25_000))),
  outcomes: maybe(fc.subarray(['refused', 'answered', 'busy', 'ongoing', 'unknown'])),
  profileIds: maybe(fc.constant([profileId])),
  reasons: maybe(fc.subarray(['result:1010023', 'q850:17'], { minLength: 1 })),
  directions: maybe(fc.constantFrom(['outgoing'], ['relayed'])),
  wrapUps: maybe(fc.constantFrom(['sold'], ['sold', 'later'])),
  tags: maybe(fc.subarray(TAGS, { minLength: 1 })),
  recorded: maybe(fc.boolean()),
  reviewed: maybe(fc.boolean()),
  noted: maybe(fc.boolean()),
  talkFrom: maybe(fc.constantFrom(0, 1, 9000, 45_000, 60_000)),
  talkTo: maybe(fc.constantFrom(0, 9000, 59_999, 61_000)),
})

const otherProfile = must('profile-0002', isProfileId, 'profile')

function fill(rows: readonly Row[]) {
  const store = memoryStore()
  const { reads, writes } = store
  for (const [at, callee] of NUMBERS.entries()) {
    const name = NAMES[at]
    if (name !== undefined && at !== 3)
      writes.saveContact({ id: `c${at}`, name, company: '', note: '', numbers: [number(callee)] }, time(T0))
  }
  const ids = rows.map((one, n) => {
    const first = {
      ...dialled(one.second, number(one.callee)),
      requestId: requestId(n),
      profileId: one.other ? otherProfile : profileId,
    }
    const { call } = writes.claimRequest({ requestId: requestId(n), callId: callId(n), first })
    const at = first.at
    if (one.end === 'refused') {
      const refused = {
        kind: 'dialRefused',
        at,
        resultcode: '1010023',
        httpStatus: 403,
        resultdesc: '',
      } as const
      writes.appendLocal({ callId: call.id, receivedAt: at, events: [refused] })
    } else if (one.end !== 'open') {
      const userData = `vd.${call.id}`
      const answered = one.end === 'answered'
      writes.appendPush(
        push(
          fee(one.second, {
            sessionId: session(1000 + n),
            userData,
            callerNumber: '+8613500001111',
            calleeNumber: one.callee,
            outStartedAt: at,
            outAnsweredAt: at,
            forwardStartedAt: at,
            ...(answered ? { forwardAnsweredAt: time(at + 1000) } : { forwardFailureCause: 17 }),
            endedAt: time(at + 1000 + one.talk * 1000),
            recorded: answered && one.talk > 10,
            recordingObject: 'o',
            recordingDomain: 'd',
          }),
        ),
      )
    }
    writes.changeMarks(
      call.id,
      { note: one.note, tags: one.tags, wrapUp: one.wrapUp ?? null, reviewed: one.reviewed },
      time(T0),
    )
    return call.id
  })
  const calls = ids.map((id, at) => {
    const call = reads.call(id)
    const given = rows[at]
    if (call === undefined || given === undefined) throw new Error('the call is there')
    return { call, given }
  })
  return { ...store, calls }
}

/** What a person means by the filter, without any index. */
function plainly(filter: SearchFilter, call: Call, given: Row): boolean {
  const numbers = [call.a.number, call.b?.number].flatMap((one) => one ?? [])
  const holds = (part: string) => numbers.some((one) => nationalDigits(one).includes(part))
  const words = filter.text === undefined ? undefined : foldText(filter.text)
  const digits = filter.text === undefined ? undefined : numberPart(filter.text)
  const texts = [
    given.note,
    ...given.tags,
    ...numbers.map((one) => {
      const at = NUMBERS.indexOf(one)
      return at === 3 ? '' : (NAMES[at] ?? '')
    }),
  ]
  const oneOf = (list: readonly string[] | undefined, value: string) =>
    list === undefined || list.length === 0 || list.includes(value)
  const talk = call.talkMs ?? 0
  return (
    (words === undefined ||
      texts.some((one) => foldText(one).includes(words)) ||
      (digits !== undefined && holds(digits))) &&
    (filter.numberPart === undefined ||
      filter.text !== undefined ||
      holds(filter.numberPart.replace(/^\+86/, ''))) &&
    (filter.number === undefined || numbers.includes(filter.number)) &&
    (filter.agent === undefined || call.a.number === filter.agent) &&
    (filter.from === undefined || call.startedAt >= filter.from) &&
    (filter.to === undefined || call.startedAt < filter.to) &&
    oneOf(filter.outcomes, call.outcome) &&
    oneOf(filter.profileIds, call.profileId ?? '') &&
    oneOf(filter.reasons, reasonOf(call) ?? '') &&
    oneOf(filter.directions, directionOf(call)) &&
    oneOf(filter.wrapUps, given.wrapUp ?? '') &&
    (filter.tags === undefined || filter.tags.some((tag) => given.tags.includes(tag))) &&
    (filter.recorded === undefined || (call.recording === 'made') === filter.recorded) &&
    (filter.reviewed === undefined || given.reviewed === filter.reviewed) &&
    (filter.noted === undefined || (given.note !== '') === filter.noted) &&
    talk >= (filter.talkFrom ?? 0) &&
    talk <= (filter.talkTo ?? Number.POSITIVE_INFINITY)
  )
}

const rows = fc.array(row, { minLength: 1, maxLength: 40 })

describe('search', () => {
  it.each([
    ['at once', 0],
    ['a look at a time', 1000],
  ])('finds %s exactly what a plain look at every call finds, older and newer', (_name, perLook) => {
    fc.assert(
      fc.property(rows, filters, fc.integer({ min: 1, max: 7 }), (given, wanted, limit) => {
        const { db, calls } = fill(given)
        let clock = 0
        const search = createSearch(db, () => {
          clock += perLook
          return clock
        })
        const filter = wanted
        const expected = calls
          .filter(({ call, given: one }) => plainly(wanted, call, one))
          .map(({ call }) => call.id)

        const older: Call[] = []
        let after: string | undefined
        do {
          const page = search.page({ filter, limit, ...(after === undefined ? {} : { after }) })
          expect(page.calls.length).toBeLessThanOrEqual(limit)
          older.push(...page.calls)
          expect(page.next === undefined || page.next !== after).toBe(true)
          after = page.next
        } while (after !== undefined)
        expect(older.map(({ id }) => id).sort()).toEqual([...expected].sort())
        const starts = older.map(({ startedAt }) => startedAt)
        expect(starts).toEqual([...starts].sort((one, other) => other - one))

        const newer: Call[] = []
        let before: string | undefined = '0'
        do {
          const page: ReturnType<typeof search.page> = search.page({ filter, limit, before })
          newer.unshift(...page.calls)
          expect(page.previous === undefined || page.previous !== before).toBe(true)
          before = page.previous
        } while (before !== undefined)
        expect(newer.map(({ id }) => id)).toEqual(older.map(({ id }) => id))

        let counted = 0
        let from: string | undefined
        do {
          const step = search.count(filter, from)
          counted += step.calls
          from = step.next
        } while (from !== undefined)
        expect(counted).toBe(expected.length)
        db.close()
      }),
      { numRuns: 150 },
    )
  })

  it('forgets what is taken away, and follows what is changed', () => {
    const { reads, writes, calls } = fill([
      {
        callee: '+8613900002222',
        second: 1,
        end: 'answered',
        talk: 45,
        note: '退款',
        tags: ['VIP'],
        wrapUp: 'sold',
        reviewed: false,
        other: false,
      },
    ])
    const id = calls[0]?.call.id
    if (id === undefined) throw new Error('a call')
    const found = (filter: SearchFilter) => reads.searchCalls({ filter, limit: 9 }).calls.length
    expect(found({ text: '退款' })).toBe(1)
    writes.changeMarks(id, { note: '回电', tags: [] }, time(T0))
    expect([found({ text: '退款' }), found({ text: '回' }), found({ text: 'vip' })]).toEqual([0, 1, 0])
    writes.changeMarks(id, { reviewed: true, wrapUp: null }, time(T0))
    expect([found({ reviewed: true }), found({ wrapUps: ['sold'] })]).toEqual([1, 0])
    writes.saveContact(
      { id: 'c0', name: '王五', company: '远航', note: '', numbers: [number('+8613900002222')] },
      time(T0),
    )
    expect([found({ text: '张三' }), found({ text: '王' }), found({ text: '远航' })]).toEqual([0, 1, 1])
    writes.removeContact('c0')
    expect(found({ text: '王五' })).toBe(0)
    expect(reads.facets().outcomes).toEqual([{ value: 'answered', calls: 1 }])
  })

  it('sees at once what another connection writes, also with a filter it has just used', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-search-'))
    try {
      const writer = openWriter(dataDir)
      migrate(writer, dataDir)
      const writes = writeOperations(writer)
      const reader = openReadOnly(dataDir)
      const search = createSearch(reader)
      const found = () => search.page({ filter: { reviewed: false }, limit: 9 }).calls.length
      const seen = [found()]
      for (const serial of [1, 2, 3]) {
        writes.appendPush(push(fee(serial)))
        seen.push(found(), found())
      }
      expect(seen).toEqual([0, 1, 1, 2, 2, 3, 3])
      reader.close()
      writer.close()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  it('keeps what was written on a call that turns out to be another one', () => {
    const { reads, writes } = memoryStore()
    const stray = writes.appendPush(push(fee(7, { callerNumber: '+8613500001111' }))).calls[0]
    if (stray === undefined) throw new Error('a call')
    writes.changeMarks(stray.id, { note: '客户在听', tags: ['VIP'] }, time(T0))
    writes.claimRequest({ requestId: requestId(1), callId: callId(1), first: dialled(7) })
    writes.changeMarks(callId(1), { note: '先写的' }, time(T0))
    const accepted = { kind: 'dialAccepted', at: time(T0), sessionId: session(7) } as const
    writes.appendLocal({ callId: callId(1), receivedAt: time(T0), events: [accepted] })
    expect(reads.marks(callId(1))).toMatchObject({ note: '先写的\n客户在听', tags: [{ name: 'VIP' }] })
    expect(reads.searchCalls({ filter: { text: '在听' }, limit: 9 }).calls.map(({ id }) => id)).toEqual([
      callId(1),
    ])
    expect(reads.countCalls()).toBe(1)
  })
})
