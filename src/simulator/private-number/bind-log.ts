import type { Mode } from './account.ts'

/** One accepted bind. */
export type BindEntry = {
  readonly number: number
  /** Simulated time. */
  readonly at: number
  readonly by: 'request' | 'control'
  readonly appKey: string
  readonly mode: Mode
  readonly subscriptionId: string
  readonly a: string
  readonly b?: string
  /** The private number: X, or Y of a YB. */
  readonly x: string
  readonly extension?: string
  readonly userData?: string
  /** The same users had a living binding in this application already. */
  readonly double: boolean
}

/** Every accepted bind; never cut, so that a test can count each row of a list. */
export type BindLog = {
  add(entry: Omit<BindEntry, 'number' | 'at' | 'by'>): void
  /** Counts what is done inside as done by the control, behind the back of the customer. */
  byControl<T>(act: () => T): T
  list(): readonly BindEntry[]
  /** Accepted binds of one private number in the simulated day of `at`. */
  onDay(appKey: string, x: string, at: number): number
  /** Accepted binds of one private number in all. */
  onNumber(appKey: string, x: string): number
}

const DAY_MS = 86_400_000

export function createBindLog(now: () => number): BindLog {
  const entries: BindEntry[] = []
  const counts = new Map<string, number>()
  let by: BindEntry['by'] = 'request'
  const bump = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  const dayKey = (appKey: string, x: string, at: number) => `${appKey} ${x} ${Math.floor(at / DAY_MS)}`
  return {
    add(entry) {
      entries.push({ number: entries.length + 1, at: now(), by, ...entry })
      bump(`${entry.appKey} ${entry.x}`)
      bump(dayKey(entry.appKey, entry.x, now()))
    },
    byControl(act) {
      by = 'control'
      try {
        return act()
      } finally {
        by = 'request'
      }
    },
    list: () => entries,
    onDay: (appKey, x, at) => counts.get(dayKey(appKey, x, at)) ?? 0,
    onNumber: (appKey, x) => counts.get(`${appKey} ${x}`) ?? 0,
  }
}
