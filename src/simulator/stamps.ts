const two = (value: number) => String(value).padStart(2, '0')

/** `yyyy-MM-dd HH:mm:ss` in UTC: status `timestamp` and every time of a fee record (voice-call.md 8.7). */
export function stampOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

/** `yyyyMMddHHmmss` in UTC, as inside a `sessionId`. */
export function compactStampOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace(/[-T:]/g, '')
}

const EIGHT_HOURS_MS = 8 * 3_600_000

/** `Created` of a push header: whole seconds and a `Z`, although documented as UTC+8 (auth.md 8). */
export function createdOf(ms: number, zone: 'beijing' | 'utc'): string {
  const shifted = zone === 'beijing' ? ms + EIGHT_HOURS_MS : ms
  return `${new Date(shifted).toISOString().slice(0, 19)}Z`
}

const CREATED_FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/

/**
 * Reads `Created` of a request (auth.md 3).
 * @returns milliseconds, or nothing when the form is wrong or the day does not exist
 */
export function parseCreated(text: string): number | undefined {
  const form = CREATED_FORM.exec(text)
  if (form === null) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return undefined
  const back = new Date(ms)
  const same = two(back.getUTCDate()) === form[3] && two(back.getUTCHours()) === form[4]
  return same ? ms : undefined
}
