import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { GapCounts } from '../../contract/gaps.ts'
import { isUtcMs, must } from '../../domain/values.ts'
import { openLog } from '../log/index.ts'
import { fee, push, T0 } from '../store/testing/events.ts'
import { scratchStore } from '../store/testing/scratch.ts'
import { recordedCall, recordingWhen } from '../testing/recorded-call.ts'
import { dialRequest, until, wholeApp, withProfile } from '../testing/whole-app.ts'
import { createGaps } from './index.ts'

const { desk, simulator } = wholeApp()
const NONE: GapCounts = {
  noFee: 0,
  noRecording: 0,
  recordingNoFee: 0,
  strayRecording: 0,
  twins: 0,
  unknownCall: 0,
}

it('tells of calls whose fee record never came, and of numbers called twice', async () => {
  const eightHoursAgo = Date.now() - 8 * 3_600_000
  const platform = await simulator({ startAt: eightHoursAgo, authClock: () => Date.now() })
  const running = await desk()
  await withProfile(running, platform.url)
  platform.addFault({ operation: 'push.fee', kind: 'dropBefore', times: 100 })
  const request = dialRequest('+8613800139001')
  const first = await running.client.calls.dial(request)
  const second = await running.client.calls.dial(dialRequest('+8613800139001'))
  await platform.advance(120)
  await until('both are over', async () => {
    const { calls } = await running.client.history.search({ filter: {}, limit: 5 })
    return calls.length === 2 && calls.every(({ phase }) => phase === 'ended')
  })
  const found = await running.client.gaps.find({})
  expect(found.counts).toEqual({ ...NONE, noFee: 2, twins: 1 })
  expect(found.gaps.find(({ kind }) => kind === 'twins')).toMatchObject({
    call: { id: second.id },
    twin: { id: first.id },
  })
  for (const text of Object.values(found.request ?? {})) {
    expect(text.split('\n').filter((line) => line.includes('\t')).length).toBe(3)
    expect(text).not.toContain('139001')
  }
})

describe('recordings', () => {
  it('whose call has no fee record, or that belong to no call, are found among the files', async () => {
    const platform = await simulator()
    const running = await desk()
    await withProfile(running, platform.url)
    const { id } = await running.client.calls.dial(dialRequest())
    const folder = join(running.dataDir, 'recordings')
    for (const name of [`${id}.wav`, 'call-of-nobody-1.wav', '会议 2026.wav', `${id}.peaks`, 'note.txt'])
      writeFileSync(join(folder, name), 'sound')
    const found = await running.client.gaps.find({})
    expect(found.counts).toEqual({ ...NONE, recordingNoFee: 1, strayRecording: 2 })
    expect(found.gaps.map(({ kind, call, file }) => [kind, call?.id, file?.name]).sort()).toEqual([
      ['recordingNoFee', id, `${id}.wav`],
      ['strayRecording', undefined, 'call-of-nobody-1.wav'],
      ['strayRecording', undefined, '会议 2026.wav'],
    ])
    expect(found.gaps[0]?.file?.bytes).toBe(5)
  })

  it('that were fetched are none', async () => {
    const platform = await simulator()
    const running = await desk()
    await withProfile(running, platform.url)
    const callId = await recordedCall(running, platform)
    await recordingWhen(running, callId, ({ state }) => state === 'ready')
    expect((await running.client.gaps.find({})).counts).toEqual(NONE)
  })
})

describe('the number of gaps', () => {
  const scratch = scratchStore()

  it('is found without anybody asking, and told when it has changed', async () => {
    const store = await scratch.store()
    const told: (GapCounts | undefined)[] = []
    const log = openLog(scratch.dataDir())
    const gaps = createGaps({
      store,
      recordings: scratch.dataDir(),
      publish: ({ name, payload }) => {
        if (name === 'gaps.changed') told.push(payload.counts)
      },
      clock: () => must(T0 + 60_000, isUtcMs, 'time'),
      log,
    })
    scratch.closeAtEnd({
      async close() {
        gaps.close()
        log.close()
      },
    })
    const caller = { signal: new AbortController().signal, language: 'en' } as const
    expect(await gaps.handlers.known({}, caller)).toEqual({})
    await gaps.look()
    await gaps.look()
    expect(told).toEqual([NONE])
    await store.appendPush(push(fee(1)))
    await gaps.look()
    expect(told).toEqual([NONE, { ...NONE, unknownCall: 1 }])
    expect(await gaps.handlers.known({}, caller)).toEqual({
      counts: { ...NONE, unknownCall: 1 },
      at: T0 + 60_000,
    })
  })
})
