import { createServer } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../contract/calls.ts'
import type { Fault } from '../../simulator/index.ts'
import { callWhen, type Desk, dialRequest, Refused, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, impatientDesk, simulator: openSimulator } = wholeApp()

const fault = (kind: Fault['kind'], more: Partial<Fault> = {}): Fault => ({
  operation: 'click2Call',
  kind,
  ...more,
})

async function dialTwice(desk: Desk): Promise<Call> {
  const request = dialRequest()
  const [first, second] = await Promise.all([
    desk.client.calls.dial(request),
    desk.client.calls.dial(request),
  ])
  const third = await desk.client.calls.dial(request)
  expect([second.id, third.id]).toEqual([first.id, first.id])
  return third
}

describe('one act of a person is one call, whatever becomes of the answer', () => {
  it.each([
    ['no answer at all, nothing placed', fault('dropBefore'), 0, 'unknown'],
    ['no answer at all, placed', fault('dropAfter'), 1, 'unknown'],
    ['cut before it was placed', fault('cutBefore'), 0, 'unknown'],
    ['cut after it was placed', fault('cutAfter'), 1, 'unknown'],
    ['cut in the middle of the answer', fault('cutMid'), 1, 'unknown'],
    ['answered long after we gave up', fault('delay', { ms: 700 }), 1, 'unknown'],
    ['answered late, but in time', fault('delay', { ms: 60 }), 1, 'placed'],
    ['a body that trickles', fault('slowBody', { ms: 60 }), 1, 'placed'],
    ['refused', fault('resultcode', { code: '1010008', httpStatus: 403 }), 0, 'refused'],
    ['flow control', fault('flowControl'), 0, 'refused'],
    [
      'an answer of 200 with an unknown code',
      fault('resultcode', { code: '1999999', httpStatus: 200 }),
      0,
      'refused',
    ],
    ['a failing platform', fault('resultcode', { code: '1010001', httpStatus: 500 }), 0, 'refused'],
  ] as const)('%s', async (_name, given, placed, phase) => {
    const simulator = await openSimulator()
    const desk = await impatientDesk()
    await withProfile(desk, simulator.url)
    simulator.addFault(given)
    const call = await dialTwice(desk)
    await simulator.settle()
    const now = await callWhen(desk, call.id, (one) => one.phase === phase || one.phase === 'live')
    expect(simulator.state().calls).toBe(placed)
    if (placed === 0) expect(now.phase).toBe(phase)
    expect(simulator.state().requestLog.filter(({ operation }) => operation === 'click2Call')).toHaveLength(1)
  })

  it('nothing listens at the address: not sent, and known to be not sent', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await new Promise((resolve) => server.close(resolve))
    const desk = await openDesk()
    await withProfile(desk, `http://127.0.0.1:${port}`)
    const call = await dialTwice(desk)
    expect(call).toMatchObject({ phase: 'notPlaced', outcome: 'notPlaced' })
  })

  it('a push settles a call whose answer was lost', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    simulator.addFault(fault('cutAfter'))
    const { id } = await desk.client.calls.dial(dialRequest())
    await simulator.advance(5)
    const call = await callWhen(desk, id, ({ phase }) => phase === 'live')
    expect(call.sessionId).toBe(simulator.state().sessions[0]?.sessionId)
    expect(simulator.state().calls).toBe(1)
  })

  it('a person settles it otherwise, and a later push has the last word', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    simulator.addFault({ operation: 'push.status', kind: 'dropBefore', times: 0 })
    simulator.addFault(fault('cutAfter'))
    const { id } = await desk.client.calls.dial(dialRequest())
    await callWhen(desk, id, ({ phase }) => phase === 'unknown')
    expect((await desk.client.calls.settle({ callId: id, verdict: 'notPlaced' })).phase).toBe('notPlaced')
    simulator.clearFaults()
    await simulator.advance(120)
    expect(await callWhen(desk, id, ({ feeReceived }) => feeReceived)).toMatchObject({ outcome: 'answered' })
    expect(simulator.state().calls).toBe(1)
  })

  it('an application that was stopped while it waited sends nothing when it starts again', async () => {
    const simulator = await openSimulator()
    const first = await impatientDesk()
    await withProfile(first, simulator.url)
    simulator.addFault({ operation: 'push.status', kind: 'dropBefore', times: 0 })
    simulator.addFault(fault('dropAfter'))
    const request = dialRequest()
    const dialling = first.client.calls.dial(request).catch((problem: unknown) => problem)
    await first.client.calls.current({})
    await first.close()
    await dialling

    const second = await openDesk(first.dataDir)
    await second.client.profiles.setSecret({
      profileId: request.profileId,
      secret: 'irrelevant-secret',
      keepIn: 'memory',
    })
    const [call] = (await second.client.calls.current({})).calls
    expect(call?.phase).toBe('unknown')
    expect((await second.client.calls.dial(request)).id).toBe(call?.id)
    expect(simulator.state().requestLog).toHaveLength(1)
    expect(simulator.state().calls).toBe(1)
  })

  it('holds for any course of acts, repeats and faults', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    const kinds = fc.constantFrom<Fault['kind'] | undefined>(
      undefined,
      'cutBefore',
      'cutAfter',
      'cutMid',
      'slowBody',
      'delay',
    )
    const course = fc.array(fc.record({ kind: kinds, repeats: fc.nat({ max: 2 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(course, async (acts) => {
        for (const { kind, repeats } of acts) {
          simulator.clearFaults()
          if (kind !== undefined) simulator.addFault(fault(kind, { ms: 30 }))
          const before = simulator.state().calls
          const request = dialRequest()
          const asked = Array.from({ length: repeats + 1 }, () => desk.client.calls.dial(request))
          const calls = await Promise.all(asked)
          expect(new Set(calls.map(({ id }) => id)).size).toBe(1)
          expect(simulator.state().calls - before).toBe(kind === 'cutBefore' ? 0 : 1)
          await simulator.advance(300)
        }
      }),
      { numRuns: 12 },
    )
  })

  it('a dial while flow control lasts is not sent', async () => {
    const simulator = await openSimulator()
    const desk = await openDesk()
    await withProfile(desk, simulator.url)
    simulator.addFault(fault('flowControl'))
    await desk.client.calls.dial(dialRequest())
    const refused = await desk.client.calls.dial(dialRequest()).catch((problem: unknown) => problem)
    expect(refused).toBeInstanceOf(Refused)
    if (!(refused instanceof Refused)) return
    expect(refused.error.code).toBe('platform.busy')
    expect(refused.error.retry).toEqual({ afterMs: expect.any(Number) })
    expect(simulator.state().requestLog).toHaveLength(1)
  })
})
