import { createHmac } from 'node:crypto'
import {
  maskNumber,
  nationalDigits,
  replaceNumbers,
  replaceSeals,
  SEAL_CHECK,
  sealedForm,
} from '../../domain/phone/index.ts'

/** What numbers are written with: sixteen signs, so each is half a byte and one letter of the seal. */
const SIGNS = '0123456789+- ().'
const LETTERS = 'abcdefghijklmnop'
/** More seals than a screen shows in a day; then the memory starts anew. */
const REMEMBERED = 20_000

export type Sealer = {
  /** Every number of a person in a value, whatever its shape, sealed. */
  seal(value: unknown): unknown
  /** Every seal in a value opened. @throws UnknownSeal for one that was not made here */
  open(value: unknown): unknown
  /** For files and copies: masked, and nobody can open it again. */
  mask(text: string): string
}

export class UnknownSeal extends Error {}

/**
 * Seals numbers so that the screen can hand them back without knowing them. The same number always gets the
 * same seal, so lists can compare and group them. The letters are the number itself, encrypted under a value
 * derived from it (the construction of RFC 5297): without the key they tell nothing, and a changed letter is
 * noticed.
 *
 * @param key 32 bytes of this installation
 * @param isOwn whether these national digits are a number of the company, which stays readable
 */
export function createSealer(key: Uint8Array, isOwn: (nationalDigits: string) => boolean): Sealer {
  const seals = new Map<string, string>()
  const opened = new Map<string, string>()

  const bytes = (purpose: string, text: string) =>
    createHmac('sha256', key).update(`${purpose}\0${text}`).digest()
  const checkOf = (number: string) => lettersOf(bytes('check', number)).slice(0, SEAL_CHECK)
  const maskOf = (check: string) => nibblesOf(bytes('mask', check), bytes('more', check))

  function sealNumber(written: string): string {
    if (isOwn(nationalDigits(written))) return written
    const known = seals.get(written)
    if (known !== undefined) return known
    const number = [...written].map((sign) => (SIGNS.includes(sign) ? sign : ' ')).join('')
    const check = checkOf(number)
    const mask = maskOf(check)
    const body = [...number].map((sign, at) => LETTERS[SIGNS.indexOf(sign) ^ (mask[at] ?? 0)]).join('')
    const sealed = sealedForm(maskNumber(written), check + body)
    if (seals.size >= REMEMBERED) seals.clear()
    seals.set(written, sealed)
    return sealed
  }

  function openLetters(letters: string): string {
    const known = opened.get(letters)
    if (known !== undefined) return known
    const check = letters.slice(0, SEAL_CHECK)
    const mask = maskOf(check)
    const number = [...letters.slice(SEAL_CHECK)]
      .map((letter, at) => SIGNS[LETTERS.indexOf(letter) ^ (mask[at] ?? 0)])
      .join('')
    if (checkOf(number) !== check) throw new UnknownSeal('a seal of another installation')
    if (opened.size >= REMEMBERED) opened.clear()
    opened.set(letters, number)
    return number
  }

  const sealText = (text: string) => replaceNumbers(text, sealNumber)
  const openText = (text: string) => replaceSeals(text, openLetters)
  return {
    seal: (value) => eachText(value, sealText),
    open: (value) => eachText(value, openText),
    mask: (text) =>
      replaceNumbers(text, (number) => (isOwn(nationalDigits(number)) ? number : maskNumber(number))),
  }
}

/** The same value with every text in it changed, names of fields too: a table may go by number. */
function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => eachText(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [change(name), eachText(item, change)]),
  )
}

const nibblesOf = (...parts: Buffer[]): number[] =>
  parts.flatMap((part) => [...part].flatMap((byte) => [byte >> 4, byte & 15]))

const lettersOf = (part: Buffer): string =>
  nibblesOf(part)
    .map((nibble) => LETTERS[nibble])
    .join('')
