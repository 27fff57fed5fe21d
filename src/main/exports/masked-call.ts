import type { Call } from '../../domain/calls/index.ts'
import { maskNumber, nationalDigits, replaceNumbers } from '../../domain/phone/index.ts'

/**
 * Every number of a person in a call with its middle hidden.
 *
 * @param ownNumbers numbers of the company, which stay readable; in any form
 */
export function maskedCall(ownNumbers: readonly string[]): (call: Call) => Call {
  const own = new Set(ownNumbers.filter((number) => number !== '').map(nationalDigits))
  const mask = (text: string) =>
    replaceNumbers(text, (number) => (own.has(nationalDigits(number)) ? number : maskNumber(number)))
  return (call) =>
    JSON.parse(JSON.stringify(call), (_key, value) => (typeof value === 'string' ? mask(value) : value))
}
