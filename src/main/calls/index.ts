import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { type Call, type LocalEvent, timelineOf } from '../../domain/calls/index.ts'
import type { CallId, UtcMs } from '../../domain/values.ts'
import type { Platform } from '../platform/index.ts'
import { type ProfileAccess, platformRefusal } from '../profiles/index.ts'
import { atMostEvery } from '../rpc/at-most-every.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'
import { click2CallBody } from './click2call.ts'
import { createPlaceOnce, type PlaceOnce } from './place-once.ts'

export { pushFields } from './push-addresses.ts'

export type Calls = PlaceOnce & {
  readonly handlers: Handlers<'calls'>
  /** Told of every call that changed, whatever changed it. */
  onChange(listener: (calls: readonly Call[]) => void): void
  /** Asks the platform to release every leg. @throws Refusal */
  hangUp(callId: CallId): Promise<Call>
  /** Notes what a person says became of a call whose answer was lost. @throws Refusal */
  settle(callId: CallId, verdict: 'placed' | 'notPlaced'): Promise<Call>
  /** Tells the screens of calls that changed, whatever changed them. */
  changed(calls: readonly Call[]): void
  /** Attempts that a stop of the application cut short become unknown: nobody heard the answer. */
  recover(): Promise<void>
  close(): void
}

/** While many calls go on, screens are told this often at the most that the history has changed. */
const HISTORY_MS = 250

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

  const listeners: ((calls: readonly Call[]) => void)[] = []
  const history = atMostEvery(HISTORY_MS, () =>
    publish({ name: 'history.changed', payload: { revision: options.nextRevision() } }),
  )
  const changed = (calls: readonly Call[]) => {
    for (const listener of listeners) listener(calls)
    for (const call of calls) publish({ name: 'calls.changed', payload: call })
    if (calls.length > 0) history.stir()
  }

  async function append(callId: CallId, event: LocalEvent): Promise<Call> {
    const call = await store.appendLocal(callId, [event])
    changed([call])
    return call
  }

  const once = createPlaceOnce({ store, profiles, clock, append, changed })

  async function known(callId: CallId): Promise<Call> {
    const call = await store.call(callId)
    if (call === undefined) throw new Refusal('call.notFound')
    return call
  }

  async function hangUp(callId: CallId): Promise<Call> {
    const call = await known(callId)
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
  }

  async function settle(callId: CallId, verdict: 'placed' | 'notPlaced'): Promise<Call> {
    const call = await known(callId)
    if (call.phase !== 'unknown') throw new Refusal('call.notUnknown')
    return append(call.id, { kind: 'settled', at: clock(), verdict })
  }

  return {
    ...once,
    changed,
    hangUp,
    settle,
    onChange: (listener) => void listeners.push(listener),
    async recover() {
      for (const id of await store.callsBeingPlaced()) {
        await append(id, { kind: 'dialAnswerLost', at: clock(), cause: 'restart' })
      }
    },
    close: history.close,
    handlers: {
      dial(input) {
        const { requestId, profileId, caller, callee, displayToCaller, displayToCallee } = input
        return once.place(profileId, {
          requestId,
          need: { service: 'callback', purpose: 'dial', displays: [displayToCaller, displayToCallee] },
          first: (at) => ({
            kind: 'dialRequested',
            at,
            requestId,
            profileId,
            caller,
            callee,
            displayToCaller,
            displayToCallee,
            options: input.options,
          }),
          send: (account, extra) => platform.placeCallback(account, click2CallBody(input, extra)),
        })
      },
      hangUp: ({ callId }) => hangUp(callId),
      settle: ({ callId, verdict }) => settle(callId, verdict),
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
