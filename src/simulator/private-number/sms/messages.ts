import type { Clock } from '../../clock.ts'
import type { Sent } from '../../push-sender.ts'
import type { Random } from '../../random.ts'
import { hasSms, type PrivateNumberApp } from '../account.ts'
import type { Asks } from '../asks.ts'
import { MOBILE, type Rules } from '../binding-fields.ts'
import type { Numbers } from '../numbers.ts'
import type { MaskedPushes } from '../pushes.ts'
import type { Stores } from '../stores.ts'
import { readMessageAnswer } from './answer.ts'
import { partsOf } from './parts.ts'

/** `sendResult` (private-number-axb-ax.md 8). */
const SEND_RESULT = {
  sent: 0,
  frozen: 1,
  noBinding: 2,
  suspended: 3,
  internalError: 5,
  discarded: 6,
  undecided: 7,
  noSms: 11,
} as const

/** A message to a private number and what became of it. */
export type MessageState = {
  readonly smsIdentifier: string
  readonly appKey: string
  /** Simulated time. */
  readonly at: number
  readonly from: string
  readonly x: string
  readonly text: string
  /** Whether the customer was asked. */
  readonly asked: boolean
  /** The real receiver, when there is one. */
  readonly to?: string
  /** What the receiver reads. */
  readonly delivered?: string
  /** Nothing while the customer is being asked. */
  readonly sendResult?: number
}

/** Where a message goes by itself; nothing when the customer must say. */
type Route =
  | { readonly to: string; readonly text: string; readonly direction?: string }
  | { readonly result: number; readonly direction?: string }
  | { readonly ask: true; readonly direction?: string }

type Routed = { readonly route: Route; readonly subscriptionId?: string; readonly userData?: string }

export type Messages = {
  send(app: PrivateNumberApp, from: string, x: string, text: string): MessageState
  list(): readonly MessageState[]
}

export type MessagesParts = {
  readonly rules: Rules
  readonly clock: Clock
  readonly random: Random
  readonly stores: Stores
  readonly numbers: Numbers
  readonly pushes: MaskedPushes
  readonly asks: Asks
}

/** `@` and the number at the end of A's text: ASCII, in global form. */
const SUFFIX = /@(\+[0-9]{4,31})$/
const KEPT = 20_000

/** SMS of AXB, AX and X; the other modes have none. */
export function createMessages({
  rules,
  clock,
  random,
  stores,
  numbers,
  pushes,
  asks,
}: MessagesParts): Messages {
  const choices = rules.settings.privateNumber
  const messages = new Map<string, MessageState>()
  let count = 0

  const refusedBy = (app: PrivateNumberApp, x: string): number | undefined => {
    if (app.state === 'frozen') return SEND_RESULT.frozen
    if (['suspended', 'unavailable'].includes(numbers.stateOf(x).status)) return SEND_RESULT.suspended
    if (!hasSms(app) || numbers.find(app, x)?.sms === false) return SEND_RESULT.noSms
    return undefined
  }

  const idsOf = ({ subscriptionId, userData }: { subscriptionId: string; userData: string | undefined }) => ({
    subscriptionId,
    ...(userData !== undefined && { userData }),
  })

  function inAxb(app: PrivateNumberApp, from: string, x: string, text: string): Routed {
    const binding = stores.axb.ofUser(app.appKey, x, from)
    if (binding === undefined) return { route: { result: SEND_RESULT.noBinding } }
    const ids = idsOf(binding)
    if (!binding.privateSms) return { route: { result: SEND_RESULT.noSms }, ...ids }
    return { route: { to: from === binding.a ? binding.b : binding.a, text }, ...ids }
  }

  function inAx(app: PrivateNumberApp, from: string, x: string, text: string): Routed {
    const binding = stores.ax.on(app.appKey, x)[0]
    if (binding === undefined) return { route: { result: SEND_RESULT.noBinding, direction: '2' } }
    const ids = idsOf(binding)
    const byA = from === binding.a
    const direction = byA ? '1' : '0'
    if (!binding.privateSms) return { route: { result: SEND_RESULT.noSms, direction }, ...ids }
    if (!byA) {
      const refused = !binding.turnedOn && choices.turnedOff === 'refused'
      const route = refused
        ? { result: SEND_RESULT.noBinding, direction }
        : { to: binding.a, text: `${text}[From ${from}]`, direction }
      return { route, ...ids }
    }
    const suffix = SUFFIX.exec(text)
    const to = suffix?.[1]
    if (suffix === null || to === undefined || !MOBILE.test(to))
      return { route: { ask: true, direction }, ...ids }
    return { route: { to, text: text.slice(0, suffix.index), direction }, ...ids }
  }

  function routed(app: PrivateNumberApp, from: string, x: string, text: string): Routed {
    const refused = refusedBy(app, x)
    if (refused !== undefined) return { route: { result: refused } }
    if (app.mode === 'AXB') return inAxb(app, from, x, text)
    return app.mode === 'AX' ? inAx(app, from, x, text) : { route: { ask: true } }
  }

  function eventOf(
    app: PrivateNumberApp,
    message: MessageState,
    mode: 'Notify' | 'Block',
    more: object,
    { subscriptionId, userData }: Routed,
  ) {
    const { smsIdentifier, from: calling, to, x, text } = message
    const called = mode === 'Block' ? (choices.blockNamesX ? x : undefined) : to
    const areaCode = numbers.find(app, x)?.areaCode
    return {
      appKey: app.appKey,
      smsEvent: {
        smsIdentifier,
        notificationMode: mode,
        calling,
        ...(called !== undefined && { called }),
        virtualNumber: x,
        event: choices.smsEvent,
        timeStamp: new Date(clock.now()).toISOString(),
        ...(subscriptionId !== undefined && { subscriptionId }),
        ...(app.smsContent !== false && { smsContent: text }),
        ...more,
        ...(areaCode !== undefined && { areaCode }),
        ...(userData !== undefined && { userData }),
      },
    }
  }

  /** Ends the message: forwarded or not, with the notice that follows. */
  function finish(app: PrivateNumberApp, message: MessageState, how: Routed, result: number, tell: boolean) {
    const done: MessageState = { ...message, sendResult: result }
    messages.set(message.smsIdentifier, done)
    if (!tell) return done
    const { direction } = how.route
    const extParas = [
      { key: 'splitNum', value: String(result === SEND_RESULT.sent ? partsOf(message.delivered ?? '') : 0) },
      ...(direction === undefined ? [] : [{ key: 'direction', value: direction }]),
    ]
    const more = { sendResult: result, extInfo: { extParas } }
    pushes.sms(app, message.smsIdentifier, eventOf(app, done, 'Notify', more, how))
    return done
  }

  /** What the answer to a Block makes of a message (private-number-axb-ax.md 8). */
  function decide(app: PrivateNumberApp, message: MessageState, how: Routed, sent: Sent) {
    const decision = sent.acknowledged
      ? readMessageAnswer(sent.answer.body, message.from, rules)
      : ({ kind: 'unanswered', reason: sent.answer.note ?? `HTTP ${sent.answer.status ?? ''}` } as const)
    const { smsIdentifier: id, from, x, at } = message
    asks.add(
      {
        at,
        about: 'message',
        appKey: app.appKey,
        id,
        from,
        x,
        verdict: decision.kind,
        tookMs: sent.tookMs,
        ...('reason' in decision && { reason: decision.reason }),
      },
      sent.answer,
    )
    const data = 'userData' in decision && decision.userData !== undefined
    const known: Routed = data ? { ...how, userData: decision.userData } : how
    const tells = choices.notifyDropped
    switch (decision.kind) {
      case 'forward': {
        const forwarded = { ...message, to: decision.to, delivered: message.text }
        return finish(app, forwarded, known, SEND_RESULT.sent, true)
      }
      case 'discard':
        return finish(app, message, known, SEND_RESULT.discarded, tells)
      case 'malformed':
        return finish(app, message, known, SEND_RESULT.internalError, tells)
      case 'unanswered':
        return finish(app, message, known, SEND_RESULT.undecided, tells)
    }
  }

  function forgetOldest() {
    const [oldest] = messages.keys()
    if (messages.size > KEPT && oldest !== undefined) messages.delete(oldest)
  }

  return {
    send(app, from, x, text) {
      count += 1
      const how = routed(app, from, x, text)
      const { route } = how
      const message: MessageState = {
        smsIdentifier: random.fork(`message ${count}`).hex(8),
        appKey: app.appKey,
        at: Math.round(clock.now()),
        from,
        x,
        text,
        asked: 'ask' in route,
        ...('to' in route && { to: route.to, delivered: route.text }),
      }
      messages.set(message.smsIdentifier, message)
      forgetOldest()
      if ('result' in route) return finish(app, message, how, route.result, true)
      if ('to' in route) return finish(app, message, how, SEND_RESULT.sent, true)
      const body = eventOf(app, message, 'Block', {}, how)
      const ids = [message.smsIdentifier]
      const question = { app, url: app.smsControlUrl, ids, eventType: 'Block', body }
      const lane = `sms ${message.smsIdentifier}`
      pushes.ask(question, lane, (sent) => void decide(app, message, how, sent), true)
      return message
    },
    list: () => [...messages.values()],
  }
}
