import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from './index.ts'
import type { ScriptEntry } from './script.ts'
import { ask } from './testing/client.ts'
import {
  NOTIFICATION_APP,
  NOTIFICATION_BODY,
  startDesk,
  VERIFICATION_APP,
  VERIFICATION_BODY,
} from './testing/desk.ts'

const CALLEE = '+8613900003333'
const FILE = { notifyVoice: 'greeting_1.wav' }
const TEMPLATE = { templateId: 'a1b2c3d4e5f6', templateParas: ['3', '人民公园正门', '2026/03/01', '18:30'] }

const TIMING = {
  alertingA: [3, 3],
  answerA: [5, 5],
  prompt: 6,
  pressing: 2,
  collect: 5,
  codeDigit: 1,
  talk: 45,
} as const

const seconds = (from: unknown, to: unknown) =>
  (Date.parse(`${String(to).replace(' ', 'T')}Z`) - Date.parse(`${String(from).replace(' ', 'T')}Z`)) / 1000

async function carry(
  operation: 'callnotify' | 'callVerify',
  entry: ScriptEntry,
  body: object,
  options: SimulatorOptions = {},
) {
  const { simulator, receiver, urls } = await startDesk({ timing: TIMING, ...options })
  simulator.script([entry])
  const app = operation === 'callnotify' ? NOTIFICATION_APP : VERIFICATION_APP
  const base = operation === 'callnotify' ? NOTIFICATION_BODY : VERIFICATION_BODY
  const answer = await ask(simulator, app, operation, { ...base, ...urls, ...body })
  expect(answer.resultcode).toBe('0')
  await simulator.advance(7200)
  const fee = receiver.fees()[0] ?? {}
  const stay = fee.callOutAnswerTime === '' ? 0 : seconds(fee.callOutAnswerTime, fee.callEndTime)
  return { simulator, receiver, fee, events: receiver.events(), stay }
}

const notify = (
  entry: Partial<ScriptEntry>,
  playInfoList: object[],
  options: SimulatorOptions = {},
  body = {},
) => carry('callnotify', { outcome: 'answered', ...entry }, { playInfoList, ...body }, options)

const START = [`callout ${CALLEE}`, `alerting ${CALLEE}`, `answer ${CALLEE}`]

describe('a notification', () => {
  it('plays its list in order, collects digits and is ended by the platform', async () => {
    const list = [FILE, { ...TEMPLATE, collectInd: 1 }, { ...FILE, collectInd: 1 }]
    const { events, fee, stay, receiver } = await notify(
      { digits: '12' },
      list,
      {},
      { userData: 'parcel-5521' },
    )
    expect(events).toEqual([...START, 'collectInfo 1', 'collectInfo 2', `disconnect ${CALLEE} 0`])
    expect(stay).toBe(6 + 6 + 2 + 6 + 2)
    const collected = receiver.received.find(({ eventType }) => eventType === 'collectInfo')
    expect(Object.keys(collected?.info ?? {}).sort()).toEqual([
      'digitInfo',
      'sessionId',
      'timestamp',
      'userData',
    ])
    expect(fee).toMatchObject({
      direction: 0,
      serviceType: '001',
      callerNum: '+8675528000222',
      calleeNum: CALLEE,
      bindNum: '+8675528000222',
      dynIVRPath: '1-2',
      ttsPlayTimes: 1,
      ttsTransDuration: 3,
      recordFlag: 0,
      ulFailReason: 0,
      userData: 'parcel-5521',
    })
    expect(fee.dynIVRStartTime).toBe(fee.callOutAnswerTime)
    expect(Object.keys(fee).filter((name) => /^(fwd|recordO|recordB|recordD|recordS)/.test(name))).toEqual([])
  })

  it('plays an item again only on its trigger', async () => {
    const item = {
      ...TEMPLATE,
      collectInd: 2,
      replayAfterCollection: 'true',
      collectContentTriggerReplaying: '11',
    }
    const again = await notify({ digits: '11-11-25' }, [item])
    expect(again.events.slice(3, -1)).toEqual(['collectInfo 11', 'collectInfo 11', 'collectInfo 25'])
    expect(again.fee).toMatchObject({ ttsPlayTimes: 3, ttsTransDuration: 9, dynIVRPath: '1-1-1-1-2-5' })
    const other = await notify({ digits: '12' }, [item])
    expect(other.events.slice(3, -1)).toEqual(['collectInfo 12'])
    expect(other.fee.ttsPlayTimes).toBe(1)
    const unswitched = await notify({ digits: '11' }, [{ ...item, replayAfterCollection: 'false' }])
    expect(unswitched.fee.ttsPlayTimes).toBe(1)
  })

  it('is replayed at most as often as configured, without a trigger only when told to', async () => {
    const item = { ...TEMPLATE, collectInd: 1, replayAfterCollection: 'true' }
    const trigger = { collectContentTriggerReplaying: '1' }
    const capped = await notify({ digits: '1111111' }, [{ ...item, ...trigger }], { maxReplays: 2 })
    expect(capped.fee.ttsPlayTimes).toBe(3)
    expect((await notify({ digits: '555' }, [item])).fee.ttsPlayTimes).toBe(1)
    const any = await notify({ digits: '555' }, [item], { replayWithoutTrigger: 'any', maxReplays: 1 })
    expect(any.fee.ttsPlayTimes).toBe(2)
  })

  it('ends with 8008 when no digits come within five seconds', async () => {
    const list = [{ ...FILE, collectInd: 1 }, FILE]
    const { events, fee, stay } = await notify({ outcome: 'noDigits' }, list)
    expect(events).toEqual([...START, `disconnect ${CALLEE} 8008`])
    expect(stay).toBe(6 + 5)
    expect(fee).toMatchObject({ ulFailReason: 100, failTime: '' })
    expect(fee).not.toHaveProperty('dynIVRPath')
    const tooFew = await notify({ digits: '1' }, [{ ...FILE, collectInd: 2 }])
    expect(tooFew.events.at(-1)).toBe(`disconnect ${CALLEE} 8008`)
    const empty = await notify({ outcome: 'noDigits' }, list, { emptyCollectInfo: true })
    expect(empty.events.slice(3)).toEqual(['collectInfo ', `disconnect ${CALLEE} 8008`])
    expect(empty.fee).not.toHaveProperty('dynIVRPath')
  })

  it('presses plausible keys when nobody says which', async () => {
    const item = {
      ...FILE,
      collectInd: 1,
      replayAfterCollection: 'true',
      collectContentTriggerReplaying: '1',
    }
    expect((await notify({}, [item])).events.slice(3, -1)).toEqual(['collectInfo 1', 'collectInfo 2'])
    const joined = await notify({ digits: '12' }, [{ ...FILE, collectInd: 2 }], { ivrPathOf: 'collection' })
    expect(joined.fee.dynIVRPath).toBe('12')
  })

  it('may be cut short by the callee', async () => {
    const { events, stay, fee } = await notify({ talkSeconds: 4 }, [TEMPLATE, TEMPLATE])
    expect(stay).toBe(4)
    expect(events.at(-1)).toBe(`disconnect ${CALLEE} 0`)
    expect(fee.ttsPlayTimes).toBe(1)
  })

  it.each([
    { outcome: 'busy' as const, code: 8102, rings: false },
    { outcome: 'noAnswer' as const, code: 8101, rings: true },
    { outcome: 'callerNoAnswer' as const, code: 8101, rings: true },
    { outcome: 'notExist' as const, code: 8100, rings: false },
  ])('may fail: $outcome', async ({ outcome, code, rings }) => {
    const { events, fee } = await notify({ outcome }, [FILE])
    const ringing = rings ? [`alerting ${CALLEE}`] : []
    expect(events).toEqual([`callout ${CALLEE}`, ...ringing, `disconnect ${CALLEE} ${code}`])
    expect(fee).toMatchObject({ callOutAnswerTime: '', dynIVRStartTime: '', ttsPlayTimes: 0 })
  })
})

describe('a verification call', () => {
  const verify = (body: object, entry: Partial<ScriptEntry> = {}, options: SimulatorOptions = {}) =>
    carry('callVerify', { outcome: 'answered', ...entry }, body, options)

  it('plays prompt, code and prompt as often as asked', async () => {
    // A code of six digits at one second each, prompts of six seconds.
    expect((await verify({ times: 2, posTone: 'verify_post.wav' })).stay).toBe(2 * 18)
    expect((await verify({})).stay).toBe(3 * 12)
    expect((await verify({ times: 2 }, {}, { verifyRepeats: 'code' })).stay).toBe(6 + 2 * 6)
  })

  it('plays without end with times 0, until the callee hangs up', async () => {
    const { stay, receiver } = await verify({ times: 0 })
    expect(stay).toBe(45)
    expect(receiver.events().at(-1)).toBe('disconnect +8613900004444 0')
    expect((await verify({ times: 0 }, { talkSeconds: 300 })).stay).toBe(300)
    expect((await verify({ times: 0 }, { talkSeconds: 3 })).stay).toBe(3)
  })

  it('gives a fee record without IVR fields', async () => {
    const { fee } = await verify({ times: 1 })
    expect(fee).toMatchObject({ serviceType: '001', recordFlag: 0, calleeNum: '+8613900004444' })
    expect(Object.keys(fee).filter((name) => /^(dynIVR|fwd)/.test(name))).toEqual([])
  })
})

describe('stopping a call of one leg', () => {
  it.each([
    { callStop: 'all' as const, code: '0' },
    { callStop: 'callback' as const, code: '1010040' },
  ])('is $callStop', async ({ callStop, code }) => {
    const { simulator } = await startDesk({ callStop })
    const { sessionId } = await ask(simulator, NOTIFICATION_APP, 'callnotify', NOTIFICATION_BODY)
    const stop = { sessionid: sessionId, signal: 'call_stop' }
    expect((await ask(simulator, NOTIFICATION_APP, 'callStop', stop)).resultcode).toBe(code)
  })
})
