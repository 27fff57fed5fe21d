import { expect, it } from 'vitest'
import {
  callWhen,
  dialRequest,
  keepReceiverPort,
  SECRET,
  until,
  wholeApp,
  withProfile,
} from '../testing/whole-app.ts'

const { desk: openDesk, deskProcess: openProcess, simulator: openSimulator } = wholeApp()

it('an application killed while it waits for the answer sends nothing again, and a push settles the call', async () => {
  const simulator = await openSimulator()
  const first = await openProcess()
  await keepReceiverPort(first)
  await withProfile(first, simulator.url)
  simulator.addFault({ operation: 'push.status', kind: 'dropBefore', times: 0 })
  simulator.addFault({ operation: 'click2Call', kind: 'dropAfter' })
  const request = dialRequest()
  void first.client.calls.dial(request)
  await until('the platform placed the call', () => simulator.state().calls === 1)
  await first.kill()
  expect(first.said.join('\n')).toContain('"phase":"dialling"')
  expect(first.said.join('\n')).not.toMatch(/"phase":"(?:unknown|placed|live)"/)

  const second = await openDesk(first.dataDir)
  const [call, ...more] = (await second.client.calls.current({})).calls
  expect(more).toEqual([])
  expect(call?.phase).toBe('unknown')
  await second.client.profiles.setSecret({
    profileId: request.profileId,
    secret: SECRET,
    keepIn: 'memory',
  })
  const again = await second.client.calls.dial(request)
  expect(again).toEqual(call)

  await simulator.settle()
  simulator.clearFaults()
  await simulator.advance(120)
  const told = await callWhen(second, again.id, ({ feeReceived }) => feeReceived)
  expect(told).toMatchObject({ phase: 'ended', outcome: 'answered' })
  expect(told.sessionId).toBe(simulator.state().sessions[0]?.sessionId)
  expect(simulator.state().requestLog).toHaveLength(1)
  expect(simulator.state().calls).toBe(1)
})
