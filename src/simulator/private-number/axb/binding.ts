import type { PlayInfo } from '../binding-fields.ts'
import type { Bound } from '../bindings.ts'

/** A pair of users on a private number (private-number-axb-ax.md 1). */
export type AxbBinding = Bound & {
  a: string
  b: string
  callDirection: number
  /** Life as it was set, in seconds; 0 = for ever. */
  duration: number
  /** 0 = no limit. */
  maxMinutes: number
  record: boolean
  recordHintTone: string | undefined
  lastMinVoice: string | undefined
  privateSms: boolean
  preVoice: PlayInfo | undefined
  userData: string | undefined
  /** Time of binding or of the last change. */
  changedAt: number
}
