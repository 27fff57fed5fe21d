import type { Language } from './language.ts'

const pad = (value: number): string => String(value).padStart(2, '0')

/** `m:ss`, from an hour on `h:mm:ss`; whole seconds that have passed. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = pad(seconds % 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format is slow and lists ask for thousands. */
function formatOf(
  language: Language,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language}|${name}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(language, { hourCycle: 'h23', ...options })
  formats.set(key, made)
  return made
}

export const formatClock = (at: number, language: Language): string =>
  formatOf(language, 'clock', { hour: '2-digit', minute: '2-digit' }).format(at)

export const formatClockSeconds = (at: number, language: Language): string =>
  formatOf(language, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)

export const formatWeekday = (at: number, language: Language): string =>
  formatOf(language, 'weekday', { month: 'short', day: 'numeric', weekday: 'short' }).format(at)

export const formatDay = (at: number, language: Language): string =>
  formatOf(language, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

export const formatMoment = (at: number, language: Language): string =>
  formatOf(language, 'moment', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at)

/** With the name of the zone, for what is shown on hovering. */
export const formatMomentWithZone = (at: number, language: Language): string =>
  formatOf(language, 'zone', { dateStyle: 'full', timeStyle: 'full' }).format(at)

/** `yyyy-MM-dd HH:mm:ss` in UTC: what the platform and the logs say. */
export const formatUtc = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

/** “2 minutes ago”, “in 3 days”: the largest unit that fits, towards zero. */
export function formatRelative(at: number, now: number, language: Language): string {
  const difference = at - now
  const [unit, size] = STEPS.find(([, ms]) => Math.abs(difference) >= ms) ?? (['second', 1000] as const)
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.trunc(difference / size),
    unit,
  )
}

/** “2 days 3 hours”: at most two units, for what is left of a deadline. */
export function formatSpan(ms: number, language: Language): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const
  const first = units.findIndex(([, size]) => ms >= size)
  if (first < 0) return unitText(0, 'second', language)
  const parts: string[] = []
  let rest = ms
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(unitText(count, unit, language))
  }
  return new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(parts)
}

const unitText = (count: number, unit: string, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)

/** Sentences of one paragraph; Chinese sets no space between them. Those that are absent fall away. */
export const joinSentences = (language: Language, ...sentences: readonly (string | undefined)[]): string =>
  sentences
    .filter((sentence) => sentence !== undefined && sentence !== '')
    .join(language === 'zh-CN' ? '' : ' ')

/** Local midnight of the day that a moment lies in. */
export function startOfDay(at: number): number {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  return day.getTime()
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size in the largest unit that leaves a whole part: `1.4 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const unit = UNITS[step] ?? 'byte'
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value)
}
