/** How fast work goes of late: the last steps weigh most, so a slower stretch shows within seconds. */
export type Speed = {
  readonly at: number
  readonly done: number
  /** Units a second; absent until the first stretch is over. */
  readonly perSecond?: number | undefined
}

/** A stretch shorter than this says little, in milliseconds. */
const STRETCH_MS = 250

/** After so many milliseconds an old stretch weighs a third. */
const FADE_MS = 3000

export const startSpeed = (at: number): Speed => ({ at, done: 0 })

/** @param done units that are over at the time `now`, in milliseconds */
export function speed(before: Speed, now: number, done: number): Speed {
  const passed = now - before.at
  if (passed < STRETCH_MS) return before
  const fresh = ((done - before.done) / passed) * 1000
  const keep = Math.exp(-passed / FADE_MS)
  const perSecond = before.perSecond === undefined ? fresh : before.perSecond * keep + fresh * (1 - keep)
  return { at: now, done, perSecond }
}
