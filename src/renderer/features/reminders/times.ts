import { isUtcMs, must, type UtcMs } from '../../../domain/values.ts'
import { startOfDay } from '../../i18n/index.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Times that people promise a call for. */
export const LATER = ['minutes', 'hour', 'hours', 'tomorrow', 'week'] as const
export type Later = (typeof LATER)[number]

export function laterTime(later: Later, now: number): UtcMs {
  const tomorrow = startOfDay(now + DAY)
  const at = {
    minutes: now + 15 * MINUTE,
    hour: now + HOUR,
    hours: now + 3 * HOUR,
    tomorrow: tomorrow + 9 * HOUR,
    week: tomorrow + 6 * DAY + 9 * HOUR,
  }[later]
  return must(Math.round(at / MINUTE) * MINUTE, isUtcMs, 'time')
}
