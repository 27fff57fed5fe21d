import { ControlError } from '../control-fields.ts'
import type { JsonObject } from '../json-shape.ts'
import { Refusal } from '../refusals.ts'
import type { PrivateNumberApp, PushAddresses } from './account.ts'
import type { BindEntry } from './bind-log.ts'
import type { CallWish } from './calls/outcomes.ts'
import { type Drift, plant } from './drift.ts'
import type { PrivateNumber } from './index.ts'
import { NUMBER_STATUS, type NumberState } from './numbers.ts'
import type { MessageState } from './sms/messages.ts'
import { type SoakReport, type SoakSpec, soak } from './soak.ts'
import { type PrivateNumberState, privateNumberState } from './state.ts'

/** Somebody dials a private number of an application. */
export type DialSpec = CallWish & {
  readonly appKey: string
  readonly from: string
  /** The private number. */
  readonly to: string
}

export type SmsSpec = {
  readonly appKey: string
  readonly from: string
  readonly to: string
  readonly text: string
}

export type NumberChange = NumberState & { readonly number: string }

/** What tests and demonstrations do to Private Number besides asking its operations. */
export type PrivateNumberControl = {
  /** Adds an application, or replaces the one with the same key. */
  addPrivateNumberApp(app: PrivateNumberApp): void
  /** Sets push addresses as on the console; those that are not named stay. */
  setAddresses(appKey: string, addresses: PushAddresses): void
  dial(spec: DialSpec): { readonly sessionId: string }
  sms(spec: SmsSpec): MessageState
  /** Sets states of numbers and tells the customer of those that changed, a hundred to a push. */
  setNumbers(appKey: string, changes: readonly NumberChange[]): void
  /** Changes bindings behind the customer's back; throws ControlError with the code that refuses it. */
  drift(appKey: string, drift: Drift): JsonObject
  /** The part of the state that is about Private Number. */
  privateNumber(): PrivateNumberState
  /** Every accepted bind, in order; never cut. */
  binds(): readonly BindEntry[]
  /** Asks at a steady rate of real time; resolves with the last answer. */
  soak(spec: Omit<SoakSpec, 'app'> & { readonly appKey: string }): Promise<SoakReport>
}

const INFOS_PER_PUSH = 100

export function createPrivateNumberControl(
  all: PrivateNumber,
  apps: Map<string, PrivateNumberApp>,
): PrivateNumberControl {
  function appOf(appKey: string): PrivateNumberApp {
    const app = apps.get(appKey)
    if (app === undefined) throw new ControlError('appKey: no application of Private Number has it')
    return app
  }

  return {
    addPrivateNumberApp: (app) => void apps.set(app.appKey, app),
    setAddresses: (appKey, addresses) => void apps.set(appKey, { ...appOf(appKey), ...addresses }),
    dial({ appKey, from, to, ...wish }) {
      const { sessionId } = all.calls.place(appOf(appKey), { caller: from, x: to }, wish)
      return { sessionId }
    },
    sms({ appKey, from, to, text }) {
      const app = appOf(appKey)
      if (app.mode === 'AXE' || app.mode === 'AXYB') throw new ControlError(`${app.mode} has no SMS`)
      return all.messages.send(app, from, to, text)
    },
    setNumbers(appKey, changes) {
      const app = appOf(appKey)
      for (const { number } of changes) {
        if (all.numbers.find(app, number) === undefined) {
          throw new ControlError(`number: ${number} is not one of this application`)
        }
      }
      // Told is what changed: the status, or the cause (private-number-axe-axyb-x.md 1.9).
      const news = changes.filter(({ number, status, cause }) => {
        const before = all.numbers.stateOf(number)
        return before.status !== status || before.cause !== cause
      })
      for (const { number, ...state } of news) all.numbers.set(number, state)
      for (let from = 0; from < news.length; from += INFOS_PER_PUSH) {
        const part = news.slice(from, from + INFOS_PER_PUSH)
        const numInfo = part.map(({ number, status, cause }) => ({
          number,
          status: NUMBER_STATUS[status],
          ...(status === 'unavailable' && cause !== undefined && { cause }),
        }))
        all.pushes.numberStatus(
          app,
          part.map(({ number }) => number),
          { eventType: 'numStatus', numInfo },
        )
      }
    },
    drift(appKey, drift) {
      try {
        return plant(all, appOf(appKey), drift)
      } catch (error) {
        if (error instanceof Refusal) throw new ControlError(`${error.code} ${error.message}`)
        throw error
      }
    },
    privateNumber: () => privateNumberState(all),
    binds: () => [...all.log.list()],
    soak: ({ appKey, ...spec }) => {
      const app = appOf(appKey)
      if (app.mode !== 'X') throw new ControlError('appKey: only the X mode asks about calls')
      return soak(all.calls, { app, ...spec })
    },
  }
}
