import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { type E164, isE164 } from '../values.ts'

/** Why a text is no number that can be called (voice-call.md §8.1, numbers-and-billing.md §1). */
export type NumberProblem =
  | 'empty'
  | 'characters'
  | 'extension'
  | 'tooShort'
  | 'tooLong'
  | 'areaCodeMissing'
  | 'mobileLength'
  | 'areaCode'
  | 'shortCode'
  | 'serviceNumber'
  | 'machineNumber'
  | 'hongKongMacaoTaiwan'
  | 'foreign'

export type ParsedNumber =
  | { readonly ok: true; readonly number: E164; readonly kind: 'mobile' | 'landline' }
  | {
      readonly ok: false
      readonly reason: NumberProblem
      readonly params: Readonly<Record<string, string | number>>
    }

/** Spaces of every kind, and marks that people and programs put between digits. */
const SEPARATORS =
  /[\s\u00a0\u2000-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u3000()[\]（）【】.,·•\-‐‑‒–—―－/]+/g

/** What people copy with a number: `tel:` of links, `电话：` of contact sheets. */
const PREFIX = /^\s*(?:tel|phone|mobile|手机号?|电话|座机)\s*[:：]\s*/i

/** 13-digit numbers of things (10648…, 1440…): SIM cards of machines cannot be called. */
const MACHINE = /^1(?:0648|0647|0649|440|441)\d+$/

/**
 * The platform's form of a number as people write or paste it: full-width digits, spaces, dashes, brackets,
 * `tel:` links, `0086`, the trunk zero of landlines.
 */
export function parseDialled(text: string): ParsedNumber {
  const plain = text.normalize('NFKC').replace(PREFIX, '').trim()
  if (plain === '') return refused('empty')
  if (/(?:;ext=|ext\.?|x|转|分机|#|,{2,})\s*\d+$/i.test(plain)) return refused('extension')
  const compact = plain.replace(SEPARATORS, '')
  if (!/^\+?\d+$/.test(compact)) {
    const stray = /[^\d+]/.exec(compact)?.[0] ?? '+'
    return refused('characters', { character: stray })
  }
  const international = compact.replace(/^00(?=[1-9])/, '+')
  if (international.startsWith('+')) return fromInternational(international)
  return fromNational(withoutCountry(international))
}

/** `86` without a plus, before something that can only be a national number. */
function withoutCountry(digits: string): string {
  return /^86(?:1\d{10}|[2-9]\d{8,10}|0\d{9,11}|10\d{8})$/.test(digits) ? digits.slice(2) : digits
}

function fromInternational(text: string): ParsedNumber {
  if (text.startsWith('+86')) return fromNational(text.slice(3))
  if (/^\+(?:852|853|886)/.test(text)) return refused('hongKongMacaoTaiwan')
  const digits = text.length - 1
  if (digits < 3) return refused('tooShort', { digits })
  return refused('foreign', { country: parsePhoneNumberFromString(text)?.countryCallingCode ?? '' })
}

function fromNational(national: string): ParsedNumber {
  const digits = national.replace(/^0+/, '')
  if (digits === '') return refused('tooShort', { digits: national.length })
  if (MACHINE.test(digits) && digits.length > 11) return refused('machineNumber')
  if (/^(?:400|800)\d{7}$/.test(digits)) return refused('serviceNumber')
  if (!national.startsWith('0') && /^(?:95\d{3,6}|96\d{3,4}|1[012]\d{1,4}|12\d{3})$/.test(digits)) {
    return refused('shortCode')
  }
  if (/^1[3-9]/.test(digits)) {
    if (digits.length === 11) return accepted(digits, 'mobile')
    if (digits.length !== 10) return refused('mobileLength', { digits: digits.length })
  }
  if (/^[1-9]\d{6,7}$/.test(digits) && !national.startsWith('0')) return refused('areaCodeMissing')
  if (digits.length < 9) return refused('tooShort', { digits: digits.length })
  if (digits.length > 11) return refused('tooLong', { digits: digits.length })
  return fromLandline(digits)
}

/** Area codes come from the numbering plan; the platform's pattern is wider than what exists. */
function fromLandline(digits: string): ParsedNumber {
  const parsed = parsePhoneNumberFromString(`+86${digits}`)
  const twoDigitArea = /^(?:10|2[0-9])\d{8}$/.test(digits)
  const threeDigitArea = /^[3-9]\d{2}\d{7,8}$/.test(digits)
  if (parsed?.isPossible() !== true || !(twoDigitArea || threeDigitArea)) {
    return /^1[3-9]/.test(digits) ? refused('mobileLength', { digits: digits.length }) : refused('areaCode')
  }
  return accepted(digits, 'landline')
}

function accepted(digits: string, kind: 'mobile' | 'landline'): ParsedNumber {
  const number = `+86${digits}`
  return isE164(number) ? { ok: true, number, kind } : refused('characters', { character: '' })
}

function refused(reason: NumberProblem, params: Record<string, string | number> = {}): ParsedNumber {
  return { ok: false, reason, params }
}
