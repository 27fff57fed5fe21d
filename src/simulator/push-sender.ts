import type { Clock } from './clock.ts'
import type { Credentials } from './credentials.ts'
import type { Fault } from './faults.ts'
import type { Journal, PushKind } from './journal.ts'
import type { Settings } from './options.ts'
import { isLoopback, type PushAnswer, post } from './push-client.ts'
import type { Random } from './random.ts'

/** One notification on its way to a customer. */
export type Push = {
  readonly kind: PushKind
  readonly app: Credentials
  readonly url: string
  /** Calls or messages it speaks of. */
  readonly ids: readonly string[]
  readonly eventType: string
  readonly body: string
  /** Authentication headers, if its product sends any. */
  signature(nonce: string): Readonly<Record<string, string>>
  isAcknowledged(answer: PushAnswer): boolean
  /** Real milliseconds; default `pushTimeoutMs`. */
  readonly timeoutMs?: number
}

/** How a push went, in real time. */
export type Sent = { readonly acknowledged: boolean; readonly answer: PushAnswer; readonly tookMs: number }

/** Sends pushes in lanes that keep an order, through whatever faults were asked for. */
export type PushSender = {
  send(push: Push, repeat: number, fault: Fault | undefined): Promise<Sent>
  /** @param sequential whether the next push of the lane waits for this one */
  enqueue(lane: string, sequential: boolean, fault: Fault | undefined, work: () => Promise<void>): void
  /** A lane that gets no more work goes once it is empty. */
  forget(lane: string): void
  /** Resolves when nothing is under way; what waits for a later time does not count. */
  settle(): Promise<void>
  close(): Promise<void>
}

const REORDER_PATIENCE_MS = 2000

/** Pushes that keep an order among themselves; one may be held back by `reorder`. */
type Lane = {
  tail: Promise<void>
  held: (() => Promise<void>) | undefined
  timer: NodeJS.Timeout | undefined
}

export function createPushSender(
  settings: Settings,
  clock: Clock,
  random: Random,
  journal: Journal,
): PushSender {
  const underWay = new Set<Promise<void>>()
  const lanes = new Map<string, Lane>()
  const closing = new AbortController()
  const nonces = new Map<string, number>()

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
    return work
  }

  /** One nonce per push, the same in every run with the same seed. */
  function nextNonce({ kind, ids }: Push): string {
    const label = `${kind} ${ids[0] ?? ''}`
    const count = nonces.get(label) ?? 0
    nonces.set(label, count + 1)
    return random.fork(`nonce ${label} ${count}`).hex(32).toUpperCase()
  }

  async function send(push: Push, repeat: number, fault: Fault | undefined): Promise<Sent> {
    const at = clock.now()
    const record = (answer: PushAnswer, acknowledged: boolean, tookMs = 0): Sent => {
      journal.addPush({
        at,
        kind: push.kind,
        url: push.url,
        appKey: push.app.appKey,
        sessionIds: push.ids,
        eventType: push.eventType,
        repeat,
        acknowledged,
        ...(answer.status !== undefined && { httpStatus: answer.status }),
        ...(answer.note !== undefined && { note: answer.note }),
        ...(fault !== undefined && { fault: fault.kind }),
      })
      return { answer, acknowledged, tookMs }
    }
    if (!URL.canParse(push.url)) return record({ note: 'not a URL' }, false)
    if (!settings.allowRemotePush && !isLoopback(push.url)) {
      return record({ note: 'not sent: the address is not on this machine (allowRemotePush)' }, false)
    }
    if (fault?.ms !== undefined && fault.kind !== 'slowBody' && fault.kind !== 'reorder') {
      await new Promise((done) => setTimeout(done, fault.ms))
    }
    if (fault?.kind === 'dropBefore') return record({ note: 'dropped, as asked' }, false)
    const startedAt = performance.now()
    const answer = await post({
      url: push.url,
      headers: {
        'Content-Type': 'application/json;charset=UTF-8',
        ...push.signature(nextNonce(push)),
      },
      body: push.body,
      timeoutMs: push.timeoutMs ?? settings.pushTimeoutMs,
      fault,
      signal: closing.signal,
    })
    const tookMs = performance.now() - startedAt
    if (fault?.kind === 'dropAfter') {
      return record({ note: 'answer dropped, as asked' }, false, tookMs)
    }
    return record(answer, push.isAcknowledged(answer), tookMs)
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

  async function settle() {
    while (underWay.size > 0) await Promise.allSettled([...underWay])
  }

  return {
    send,
    enqueue(key, sequential, fault, work) {
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
    },
    forget(key) {
      const lane = lanes.get(key)
      void lane?.tail.then(() => {
        if (lane.held === undefined) lanes.delete(key)
      })
    },
    settle,
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

export const AKSK_AUTHORIZATION = 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"'

/** Value of X-AKSK or X-WSSE (auth.md 3). */
export const usernameToken = (appKey: string, digest: string, nonce: string, created: string): string =>
  `UsernameToken Username="${appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`
