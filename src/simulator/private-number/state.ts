import type { FeeRecord } from '../fee-record.ts'
import type { StatusEvent } from '../session.ts'
import type { Mode } from './account.ts'
import type { AskEntry, Latency, Verdict } from './asks.ts'
import type { BindEntry } from './bind-log.ts'
import type { MaskedCall } from './calls/call.ts'
import type { PrivateNumber } from './index.ts'
import type { NumberState } from './numbers.ts'
import type { MessageState } from './sms/messages.ts'

/** A living binding; times in simulated milliseconds. */
export type BindingState = {
  readonly mode: Mode
  readonly appKey: string
  readonly subscriptionId: string
  readonly x: string
  readonly a: string
  /** AXB. */
  readonly b?: string
  /** AXE. */
  readonly extension?: string
  /** AXYB. */
  readonly parts?: readonly { readonly b: string; readonly y: string; readonly expiresAt?: number }[]
  readonly expiresAt?: number
  readonly userData?: string
}

/** A call to a private number. */
export type MaskedCallState = {
  readonly sessionId: string
  readonly appKey: string
  readonly caller: string
  readonly x: string
  readonly placedAt: number
  readonly to?: string
  readonly subscriptionId?: string
  readonly digits?: string
  readonly answerAt?: number
  readonly endAt?: number
  readonly stateCode?: number
  readonly endedBy?: string
  readonly recording?: string
  readonly events: readonly StatusEvent[]
}

export type PrivateNumberState = {
  readonly bindings: readonly BindingState[]
  /** Of those that are not normal, by number. */
  readonly numbers: Readonly<Record<string, NumberState>>
  /** Accepted binds: by requests, by the control, and those whose users were bound already. */
  readonly binds: { readonly byRequest: number; readonly byControl: number; readonly doubles: number }
  readonly callCount: number
  readonly calls: readonly MaskedCallState[]
  readonly messages: readonly MessageState[]
  readonly asks: {
    readonly counts: Readonly<Record<Verdict, number>>
    readonly latency: Latency
    readonly log: readonly AskEntry[]
  }
  readonly undeliveredFees: readonly FeeRecord[]
}

const present = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value })

function callState(call: MaskedCall): MaskedCallState {
  const { sessionId, app, caller, x, placedAt, routing, digits, answerAt, endAt, ending, recording } = call
  return {
    sessionId,
    appKey: app.appKey,
    caller,
    x,
    placedAt,
    ...(routing?.kind === 'forward' && { to: routing.to }),
    ...present('subscriptionId', routing?.subscriptionId),
    ...present('digits', digits),
    ...present('answerAt', answerAt),
    ...present('endAt', endAt),
    ...(ending !== undefined && { stateCode: ending.stateCode, endedBy: ending.by }),
    ...present('recording', recording?.fileName),
    events: [...call.events],
  }
}

export function bindingStates({ stores }: PrivateNumber): readonly BindingState[] {
  const more = (one: { readonly expiresAt: number | undefined; readonly userData: string | undefined }) => ({
    ...present('expiresAt', one.expiresAt),
    ...present('userData', one.userData),
  })
  return [
    ...stores.axb.all().map((one): BindingState => {
      const { appKey, subscriptionId, x, a, b } = one
      return { mode: 'AXB', appKey, subscriptionId, x, a, b, ...more(one) }
    }),
    ...stores.ax.all().map((one): BindingState => {
      const { appKey, subscriptionId, x, a } = one
      return { mode: 'AX', appKey, subscriptionId, x, a, ...more(one) }
    }),
    ...stores.axe.all().map((one): BindingState => {
      const { appKey, subscriptionId, x, a, extension } = one
      return { mode: 'AXE', appKey, subscriptionId, x, a, extension, ...more(one) }
    }),
    ...stores.axyb.all().map((one): BindingState => {
      const { appKey, subscriptionId, x, a } = one
      const parts = stores.ybParts
        .living(one)
        .map(({ b, y, expiresAt }) => ({ b, y, ...present('expiresAt', expiresAt) }))
      return { mode: 'AXYB', appKey, subscriptionId, x, a, parts, ...more(one) }
    }),
  ]
}

export const countBinds = (entries: readonly BindEntry[]) => ({
  byRequest: entries.filter(({ by }) => by === 'request').length,
  byControl: entries.filter(({ by }) => by === 'control').length,
  doubles: entries.filter(({ double }) => double).length,
})

/** A snapshot: later changes do not reach into it. */
export function privateNumberState(all: PrivateNumber): PrivateNumberState {
  const { numbers, log, calls, messages, asks, pushes } = all
  return {
    bindings: bindingStates(all),
    numbers: numbers.abnormal(),
    binds: countBinds(log.list()),
    callCount: calls.count(),
    calls: calls.list().map(callState),
    messages: [...messages.list()],
    asks: { counts: asks.counts(), latency: asks.latency(), log: [...asks.list()] },
    undeliveredFees: [...pushes.undelivered()],
  }
}
