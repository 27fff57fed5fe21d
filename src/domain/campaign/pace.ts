/**
 * When the next request may be sent: the pace that a person set, the ports that the platform says are free, and
 * what it has refused so far. Pure: state, clock and what happened go in, the next state comes out. All times in
 * milliseconds.
 */

export type PaceSettings = {
  /** Requests per second at most. */
  readonly perSecond: number
  /** Calls at a time at most. */
  readonly concurrency: number
}

export type Pace = {
  /** Requests per second allowed now, at most what is set. */
  readonly rate: number
  /** Calls at a time that the platform is known to take, as far as it has refused one. */
  readonly ceiling: number
  /** Before this nothing is sent. */
  readonly nextAt: number
  readonly holdUntil: number
  /** Why `holdUntil`. */
  readonly heldBy: 'flowControl' | 'ports' | undefined
  /** Since when nothing was refused at this rate. */
  readonly calmSince: number
  /** Free ports as last told, less what was sent and more what ended since. */
  readonly ports: number | 'untold' | 'notYet'
  readonly portsToldAt: number
  /** When a little more is tried again, and after how long the next time. */
  readonly probeAt: number
  readonly probeGap: number
  /** When the requests of the last second were sent that were taken. */
  readonly taken: readonly number[]
  /** Refusals one after the other that may concern every row. */
  readonly strikes: number
}

const SECOND_MS = 1000
/** How much of a delay is made up for. */
const CATCH_UP_MS = 250
/** With several requests on their way a refusal would hit all of them; so one at a time until the pace is proven. */
const PROVEN_MS = 2000
const FIRST_PROBE_MS = 10 * 60 * SECOND_MS
const LONGEST_PROBE_MS = 2 * 60 * 60 * SECOND_MS
/** When all ports are taken by others, one request in so long asks whether they still are. */
const ASK_PORTS_MS = 10 * SECOND_MS
/** Part of the proven rate that is kept to after a refusal, and part by which a probe goes above the last. */
const BELOW = 0.9
const ABOVE = 1.1
const SLOWEST = 0.05
/** So many refusals in a row that may concern every row pause the campaign. */
export const MOST_STRIKES = 5

export const startPace = (settings: PaceSettings, now: number): Pace => ({
  rate: settings.perSecond,
  ceiling: Number.POSITIVE_INFINITY,
  nextAt: now,
  holdUntil: now,
  heldBy: undefined,
  calmSince: now,
  ports: 'notYet',
  portsToldAt: now,
  probeAt: Number.POSITIVE_INFINITY,
  probeGap: FIRST_PROBE_MS,
  taken: [],
  strikes: 0,
})

export const isSlowed = (pace: Pace, settings: PaceSettings): boolean =>
  pace.rate < settings.perSecond || pace.ceiling < settings.concurrency

export type PaceDecision =
  | { readonly send: true }
  | {
      readonly send: false
      readonly why: 'pace' | 'flowControl' | 'ports'
      readonly wakeAt: number | undefined
    }

/**
 * Whether one more request may be sent now.
 *
 * @param at `calling` calls under way, requests that wait for their answer among them; `asking` those alone
 * @returns `wakeAt` absent: an answer or the end of a call decides
 */
export function decide(
  pace: Pace,
  settings: PaceSettings,
  at: { readonly now: number; readonly calling: number; readonly asking: number },
): PaceDecision {
  const { now, calling, asking } = at
  if (now < pace.holdUntil) return { send: false, why: pace.heldBy ?? 'pace', wakeAt: pace.holdUntil }
  if (calling >= Math.min(settings.concurrency, pace.ceiling)) {
    return { send: false, why: 'ports', wakeAt: undefined }
  }
  if (pace.ports === 'notYet' && asking > 0) return { send: false, why: 'pace', wakeAt: undefined }
  if (typeof pace.ports === 'number' && pace.ports <= 0) {
    if (calling > 0) return { send: false, why: 'ports', wakeAt: undefined }
    const askAt = pace.portsToldAt + ASK_PORTS_MS
    if (now < askAt) return { send: false, why: 'ports', wakeAt: askAt }
  }
  if (asking > 0 && now - pace.calmSince < PROVEN_MS) return { send: false, why: 'pace', wakeAt: undefined }
  if (now < pace.nextAt) return { send: false, why: 'pace', wakeAt: pace.nextAt }
  return { send: true }
}

/** Tries a little more when its time has come. */
export function probed(pace: Pace, settings: PaceSettings, now: number): Pace {
  if (now < pace.probeAt || !isSlowed(pace, settings)) return pace
  return {
    ...pace,
    rate: Math.min(settings.perSecond, pace.rate * ABOVE),
    ceiling: pace.ceiling + 1,
    calmSince: now,
    probeAt: now + pace.probeGap,
  }
}

/** What a person set anew; what the platform has refused stays known. */
export const reset = (pace: Pace, before: PaceSettings, settings: PaceSettings): Pace => ({
  ...pace,
  rate: pace.rate < before.perSecond ? Math.min(pace.rate, settings.perSecond) : settings.perSecond,
})

export function sent(pace: Pace, settings: PaceSettings, now: number): Pace {
  const catchUp = isSlowed(pace, settings) ? 0 : CATCH_UP_MS
  return {
    ...pace,
    nextAt: Math.max(pace.nextAt + SECOND_MS / pace.rate, now - catchUp),
    ports: typeof pace.ports === 'number' ? pace.ports - 1 : pace.ports,
  }
}

/** The platform took a request. @param asking requests that are still on their way, which take a port each */
export function accepted(
  pace: Pace,
  at: {
    readonly sentAt: number
    readonly now: number
    readonly idlePort?: number | undefined
    readonly asking: number
  },
): Pace {
  const { idlePort, now, sentAt } = at
  return {
    ...pace,
    strikes: 0,
    taken: [...pace.taken.filter((time) => time > sentAt - SECOND_MS), sentAt],
    ports: idlePort === undefined ? 'untold' : idlePort - at.asking,
    portsToldAt: now,
  }
}

/**
 * The platform refused a request because there were too many. The rate falls below what it had taken in the
 * second before; for lack of ports the calls at a time fall to what it holds.
 */
export function refused(
  pace: Pace,
  by: 'flowControl' | 'capacity',
  at: { readonly sentAt: number; readonly now: number; readonly calling: number; readonly waitMs: number },
): Pace {
  const { now, sentAt } = at
  const slower = {
    ...pace,
    holdUntil: Math.max(pace.holdUntil, now + at.waitMs),
    calmSince: now + at.waitMs,
    probeAt: now + at.waitMs + pace.probeGap,
    probeGap: Math.min(LONGEST_PROBE_MS, pace.probeGap * 2),
  }
  if (by === 'capacity') {
    return {
      ...slower,
      heldBy: 'ports',
      ceiling: Math.max(1, Math.min(pace.ceiling, at.calling)),
      ports: pace.ports === 'untold' ? 'untold' : 0,
      portsToldAt: now,
    }
  }
  const inLastSecond = pace.taken.filter((time) => time > sentAt - SECOND_MS && time <= sentAt).length
  const proven = inLastSecond === 0 ? pace.rate / 2 : Math.min(pace.rate, inLastSecond)
  return {
    ...slower,
    heldBy: 'flowControl',
    rate: Math.max(SLOWEST, proven * BELOW),
    nextAt: now + at.waitMs,
  }
}

/** Nothing is sent for a while, and the pace stays. */
export const held = (pace: Pace, now: number, waitMs: number, by?: Pace['heldBy']): Pace => ({
  ...pace,
  holdUntil: Math.max(pace.holdUntil, now + waitMs),
  heldBy: by,
})

/** A refusal that may concern every row. */
export const struck = (pace: Pace): Pace => ({ ...pace, strikes: pace.strikes + 1 })

/** A call of ours is over: its port is free again. */
export const ended = (pace: Pace): Pace =>
  typeof pace.ports === 'number' ? { ...pace, ports: pace.ports + 1 } : pace
