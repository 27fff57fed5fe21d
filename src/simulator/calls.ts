import { type Ending, type LegName, type Plan, planCallback, STOPPED } from './call-plan.ts'
import type { Clock } from './clock.ts'
import { feeRecordOf } from './fee-record.ts'
import type { AppSpec, Settings } from './options.ts'
import { planPlayback } from './playback-plan.ts'
import type { Pushes } from './pushes.ts'
import type { Random } from './random.ts'
import type { Recordings } from './recordings.ts'
import { refusal } from './refusals.ts'
import type { CallRequest } from './request-rules.ts'
import type { Script } from './script.ts'
import type { Leg, Session, StatusEvent } from './session.ts'
import { compactStampOf, stampOf } from './stamps.ts'

const PLATFORM_HOST = 'callenabler01.example.com'
const ACCOUNT_ID = 'sp_100042'
const DEFAULT_PORTS = 10
/** Calls that are over and still shown; up to twice as many are. */
const KEPT = 20_000
/** The ending that tells that no file was made (voice-call.md 5). */
const RECORDING_FAILED = 8015
/** Between the release of the two legs. */
const RELEASE_GAP_MS = 200

/** Places calls and carries them through. */
export type Calls = {
  /** Throws 1020165 when the application's ports are used up, 1020154 when the platform's are, or what a rule asks for. */
  place(app: AppSpec, request: CallRequest): { readonly session: Session; readonly idlePort: number }
  /** Throws when there is no such call under way. */
  stop(app: AppSpec, sessionId: string): void
  list(): readonly Session[]
  /** Calls under way of each application. */
  underWay(): Readonly<Record<string, number>>
}

export type CallsParts = {
  readonly settings: Settings
  readonly clock: Clock
  readonly random: Random
  readonly script: Script
  readonly pushes: Pushes
  readonly recordings: Recordings
}

export function createCalls({ settings, clock, random, script, pushes, recordings }: CallsParts): Calls {
  const sessions = new Map<string, Session>()
  const active = new Map<string, number>()
  const over: string[] = []
  let underWay = 0
  let ordinal = random.integer(400, 499)
  const node = random.integer(1000, 1999)

  /** A suspended number is replaced by another usable landline at random (voice-call.md 8.1). */
  function shownNumber(app: AppSpec, wanted: string, chance: Random): string {
    const suspended = app.suspendedNumbers ?? []
    if (!suspended.includes(wanted)) return wanted
    const usable = app.displayNumbers.filter((one) => !suspended.includes(one))
    const other = usable[chance.integer(0, usable.length - 1)]
    if (other === undefined) throw refusal('1013119')
    return other
  }

  function legsOf(app: AppSpec, request: CallRequest, chance: Random): Session['legs'] {
    const shown = shownNumber(app, request.displayNbr, chance)
    if (request.kind !== 'callback') return { A: { name: 'A', caller: shown, called: request.calleeNbr } }
    const shownToB =
      request.displayCalleeNbr === request.displayNbr
        ? shown
        : shownNumber(app, request.displayCalleeNbr, chance)
    return {
      A: { name: 'A', caller: shown, called: request.callerNbr },
      B: { name: 'B', caller: shownToB, called: request.calleeNbr },
    }
  }

  function addressOf(asked: string | undefined, console: string | undefined): string | undefined {
    return settings.urlPrecedence === 'request' ? (asked ?? console) : (console ?? asked)
  }

  function emit(
    session: Session,
    eventType: string,
    leg: Leg | undefined,
    more: Record<string, string | number> = {},
  ) {
    const { userData } = session.request
    const event: StatusEvent = {
      eventType,
      statusInfo: {
        sessionId: session.sessionId,
        timestamp: stampOf(clock.now()),
        ...(leg !== undefined && { caller: leg.caller, called: leg.called }),
        ...more,
        ...(userData !== undefined && { userData }),
      },
    }
    session.events.push(event)
    pushes.status(session, event)
  }

  function disconnect(session: Session, leg: Leg, ending: Ending) {
    const { request } = session
    emit(session, 'disconnect', leg, {
      stateCode: ending.stateCode,
      stateDesc: ending.stateDesc,
      ...(request.kind === 'callback' &&
        request.wantsPartyType && { partyType: settings.partyType[ending.by] }),
    })
  }

  function end(session: Session, ending: Ending) {
    const now = Math.round(clock.now())
    for (const cancel of session.pending) cancel()
    session.pending = []
    session.endAt = now
    session.ending = ending
    active.set(session.app.appKey, (active.get(session.app.appKey) ?? 1) - 1)
    underWay -= 1
    forgetOldest(session)
    const { A, B } = session.legs
    const [first, second] = ending.leg === 'B' && B !== undefined ? [B, A] : [A, B]
    if (first.startAt !== undefined) first.releasedAt = now
    const hasSecond = second?.startAt !== undefined
    if (hasSecond) second.releasedAt = now + RELEASE_GAP_MS
    if (ending.stateCode !== RECORDING_FAILED) keepRecording(session, now)
    disconnect(session, first, ending)
    if (hasSecond && settings.disconnectPer === 'leg') {
      clock.at(now + RELEASE_GAP_MS, () => disconnect(session, second, ending))
    }
    pushes.fee(session, feeRecordOf(session, settings, ACCOUNT_ID, PLATFORM_HOST))
  }

  /** A long list of calls must not fill the memory: of those that are over the newest are kept. */
  function forgetOldest(ended: Session) {
    over.push(ended.sessionId)
    if (over.length < 2 * KEPT) return
    for (const sessionId of over.splice(0, KEPT)) sessions.delete(sessionId)
  }

  function keepRecording(session: Session, endAt: number) {
    const { request, legs, app } = session
    const startAt = legs.B?.answerAt
    if (request.kind !== 'callback' || !request.record || startAt === undefined) return
    const recording = recordings.keep({
      appKey: app.appKey,
      startAt,
      endAt,
      ordinal: Number(session.sessionId.split('_')[1]),
      fileStamp: compactStampOf(startAt).slice(2),
    })
    if (recording !== undefined) session.recording = recording
  }

  function progress(session: Session, kind: 'callout' | 'alerting' | 'answer', name: LegName) {
    const leg = session.legs[name]
    if (leg === undefined) return
    if (kind === 'callout') leg.startAt = clock.now()
    else if (kind === 'alerting') leg.alertingAt = clock.now()
    else leg.answerAt = clock.now()
    emit(session, kind, leg)
  }

  function schedule(session: Session, plan: Plan) {
    session.pending = plan.map((step) =>
      clock.at(session.placedAt + step.at * 1000, () => {
        switch (step.kind) {
          case 'end':
            return end(session, step.ending)
          case 'ivr':
            session.ivrAt = clock.now()
            return
          case 'tts':
            session.ttsPlays += 1
            return
          case 'digits':
            session.digits.push(step.digits)
            return emit(session, 'collectInfo', undefined, { digitInfo: step.digits })
          default:
            return progress(session, step.kind, step.leg)
        }
      }),
    )
  }

  function place(app: AppSpec, request: CallRequest) {
    const ports = app.ports ?? DEFAULT_PORTS
    const inUse = active.get(app.appKey) ?? 0
    if (inUse >= ports) throw refusal('1020165')
    if (underWay >= settings.platformPorts) throw refusal('1020154')
    const chance = random.fork(`call ${ordinal + 1}`)
    const legs = legsOf(app, request, chance)
    const wish = script.take(request)
    ordinal += 1
    const placedAt = Math.round(clock.now())
    const session: Session = {
      sessionId: `${node}_${ordinal}_4294967295_${compactStampOf(placedAt)}@${PLATFORM_HOST}`,
      app,
      request,
      outcome: wish.outcome,
      placedAt,
      icid: `${chance.hex(14)}.${chance.integer(1_000_000_000, 4_294_967_295)}.${ordinal}.1`,
      bindNum:
        request.bindNbr !== undefined && app.displayNumbers.includes(request.bindNbr)
          ? request.bindNbr
          : legs.A.caller,
      statusUrl: addressOf(request.statusUrl, app.statusUrl),
      feeUrl: addressOf(request.feeUrl, app.feeUrl),
      legs,
      events: [],
      digits: [],
      ttsPlays: 0,
      pending: [],
    }
    sessions.set(session.sessionId, session)
    active.set(app.appKey, inUse + 1)
    underWay += 1
    const input = { wish, timing: settings.timing, choices: settings, random: chance }
    schedule(
      session,
      request.kind === 'callback' ? planCallback(request, input) : planPlayback(request, input),
    )
    return { session, idlePort: Math.min(65_535, ports - inUse - 1) }
  }

  return {
    place,
    stop(app, sessionId) {
      const session = sessions.get(sessionId)
      // "Call already over: failure result" (voice-call.md 2); the table's nearest code is 1016001.
      if (session === undefined || session.app.appKey !== app.appKey || session.endAt !== undefined) {
        throw refusal('1016001')
      }
      end(session, STOPPED)
    },
    list: () => [...sessions.values()],
    underWay: () => Object.fromEntries(active),
  }
}
