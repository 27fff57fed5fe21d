import type { PlayInfo } from '../binding-fields.ts'
import type { Bound } from '../bindings.ts'

/** The callee that A names before it calls X (private-number-axb-ax.md 5.5). */
export type TemporaryCallee = {
  readonly number: string
  /** Simulated milliseconds. */
  readonly until: number
  readonly userData: string | undefined
}

/** One user behind a private number; it never expires (private-number-axb-ax.md 5). */
export type AxBinding = Bound & {
  a: string
  callDirection: number
  maxMinutes: number
  record: boolean
  recordHintTone: string | undefined
  lastMinVoice: string | undefined
  privateSms: boolean
  preVoice: PlayInfo | undefined
  calleeNumDisplay: string
  turnedOn: boolean
  userData: string | undefined
  readonly boundAt: number
  temporary: TemporaryCallee | undefined
  /** The last person who reached A through X, for call-back memory. */
  lastCaller: string | undefined
}
