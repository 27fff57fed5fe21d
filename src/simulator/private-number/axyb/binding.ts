import type { Bound } from '../bindings.ts'

/** The other side of an AXYB binding: B behind Y. */
export type YbPart = {
  readonly b: string
  readonly y: string
  /** As it was set, in seconds; 0 = as long as AX. */
  readonly ybDuration: number
  readonly expiresAt: number | undefined
  readonly preVoiceY: string | undefined
  readonly userData: string | undefined
  readonly changedAt: number
}

/** A behind X, and the YB parts under it (private-number-axe-axyb-x.md 3). */
export type AxybBinding = Bound & {
  a: string
  callDirection: number
  duration: number
  /** For YB parts that do not say. */
  ybDuration: number
  record: boolean
  recordHintTone: string | undefined
  preVoiceX: string | undefined
  userData: string | undefined
  changedAt: number
  parts: readonly YbPart[]
}
