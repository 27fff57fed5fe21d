import type { Clock } from '../clock.ts'
import { akskDigest, wsseRawDigest } from '../digests.ts'
import type { FaultPlace, Faults } from '../faults.ts'
import { createFeeBatches } from '../fee-batches.ts'
import type { FeeRecord } from '../fee-record.ts'
import type { PushKind } from '../journal.ts'
import type { Settings } from '../options.ts'
import type { PushAnswer } from '../push-client.ts'
import { AKSK_AUTHORIZATION, type Push, type PushSender, type Sent, usernameToken } from '../push-sender.ts'
import type { StatusEvent } from '../session.ts'
import { createdOf } from '../stamps.ts'
import type { PrivateNumberApp } from './account.ts'

/** Minutes after which a failed push comes again (private-number-axb-ax.md 12). */
const LADDER = [1, 4, 9, 106, 203, 300] as const
const SMS_REPEATS = 6

type Message = {
  readonly app: PrivateNumberApp
  readonly url: string | undefined
  readonly ids: readonly string[]
  readonly eventType: string
  readonly body: object
}

/** Notifications of Private Number and the questions it asks. */
export type MaskedPushes = {
  /** @param last whether the call sends no more events */
  event(app: PrivateNumberApp, sessionId: string, event: StatusEvent, last: boolean): void
  fee(app: PrivateNumberApp, endAt: number, record: FeeRecord): void
  sms(app: PrivateNumberApp, id: string, body: object): void
  numberStatus(app: PrivateNumberApp, numbers: readonly string[], body: object): void
  /**
   * A Block push. `then` runs before the lane goes on.
   * @param lane of the call or message, whose later pushes wait for the decision
   * @param last whether no more pushes follow in it
   */
  ask(message: Message, lane: string, then: (sent: Sent) => void, last: boolean): void
  /** Fee records given up after the last repeat. */
  undelivered(): readonly FeeRecord[]
}

type Lane = { readonly key: string; readonly sequential: boolean }

export const laneOf = (sessionId: string) => `status ${sessionId}`

export function createMaskedPushes(
  settings: Settings,
  clock: Clock,
  sender: PushSender,
  faults: Faults,
): MaskedPushes {
  const choices = settings.privateNumber
  const lost: FeeRecord[] = []

  /** The same digest as for requests, Created in UTC (auth.md 8). */
  function signatureOf(
    { appKey, appSecret }: PrivateNumberApp,
    nonce: string,
  ): Readonly<Record<string, string>> {
    if (choices.pushSignature === 'none') return {}
    const created = createdOf(settings.authClock(), 'utc')
    if (choices.pushSignature === 'aksk') {
      const token = usernameToken(appKey, akskDigest(appSecret, nonce, created), nonce, created)
      return { Authorization: AKSK_AUTHORIZATION, 'X-AKSK': token }
    }
    const token = usernameToken(appKey, wsseRawDigest(appSecret, nonce, created), nonce, created)
    return { Authorization: AKSK_AUTHORIZATION.replace('AKSK', 'WSSE'), 'X-WSSE': token }
  }

  const isOk = ({ status }: PushAnswer) => status === 200

  const pushOf = (kind: PushKind, { app, ids, eventType, body }: Message, url: string): Push => ({
    kind,
    app,
    url,
    ids,
    eventType,
    body: JSON.stringify(body),
    signature: (nonce) => signatureOf(app, nonce),
    isAcknowledged: isOk,
    ...(kind === 'ask' && { timeoutMs: choices.askTimeoutMs }),
  })

  /** Minutes from the first failure, or from the one before, to the next try. */
  type Ladder = readonly number[]
  const SMS_LADDER: Ladder = Array.from(
    { length: SMS_REPEATS },
    (_, at) => (choices.repushFrom === 'first' ? at + 1 : 1) * choices.smsRepushMinutes,
  )

  /** One push on its way up the ladder. */
  type Climb = {
    readonly push: Push
    readonly place: FaultPlace
    readonly ladder: Ladder
    readonly givenUp?: () => void
  }

  /** Sends, and sends again until it arrives or the ladder ends. */
  function deliver(climb: Climb, lane: Lane, repeat = 0, firstAt?: number): void {
    const { push, place } = climb
    const fault = faults.take(place)
    sender.enqueue(lane.key, lane.sequential, fault, async () => {
      const at = clock.now()
      const { acknowledged } = await sender.send(push, repeat, fault)
      if (fault?.kind === 'duplicate') await sender.send(push, repeat, fault)
      if (!acknowledged) climbOn(climb, repeat, at, firstAt ?? at)
    })
  }

  function climbOn(climb: Climb, repeat: number, at: number, firstAt: number): void {
    const minutes = climb.ladder[repeat]
    if (minutes === undefined) {
      climb.givenUp?.()
      return
    }
    const from = choices.repushFrom === 'first' ? firstAt : at
    // A repeat waits for nothing and nothing waits for it.
    const lane = { key: 'repeats', sequential: false }
    clock.at(from + minutes * 60_000, () => deliver(climb, lane, repeat + 1, firstAt))
  }

  const batches = createFeeBatches<PrivateNumberApp>(clock, settings.timing.feeDelay, (app, url, records) => {
    const message: Message = {
      app,
      url,
      ids: records.map((record) => String(record.sessionId)),
      eventType: 'fee',
      body: { eventType: 'fee', feeLst: records },
    }
    const lane = { key: `fee ${app.appKey} ${url}`, sequential: false }
    const push = pushOf('fee', message, url)
    deliver({ push, place: 'push.fee', ladder: LADDER, givenUp: () => void lost.push(...records) }, lane)
  })

  return {
    event(app, sessionId, event, last) {
      const { eventType } = event
      const url = eventType === 'callin' ? (app.callinUrl ?? app.statusUrl) : app.statusUrl
      const key = laneOf(sessionId)
      if (url !== undefined) {
        const message: Message = { app, url, ids: [sessionId], eventType, body: event }
        const push = pushOf('status', message, url)
        deliver({ push, place: 'push.status', ladder: LADDER }, { key, sequential: true })
      }
      if (last) sender.forget(key)
    },
    fee(app, endAt, record) {
      if (app.feeUrl !== undefined) batches.add(app, app.feeUrl, endAt, record)
    },
    sms(app, id, body) {
      const url = app.smsUrl
      if (url === undefined) return
      const message: Message = { app, url, ids: [id], eventType: 'Notify', body }
      const push = pushOf('sms', message, url)
      deliver({ push, place: 'push.sms', ladder: SMS_LADDER }, { key: `sms ${id}`, sequential: false })
      sender.forget(`sms ${id}`)
    },
    numberStatus(app, numbers, body) {
      const url = app.numberStatusUrl ?? app.statusUrl
      if (url === undefined || app.pushNumberStatus === false) return
      const message: Message = { app, url, ids: numbers, eventType: 'numStatus', body }
      const lane = { key: `numStatus ${app.appKey}`, sequential: true }
      const ladder = choices.repushNumberStatus ? LADDER : []
      deliver({ push: pushOf('numberStatus', message, url), place: 'push.numberStatus', ladder }, lane)
    },
    ask(message, lane, then, last) {
      const { url, eventType } = message
      const fault = faults.take('push.ask')
      sender.enqueue(lane, true, fault, async () => {
        if (url === undefined) {
          const answer = { note: 'no address is set for this' }
          return then({ acknowledged: false, answer, tookMs: 0 })
        }
        const at = clock.now()
        const push = pushOf('ask', message, url)
        const sent = await sender.send(push, 0, fault)
        then(sent)
        const comesAgain = eventType === 'callin' && choices.repushXCallin && !sent.acknowledged
        // The call is long over then: the answer to a repeat decides nothing.
        if (comesAgain) climbOn({ push, place: 'push.ask', ladder: LADDER }, 0, at, at)
      })
      if (last) sender.forget(lane)
    },
    undelivered: () => lost,
  }
}
