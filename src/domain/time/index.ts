import { isUtcMs, type UtcMs } from '../values.ts'

const PLATFORM_FORM = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})Z?$/
/** Integers below this are seconds, above it milliseconds: 1e11 s is the year 5138, 1e11 ms is 1973. */
const SECONDS_BELOW = 100_000_000_000

/**
 * A time of a push: `yyyy-MM-dd HH:mm:ss` in UTC (voice-call.md §8.7). One page calls the status time a
 * UNIX time stamp, so integers are read too. Empty text and impossible dates are no value.
 */
export function parsePlatformTime(text: string | number | undefined): UtcMs | undefined {
  if (text === undefined || text === '') return undefined
  if (typeof text === 'number' || /^\d{9,13}$/.test(text)) {
    const value = Number(text)
    const ms = value < SECONDS_BELOW ? value * 1000 : value
    return isUtcMs(ms) && ms > 0 ? ms : undefined
  }
  const match = PLATFORM_FORM.exec(text.trim())
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  // Date.UTC rolls 31 February over; a date that does not come back as it went in does not exist.
  return isUtcMs(ms) && formatPlatformTime(ms) === match[0].replace('T', ' ').replace('Z', '')
    ? ms
    : undefined
}

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
export function formatPlatformTime(at: UtcMs): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}

/** `yyyy-MM-ddTHH:mm:ssZ`: the `Created` of a signature, true UTC (auth.md §3). */
export function formatCreated(at: UtcMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
