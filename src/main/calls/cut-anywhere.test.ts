import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CallId } from '../../domain/values.ts'
import type { Simulator } from '../../simulator/index.ts'
import type { Cut, Stage } from '../testing/relay.ts'
import { callWhen, dialRequest, fieldsFor, PROFILE, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk: openDesk, impatientDesk, simulator: openSimulator, relay: openRelay } = wholeApp()

const http = (head: string, body: string) =>
  `HTTP/1.1 ${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`

/** Answers that say neither that a call was placed nor that it was refused. */
const SENSELESS = [
  http('200 OK', '<html>sign in to the hotel</html>'),
  http('200 OK', '{"resultcode":"0","resultdesc":"Success"}'),
  http('200 OK', '{"resultcode":"0","sess'),
  http('200 OK', ''),
  http('302 Found\r\nLocation: http://127.0.0.1:1/', ''),
  http('500 Internal Server Error', ''),
  http('502 Bad Gateway', '<html>502</html>'),
  http('504 Gateway Timeout', '{}'),
  'SSH-2.0-OpenSSH_9.6\r\n',
]

const place = {
  part: fc.constantFrom('head' as const, 'body' as const),
  share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
}
const stages: fc.Arbitrary<Stage> = fc.oneof(
  fc.record({ at: fc.constant('connected' as const) }),
  fc.record({ at: fc.constant('request' as const), ...place }),
  fc.record({ at: fc.constant('taken' as const) }),
  fc.record({ at: fc.constant('answer' as const), ...place }),
  fc.record({ at: fc.constant('instead' as const), text: fc.constantFrom(...SENSELESS) }),
)
// Silence lasts until we give up, so it is drawn seldom.
const endings: fc.Arbitrary<Cut['ending']> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('close' as const, 'reset' as const) },
  { weight: 1, arbitrary: fc.constant('silence' as const) },
)

const PHASES = { placed: 'ended', notPlaced: 'notPlaced' } as const

const callsOf = (simulator: Simulator, id: CallId) =>
  simulator.state().sessions.filter(({ userData }) => userData === `vd.${id}`).length

it('wherever the line is cut, one act is at most one call, and one that may ring is unknown', async () => {
  const simulator = await openSimulator()
  const relay = await openRelay(simulator.url)
  const desk = await impatientDesk()
  await withProfile(desk, relay.url)

  const course = fc.record({
    stage: stages,
    ending: endings,
    repeats: fc.nat({ max: 2 }),
    verdict: fc.constantFrom(undefined, 'placed' as const, 'notPlaced' as const),
  })
  await fc.assert(
    fc.asyncProperty(course, async ({ stage, ending, repeats, verdict }) => {
      // What the platform tells meanwhile is lost; it repeats no status.
      simulator.addFault({ operation: 'push.status', kind: 'dropBefore', times: 0 })
      relay.cutNext({ stage, ending })
      const before = relay.connections()
      const request = dialRequest()
      const dial = () => desk.client.calls.dial(request)
      const [call, ...others] = await Promise.all([dial(), ...Array.from({ length: repeats }, dial)])
      const taken = stage.at === 'connected' || stage.at === 'request' ? 0 : 1
      // A reset may come before the connection does; then it is certain that nothing was sent.
      expect(stage.at === 'connected' ? ['unknown', 'notPlaced'] : ['unknown']).toContain(call.phase)
      expect(others.every(({ id }) => id === call.id)).toBe(true)
      expect(callsOf(simulator, call.id)).toBe(taken)

      const open = call.phase === 'unknown'
      if (open && verdict !== undefined) await desk.client.calls.settle({ callId: call.id, verdict })
      await simulator.settle()
      simulator.clearFaults()
      await simulator.advance(300)
      const after =
        taken === 1
          ? await callWhen(desk, call.id, ({ feeReceived }) => feeReceived)
          : (await desk.client.calls.get({ callId: call.id })).call
      // A push has the last word, a person the one before.
      const told = !open || verdict === undefined ? call.phase : PHASES[verdict]
      expect(after.phase).toBe(taken === 1 ? 'ended' : told)
      expect((await dial()).id).toBe(call.id)
      expect(relay.connections() - before).toBe(1)
      expect(callsOf(simulator, call.id)).toBe(taken)
    }),
    { numRuns: 40, seed: 20_261_121 },
  )
})

it('a request that cannot be written is not left being dialled', async () => {
  const simulator = await openSimulator()
  const desk = await openDesk()
  await withProfile(desk, simulator.url)
  // No header can carry these characters.
  await desk.client.profiles.save({
    profileId: PROFILE,
    fields: fieldsFor(simulator.url, { appKey: '应用' }),
  })
  const request = dialRequest()
  await expect(desk.client.calls.dial(request)).rejects.toThrow('internal')
  const { calls } = await desk.client.calls.current({})
  expect(calls.map(({ phase }) => phase)).toEqual(['unknown'])
  expect((await desk.client.calls.dial(request)).id).toBe(calls[0]?.id)
  expect(simulator.state().requestLog).toEqual([])
})
