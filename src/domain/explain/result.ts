import type { Words } from './numbers.ts'
import { type Language, type ResultRow, resultMeanings, resultRow, resultRows } from './tables.ts'

/** What a result code says, as a clause without its full stop, and what to do about it. */
export function resultClause(
  resultcode: string | undefined,
  httpStatus: number | undefined,
  language: Language,
): { readonly clause: string; readonly remedy: string } {
  const english = language === 'en'
  if (resultcode === undefined || resultcode === '') {
    const status = httpStatus === undefined ? '' : `HTTP ${httpStatus}`
    return english
      ? {
          clause: status === '' ? 'it gave no reason' : `it answered ${status} and gave no reason`,
          remedy: 'Check that the access address is the one the console shows.',
        }
      : {
          clause: status === '' ? '没有说明原因' : `应答 ${status}，没有说明原因`,
          remedy: '请核对接入地址是否与控制台一致。',
        }
  }
  const row = resultRow(resultcode, httpStatus)
  if (row === undefined) {
    return english
      ? {
          clause: `code ${resultcode}, which is not in the platform’s tables`,
          remedy: 'Ask the platform’s support and name this code.',
        }
      : { clause: `代码 ${resultcode}（不在平台公布的表中）`, remedy: '请将此代码提供给平台客服。' }
  }
  return ambiguous(resultcode, httpStatus) ? eitherClause(resultcode, language) : rowClause(row, language)
}

const rowClause = (row: ResultRow, language: Language) =>
  language === 'en'
    ? { clause: `${row.en.replace(/\s*\.$/, '')} (${row.code})`, remedy: row.remedyEn }
    : { clause: `${row.zh.replace(/。$/, '')}（${row.code}）`, remedy: row.remedyZh }

/** `1010010` without its HTTP status may be a wrong digest or flow control (auth.md §4). */
const ambiguous = (code: string, httpStatus: number | undefined): boolean => {
  const rows = resultRows(code)
  return rows.length > 1 && !rows.some((row) => row.httpStatus === httpStatus)
}

function eitherClause(code: string, language: Language) {
  const words = resultMeanings(code, undefined) ?? { en: '', zh: '' }
  return language === 'en'
    ? {
        clause: `${words.en} (${code})`,
        remedy: 'Wait one minute and try once; if it comes again, check APP_Key and APP_Secret.',
      }
    : {
        clause: `${words.zh}（${code}）`,
        remedy: '请等待一分钟后再试一次；如再次出现，请核对 APP_Key 与 APP_Secret。',
      }
}

/**
 * A result code in words (codes/result-codes.json).
 *
 * @param httpStatus tells the two meanings of `1010010` apart
 */
export function explainResult(resultcode: string, httpStatus: number | undefined, language: Language): Words {
  const { clause, remedy } = resultClause(resultcode, httpStatus, language)
  return { message: language === 'en' ? `${capital(clause)}.` : `${clause}。`, remedy }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
