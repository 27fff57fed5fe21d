import type { Clock } from '../../clock.ts'
import type { Sent } from '../../push-sender.ts'
import type { Random } from '../../random.ts'
import type { Recordings } from '../../recordings.ts'
import { refusal } from '../../refusals.ts'
import type { StatusEvent } from '../../session.ts'
import { compactStampOf, stampOf } from '../../stamps.ts'
import type { PrivateNumberApp } from '../account.ts'
import type { Asks, Verdict } from '../asks.ts'
import { routeAx } from '../ax/routing.ts'
import { routeAxb } from '../axb/routing.ts'
import { routeBack, routeExtension } from '../axe/routing.ts'
import { routeAxyb } from '../axyb/routing.ts'
import { isLandline, type Rules } from '../binding-fields.ts'
import type { Numbers } from '../numbers.ts'
import { laneOf, type MaskedPushes } from '../pushes.ts'
import { type Incoming, type Reject, type Routing, stateDescOf } from '../routing.ts'
import type { Stores } from '../stores.ts'
import { readCallAnswer } from '../x/answer.ts'
import type { MaskedCall } from './call.ts'
import { maskedFeeOf } from './fee.ts'
import { type CallWish, ending, type MaskedEnding, planForward } from './outcomes.ts'

const PLATFORM_HOST = 'node17.pn.example.com'
const ACCOUNT_ID = 'sp_100042'
/** From the arrival of a call that goes nowhere to its release. */
const REJECT_AFTER_S = 1
/** Calls that are over and still shown; up to twice as many are. */
const KEPT = 20_000

/** Calls of people to private numbers. */
export type MaskedCalls = {
  place(app: PrivateNumberApp, incoming: Incoming, wish: CallWish): MaskedCall
  /**
   * Asks about a call of the X mode and tells what came of it.
   * @param follows whether the call goes on as decided; else nothing follows the question
   */
  ask(
    app: PrivateNumberApp,
    incoming: Incoming,
    follows: boolean,
    then: (sent: Sent, verdict: Verdict) => void,
  ): void
  /** Throws when there is no such call under way. */
  stop(app: PrivateNumberApp, sessionId: string): void
  list(): readonly MaskedCall[]
  count(): number
}

export type MaskedCallsParts = {
  readonly rules: Rules
  readonly clock: Clock
  readonly random: Random
  readonly stores: Stores
  readonly numbers: Numbers
  readonly pushes: MaskedPushes
  readonly recordings: Recordings
  readonly asks: Asks
}

export function createMaskedCalls(parts: MaskedCallsParts): MaskedCalls {
  const { rules, clock, random, stores, numbers, pushes, recordings, asks } = parts
  const { settings } = rules
  const choices = settings.privateNumber
  const { timing } = settings
  const calls = new Map<string, MaskedCall>()
  const over: string[] = []
  let placed = 0
  const node = random.fork('private number node').integer(1000, 1999)

  function emit(call: MaskedCall, eventType: string, more: Record<string, string | number> = {}) {
    const event: StatusEvent = {
      eventType,
      statusInfo: { timestamp: stampOf(clock.now()), sessionId: call.sessionId, ...more },
    }
    call.events.push(event)
    pushes.event(call.app, call.sessionId, event, eventType === 'disconnect')
  }

  /** Fields of callin: AXE knows no binding yet, X never has one. */
  const idsOf = (routing: Routing | undefined) => ({
    ...(routing?.subscriptionId !== undefined && { subscriptionId: routing.subscriptionId }),
    ...(routing?.userData !== undefined && { userData: routing.userData }),
  })

  /** Fields of what comes after callin. */
  function legOf(call: MaskedCall) {
    const { routing, app } = call
    const called = routing?.kind === 'forward' ? routing.to : call.x
    const notify = app.mode === 'X' && choices.xNamesNotify ? { notifyMode: 'Notify' } : {}
    return { caller: call.caller, called, ...idsOf(routing), ...notify }
  }

  function end(call: MaskedCall, how: MaskedEnding) {
    const now = Math.round(clock.now())
    for (const cancel of call.pending) cancel()
    call.pending = []
    call.endAt = now
    call.ending = how
    keepRecording(call, now)
    const extended = call.app.mode === 'X' && call.app.extendedRecords === true && how.by !== 'platform'
    emit(call, 'disconnect', {
      ...legOf(call),
      stateCode: how.stateCode,
      stateDesc: stateDescOf(how.stateCode),
      ...(extended && { callRelDirection: how.by === 'caller' ? 1 : 2 }),
    })
    pushes.fee(call.app, now, maskedFeeOf(call, settings, ACCOUNT_ID, PLATFORM_HOST))
    over.push(call.sessionId)
    if (over.length >= 2 * KEPT) for (const sessionId of over.splice(0, KEPT)) calls.delete(sessionId)
  }

  function keepRecording(call: MaskedCall, endAt: number) {
    const { routing, answerAt, app } = call
    // Both the application and the binding must have it (private-number-axb-ax.md 0.2).
    if (!app.recordingEnabled || routing?.kind !== 'forward' || !routing.record || answerAt === undefined)
      return
    const recording = recordings.keep({
      appKey: app.appKey,
      startAt: answerAt,
      endAt,
      ordinal: call.ordinal,
      fileStamp: compactStampOf(answerAt),
    })
    if (recording !== undefined) call.recording = recording
  }

  const later = (call: MaskedCall, seconds: number, act: () => void) =>
    void call.pending.push(clock.at(clock.now() + seconds * 1000, act))

  function proceed(call: MaskedCall, routing: Routing) {
    call.routing = routing
    if (routing.kind === 'reject') {
      return later(call, REJECT_AFTER_S, () => end(call, ending(routing.stateCode)))
    }
    const plan = planForward(
      call.wish,
      routing.to,
      routing.maxMinutes,
      timing,
      random.fork(`masked ${call.ordinal}`),
    )
    for (const step of plan) {
      later(call, step.at, () => {
        if (step.kind === 'end') return end(call, step.ending)
        if (step.kind === 'callout') call.startAt = clock.now()
        else if (step.kind === 'alerting') call.alertingAt = clock.now()
        else call.answerAt = clock.now()
        emit(call, step.kind, legOf(call))
      })
    }
  }

  const rejection = (stateCode: number, ids: Pick<Reject, 'userData'> = {}): Reject => ({
    kind: 'reject',
    stateCode,
    direction: 2,
    ...ids,
  })

  const isDead = (x: string) => ['suspended', 'unavailable'].includes(numbers.stateOf(x).status)

  /** @returns nothing when more has to be known first: the extension, or the customer's decision */
  function routeAtOnce(app: PrivateNumberApp, incoming: Incoming): Routing | undefined {
    if (numbers.find(app, incoming.x) === undefined) return rejection(8025)
    if (app.state === 'frozen') return rejection(7108)
    if (isDead(incoming.x)) return rejection(8055)
    // Landlines only receive: a carrier's rule that comes before any binding.
    if (isLandline(incoming.caller)) return rejection(8023)
    switch (app.mode) {
      case 'AXB':
        return routeAxb(stores.axb, app.appKey, incoming)
      case 'AX':
        return routeAx(stores.ax, app, choices, incoming, clock.now())
      case 'AXE':
        return routeBack(stores.axe, app, incoming, clock.now())
      case 'AXYB':
        return routeAxyb({ bindings: stores.axyb, ybParts: stores.ybParts, numbers }, app, incoming)
      case 'X':
        return undefined
    }
  }

  function collect(call: MaskedCall, incoming: Incoming) {
    const digits = call.wish.digits ?? ''
    const { pressing, collect: patience, prompt } = timing
    later(call, prompt + (digits === '' ? patience : pressing), () => {
      call.digits = digits
      if (digits !== '' || settings.emptyCollectInfo) emit(call, 'collectInfo', { digitInfo: digits })
      const routing = routeExtension(stores.axe, call.app.appKey, incoming, digits, clock.now())
      proceed(call, routing)
    })
  }

  /** What the answer to a Block callin makes of the call. */
  function decide(call: MaskedCall, incoming: Incoming, sent: Sent): Verdict {
    const { app } = call
    const { verdict, routing, after } = judged(app, incoming, sent)
    asks.add(
      {
        at: call.placedAt,
        about: 'call',
        appKey: app.appKey,
        id: call.sessionId,
        from: call.caller,
        x: call.x,
        verdict: verdict.kind,
        tookMs: sent.tookMs,
        ...(verdict.reason !== undefined && { reason: verdict.reason }),
      },
      sent.answer,
    )
    // It may have been stopped in the meantime.
    if (call.endAt === undefined) {
      if (after === 0) proceed(call, routing)
      else later(call, after, () => proceed(call, routing))
    }
    return verdict.kind
  }

  /** The answer, and after how many seconds it takes effect: a closing tone is played first. */
  function judged(app: PrivateNumberApp, incoming: Incoming, { acknowledged, answer }: Sent) {
    if (!acknowledged) {
      const reason = answer.note ?? `HTTP ${answer.status ?? ''}`
      const routing = rejection(choices.unansweredCode)
      return { verdict: { kind: 'unanswered', reason } as const, routing, after: 0 }
    }
    const decision = readCallAnswer(answer.body, app, incoming, rules)
    if (decision.kind === 'malformed') {
      const { reason, stateCode } = decision
      return { verdict: { kind: 'malformed', reason } as const, routing: rejection(stateCode), after: 0 }
    }
    const data = decision.userData !== undefined ? { userData: decision.userData } : {}
    if (decision.kind === 'close') {
      const after = decision.tone === undefined ? 0 : timing.prompt
      return { verdict: { kind: 'close', reason: undefined } as const, routing: rejection(8017, data), after }
    }
    const { to, shown, record, maxMinutes } = decision
    const direction = choices.xDirection
    const routing: Routing = { kind: 'forward', direction, to, shown, record, maxMinutes, ...data }
    return { verdict: { kind: 'connect', reason: undefined } as const, routing, after: 0 }
  }

  function blockEvent(call: MaskedCall): StatusEvent {
    const { caller, x: called, sessionId } = call
    return {
      eventType: 'callin',
      statusInfo: { timestamp: stampOf(clock.now()), sessionId, caller, called, notifyMode: 'Block' },
    }
  }

  /** @param last whether nothing more follows */
  function askAbout(call: MaskedCall, then: (sent: Sent) => void, last = false) {
    const { app, sessionId } = call
    const event = blockEvent(call)
    call.events.push(event)
    const url = app.callinUrl ?? app.statusUrl
    pushes.ask(
      { app, url, ids: [sessionId], eventType: 'callin', body: event },
      laneOf(sessionId),
      then,
      last,
    )
  }

  function create(app: PrivateNumberApp, { caller, x }: Incoming, wish: CallWish): MaskedCall {
    placed += 1
    const ordinal = placed
    const placedAt = Math.round(clock.now())
    const chance = random.fork(`masked call ${ordinal}`)
    return {
      sessionId: `${node}_${2000 + ordinal}_4294967295_${compactStampOf(placedAt)}@${PLATFORM_HOST}`,
      ordinal,
      app,
      caller,
      x,
      wish,
      placedAt,
      icid: `${chance.hex(32)}.${chance.integer(1_000_000_000, 4_294_967_295)}.${ordinal}.4`,
      events: [],
      pending: [],
    }
  }

  return {
    place(app, incoming, wish) {
      const call = create(app, incoming, wish)
      calls.set(call.sessionId, call)
      const routing = routeAtOnce(app, incoming)
      if (app.mode === 'X' && routing === undefined) {
        askAbout(call, (sent) => decide(call, incoming, sent))
        return call
      }
      const { caller, x: called } = call
      const known = app.mode === 'AXE' ? {} : idsOf(routing)
      emit(call, 'callin', { caller, called, ...known })
      if (routing === undefined) collect(call, incoming)
      else proceed(call, routing)
      return call
    },
    ask(app, incoming, follows, then) {
      const call = create(app, incoming, {})
      if (follows) calls.set(call.sessionId, call)
      const answered = (sent: Sent) => {
        const verdict = follows ? decide(call, incoming, sent) : judged(app, incoming, sent).verdict.kind
        then(sent, verdict)
      }
      askAbout(call, answered, !follows)
    },
    stop(app, sessionId) {
      const call = calls.get(sessionId)
      // "A call that is already over: failure" without a code; the table's nearest is 1012007.
      if (call === undefined || call.app.appKey !== app.appKey || call.endAt !== undefined) {
        throw refusal('1012007')
      }
      end(call, ending(8017))
    },
    list: () => [...calls.values()],
    count: () => placed,
  }
}
