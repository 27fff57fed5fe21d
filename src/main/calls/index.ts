import { randomUUID } from 'node:crypto'
import type { DialRequest } from '../../contract/calls.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import {
  type Call,
  correlationToken,
  type DialRequested,
  type LocalEvent,
  timelineOf,
} from '../../domain/calls/index.ts'
import { type CallId, isCallId, must, type RequestId, type UtcMs } from '../../domain/values.ts'
import type { Platform } from '../platform/index.ts'
import { type ProfileAccess, platformRefusal } from '../profiles/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'
import { click2CallBody } from './click2call.ts'
import { dialEvent } from './outcome.ts'

export type Calls = {
  readonly handlers: Handlers<'calls'>
  /** Tells the screens of calls that changed, whatever changed them. */
  changed(calls: readonly Call[]): void
  /** Attempts that a stop of the application cut short become unknown: nobody heard the answer. */
  recover(): Promise<void>
}

/**
 * Placing, ending and following calls. Each dial is stored before it is sent and sent at most once;
 * whatever comes back, or does not, is appended to the log, and the call is derived from there.
 */
export function createCalls(options: {
  store: Store
  platform: Platform
  profiles: ProfileAccess
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
}): Calls {
  const { store, platform, profiles, publish, clock } = options
  const underWay = new Map<RequestId, Promise<Call>>()

  const changed = (calls: readonly Call[]) => {
    for (const call of calls) publish({ name: 'calls.changed', payload: call })
    if (calls.length > 0) publish({ name: 'history.changed', payload: { revision: options.nextRevision() } })
  }

  async function append(callId: CallId, event: LocalEvent): Promise<Call> {
    const call = await store.appendLocal(callId, [event])
    changed([call])
    return call
  }

  async function place(input: DialRequest): Promise<Call> {
    const earlier = await store.callByRequest(input.requestId)
    if (earlier !== undefined) return earlier
    const ready = await profiles.ready(input.profileId, {
      service: 'callback',
      purpose: 'dial',
      displays: [input.displayToCaller, input.displayToCallee],
    })
    const callId = must(randomUUID(), isCallId, 'call id')
    const { requestId, profileId, caller, callee, displayToCaller, displayToCallee } = input
    const first: DialRequested = {
      kind: 'dialRequested',
      at: clock(),
      requestId,
      profileId,
      caller,
      callee,
      displayToCaller,
      displayToCallee,
      options: input.options,
    }
    const claim = await store.claimRequest({ requestId, callId, first })
    if (!claim.claimed) return claim.call
    changed([claim.call])
    const body = click2CallBody(input, { userData: correlationToken(callId), push: ready.push })
    const outcome = await platform.placeCallback(ready.account, body).catch(async (problem: unknown) => {
      // A failure of our own tells nothing of the phone, and must not leave the call being dialled for ever.
      await append(callId, { kind: 'dialAnswerLost', at: clock(), cause: 'aborted' })
      throw problem
    })
    await ready.note(outcome)
    return append(callId, dialEvent(outcome, clock()))
  }

  async function known(callId: CallId): Promise<Call> {
    const call = await store.call(callId)
    if (call === undefined) throw new Refusal('call.notFound')
    return call
  }

  return {
    changed,
    async recover() {
      for (const call of await store.currentCalls()) {
        if (call.phase === 'dialling') {
          await append(call.id, { kind: 'dialAnswerLost', at: clock(), cause: 'restart' })
        }
      }
    },
    handlers: {
      // The request goes on when the screen that asked goes away: somebody's phone may be ringing.
      dial(input) {
        const running = underWay.get(input.requestId)
        if (running !== undefined) return running
        const placing = place(input).finally(() => underWay.delete(input.requestId))
        underWay.set(input.requestId, placing)
        return placing
      },
      async hangUp(input) {
        const call = await known(input.callId)
        if (call.sessionId === undefined || (call.phase !== 'placed' && call.phase !== 'live')) {
          throw new Refusal('call.notLive')
        }
        if (call.profileId === undefined) throw new Refusal('profile.notFound')
        const ready = await profiles.ready(call.profileId, { purpose: 'stop' })
        await append(call.id, { kind: 'stopRequested', at: clock() })
        const outcome = await platform.stopCall(ready.account, call.sessionId)
        await ready.note(outcome)
        const refusal = platformRefusal(outcome)
        const after = await append(call.id, {
          kind: 'stopAnswered',
          at: clock(),
          resultcode:
            outcome.kind === 'ok' ? '0' : outcome.kind === 'refused' ? outcome.resultcode : outcome.kind,
        })
        if (refusal !== undefined && after.phase !== 'ended') throw refusal
        return after
      },
      async settle(input) {
        const call = await known(input.callId)
        if (call.phase !== 'unknown') throw new Refusal('call.notUnknown')
        return append(call.id, { kind: 'settled', at: clock(), verdict: input.verdict })
      },
      async get(input) {
        const call = await known(input.callId)
        return { call, timeline: timelineOf(await store.callEvents(input.callId)) }
      },
      async current() {
        return { calls: await store.currentCalls() }
      },
    },
  }
}
