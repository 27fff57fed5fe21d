import { describe, expect, it } from 'vitest'
import { isCallId, isDurationMs, isReviewId, must } from '../../domain/values.ts'
import { dialRequest, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()
const ms = (value: number) => must(value, isDurationMs, 'time')
const id = (text: string) => must(text, isReviewId, 'id')

async function deskWithCall() {
  const simulator = await openSimulator()
  const desk = await openDesk()
  await withProfile(desk, simulator.url)
  return { desk, callId: (await desk.client.calls.dial(dialRequest())).id }
}

describe('marks in a recording', () => {
  it('are kept with their time and writer, over a restart, in the order of time', async () => {
    const { desk, callId } = await deskWithCall()
    await desk.client.review.setReviewer({ name: '林小月' })
    await desk.client.review.saveMark({ markId: id('mark-0001'), callId, fromMs: ms(9000), text: '语速太快' })
    await desk.client.review.saveMark({
      markId: id('mark-0002'),
      callId,
      fromMs: ms(2000),
      toMs: ms(4000),
      text: '',
    })
    await desk.close()
    const again = await openDesk(desk.dataDir)
    const { marks } = await again.client.review.marks({ callId })
    expect(
      marks.map(({ heads }) => heads.map(({ record }) => [record.fromMs, record.toMs, record.text])),
    ).toEqual([[[2000, 4000, '']], [[9000, undefined, '语速太快']]])
    expect(marks[0]?.heads[0]?.record.by.name).toBe('林小月')
  })

  it('change by a version in place of the last, once however often it is asked, and are taken back', async () => {
    const { desk, callId } = await deskWithCall()
    const mark = { markId: id('mark-0001'), callId, fromMs: ms(1000) }
    const first = await desk.client.review.saveMark({ ...mark, text: 'one' })
    expect(await desk.client.review.saveMark({ ...mark, text: 'one' })).toEqual(first)
    const second = await desk.client.review.saveMark({ ...mark, text: 'two' })
    expect(second.heads[0]?.record.replaces).toEqual([first.heads[0]?.hash])
    expect((await desk.client.review.marks({ callId })).marks).toEqual([second])
    expect(await desk.client.review.removeMark({ markId: mark.markId })).toEqual({ removed: true })
    expect(await desk.client.review.removeMark({ markId: mark.markId })).toEqual({ removed: false })
    expect((await desk.client.review.marks({ callId })).marks).toEqual([])
  })

  it('of a call that is not known are refused', async () => {
    const desk = await openDesk()
    const callId = must('call-of-nobody', isCallId, 'id')
    await expect(
      desk.client.review.saveMark({ markId: id('mark-0001'), callId, fromMs: ms(0), text: '' }),
    ).rejects.toThrow('call.notFound')
  })
})
