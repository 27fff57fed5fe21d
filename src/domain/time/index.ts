import { isUtcMs, type UtcMs } from '../values.ts'

const PLATFORM_FORM = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z?$/
/** Integers below this are seconds, above it milliseconds: 1e11 s is the year 5138, 1e11 ms is 1973. */
const SECONDS_BELOW = 100_000_000_000
/** 10000-01-01: four digits no longer hold the year. */
const YEAR_10000 = 253_402_300_800_000

/**
 * A time of a push: `yyyy-MM-dd HH:mm:ss` in UTC (voice-call.md §8.7), or the same as ISO text. One page
 * calls the status time a UNIX time stamp, so whole seconds or milliseconds are read too, as number or text.
 * Empty text, impossible dates and times before 1970 or after 9999 are no value.
 */
export function parsePlatformTime(text: string | number | undefined): UtcMs | undefined {
  if (text === undefined) return undefined
  const plain = String(text).trim()
  if (/^\d{9,15}$/.test(plain)) {
    const value = Number(plain)
    return real(value < SECONDS_BELOW ? value * 1000 : value)
  }
  const match = typeof text === 'string' ? PLATFORM_FORM.exec(plain) : null
  if (match === null) return undefined
  const [, date, clock, fraction = ''] = match
  const at = real(Date.parse(`${date}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}Z`))
  // 31 February would roll over into March; a date that does not come back as it went in does not exist.
  return at !== undefined && formatPlatformTime(at) === `${date} ${clock}` ? at : undefined
}

const real = (ms: number): UtcMs | undefined => (isUtcMs(ms) && ms > 0 && ms < YEAR_10000 ? ms : undefined)

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
export function formatPlatformTime(at: UtcMs): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}

/** `yyyy-MM-ddTHH:mm:ssZ`: the `Created` of a signature, true UTC (auth.md §3). */
export function formatCreated(at: UtcMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
