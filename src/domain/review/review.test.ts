import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCallId, isDurationMs, isReviewId, isUtcMs, must } from '../values.ts'
import {
  canonicalText,
  currentOf,
  type Kept,
  type Mark,
  mergeRecords,
  resultOf,
  shareOf,
  standing,
} from './index.ts'

const reviewId = (text: string) => must(text, isReviewId, 'id')
const call = { callId: must('call-0001', isCallId, 'id'), startedAt: must(1, isUtcMs, 'time') }

function mark(
  id: string,
  at: number,
  text: string,
  replaces: readonly string[] = [],
  removed = false,
): Kept<Mark> {
  const record: Mark = {
    kind: 'mark',
    id: reviewId(`mark-${id}-0000`),
    by: { id: reviewId('reviewer-1'), name: 'one' },
    at: must(at, isUtcMs, 'time'),
    replaces,
    removed,
    call,
    fromMs: must(0, isDurationMs, 'time'),
    text,
  }
  return { hash: createHash('sha256').update(canonicalText(record)).digest('hex'), record }
}

/** What several reviewers may come to have: each writes on what they see, some of it from the others. */
const histories = fc
  .array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      text: fc.string({ maxLength: 3 }),
      on: fc.array(fc.nat(30), { maxLength: 2 }),
      removed: fc.boolean(),
    }),
    { maxLength: 24 },
  )
  .map((acts) => {
    const written: Kept<Mark>[] = []
    for (const [at, { id, text, on, removed }] of acts.entries()) {
      const before = written.filter(({ record }) => record.id === `mark-${id}-0000`)
      const replaces = on.flatMap((nth) => before[nth % Math.max(1, before.length)]?.hash ?? [])
      written.push(mark(id, at, text, [...new Set(replaces)], removed))
    }
    return written
  })
const shares = histories.chain((all) =>
  fc.tuple(fc.subarray(all), fc.subarray(all), fc.subarray(all), fc.constant(all)),
)

describe('putting the records of reviewers together', () => {
  it('is the same in any order, at any time, and however often', () => {
    fc.assert(
      fc.property(shares, ([one, two, three]) => {
        const left = mergeRecords(mergeRecords(one, two), three)
        expect(mergeRecords(one, mergeRecords(three, two))).toEqual(left)
        expect(mergeRecords(two, one, three)).toEqual(left)
        expect(mergeRecords(left, one, left)).toEqual(left)
      }),
    )
  })

  it('keeps every record, and shows every version that no other has replaced', () => {
    fc.assert(
      fc.property(shares, ([one, two]) => {
        const merged = mergeRecords(one, two)
        for (const { hash } of [...one, ...two]) expect(merged.map((kept) => kept.hash)).toContain(hash)
        const replaced = new Set(merged.flatMap(({ record }) => record.replaces))
        const heads = currentOf(merged).flatMap((current) => current.heads.map(({ hash }) => hash))
        expect(new Set(heads)).toEqual(
          new Set(merged.map(({ hash }) => hash).filter((hash) => !replaced.has(hash))),
        )
      }),
    )
  })

  it('shows two versions that were written apart side by side until somebody replaces both', () => {
    const first = mark('a', 1, 'first')
    const here = mark('a', 2, 'here', [first.hash])
    const there = mark('a', 3, 'there', [first.hash])
    const texts = (kept: readonly Kept<Mark>[]) =>
      currentOf(kept).map(({ heads }) => heads.map(({ record }) => record.text))
    expect(texts([first, here, there])).toEqual([['there', 'here']])
    expect(texts([first, here, there, mark('a', 4, 'both', [here.hash, there.hash])])).toEqual([['both']])
  })

  it('does not let what one took back take away what another wrote meanwhile', () => {
    const first = mark('a', 1, 'first')
    const gone = mark('a', 2, 'first', [first.hash], true)
    const changed = mark('a', 3, 'changed', [first.hash])
    expect(standing(currentOf([first, gone]))).toEqual([])
    expect(standing(currentOf([first, gone, changed]))[0]?.heads.map(({ record }) => record.text)).toEqual([
      'changed',
    ])
  })
})

describe('the text that is hashed', () => {
  it('does not depend on the order of keys or on what is absent', () => {
    expect(canonicalText({ b: 1, a: [{ d: undefined, c: 'x' }] })).toBe('{"a":[{"c":"x"}],"b":1}')
    expect(canonicalText({ a: [{ c: 'x' }], b: 1 })).toBe(
      canonicalText({ b: 1, a: [{ c: 'x', d: undefined }] }),
    )
  })
})

describe('a filled card', () => {
  const item = (id: string, weight: number, instantFail = false) => ({ id, text: id, weight, instantFail })
  const items = [item('greeting', 1), item('solution', 3), item('identity', 0, true)]

  it.each([
    ['all met', { greeting: 'met', solution: 'met', identity: 'met' }, 100, 0],
    ['weighed', { greeting: 'met', solution: 'missed', identity: 'met' }, 25, 0],
    ['half for partly', { greeting: 'met', solution: 'partly', identity: 'met' }, 62.5, 0],
    [
      'what does not apply leaves the share',
      { greeting: 'met', solution: 'notApplicable', identity: 'met' },
      100,
      0,
    ],
    ['a missed item that fails the call', { greeting: 'met', solution: 'met', identity: 'missed' }, 0, 0],
    [
      'nothing that counts',
      { greeting: 'notApplicable', solution: 'notApplicable', identity: 'met' },
      undefined,
      0,
    ],
    ['not all answered', { greeting: 'met' }, 100, 2],
  ] as const)('%s', (_what, verdicts, percent, unanswered) => {
    const answers = Object.entries(verdicts).map(([itemId, verdict]) => ({ itemId, verdict }))
    const result = resultOf({ items }, answers)
    expect(result).toMatchObject({ percent, unanswered })
    expect(result.failedBy).toEqual(
      'identity' in verdicts && verdicts.identity === 'missed' ? ['identity'] : [],
    )
  })

  it('is never below 0 or above 100, and shares make a whole', () => {
    const verdict = fc.constantFrom(
      'met' as const,
      'partly' as const,
      'missed' as const,
      'notApplicable' as const,
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(50), fc.boolean(), verdict), { minLength: 1, maxLength: 12 }),
        (rows) => {
          const made = rows.map(([weight, fails], at) => item(String(at), weight, fails))
          const answers = rows.map(([, , one], at) => ({ itemId: String(at), verdict: one }))
          const { percent } = resultOf({ items: made }, answers)
          if (percent !== undefined) expect(percent >= 0 && percent <= 100).toBe(true)
          const whole = made.reduce((sum, one) => sum + shareOf(one, made), 0)
          expect(Math.round(whole)).toBe(made.some(({ weight }) => weight > 0) ? 100 : 0)
        },
      ),
    )
  })
})
