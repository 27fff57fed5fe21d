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

/** Same length, the first three digits and the last four visible; short ones keep the last two. */
export function maskNumber(number: string): string {
  const total = number.replace(/\D/g, '').length
  const [head, tail] =
    total >= 9 ? [number.startsWith('+86') ? 5 : 3, 4] : [0, Math.min(2, Math.max(0, total - 3))]
  let seen = 0
  return number.replace(/\d/g, (digit) => {
    seen += 1
    return seen <= head || seen > total - tail ? digit : '*'
  })
}

/**
 * Masks every run in a text that may be a telephone number: seven digits or more, also with single blanks
 * or dashes between them. Times, durations and short codes stay.
 */
export function maskNumbersIn(text: string): string {
  return text.replace(/\+?\d(?:[ -]?\d){6,}/g, (run) =>
    /^\d{4}-\d{2}-\d{2}(?: \d{2})?$/.test(run) ? run : maskNumber(run),
  )
}

/** The digits somebody searches for, from what was typed or pasted; `undefined` when there are none. */
export function numberPart(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[^\d+]/g, '')
  const part = digits.replace(/(?!^)\+/g, '')
  return /\d/.test(part) ? part.slice(0, 16) : undefined
}
