import hangupCauses from './codes/hangup-causes.json' with { type: 'json' }
import q850 from './codes/q850.json' with { type: 'json' }
import resultCodes from './codes/result-codes.json' with { type: 'json' }
import teardownPoints from './codes/teardown-points.json' with { type: 'json' }
import { sipStatus } from './sip.ts'

export type Language = 'zh-CN' | 'en'

type Words = { readonly en: string; readonly zh: string }

export const inLanguage = (words: Words, language: Language): string =>
  language === 'en' ? words.en : words.zh

const hangups = new Map(hangupCauses.map((row) => [row.code, row]))
const causes = new Map(q850.map((row) => [row.code, row]))
const points = new Map(teardownPoints.values.map((row) => [row.code, row]))

/** Meaning of `stateCode`, or nothing for a code the tables do not hold. */
export const hangupCause = (code: number): Words | undefined => hangups.get(code)

/** Meaning of a Q.850 cause. */
export const q850Cause = (code: number): Words | undefined => causes.get(code)

/**
 * Meaning of `ulFailReason`. Codes without a row count by the range they are in (`2901-2914`), those of 400-699
 * by the SIP status they are.
 */
export function teardownPoint(code: number): Words | undefined {
  const exact = points.get(String(code))
  if (exact !== undefined) return exact
  if (code >= 400 && code <= 699) return sipStatus(code)
  for (const [key, row] of points) {
    const range = /^(\d+)-(\d+)$/.exec(key)
    if (range !== null && code >= Number(range[1]) && code <= Number(range[2])) return row
  }
  return undefined
}

export type ResultRow = (typeof resultCodes)[number]

/** The rows of a result code: one, or two where the HTTP status tells the meanings apart. */
export const resultRows = (code: string): readonly ResultRow[] =>
  resultCodes.filter((row) => row.code === code)

/** What a result code says; all its meanings where the HTTP status does not tell them apart. */
export function resultMeanings(code: string, httpStatus: number | undefined): Words | undefined {
  const all = resultRows(code)
  const exact = all.filter((row) => row.httpStatus === httpStatus)
  const rows = exact.length > 0 ? exact : all
  if (rows.length === 0) return undefined
  const join = (texts: readonly string[]) => texts.map((text) => text.replace(/\s*[.。]$/, '')).join(' / ')
  return { en: join(rows.map((row) => row.en)), zh: join(rows.map((row) => row.zh)) }
}

/**
 * A row of the result codes. `1010010` is two things, told apart by the HTTP status: 401 a wrong digest,
 * 403 flow control (auth.md §4).
 */
export function resultRow(code: string, httpStatus: number | undefined): ResultRow | undefined {
  const rows = resultRows(code)
  return rows.find((row) => row.httpStatus === httpStatus) ?? rows[0]
}
