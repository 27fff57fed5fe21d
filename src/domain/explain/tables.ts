import hangupCauses from './codes/hangup-causes.json' with { type: 'json' }
import q850 from './codes/q850.json' with { type: 'json' }
import resultCodes from './codes/result-codes.json' with { type: 'json' }
import teardownPoints from './codes/teardown-points.json' with { type: 'json' }

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

/** Meaning of `ulFailReason`; ranges of the table (`400-699`, `2901-2914`) count for codes without a row. */
export function teardownPoint(code: number): Words | undefined {
  const exact = points.get(String(code))
  if (exact !== undefined) return exact
  for (const [key, row] of points) {
    const range = /^(\d+)-(\d+)$/.exec(key)
    if (range !== null && code >= Number(range[1]) && code <= Number(range[2])) return row
  }
  return undefined
}

export type ResultRow = (typeof resultCodes)[number]

/**
 * A row of the result codes. `1010010` is two things, told apart by the HTTP status: 401 a wrong digest,
 * 403 flow control (auth.md §4).
 */
export function resultRow(code: string, httpStatus: number | undefined): ResultRow | undefined {
  const rows = resultCodes.filter((row) => row.code === code)
  return rows.find((row) => row.httpStatus === httpStatus) ?? rows[0]
}
