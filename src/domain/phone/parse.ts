import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { type E164, isE164, isSealedNumber } from '../values.ts'
import { withoutSeals } from './seal.ts'

/** Why a text is no number that can be called (voice-call.md §8.1, numbers-and-billing.md §1). */
export type NumberProblem =
  | 'empty'
  | 'letters'
  | 'notANumber'
  | 'extension'
  | 'tooShort'
  | 'tooLong'
  | 'areaCodeMissing'
  | 'badMobile'
  | 'areaCode'
  | 'shortCode'
  | 'machineNumber'
  | 'hongKongMacaoTaiwan'
  | 'foreign'

export type NumberWarning = 'xinjiangTibet'

export type ParsedNumber =
  | {
      readonly ok: true
      readonly number: E164
      readonly kind: 'mobile' | 'landline'
      /** Well formed, yet the platform is known not to reach it (voice-call.md §8.1). */
      readonly warning?: NumberWarning
    }
  | {
      readonly ok: false
      readonly reason: NumberProblem
      readonly params: Readonly<Record<string, string | number>>
    }

/** Marks without width that come along when a number is copied: LRM, RLM, embeddings, BOM, soft hyphen. */
const INVISIBLE = /\p{Cf}|\u034f|\ufe0f/gu

/** Spaces of every kind, and marks that people and programs put between digits. */
const SEPARATORS = /[\s()[\]【】.,、·•\-‐‑‒–—―−_~/]+/g

/** What people copy with a number: `tel:` of links, `电话：` of contact sheets. */
const PREFIX =
  /^(?:tel|telephone|phone|mobile|cell|call|callto|手机|手机号码?|电话|电话号码|联系电话|联系方式|座机|固话|号码)\s*[:：]\s*/i

/** A parameter of a `tel:` link that says nothing new (RFC 3966 §5.1.5). */
const CONTEXT = /;phone-context=\+?[\w.-]+/gi

const EXTENSION = /(?:;ext=|;?isub=|ext(?:ension)?\.?|(?<=\d\s*)x|转|分机号?|#|,{2,})\s*[:：]?\s*\d+$/i

/** 13-digit numbers of things (10648…, 1440…): SIM cards of machines cannot be called. */
const MACHINE = /^1(?:0648|0647|0649|440|441)\d+$/

/**
 * The platform's form of a number as people write or paste it: full-width digits, spaces, dashes, brackets,
 * invisible marks, `tel:` links, `0086`, the trunk zero of landlines (numbers-and-billing.md §1).
 *
 * @returns a problem's `params`: `character` for letters and notANumber, `digits` (how many there are) for
 * lengths, `country` (calling code, if there is such a country) for foreign
 */
export function parseDialled(text: string): ParsedNumber {
  const sealed = text.trim()
  // It was a number when it was sealed; main opens it and looks again.
  if (isSealedNumber(sealed)) {
    return {
      ok: true,
      number: sealed,
      kind: /^\+861[3-9]/.test(withoutSeals(sealed)) ? 'mobile' : 'landline',
    }
  }
  const plain = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .trim()
    .replace(PREFIX, '')
    .replace(/%2b/gi, '+')
    .replace(/%20/g, ' ')
    .replace(CONTEXT, '')
    .trim()
  if (plain === '') return refused('empty')
  if (/\d/.test(plain) && EXTENSION.test(plain)) return refused('extension')
  const compact = plain.replace(SEPARATORS, '')
  if (!/^\+?\d+$/.test(compact)) {
    const stray = /[^\d+]/u.exec(compact)?.[0] ?? '+'
    return refused(/\p{L}/u.test(stray) ? 'letters' : 'notANumber', { character: stray })
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
  if (/^(?:400|800)\d{7}$/.test(digits)) return refused('shortCode')
  if (!national.startsWith('0') && /^(?:95\d{3,6}|96\d{3,4}|1[012]\d{1,5})$/.test(digits)) {
    return refused('shortCode')
  }
  if (/^1[3-9]/.test(digits)) {
    if (digits.length === 11) return accepted(digits, 'mobile')
    if (digits.length > 13) return refused('tooLong', { digits: digits.length })
    if (digits.length !== 10) return refused('badMobile', { digits: digits.length })
  }
  if (/^[1-9]\d{6,7}$/.test(digits) && !national.startsWith('0')) return refused('areaCodeMissing')
  if (digits.length < 9) return refused('tooShort', { digits: digits.length })
  if (digits.length > 11) return refused('tooLong', { digits: digits.length })
  return fromLandline(digits)
}

/** Area codes 0901-0909, 099x (Xinjiang) and 0891-0897 (Tibet). A mobile number does not tell where it is. */
const XINJIANG_TIBET = /^(?:90[1-9]|99\d|89[1-7])/

/** Area codes come from the numbering plan; the platform's pattern is wider than what exists. */
function fromLandline(digits: string): ParsedNumber {
  const parsed = parsePhoneNumberFromString(`+86${digits}`)
  const twoDigitArea = /^(?:10|2[0-9])[2-9]\d{7}$/.test(digits)
  const threeDigitArea = /^[3-9]\d{2}[2-9]\d{6,7}$/.test(digits)
  if (parsed?.isPossible() !== true || !(twoDigitArea || threeDigitArea)) {
    return /^1[3-9]/.test(digits) ? refused('badMobile', { digits: digits.length }) : refused('areaCode')
  }
  const landline = accepted(digits, 'landline')
  return landline.ok && XINJIANG_TIBET.test(digits) ? { ...landline, warning: 'xinjiangTibet' } : landline
}

function accepted(digits: string, kind: 'mobile' | 'landline'): ParsedNumber {
  const number = `+86${digits}`
  return isE164(number) ? { ok: true, number, kind } : refused('notANumber', { character: '' })
}

function refused(reason: NumberProblem, params: Record<string, string | number> = {}): ParsedNumber {
  return { ok: false, reason, params }
}
