import { describe, expect, it } from 'vitest'
import { type CallId, isDurationMs, isReviewId, must } from '../../domain/values.ts'
import { pushFee } from '../testing/recorded-call.ts'
import { type Desk, SECRET, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk } = wholeApp()
const id = (text: string) => must(text, isReviewId, 'id')
const ITEMS = [
  { id: 'greeting', text: '开场问候', weight: 1, instantFail: false },
  { id: 'solution', text: '解决问题', weight: 3, instantFail: false },
  { id: 'identity', text: '核对身份', weight: 0, instantFail: true },
]
const CARD = id('card-0001')
const answers = (...verdicts: ('met' | 'partly' | 'missed')[]) =>
  verdicts.map((verdict, at) => ({ itemId: ITEMS[at]?.id ?? '', verdict }))

/** A desk of one reviewer; both are told of the same call by the platform. */
async function reviewerDesk(name: string): Promise<{ desk: Desk; callId: CallId }> {
  const desk = await openDesk()
  await withProfile(desk, 'http://127.0.0.1:9', SECRET, { signaturePolicy: 'observe' })
  const [profile] = (await desk.client.profiles.list({})).profiles
  await pushFee(profile?.push?.fee ?? '', 1_772_334_900_000, {})
  const [call] = (await desk.client.history.search({ filter: {}, limit: 1 })).calls
  if (call === undefined) throw new Error('no call')
  await desk.client.review.setReviewer({ name })
  return { desk, callId: call.id }
}

async function exported(desk: Desk): Promise<string[]> {
  await desk.client.review.beginExport({})
  const lines: string[] = []
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await desk.client.review.exportLines(after === undefined ? {} : { after })
    lines.push(...page.lines)
    after = page.next
  }
  return lines
}

const hashOf = async (desk: Desk) => (await desk.client.review.cards({})).cards[0]?.heads[0]?.hash ?? ''

describe('a scorecard', () => {
  it('has versions, and a score stays with the one it was given on', async () => {
    const { desk, callId } = await reviewerDesk('林小月')
    await desk.client.review.saveCard({ cardId: CARD, name: '标准', items: ITEMS })
    const first = await hashOf(desk)
    const score = {
      scoreId: id('score-0001'),
      callId,
      card: first,
      answers: answers('met', 'partly', 'met'),
      note: '',
    }
    const saved = await desk.client.review.saveScore(score)
    expect(await desk.client.review.saveScore(score)).toEqual(saved)
    await desk.client.review.saveCard({ cardId: CARD, name: '标准', items: ITEMS.slice(0, 1) })
    expect(await hashOf(desk)).not.toBe(first)
    const sheet = await desk.client.review.sheet({ callId })
    expect(sheet.scores[0]?.heads[0]?.record.card).toBe(first)
    expect(sheet.cards.map(({ hash, record }) => [hash, record.items.length])).toEqual([[first, 3]])
    expect((await desk.client.review.results({})).agents).toMatchObject([
      { agent: '+8613500001111', scores: 1, mean: 62.5, failed: 0, apart: 0 },
    ])
  })

  it('refuses answers to what it does not ask', async () => {
    const { desk, callId } = await reviewerDesk('林小月')
    await desk.client.review.saveCard({ cardId: CARD, name: '标准', items: ITEMS })
    const strange = [{ itemId: 'weather', verdict: 'met' as const }]
    await expect(
      desk.client.review.saveScore({
        scoreId: id('score-0001'),
        callId,
        card: await hashOf(desk),
        answers: strange,
        note: '',
      }),
    ).rejects.toThrow('input.invalid')
  })
})

describe('the list of calls to review', () => {
  it('takes a call once for a card; it is taken, given back and scored', async () => {
    const { desk, callId } = await reviewerDesk('林小月')
    await desk.client.review.saveCard({ cardId: CARD, name: '标准', items: ITEMS })
    const put = { callIds: [callId], cardId: CARD }
    expect(await desk.client.review.enqueue(put)).toEqual({ added: 1 })
    expect(await desk.client.review.enqueue(put)).toEqual({ added: 0 })
    const [row] = (await desk.client.review.queue({})).tasks
    const taskId = row?.task.id ?? id('none-0000')
    expect((await desk.client.review.claim({ taskId })).heads[0]?.record.assignee?.name).toBe('林小月')
    expect((await desk.client.review.release({ taskId })).heads[0]?.record.assignee).toBeUndefined()
    await desk.client.review.saveScore({
      scoreId: id('score-0001'),
      callId,
      taskId,
      card: await hashOf(desk),
      answers: answers('met', 'met', 'missed'),
      note: '',
    })
    expect((await desk.client.review.queue({})).tasks[0]?.scoredBy.map(({ name }) => name)).toEqual([
      '林小月',
    ])
    expect((await desk.client.review.results({})).agents).toMatchObject([{ mean: 0, failed: 1 }])
  })

  it('is given to a colleague by name, once a file of theirs is merged', async () => {
    const one = await reviewerDesk('林小月')
    const other = await reviewerDesk('周明')
    expect((await one.desk.client.review.reviewers({})).reviewers.map(({ name }) => name)).toEqual(['林小月'])
    await other.desk.client.review.saveCard({ cardId: CARD, name: '标准', items: ITEMS })
    await one.desk.client.review.merge({ lines: await exported(other.desk) })
    const { reviewers } = await one.desk.client.review.reviewers({})
    expect(reviewers.map(({ name }) => name)).toEqual(['林小月', '周明'])
    const [, colleague] = reviewers
    const put = {
      callIds: [one.callId],
      cardId: CARD,
      ...(colleague === undefined ? {} : { assignee: colleague }),
    }
    expect(await one.desk.client.review.enqueue(put)).toEqual({ added: 1 })
    await other.desk.client.review.merge({ lines: await exported(one.desk) })
    const [row] = (await other.desk.client.review.queue({})).tasks
    const { reviewer } = await other.desk.client.review.reviewer({})
    expect(row?.task.heads.map(({ record }) => record.assignee)).toEqual([reviewer])
  })
})

describe('a scored call', () => {
  const reviewed = async (desk: Desk) =>
    (await desk.client.history.search({ filter: { reviewed: true }, limit: 5 })).calls.map((call) => call.id)

  it('is found among the reviewed ones, here and where the file of the score is merged', async () => {
    const one = await reviewerDesk('林小月')
    const other = await reviewerDesk('周明')
    await one.desk.client.review.saveCard({ cardId: CARD, name: '标准', items: ITEMS })
    expect(await reviewed(one.desk)).toEqual([])
    await one.desk.client.review.saveScore({
      scoreId: id('score-0001'),
      callId: one.callId,
      card: await hashOf(one.desk),
      answers: answers('met', 'met', 'met'),
      note: '',
    })
    expect(await reviewed(one.desk)).toEqual([one.callId])
    const lines = await exported(one.desk)
    await other.desk.client.review.merge({ lines })
    expect(await reviewed(other.desk)).toEqual([other.callId])
    // What somebody decides afterwards is not undone by merging the same file again.
    await other.desk.client.annotations.save({ callId: other.callId, reviewed: false })
    await other.desk.client.review.merge({ lines })
    expect(await reviewed(other.desk)).toEqual([])
  })
})

describe('the files of two reviewers', () => {
  it('merged into each other lose nothing, in any order, and show side by side what was written apart', async () => {
    const one = await reviewerDesk('林小月')
    const other = await reviewerDesk('周明')
    await one.desk.client.review.saveCard({ cardId: CARD, name: '标准', items: ITEMS })
    await other.desk.client.review.merge({ lines: await exported(one.desk) })
    expect(await hashOf(other.desk)).toBe(await hashOf(one.desk))
    const card = await hashOf(one.desk)

    // Each scores the call, both change the same shared score, and both take the same call.
    const shared = { scoreId: id('score-shared'), card, note: '' }
    await one.desk.client.review.saveScore({
      ...shared,
      callId: one.callId,
      answers: answers('met', 'met', 'met'),
    })
    await one.desk.client.review.enqueue({ callIds: [one.callId], cardId: CARD })
    await other.desk.client.review.merge({ lines: await exported(one.desk) })
    for (const { desk, callId } of [one, other]) {
      const { reviewer } = await desk.client.review.reviewer({})
      await desk.client.review.saveScore({
        ...shared,
        callId,
        note: reviewer.name,
        answers: answers('partly', 'met', 'met'),
      })
      await desk.client.review.saveScore({
        scoreId: id(`score-of-${reviewer.id.slice(0, 8)}`),
        callId,
        card,
        note: '',
        answers: answers('met', 'missed', 'met'),
      })
      const [row] = (await desk.client.review.queue({})).tasks
      await desk.client.review.claim({ taskId: row?.task.id ?? id('none-0000') })
      await desk.client.review.saveMark({
        markId: id(`mark-of-${reviewer.id.slice(0, 8)}`),
        callId,
        fromMs: must(1000, isDurationMs, 'time'),
        text: reviewer.name,
      })
    }

    const [ones, others] = [await exported(one.desk), await exported(other.desk)]
    const hashes = (lines: readonly string[]) =>
      new Set(lines.map((line) => line.slice(0, '{"hash":"'.length + 64)))
    const all = hashes([...ones, ...others])
    expect(all.size).toBeGreaterThan(ones.length)
    await one.desk.client.review.merge({ lines: others })
    await other.desk.client.review.merge({ lines: [...ones].reverse() })
    const again = await one.desk.client.review.merge({ lines: others })
    expect(again).toEqual({ added: 0, known: others.length, refused: 0 })
    for (const { desk, callId } of [one, other]) {
      expect(hashes(await exported(desk))).toEqual(all)
      const { scores } = await desk.client.review.sheet({ callId })
      expect(scores).toHaveLength(3)
      const apart = scores.find(({ heads }) => heads.length > 1)
      expect(new Set(apart?.heads.map(({ record }) => record.note))).toEqual(new Set(['林小月', '周明']))
      expect((await desk.client.review.marks({ callId })).marks).toHaveLength(2)
      const [row] = (await desk.client.review.queue({})).tasks
      expect(row?.callId).toBe(callId)
      expect(new Set(row?.task.heads.map(({ record }) => record.assignee?.name))).toEqual(
        new Set(['林小月', '周明']),
      )
    }
    // Whoever decides replaces both.
    const settled = await one.desk.client.review.saveScore({
      ...shared,
      callId: one.callId,
      note: 'settled',
      answers: answers('met', 'met', 'met'),
    })
    expect(settled.heads).toHaveLength(1)
    await other.desk.client.review.merge({ lines: await exported(one.desk) })
    const { scores } = await other.desk.client.review.sheet({ callId: other.callId })
    expect(scores.every(({ heads }) => heads.length === 1)).toBe(true)
  })

  it('with a line that was changed by hand or cut are merged without it, and that is said', async () => {
    const { desk, callId } = await reviewerDesk('林小月')
    await desk.client.review.saveMark({
      markId: id('mark-0001'),
      callId,
      fromMs: must(0, isDurationMs, 'time'),
      text: 'ten',
    })
    const [line = ''] = await exported(desk)
    const fresh = await openDesk()
    const lines = [line.replace('ten', 'six'), line.slice(0, -9), '{"hash":1}', line]
    expect(await fresh.client.review.merge({ lines })).toEqual({ added: 1, known: 0, refused: 3 })
  })
})
