import { afterEach, expect, it, vi } from 'vitest'
import { Call } from '../contract/calls.ts'
import { Recording } from '../contract/recordings.ts'
import { recordingWhen } from './testing/recorded-call.ts'
import {
  callWhen,
  type Desk,
  dialRequest,
  keepReceiverPort,
  PROFILE,
  Refused,
  SECRET,
  wholeApp,
  withProfile,
} from './testing/whole-app.ts'

const { desk: openDesk, impatientDesk, simulator: openSimulator } = wholeApp()

/** Every step at a whole second that is known beforehand. */
const TIMING = {
  alertingA: [3, 3],
  answerA: [4, 4],
  alertingB: [3, 3],
  answerB: [5, 5],
} as const

afterEach(() => {
  vi.useRealTimers()
})

const payloads = (desk: Desk, name: string) =>
  desk.events.filter((event) => event.name === name).map(({ payload }) => payload)

/** Without the repeats that follow each other. */
const course = <T>(steps: readonly T[]): T[] => steps.filter((step, at) => step !== steps[at - 1])

it('a call from dialling over both legs to hanging up, its price and its recording', async () => {
  // One clock for the platform and the desk, at a whole second.
  const startAt = Math.floor(Date.now() / 1000) * 1000
  vi.useFakeTimers({ toFake: ['Date'], now: startAt })
  const simulator = await openSimulator({ timing: TIMING, startAt, authClock: () => Date.now() })
  const pass = async (seconds: number) => {
    await simulator.advance(seconds)
    vi.setSystemTime(simulator.now())
  }
  const desk = await openDesk()
  await withProfile(desk, simulator.url)
  simulator.script([{ outcome: 'answered', talkSeconds: 3600 }])
  const { id: callId } = await desk.client.calls.dial(dialRequest('+8613800130001', true))

  await pass(5)
  const ringing = await callWhen(desk, callId, ({ a }) => a.state === 'ringing')
  expect(ringing).toMatchObject({ phase: 'live', b: { state: 'idle' }, recording: 'requested' })
  await pass(6)
  const second = await callWhen(desk, callId, ({ b }) => b?.state === 'ringing')
  expect(second.a).toMatchObject({ state: 'talking', answeredAt: startAt + 7_000 })
  await pass(9)
  const talking = await callWhen(desk, callId, ({ b }) => b?.state === 'talking')
  expect(talking.b).toMatchObject({ number: '+8613800130001', answeredAt: startAt + 15_000 })
  expect((await desk.client.calls.current({})).calls.map(({ id }) => id)).toEqual([callId])

  // 63 s after the answer of the agent, 55 s after the answer of the customer.
  await pass(50)
  expect(await desk.client.calls.hangUp({ callId })).toMatchObject({ id: callId })
  const ended = await callWhen(desk, callId, ({ phase }) => phase === 'ended')
  expect(ended).toMatchObject({ outcome: 'answered', stopping: false, end: { stateCode: 8017 } })
  expect(ended.feeReceived).toBe(false)
  expect(ended.billedMinutes).toBeUndefined()
  await pass(5)
  const priced = await callWhen(desk, callId, ({ feeReceived }) => feeReceived)
  expect(priced).toMatchObject({
    phase: 'ended',
    outcome: 'answered',
    end: { at: startAt + 70_000, stateCode: 8017, teardownPoint: 8017 },
    talkMs: 55_000,
    billedMinutes: { a: 2, b: 1 },
    recording: 'made',
  })
  expect((await desk.client.calls.current({})).calls).toEqual([])
  const { calls: found } = await desk.client.history.search({ filter: { numberPart: '0001' }, limit: 5 })
  expect(found).toEqual([priced])
  const recording = await recordingWhen(desk, callId, ({ state }) => state === 'ready')
  expect(recording).toMatchObject({ durationMs: 55_000, attempts: 1 })

  const { timeline } = await desk.client.calls.get({ callId })
  const steps = timeline.map(({ kind, leg }) => (leg === undefined ? kind : `${kind} ${leg}`))
  expect(steps.slice(0, 8)).toEqual([
    'dialRequested',
    'dialAccepted',
    'callout a',
    'alerting a',
    'answer a',
    'callout b',
    'alerting b',
    'answer b',
  ])
  // Here the clock stands still, so that these two happen at the same time.
  expect(steps.slice(8, 10).sort()).toEqual(['stopAnswered', 'stopRequested'])
  expect(steps.slice(10)).toEqual(['disconnect a', 'fee'])

  const told = payloads(desk, 'calls.changed').map((payload) => Call.parse(payload))
  expect(told.every(({ id }) => id === callId)).toBe(true)
  expect(told.map(({ revision }) => revision)).toEqual(
    [...new Set(told.map(({ revision }) => revision))].sort((one, other) => one - other),
  )
  expect(course(told.map(({ phase }) => phase)).filter((phase) => phase !== 'placed')).toEqual([
    'dialling',
    'live',
    'ended',
  ])
  expect(course(told.map(({ a }) => a.state))).toEqual(['idle', 'calling', 'ringing', 'talking', 'ended'])
  expect(course(told.map(({ b }) => b?.state))).toEqual(['idle', 'calling', 'ringing', 'talking', 'ended'])
  expect(told.at(-1)).toEqual(priced)
  const rescued = payloads(desk, 'recordings.changed').map((payload) => Recording.parse(payload).state)
  expect(rescued).toEqual(['fetching', 'ready'])
  const [first] = desk.events
  expect(desk.events.map(({ seq }) => seq)).toEqual(desk.events.map((_event, at) => (first?.seq ?? 0) + at))
  const names = desk.events.map(({ name }) => name)
  expect(names.lastIndexOf('calls.changed')).toBeLessThan(names.indexOf('recordings.changed'))
  expect(simulator.state().calls).toBe(1)
})

it.each([
  ['the answer is lost', { kind: 'dropAfter' }, 'platform.answerLost', true],
  ['the request is lost', { kind: 'cutBefore' }, 'platform.answerLost', false],
  ['the platform is too busy', { kind: 'flowControl' }, 'platform.busy', false],
  ['the platform fails', { kind: 'resultcode', code: '1010001' }, 'platform.refused', false],
] as const)(
  'a hang-up when %s: told, sent once, and the call goes on as the platform tells',
  async (_what, fault, code, stopped) => {
    const simulator = await openSimulator()
    const desk = await impatientDesk()
    await withProfile(desk, simulator.url)
    simulator.script([{ outcome: 'answered', talkSeconds: 3600 }])
    const { id: callId } = await desk.client.calls.dial(dialRequest())
    await simulator.advance(30)
    await callWhen(desk, callId, ({ b }) => b?.state === 'talking')
    // What ends by the hang-up is told later, so that the answer is what counts.
    simulator.addFault({ operation: 'push.status', kind: 'dropBefore' })
    simulator.addFault({ operation: 'callStop', ...fault })
    const problem: unknown = await desk.client.calls.hangUp({ callId }).catch((caught: unknown) => caught)
    expect(problem instanceof Refused && problem.error.code).toBe(code)
    const { call } = await desk.client.calls.get({ callId })
    expect(call).toMatchObject({ phase: 'live', stopping: false })
    const stops = () => simulator.state().requestLog.filter(({ operation }) => operation === 'callStop')
    expect(stops()).toHaveLength(1)
    expect(simulator.state().sessions[0]?.ended).toBe(stopped)

    simulator.clearFaults()
    await simulator.advance(5)
    if (stopped) await callWhen(desk, callId, ({ feeReceived }) => feeReceived)
    else expect((await desk.client.calls.get({ callId })).call.phase).toBe('live')
    expect(stops()).toHaveLength(1)
  },
)

it('a call that is not there or not live cannot be hung up, and nothing is sent', async () => {
  const simulator = await openSimulator()
  const desk = await openDesk()
  await withProfile(desk, simulator.url)
  const { id: callId } = await desk.client.calls.dial(dialRequest('+8613800139001'))
  await simulator.advance(60)
  const busy = await callWhen(desk, callId, ({ phase }) => phase === 'ended')
  expect(busy).toMatchObject({ outcome: 'busy', end: { stateCode: 8102 } })
  await expect(desk.client.calls.hangUp({ callId })).rejects.toThrow('call.notLive')
  await expect(desk.client.calls.settle({ callId, verdict: 'notPlaced' })).rejects.toThrow('call.notUnknown')
  expect(simulator.state().requestLog).toHaveLength(1)
})

it('what was told while the application was closed is made good by the repeated fee record', async () => {
  const simulator = await openSimulator({ timing: TIMING })
  const first = await openDesk()
  await keepReceiverPort(first)
  await withProfile(first, simulator.url)
  const { id: callId } = await first.client.calls.dial(dialRequest('+8613800130001', true))
  await simulator.advance(20)
  await callWhen(first, callId, ({ b }) => b?.state === 'talking')
  await first.close()
  await simulator.advance(120)
  expect(simulator.state().pushes.fee).toMatchObject({ attempted: 1, failed: 1 })

  const desk = await openDesk(first.dataDir)
  expect((await desk.client.calls.get({ callId })).call.phase).toBe('live')
  await desk.client.profiles.setSecret({ profileId: PROFILE, secret: SECRET, keepIn: 'memory' })
  await simulator.advance(3600)
  const call = await callWhen(desk, callId, ({ feeReceived }) => feeReceived)
  expect(call).toMatchObject({ phase: 'ended', outcome: 'answered', billedMinutes: { a: 1, b: 1 } })
  await recordingWhen(desk, callId, ({ state }) => state === 'ready')
  expect(simulator.state().calls).toBe(1)
})
