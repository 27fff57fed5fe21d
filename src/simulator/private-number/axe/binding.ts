import type { Bound } from '../bindings.ts'

/** A time as AXE writes it: a count of hours (`0`) or minutes (`1`). */
export type TimeUnit = '0' | '1'

/** Life that was set at bind or by modify. */
export type Life = { readonly unit: TimeUnit; readonly expires: number; readonly remembers: number }

/** A user behind an extension of a private number (private-number-axe-axyb-x.md 2). */
export type AxeBinding = Bound & {
  readonly a: string
  /** Text with leading zeros. */
  readonly extension: string
  displayNumMode: string
  record: boolean
  recordHintTone: string | undefined
  callbackTone: string | undefined
  callbackNum: string | undefined
  userData: string | undefined
  boundAt: number
  life: Life
  /** What the query shows of it: values given at bind stay, whatever modify says (2.4, quirk). */
  shown: Life
  readonly unitGivenAtBind: boolean
  readonly expiryGivenAtBind: boolean
  /** The last person who reached A through X, until then. */
  lastCaller: { readonly number: string; readonly at: number } | undefined
}

export const secondsOf = (unit: TimeUnit, count: number): number => count * (unit === '0' ? 3600 : 60)
