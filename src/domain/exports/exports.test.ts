import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call, Leg } from '../calls/index.ts'
import { isCallId, isDurationMs, isProfileId, isSessionId, isUtcMs, must } from '../values.ts'
import { COLUMNS, callFromRow, columnByHeading, protectCell, unprotectCell } from './index.ts'

const time = fc.integer({ min: 0, max: 4_102_444_800_000 }).map((at) => must(at, isUtcMs, 'time'))
const cellText = fc.string({ minLength: 1, unit: 'grapheme' })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const without = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value))

const leg: fc.Arbitrary<Leg> = fc.record({
  number: maybe(fc.stringMatching(/^\+86\d{10,11}$/)),
  display: maybe(fc.stringMatching(/^\+86\d{10,11}$/)),
  state: fc.constantFrom('idle', 'calling', 'ringing', 'talking', 'ended', 'failed'),
  calledAt: maybe(time),
  ringingAt: maybe(time),
  answeredAt: maybe(time),
  endedAt: maybe(time),
  failureCause: maybe(fc.nat({ max: 127 })),
})
const call: fc.Arbitrary<Call> = fc
  .record({
    id: fc.uuid().map((text) => must(text, isCallId, 'id')),
    revision: fc.constant(0),
    profileId: maybe(fc.uuid().map((text) => must(text, isProfileId, 'id'))),
    sessionId: maybe(fc.stringMatching(/^[\w=+@.-]{1,60}$/).map((text) => must(text, isSessionId, 'id'))),
    service: fc.constantFrom(
      'callback' as const,
      'notification' as const,
      'masked' as const,
      'other' as const,
    ),
    phase: fc.constantFrom('ended' as const, 'refused' as const, 'unknown' as const),
    outcome: fc.constantFrom('answered' as const, 'busy' as const, 'unknown' as const),
    startedAt: time,
    a: leg,
    b: maybe(leg),
    end: maybe(
      fc.record({
        at: time,
        stateCode: maybe(fc.nat({ max: 9999 })),
        stateDesc: maybe(cellText),
        resultcode: maybe(fc.stringMatching(/^\d{1,8}$/)),
      }),
    ),
    talkMs: maybe(fc.nat({ max: 10_000_000 }).map((ms) => must(ms, isDurationMs, 'duration'))),
    billedMinutes: maybe(fc.record({ a: fc.nat({ max: 999 }), b: fc.nat({ max: 999 }) })),
    feeReceived: fc.boolean(),
    digits: maybe(fc.stringMatching(/^[0-9*#-]{1,20}$/)),
    stopping: fc.boolean(),
    recording: fc.constantFrom('none' as const, 'made' as const, 'absent' as const),
    settledByUser: fc.boolean(),
  })
  .map(without)

describe('a table of calls', () => {
  it('holds the whole call: what is read back from all columns is equal', () => {
    fc.assert(
      fc.property(call, (given) => {
        const row = new Map(COLUMNS.map(({ id, read }) => [id, String(read(given, 'en') ?? '')]))
        expect(callFromRow(row)).toEqual({ ok: true, call: given })
      }),
    )
  })

  it('names the column that cannot be read, and not what stands there', () => {
    const row = new Map([
      ['id', 'call-0001'],
      ['startedAt', '2026-03-01T03:15:01.000Z'],
      ['outcome', 'answered'],
    ])
    expect(callFromRow(row)).toMatchObject({ ok: true, call: { phase: 'ended', a: { state: 'ended' } } })
    expect(callFromRow(new Map([...row, ['outcome', 'great']]))).toEqual({
      ok: false,
      problem: { column: 'outcome' },
    })
    expect(callFromRow(new Map([...row, ['talkSeconds', 'long']]))).toEqual({
      ok: false,
      problem: { column: 'talkSeconds' },
    })
    expect(callFromRow(new Map([...row, ['startedAt', '1.3.2026']]))).toEqual({
      ok: false,
      problem: { column: 'startedAt' },
    })
  })

  it('knows its headings in both languages, each once', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const headings = COLUMNS.map(({ heading }) => heading[language])
      expect(new Set(headings).size).toBe(COLUMNS.length)
      for (const column of COLUMNS) expect(columnByHeading(` ${column.heading[language]} `)).toBe(column)
    }
  })
})

describe('cells that a spreadsheet would change', () => {
  it.each([
    ['+8613800000001', "'+8613800000001"],
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ['0012', "'0012"],
    ['123456789012', "'123456789012"],
    ['1200_417', '1200_417'],
    ['busy', 'busy'],
    ['0', '0'],
  ])('%j is written as %j', (text, cell) => {
    expect(protectCell(text)).toBe(cell)
  })

  it('come back as they were, whatever they are, and none begins a formula', () => {
    const odd = fc.oneof(fc.string(), fc.stringMatching(/^['=+\-@0-9\t]{0,6}.{0,4}$/))
    fc.assert(
      fc.property(odd, (text) => {
        expect(unprotectCell(protectCell(text))).toBe(text)
        expect(protectCell(text)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      }),
    )
  })
})
