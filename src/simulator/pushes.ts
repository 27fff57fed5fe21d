import type { Clock } from './clock.ts'
import { pushDigest } from './digests.ts'
import type { Faults } from './faults.ts'
import { createFeeBatches } from './fee-batches.ts'
import type { FeeRecord } from './fee-record.ts'
import { isObject } from './json-shape.ts'
import type { AppSpec, Settings } from './options.ts'
import type { PushAnswer } from './push-client.ts'
import { AKSK_AUTHORIZATION, type Push, type PushSender, usernameToken } from './push-sender.ts'
import type { Session, StatusEvent } from './session.ts'
import { createdOf } from './stamps.ts'

/** Status and fee notifications of Voice Call (voice-call.md 6 and 7). */
export type Pushes = {
  status(session: Session, event: StatusEvent): void
  fee(session: Session, record: FeeRecord): void
  /** Fee records given up after the last repeat. */
  undelivered(): readonly FeeRecord[]
}

const REPEATS = 6
const REPEAT_AFTER_MS = 3_600_000

/** For a fee push a resultcode in the body must be "0" (voice-call.md 7). */
function isFeeAcknowledged({ status, body }: PushAnswer): boolean {
  if (status !== 200) return false
  return !isObject(body) || !Object.hasOwn(body, 'resultcode') || String(body.resultcode) === '0'
}

export function createPushes(settings: Settings, clock: Clock, sender: PushSender, faults: Faults): Pushes {
  const lost: FeeRecord[] = []

  /** The address is part of the digest (auth.md 8). */
  function signatureOf(app: AppSpec, url: string, nonce: string): Readonly<Record<string, string>> {
    const form = settings.pushSignature
    if (form === 'none') return {}
    const created = createdOf(settings.authClock(), settings.pushCreatedZone)
    const digest = pushDigest(form, app.appSecret, url, nonce, created)
    return {
      Authorization: AKSK_AUTHORIZATION,
      'X-AKSK': usernameToken(app.appKey, digest, nonce, created),
    }
  }

  function status(session: Session, event: StatusEvent) {
    const { statusUrl: url, app, sessionId } = session
    if (url === undefined) return
    const push: Push = {
      kind: 'status',
      app,
      url,
      ids: [sessionId],
      eventType: event.eventType,
      body: JSON.stringify(event),
      signature: (nonce) => signatureOf(app, url, nonce),
      isAcknowledged: (answer) => answer.status === 200,
    }
    const fault = faults.take('push.status')
    const lane = `status ${sessionId}`
    sender.enqueue(lane, true, fault, async () => {
      // A failed status notification is never sent again (voice-call.md 6).
      await sender.send(push, 0, fault)
      if (fault?.kind === 'duplicate') await sender.send(push, 0, fault)
    })
    // A call that is over sends no more.
    if (event.eventType === 'disconnect' && session.endAt !== undefined) sender.forget(lane)
  }

  function pushFees(app: AppSpec, url: string, records: readonly FeeRecord[], repeat: number) {
    const push: Push = {
      kind: 'fee',
      app,
      url,
      ids: records.map((record) => String(record.sessionId)),
      eventType: 'fee',
      body: JSON.stringify({ eventType: 'fee', feeLst: records }),
      signature: (nonce) => signatureOf(app, url, nonce),
      isAcknowledged: isFeeAcknowledged,
    }
    const fault = faults.take('push.fee')
    sender.enqueue(`fee ${app.appKey} ${url}`, false, fault, async () => {
      const at = clock.now()
      const { acknowledged } = await sender.send(push, repeat, fault)
      if (fault?.kind === 'duplicate') await sender.send(push, repeat, fault)
      if (acknowledged) return
      if (repeat < REPEATS) clock.at(at + REPEAT_AFTER_MS, () => pushFees(app, url, records, repeat + 1))
      else lost.push(...records)
    })
  }

  const batches = createFeeBatches<AppSpec>(clock, settings.timing.feeDelay, (app, url, records) =>
    pushFees(app, url, records, 0),
  )

  return {
    status,
    fee({ feeUrl, app, endAt }, record) {
      if (feeUrl !== undefined && endAt !== undefined) batches.add(app, feeUrl, endAt, record)
    },
    undelivered: () => lost,
  }
}
