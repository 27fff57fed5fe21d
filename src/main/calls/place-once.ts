import { randomUUID } from 'node:crypto'
import { type Call, type CallRequested, correlationToken, type LocalEvent } from '../../domain/calls/index.ts'
import { type CallId, isCallId, must, type RequestId, type UtcMs } from '../../domain/values.ts'
import type { Account, Outcome, PlacedCall } from '../platform/index.ts'
import type { ProfileAccess, Ready } from '../profiles/index.ts'
import type { Store } from '../store/index.ts'
import { dialEvent } from './outcome.ts'

/** What a request carries besides what the person asked for. */
export type Extra = {
  readonly callId: CallId
  /** Lets a push find the call even when the answer was lost. */
  readonly userData: string
  readonly push: Ready['push']
}

export type Send = (account: Account, extra: Extra) => Promise<Outcome<PlacedCall>>

/** One act of a person that rings a phone. */
export type Act = {
  readonly requestId: RequestId
  readonly need: Parameters<ProfileAccess['ready']>[1]
  /** What the log begins with; the time is put to it when it is claimed. */
  readonly first: (at: UtcMs) => CallRequested
  readonly send: Send
}

export type PlaceOnce = {
  /**
   * Claims the act in the store, sends its request at most once and appends what came of it. The same act
   * given again answers with the call it made; it goes on when the screen that asked goes away.
   *
   * @throws Refusal before anything is stored or sent
   */
  place(profileId: CallRequested['profileId'], act: Act): Promise<Call>
  /** Sends for a call that is already claimed, and appends what came of it. */
  carry(callId: CallId, ready: Ready, send: Send): Promise<{ call: Call; outcome: Outcome<PlacedCall> }>
}

export function createPlaceOnce(options: {
  store: Store
  profiles: ProfileAccess
  clock: () => UtcMs
  append: (callId: CallId, event: LocalEvent) => Promise<Call>
  changed: (calls: readonly Call[]) => void
}): PlaceOnce {
  const { store, profiles, clock, append, changed } = options
  const underWay = new Map<RequestId, Promise<Call>>()

  const carry: PlaceOnce['carry'] = async (callId, ready, send) => {
    const extra = { callId, userData: correlationToken(callId), push: ready.push }
    const outcome = await send(ready.account, extra).catch(async (problem: unknown) => {
      // A failure of our own tells nothing of the phone, and must not leave the call being dialled for ever.
      await append(callId, { kind: 'dialAnswerLost', at: clock(), cause: 'aborted' })
      throw problem
    })
    await ready.note(outcome)
    return { call: await append(callId, dialEvent(outcome, clock())), outcome }
  }

  async function claimAndCarry(profileId: CallRequested['profileId'], act: Act): Promise<Call> {
    const earlier = await store.callByRequest(act.requestId)
    if (earlier !== undefined) return earlier
    const ready = await profiles.ready(profileId, act.need)
    const callId = must(randomUUID(), isCallId, 'call id')
    const claim = await store.claimRequest({ requestId: act.requestId, callId, first: act.first(clock()) })
    if (!claim.claimed) return claim.call
    changed([claim.call])
    return (await carry(callId, ready, act.send)).call
  }

  return {
    place(profileId, act) {
      const running = underWay.get(act.requestId)
      if (running !== undefined) return running
      const placing = claimAndCarry(profileId, act).finally(() => underWay.delete(act.requestId))
      underWay.set(act.requestId, placing)
      return placing
    },
    carry,
  }
}
