import type { E164 } from '../values.ts'

/**
 * What is answered when the platform asks: of each call in mode X, of each message in mode X, and of messages in
 * mode AX that name no receiver (private-number-axe-axyb-x.md §4, private-number-axb-ax.md §8).
 */

export type CallerMatch =
  | { readonly by: 'number'; readonly number: E164 }
  /** Digits after `+86`, e.g. `138` or `755`. */
  | { readonly by: 'prefix'; readonly digits: string }

/** Days 1 (Monday) to 7 and minutes of the day in Beijing time; a window may go over midnight. */
export type TimeWindow = {
  readonly days: readonly number[]
  /** 0 to 1439. */
  readonly fromMinute: number
  /** 1 to 1440, exclusive; not later than `fromMinute`: it ends on the next day. */
  readonly toMinute: number
}

type Match = {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  /** Absent: any number of the profile. */
  readonly x?: E164 | undefined
  /** Absent: anybody. */
  readonly caller?: CallerMatch | undefined
  /** Absent: always. */
  readonly when?: TimeWindow | undefined
}

export type Connect = {
  readonly do: 'connect'
  readonly callee: E164
  /** Minutes, 0 = no limit. */
  readonly maxDurationMinutes: number
  readonly lastMinVoice?: string | undefined
  /** Tone while waiting; absent: the real ringback. */
  readonly waitVoice?: string | undefined
  readonly record: boolean
  readonly recordHintTone?: string | undefined
  readonly userData?: string | undefined
}

export type Close = {
  readonly do: 'close'
  /** Prompt before the call is ended; absent: none. */
  readonly hintTone?: string | undefined
  readonly userData?: string | undefined
}

export type Pass = { readonly do: 'pass'; readonly to: E164 }
export type Drop = { readonly do: 'drop' }

export type CallRule = Match & { readonly for: 'call'; readonly answer: Connect | Close }
export type MessageRule = Match & { readonly for: 'message'; readonly answer: Pass | Drop }
export type RoutingRule = CallRule | MessageRule

/** The rules of a profile, tried in order; the first that fits decides. */
export type RoutingPlan = {
  readonly rules: readonly RoutingRule[]
  /** When no rule fits a call: it is closed, with a prompt if there is one. A message is dropped. */
  readonly closeTone?: string | undefined
  /** The pages do not agree whether the answer holds a list of one or the thing itself («not confirmed»). */
  readonly answerShape: 'list' | 'object'
}

export const EMPTY_PLAN: RoutingPlan = { rules: [], answerShape: 'list' }
