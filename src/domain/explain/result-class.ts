/** What a result code asks of us, whatever it says in words. */
export type ResultClass =
  | 'ok'
  | 'authentication'
  | 'locked'
  | 'flowControl'
  | 'capacity'
  | 'blocked'
  | 'account'
  | 'parameter'
  | 'server'
  | 'unknown'

const MINUTE = 60_000
/** "Try again after 30 minutes" (auth.md §5). */
const LOCKOUT_MS = 30 * MINUTE

const CLASSES: ReadonlyMap<string, ResultClass> = new Map([
  ['0', 'ok'],
  ['1010013', 'authentication'],
  ['1010003', 'authentication'],
  ['1010021', 'authentication'],
  ['1010008', 'authentication'],
  ['1020150', 'authentication'],
  ['1020166', 'authentication'],
  ['1020176', 'locked'],
  ['1010009', 'flowControl'],
  ['1011006', 'flowControl'],
  ['1013001', 'flowControl'],
  ['1013002', 'flowControl'],
  ['1013003', 'flowControl'],
  ['1020151', 'capacity'],
  ['1020154', 'capacity'],
  ['1020165', 'capacity'],
  ['1013004', 'blocked'],
  ['1013011', 'blocked'],
  ['1013100', 'blocked'],
  ['1013101', 'blocked'],
  ['1013111', 'blocked'],
  ['1013112', 'blocked'],
  ['1013117', 'blocked'],
  ['1013118', 'blocked'],
  ['1013119', 'blocked'],
  ['1013121', 'blocked'],
  ['1013122', 'blocked'],
  ['1020168', 'blocked'],
  ['1010006', 'account'],
  ['1010007', 'account'],
  ['1010011', 'account'],
  ['1010029', 'account'],
  ['1010040', 'account'],
  ['1012012', 'account'],
  ['1010001', 'server'],
  ['1020002', 'server'],
  ['1023001', 'server'],
])

export type Classified = { readonly class: ResultClass; readonly waitMs?: number }

/**
 * Classifies an answer. The header codes 10230xx are authentication failures too: repeating them counts
 * towards the lock-out. `1010010` without the HTTP status of flow control is taken for a wrong digest, which is
 * the safer reading: nothing is sent again.
 *
 * @returns `waitMs` where the platform says that waiting helps: 30 minutes for a lock-out, one minute for
 * flow control and lack of ports (voice-call.md §8.5); absent where waiting alone does not help
 */
export function resultClass(code: string, httpStatus: number | undefined): Classified {
  if (code === '1010010') {
    return httpStatus === 403 || httpStatus === 429
      ? { class: 'flowControl', waitMs: MINUTE }
      : { class: 'authentication' }
  }
  if (/^10230(?:0[6-9]|1[0-3]|2[6-9]|3[3-8])$/.test(code)) return { class: 'authentication' }
  const known = CLASSES.get(code)
  if (known === 'locked') return { class: 'locked', waitMs: LOCKOUT_MS }
  if (known === 'flowControl' || known === 'capacity') return { class: known, waitMs: MINUTE }
  if (known !== undefined) return { class: known }
  if (httpStatus === 401) return { class: 'authentication' }
  if (httpStatus !== undefined && httpStatus >= 500) return { class: 'server' }
  return { class: /^10(?:1[0-6]|20)\d{3,4}$/.test(code) ? 'parameter' : 'unknown' }
}
