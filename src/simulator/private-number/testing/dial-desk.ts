import type { SimulatorOptions } from '../../index.ts'
import type { Mode, PrivateNumberApp } from '../account.ts'
import type { DialSpec } from '../control.ts'
import type { PrivateNumberChoices } from '../options.ts'
import { A, B, startMasking } from './desk.ts'

export const AXB_X = '+8617000000033'
export const AX_X = '+8617000000055'
export const AXE_X = '+8617100000100'

/** Times of the example in private-number-axb-ax.md 7: 08:05:02, :03, :06, :11, :40. */
const EXAMPLE: SimulatorOptions = {
  startAt: Date.UTC(2026, 0, 14, 8, 5, 2),
  timing: { alertingB: [3, 3], answerB: [5, 5], talk: 29, prompt: 2, pressing: 2 },
}

/** A desk of one mode whose calls are carried to their end. */
export async function dialDesk(
  mode: Mode,
  privateNumber: Partial<PrivateNumberChoices> = {},
  more: Partial<PrivateNumberApp> = {},
) {
  const started = await startMasking(mode, { ...EXAMPLE, privateNumber }, more)
  const { simulator, receiver, app } = started
  /** Dials, and lets the call come to its end. */
  async function dial(from: string, to: string, wish: Partial<DialSpec> = {}) {
    const before = receiver.received.length
    const { sessionId } = simulator.dial({ appKey: app.appKey, from, to, ...wish })
    await simulator.advance(300)
    const pushed = receiver.received.slice(before)
    const events = pushed
      .filter(({ eventType }) => eventType !== 'fee')
      .map(({ eventType, info }) =>
        [eventType, info.called, info.stateCode].filter((p) => p !== undefined).join(' '),
      )
    const fee = pushed.flatMap(({ fees }) => fees)[0] ?? {}
    return { sessionId, pushed, events, fee, state: simulator.state().privateNumber.calls.at(-1) }
  }
  return { ...started, dial }
}

export type DialDesk = Awaited<ReturnType<typeof dialDesk>>

export const bindAxb = ({ ask }: DialDesk, more: object = {}) =>
  ask('POST', 'axb', { body: { callerNum: A, calleeNum: B, relationNum: AXB_X, ...more } })
export const bindAx = ({ ask }: DialDesk, more: object = {}) =>
  ask('POST', 'ax', { body: { origNum: A, privateNum: AX_X, ...more } })
export const bindAxe = ({ ask }: DialDesk, more: object = {}) =>
  ask('POST', 'axe', { body: { bindNum: A, virtualNum: AXE_X, extendNum: '0042', ...more } })

/** Events of a call that is answered, up to the answer. */
export const forwarded = (to: string, x: string) => [
  `callin ${x}`,
  `callout ${to}`,
  `alerting ${to}`,
  `answer ${to}`,
]
