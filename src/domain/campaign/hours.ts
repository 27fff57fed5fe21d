/** Beijing, where every callee is: the platform reaches mainland China only (numbers-and-billing.md §1). */
const ZONE_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

export type Hours = {
  /** 1 Monday to 7 Sunday. */
  readonly days: readonly number[]
  /** `HH:MM` */
  readonly from: string
  /** Exclusive; `24:00` is the end of the day. */
  readonly to: string
}

const ofDay = (clock: string): number => {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** Whether it may be called at that moment, and when that changes. Without any hours it always may. */
export function hoursAt(
  hours: readonly Hours[],
  now: number,
): { readonly open: boolean; readonly changesAt: number | undefined } {
  if (hours.length === 0) return { open: true, changesAt: undefined }
  const open = isOpen(hours, now)
  const midnight = Math.floor((now + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS
  // A week has every edge there is; one day more because today may be half over.
  const edges = Array.from({ length: 8 }, (_, day) => midnight + day * DAY_MS).flatMap((day) =>
    hours.flatMap(({ from, to }) => [day + ofDay(from), day + ofDay(to)]),
  )
  const next = edges
    .filter((at) => at > now && isOpen(hours, at) !== open)
    .sort((one, other) => one - other)[0]
  return { open, changesAt: next }
}

function isOpen(hours: readonly Hours[], now: number): boolean {
  const local = now + ZONE_MS
  const weekday = new Date(local).getUTCDay() || 7
  const clock = local % DAY_MS
  return hours.some(
    ({ days, from, to }) => days.includes(weekday) && clock >= ofDay(from) && clock < ofDay(to),
  )
}
