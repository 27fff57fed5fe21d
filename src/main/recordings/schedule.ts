import { isUtcMs, must, type UtcMs } from '../../domain/values.ts'

/** Local minutes of the day between which recordings are fetched; `from` after `to` spans midnight. */
export type Window = { readonly fromMinute: number; readonly toMinute: number }

export type RescueRules = {
  readonly paused: boolean
  readonly window?: Window | undefined
}

export type Turn = {
  /** Whether those may be fetched that are not urgent. */
  readonly open: boolean
  /** Recordings that are deleted before this are urgent: no window, limit or pause holds them back. */
  readonly urgentBefore: number
  /** When this may be different without anything happening. */
  readonly lookAgainAt: UtcMs
}

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60
/** Left for attempts that fail: whatever has less time than this is urgent. */
export const RESERVE_MS = 12 * 60 * MINUTE
/** Time is planned for twice what the queue seems to need. */
const DOUBT = 2
/** A plan is looked at again after this long, whatever it says. */
const LONGEST_MS = 15 * MINUTE

const minuteOf = (at: number): number => {
  const local = new Date(at)
  return local.getHours() * 60 + local.getMinutes()
}

/** Whether a moment lies in the window. No window is open always. */
export function isOpen(window: Window | undefined, at: number): boolean {
  if (window === undefined || window.fromMinute === window.toMinute) return true
  const { fromMinute, toMinute } = window
  const minute = minuteOf(at)
  return fromMinute < toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute
}

/** Milliseconds until the window next opens or closes; local clocks that are set make it come early, never late. */
function untilChange(window: Window, at: number): number {
  const minute = minuteOf(at)
  const to = (edge: number) => (edge - minute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
  const past = at % MINUTE
  return Math.min(to(window.fromMinute), to(window.toMinute)) * MINUTE - past
}

/** How much of a time is inside the window. */
export function openTime(window: Window | undefined, from: number, to: number): number {
  if (to <= from) return 0
  if (window === undefined || window.fromMinute === window.toMinute) return to - from
  let open = 0
  for (let at = from; at < to; ) {
    const next = Math.min(to, at + untilChange(window, at))
    if (isOpen(window, at)) open += next - at
    at = next
  }
  return open
}

/**
 * What may be fetched now. A window or a limit is a wish, the deadline is not: those whose turn would come too
 * late inside the window are urgent, counting for each deadline all that must be fetched before it.
 *
 * @param load how many recordings are deleted when, the nearest first
 * @param eachMs how long one takes, as it was of late
 */
export function turnNow(
  rules: RescueRules,
  load: readonly { readonly deadline: UtcMs; readonly count: number }[],
  eachMs: number,
  now: UtcMs,
): Turn {
  const window = rules.paused ? undefined : rules.window
  const later = window === undefined ? LONGEST_MS : Math.min(LONGEST_MS, untilChange(window, now))
  const lookAgainAt = must(Math.ceil(now + later), isUtcMs, 'time')
  let urgentBefore = now + RESERVE_MS
  if (window !== undefined && !rules.paused) {
    let needed = 0
    for (const { deadline, count } of load) {
      needed += count * eachMs
      if (needed * DOUBT > openTime(window, now, deadline - RESERVE_MS)) {
        urgentBefore = Math.max(urgentBefore, deadline + HOUR_OF_LOAD)
      }
    }
  }
  return { open: !rules.paused && isOpen(window, now), urgentBefore, lookAgainAt }
}

/** A deadline of the load stands for the hour after it. */
const HOUR_OF_LOAD = 60 * MINUTE
