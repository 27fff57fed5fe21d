import type { Authentication, Lock } from './authentication.ts'
import type { Calls } from './calls.ts'
import type { Clock } from './clock.ts'
import type { Fault, Faults } from './faults.ts'
import type { FeeRecord } from './fee-record.ts'
import type { FlowControl, Rate } from './flow-control.ts'
import type { GatewayFile, PromptFiles } from './gateway/prompt-files.ts'
import type { AuthFailure, Journal, PushCounts, PushEntry, PushKind, RequestEntry } from './journal.ts'
import type { Settings } from './options.ts'
import type { PrivateNumber } from './private-number/index.ts'
import { countBinds, type PrivateNumberState, privateNumberState } from './private-number/state.ts'
import type { Pushes } from './pushes.ts'
import type { Script, ScriptEntry } from './script.ts'
import type { Session, StatusEvent } from './session.ts'

/** One call as `/sim/state` shows it; times in simulated milliseconds. */
export type SessionState = {
  readonly sessionId: string
  readonly appKey: string
  readonly service: string
  readonly outcome: string
  readonly placedAt: number
  readonly ended: boolean
  readonly endAt?: number
  readonly stateCode?: number
  readonly endedBy?: string
  readonly userData?: string
  readonly recording?: string
  readonly digits: readonly string[]
  readonly legs: readonly {
    readonly name: string
    readonly caller: string
    readonly called: string
    readonly startAt?: number
    readonly alertingAt?: number
    readonly answerAt?: number
    readonly releasedAt?: number
  }[]
  readonly events: readonly StatusEvent[]
}

/** How often what happened, and nothing else. */
export type Counts = {
  readonly calls: number
  readonly callCount: Readonly<Record<string, number>>
  /** Calls under way, by application. */
  readonly underWay: Readonly<Record<string, number>>
  readonly requests: SimulatorState['requests']
  readonly rates: SimulatorState['rates']
  readonly pushes: SimulatorState['pushes']
  readonly binds: PrivateNumberState['binds']
  readonly asks: PrivateNumberState['asks']['counts']
  readonly privateNumberCalls: number
}

/** Everything a test may want to count; no secrets. */
export type SimulatorState = {
  /** Simulated time in milliseconds. */
  readonly now: number
  readonly seed: number
  readonly speed: number
  /** Calls placed in all, and of each application. */
  readonly calls: number
  readonly callCount: Readonly<Record<string, number>>
  /** Requests by operation and outcome. */
  readonly requests: Readonly<Record<string, { accepted: number; refused: number; notProcessed: number }>>
  readonly requestLog: readonly RequestEntry[]
  /** Requests whose signature held. */
  readonly authenticated: readonly {
    readonly number: number
    readonly operation: string
    readonly appKey: string
    readonly nonce: string
    readonly created: string
    readonly scheme: string
    readonly nonceSeen: boolean
  }[]
  /** Of each application that asked for something, by APP_Key. */
  readonly rates: Readonly<Record<string, Rate>>
  readonly authFailures: readonly AuthFailure[]
  readonly locks: readonly Lock[]
  readonly sessions: readonly SessionState[]
  readonly pushes: Readonly<Record<PushKind, PushCounts>>
  readonly pushLog: readonly PushEntry[]
  /** Fee records given up after the last repeat. */
  readonly undeliveredFees: readonly FeeRecord[]
  readonly scripts: readonly ScriptEntry[]
  readonly faults: readonly Fault[]
  /** The upload target: files handed in and not deleted, oldest first. */
  readonly privateNumber: PrivateNumberState
  readonly gateway: { readonly files: readonly GatewayFile[] }
}

function sessionState(session: Session): SessionState {
  const { sessionId, app, request, outcome, placedAt, endAt, ending, recording, digits, legs, events } =
    session
  return {
    sessionId,
    appKey: app.appKey,
    service: request.kind,
    outcome,
    placedAt,
    ended: endAt !== undefined,
    ...(endAt !== undefined && { endAt }),
    ...(ending !== undefined && { stateCode: ending.stateCode, endedBy: ending.by }),
    ...(request.userData !== undefined && { userData: request.userData }),
    ...(recording !== undefined && { recording: recording.fileName }),
    digits: [...digits],
    legs: [{ ...legs.A }, ...(legs.B === undefined ? [] : [{ ...legs.B }])],
    events: [...events],
  }
}

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

export function countsOf({ journal, calls, flow, privateNumber }: StateParts): Counts {
  return {
    calls: sumOf(journal.callCount),
    callCount: { ...journal.callCount },
    underWay: calls.underWay(),
    requests: structuredClone(journal.byOperation),
    rates: flow.rates(),
    pushes: structuredClone(journal.pushCounts),
    binds: countBinds(privateNumber.log.list()),
    asks: privateNumber.asks.counts(),
    privateNumberCalls: privateNumber.calls.count(),
  }
}

export type StateParts = {
  readonly settings: Settings
  readonly clock: Clock
  readonly journal: Journal
  readonly calls: Calls
  readonly pushes: Pushes
  readonly script: Script
  readonly faults: Faults
  readonly authentication: Authentication
  readonly files: PromptFiles
  readonly flow: FlowControl
  readonly privateNumber: PrivateNumber
}

/** A snapshot: later changes do not reach into it. */
export function stateOf(parts: StateParts): SimulatorState {
  const {
    settings,
    clock,
    journal,
    calls,
    pushes,
    script,
    faults,
    authentication,
    files,
    flow,
    privateNumber,
  } = parts
  const sessions = calls.list().map(sessionState)
  return {
    now: clock.now(),
    seed: settings.seed,
    speed: settings.speed,
    calls: sumOf(journal.callCount),
    callCount: { ...journal.callCount },
    requests: structuredClone(journal.byOperation),
    requestLog: [...journal.requests],
    authenticated: journal.requests.flatMap(
      ({ number, operation, appKey, nonce, created, scheme, nonceSeen }) =>
        appKey === undefined || nonce === undefined || created === undefined || scheme === undefined
          ? []
          : [{ number, operation, appKey, nonce, created, scheme, nonceSeen: nonceSeen === true }],
    ),
    rates: flow.rates(),
    authFailures: [...journal.authFailures],
    locks: authentication.locks(),
    sessions,
    pushes: structuredClone(journal.pushCounts),
    pushLog: [...journal.pushes],
    undeliveredFees: [...pushes.undelivered()],
    scripts: script.list(),
    faults: faults.list(),
    privateNumber: privateNumberState(privateNumber),
    gateway: { files: files.uploaded() },
  }
}
