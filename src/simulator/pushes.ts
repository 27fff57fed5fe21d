import type { Clock } from './clock.ts'
import { pushDigest } from './digests.ts'
import type { Fault, Faults } from './faults.ts'
import type { FeeRecord } from './fee-record.ts'
import type { Journal } from './journal.ts'
import { isObject } from './json-shape.ts'
import type { AppSpec, Settings } from './options.ts'
import { isLoopback, type PushAnswer, post } from './push-client.ts'
import type { Random } from './random.ts'
import type { Session, StatusEvent } from './session.ts'
import { createdOf } from './stamps.ts'

/** Sends status and fee notifications (voice-call.md 6 and 7). */
export type Pushes = {
  status(session: Session, event: StatusEvent): void
  fee(session: Session, record: FeeRecord): void
  /** Resolves when nothing is under way; what waits for a later time does not count. */
  settle(): Promise<void>
  /** Fee records given up after the last repeat. */
  undelivered(): readonly FeeRecord[]
  close(): Promise<void>
}

const REPEATS = 6
const REPEAT_AFTER_MS = 3_600_000
const RECORDS_PER_PUSH = 50
const REORDER_PATIENCE_MS = 2000

type Push = {
  readonly kind: 'status' | 'fee'
  readonly app: AppSpec
  readonly url: string
  readonly sessionIds: readonly string[]
  readonly eventType: string
  readonly body: string
}

/** Pushes that keep an order among themselves; one may be held back by `reorder`. */
type Lane = {
  tail: Promise<void>
  held: (() => Promise<void>) | undefined
  timer: NodeJS.Timeout | undefined
}

export function createPushes(
  settings: Settings,
  clock: Clock,
  random: Random,
  faults: Faults,
  journal: Journal,
): Pushes {
  const underWay = new Set<Promise<void>>()
  const lanes = new Map<string, Lane>()
  const buckets = new Map<string, { app: AppSpec; url: string; records: FeeRecord[] }>()
  const lost: FeeRecord[] = []
  const closing = new AbortController()
  const nonces = new Map<string, number>()

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
    return work
  }

  /** One nonce per push, the same in every run with the same seed. */
  function nextNonce(push: Push): string {
    const label = `${push.kind} ${push.sessionIds[0] ?? ''}`
    const count = nonces.get(label) ?? 0
    nonces.set(label, count + 1)
    return random.fork(`nonce ${label} ${count}`).hex(32).toUpperCase()
  }

  function headersOf(push: Push): Record<string, string> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json;charset=UTF-8' }
    const form = settings.pushSignature
    if (form === 'none') return headers
    const nonce = nextNonce(push)
    const created = createdOf(settings.authClock(), settings.pushCreatedZone)
    const digest = pushDigest(form, push.app.appSecret, push.url, nonce, created)
    headers.Authorization = 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"'
    headers['X-AKSK'] =
      `UsernameToken Username="${push.app.appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`
    return headers
  }

  /** HTTP 200; for a fee push a resultcode in the body must be "0" (voice-call.md 7). */
  function isAcknowledged(kind: Push['kind'], answer: PushAnswer): boolean {
    if (answer.status !== 200) return false
    if (kind === 'status' || !isObject(answer.body) || !Object.hasOwn(answer.body, 'resultcode')) return true
    return String(answer.body.resultcode) === '0'
  }

  async function send(push: Push, repeat: number, fault: Fault | undefined): Promise<boolean> {
    const at = clock.now()
    const record = (answer: PushAnswer, acknowledged: boolean) => {
      journal.addPush({
        at,
        kind: push.kind,
        url: push.url,
        appKey: push.app.appKey,
        sessionIds: push.sessionIds,
        eventType: push.eventType,
        repeat,
        acknowledged,
        ...(answer.status !== undefined && { httpStatus: answer.status }),
        ...(answer.note !== undefined && { note: answer.note }),
        ...(fault !== undefined && { fault: fault.kind }),
      })
      return acknowledged
    }
    if (!URL.canParse(push.url)) return record({ note: 'not a URL' }, false)
    if (!settings.allowRemotePush && !isLoopback(push.url)) {
      return record({ note: 'not sent: the address is not on this machine (allowRemotePush)' }, false)
    }
    if (fault?.ms !== undefined && fault.kind !== 'slowBody' && fault.kind !== 'reorder') {
      await new Promise((done) => setTimeout(done, fault.ms))
    }
    if (fault?.kind === 'dropBefore') return record({ note: 'dropped, as asked' }, false)
    const answer = await post({
      url: push.url,
      headers: headersOf(push),
      body: push.body,
      timeoutMs: settings.pushTimeoutMs,
      fault,
      signal: closing.signal,
    })
    if (fault?.kind === 'dropAfter') {
      return record({ ...answer, note: 'answer dropped, as asked' }, false)
    }
    return record(answer, isAcknowledged(push.kind, answer))
  }

  function laneOf(key: string): Lane {
    const known = lanes.get(key)
    if (known !== undefined) return known
    const lane: Lane = { tail: Promise.resolve(), held: undefined, timer: undefined }
    lanes.set(key, lane)
    return lane
  }

  function release(lane: Lane) {
    clearTimeout(lane.timer)
    const held = lane.held
    lane.held = undefined
    if (held !== undefined) lane.tail = track(lane.tail.then(held))
  }

  /** @param sequential whether the next push of the lane waits for this one */
  function enqueue(key: string, sequential: boolean, fault: Fault | undefined, work: () => Promise<void>) {
    const lane = laneOf(key)
    if (fault?.kind === 'reorder' && lane.held === undefined) {
      lane.held = work
      lane.timer = setTimeout(() => release(lane), fault.ms ?? REORDER_PATIENCE_MS)
      return
    }
    if (sequential || lane.held !== undefined) {
      lane.tail = track(lane.tail.then(work))
      release(lane)
    } else {
      track(work())
    }
  }

  function status(session: Session, event: StatusEvent) {
    const url = session.statusUrl
    if (url === undefined) return
    const { app } = session
    const { eventType } = event
    const push: Push = {
      kind: 'status',
      app,
      url,
      sessionIds: [session.sessionId],
      eventType,
      body: JSON.stringify(event),
    }
    const fault = faults.take('push.status')
    enqueue(`status ${session.sessionId}`, true, fault, async () => {
      // A failed status notification is never sent again (voice-call.md 6).
      await send(push, 0, fault)
      if (fault?.kind === 'duplicate') await send(push, 0, fault)
    })
    if (eventType === 'disconnect' && session.endAt !== undefined) forgetLane(`status ${session.sessionId}`)
  }

  /** A call that is over sends no more: its lane goes once it is empty. */
  function forgetLane(key: string) {
    const lane = lanes.get(key)
    void lane?.tail.then(() => {
      if (lane.held === undefined) lanes.delete(key)
    })
  }

  function pushFees(app: AppSpec, url: string, records: readonly FeeRecord[], repeat: number) {
    const push: Push = {
      kind: 'fee',
      app,
      url,
      sessionIds: records.map((record) => String(record.sessionId)),
      eventType: 'fee',
      body: JSON.stringify({ eventType: 'fee', feeLst: records }),
    }
    const fault = faults.take('push.fee')
    enqueue(`fee ${app.appKey} ${url}`, false, fault, async () => {
      const at = clock.now()
      const arrived = await send(push, repeat, fault)
      if (fault?.kind === 'duplicate') await send(push, repeat, fault)
      if (arrived) return
      if (repeat < REPEATS) clock.at(at + REPEAT_AFTER_MS, () => pushFees(app, url, records, repeat + 1))
      else lost.push(...records)
    })
  }

  function fee(session: Session, record: FeeRecord) {
    const { feeUrl: url, app, endAt } = session
    if (url === undefined || endAt === undefined) return
    // Records of one application that end in the same second travel together, at most 50 (voice-call.md 7).
    const second = Math.floor(endAt / 1000)
    const key = `${app.appKey} ${second} ${url}`
    const bucket = buckets.get(key)
    if (bucket !== undefined) {
      bucket.records.push(record)
      return
    }
    const fresh = { app, url, records: [record] }
    buckets.set(key, fresh)
    clock.at((second + 1) * 1000 + settings.timing.feeDelay * 1000, () => {
      buckets.delete(key)
      for (let from = 0; from < fresh.records.length; from += RECORDS_PER_PUSH) {
        pushFees(app, url, fresh.records.slice(from, from + RECORDS_PER_PUSH), 0)
      }
    })
  }

  async function settle() {
    while (underWay.size > 0) await Promise.allSettled([...underWay])
  }

  return {
    status,
    fee,
    settle,
    undelivered: () => lost,
    async close() {
      closing.abort()
      for (const lane of lanes.values()) {
        clearTimeout(lane.timer)
        lane.held = undefined
      }
      await settle()
    },
  }
}
