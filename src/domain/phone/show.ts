import { isSealedNumber } from '../values.ts'
import { groupMasked, withoutSeals } from './seal.ts'

/** Digits without the country code of mainland China. */
export function nationalDigits(number: string): string {
  return number.replace(/^\+86/, '').replace(/\D/g, '')
}

/** National digits from the last to the first: a search for an ending becomes one for a beginning. */
export function reversedDigits(number: string): string {
  return [...nationalDigits(number)].reverse().join('')
}

/** As it is read aloud: `138 0000 0001`, `0755 2800 0111`, `010 6800 0001`; others in fours after the code. */
export function groupNumber(number: string): string {
  const shown = withoutSeals(number)
  return shown.includes('•') ? groupMasked(shown, groupOpen) : groupOpen(shown)
}

/** What goes into a field that a person can change: a sealed number whole, because main must open it. */
export const fieldNumber = (number: string): string => (isSealedNumber(number) ? number : groupNumber(number))

function groupOpen(number: string): string {
  const digits = nationalDigits(number)
  if (/^\+\d/.test(number) && !number.startsWith('+86')) {
    return `+${digits.replace(/(\d{4})(?=\d)/g, '$1 ')}`
  }
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`
  const area = /^(?:10|2\d)(?=\d{7,8}$)/.exec(digits)?.[0] ?? /^[3-9]\d{2}(?=\d{7,8}$)/.exec(digits)?.[0]
  if (area === undefined) return digits.length > 6 ? digits.replace(/(\d{4})(?=\d)/g, '$1 ') : digits
  const local = digits.slice(area.length)
  return `0${area} ${local.slice(0, local.length - 4)} ${local.slice(-4)}`
}

/** `\d` is ASCII; people also type full-width digits, and those must not slip past a mask. */
const DIGIT = '[0-9０-９]'
const EACH_DIGIT = new RegExp(DIGIT, 'g')

/**
 * Same length, the first three digits of the national number and the last four visible; short ones keep the
 * last two at most. For logs and screens.
 */
export function maskNumber(number: string): string {
  const total = number.match(EACH_DIGIT)?.length ?? 0
  const [head, tail] =
    total >= 9 ? [/^[+＋](?:86|８６)/.test(number) ? 5 : 3, 4] : [0, Math.min(2, Math.max(0, total - 3))]
  let seen = 0
  return number.replace(EACH_DIGIT, (digit) => {
    seen += 1
    return seen <= head || seen > total - tail ? digit : '*'
  })
}

/** What may stand between two digits of one number: up to three blanks, dashes, dots or brackets. */
const BETWEEN = '[\\s.()（）\\-‐‑‒–—―－\\u200b-\\u200f]{0,3}'
const PHONE_LIKE = new RegExp(`[+＋]?${DIGIT}(?:${BETWEEN}${DIGIT}){6,}`, 'g')
const DATE_TIME = /\d{4}-\d{2}-\d{2}(?:[ T]\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?)?Z?(?!\d)/g
const IP_ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/

/**
 * Masks every run in a text that may be a telephone number: seven digits or more, also with blanks, dashes,
 * dots or brackets between them. Dates, times, IP addresses and short codes stay. For logs and errors; rather
 * masks an id too many than shows a number.
 */
export function maskNumbersIn(text: string): string {
  let masked = ''
  let from = 0
  for (const time of text.matchAll(DATE_TIME)) {
    masked += maskRuns(text.slice(from, time.index)) + time[0]
    from = time.index + time[0].length
  }
  return masked + maskRuns(text.slice(from))
}

const maskRuns = (text: string): string =>
  text.replace(PHONE_LIKE, (run) => (IP_ADDRESS.test(run) ? run : maskNumber(run)))

/** As many digits as the search takes (`numberPart` of the contract's history filter). */
const LONGEST_PART = 15

/**
 * The national digits somebody searches for, from what was typed or pasted: full-width digits and dashes are
 * taken, the country code of mainland China and the trunk zero of a whole landline number are left out.
 * `undefined` when there are no digits, or when there are words among them (then it is no number). A sealed
 * number is looked for as it is: main opens it.
 */
export function numberPart(text: string): string | undefined {
  if (isSealedNumber(text.trim())) return text.trim()
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const digits = plain.replace(/[^0-9]/g, '')
  if (digits === '' || /\p{L}/u.test(plain.replace(/^\s*tel:/i, ''))) return undefined
  const national = /^\s*(?:tel:)?\s*(?:\+|00)\s*86/i.test(plain)
    ? digits.replace(/^0*86/, '')
    : digits.replace(/^86(?=1[3-9]\d{9}$)/, '')
  const part = national.replace(/^0(?=(?:10|2\d)\d{8}$|[3-9]\d{2}\d{7,8}$)/, '')
  return part === '' ? digits : part.slice(0, LONGEST_PART)
}
