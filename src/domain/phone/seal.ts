/**
 * A sealed number: what the screen holds while numbers are masked. The part before the tilde is shown, the
 * letters after it are the whole number, encrypted by main. It stands in texts, too.
 */
const SEAL = /(?<=[0-9•)])~([a-p]{14,80})/g

/** Letters in front that tell whether a seal is whole; each of the others stands for one sign of the number. */
export const SEAL_CHECK = 12

const DOT = '•'

/** The text as it may be shown and copied: every sealed number without its letters. */
export const withoutSeals = (text: string): string => (text.includes('~') ? text.replace(SEAL, '') : text)

/**
 * Replaces every sealed number of a text.
 *
 * @param open gives the number that the letters stand for
 */
export function replaceSeals(text: string, open: (letters: string) => string): string {
  if (!text.includes('~')) return text
  let opened = ''
  let from = 0
  for (const seal of text.matchAll(SEAL)) {
    const letters = seal[1] ?? ''
    // What is shown has one sign for each of the number.
    opened += text.slice(from, seal.index - (letters.length - SEAL_CHECK)) + open(letters)
    from = seal.index + seal[0].length
  }
  return opened + text.slice(from)
}

/** Masked with dots, then the letters. */
export const sealedForm = (masked: string, letters: string): string =>
  `${masked.replaceAll('*', DOT)}~${letters}`

/**
 * Groups masked digits like open ones: `group` sees naughts in the places of the dots.
 *
 * @param group must only add blanks, leave out a country code, or add a trunk zero
 */
export function groupMasked(masked: string, group: (number: string) => string): string {
  const marks = [...masked.replace(/^\+86/, '')].filter((sign) => /[0-9•]/.test(sign))
  const grouped = [...group(masked.replaceAll(DOT, '0'))]
  let left = marks.length
  for (let at = grouped.length - 1; at >= 0 && left > 0; at -= 1) {
    if (!/[0-9]/.test(grouped[at] ?? '')) continue
    left -= 1
    grouped[at] = marks[left] ?? '0'
  }
  return grouped.join('')
}

const CANDIDATES =
  /(?<![0-9_•])(?:\+[1-9]\d{0,3}(?:[ \u00a0.–-]{0,3}\(?\d\)?){6,28}|(?:(?:00)?86[ \u00a0.–-]{0,3})?1[3-9]\d(?:[ \u00a0.–-]{0,3}\d{4}){2}|\(?0[1-9]\d{1,2}\)?[ \u00a0.–-]{0,3}[2-9]\d{2,3}[ \u00a0.–-]{0,3}\d{4}|(?:00)?86[1-9]\d{8,10})(?![0-9_•~])/g

/** Ids of ours and hashes: whatever their digits, they are no numbers of people. */
const IDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[0-9a-f]*[a-f])[0-9a-f]{24,}/g

const FULL_WIDTH = /[０-９＋（）－]/g

/**
 * Replaces what may be a telephone number of a person in a text: international with a plus, Chinese mobile
 * and landline numbers with or without blanks, dots and dashes, in full-width digits too.
 *
 * @param replace gets the number as written, its digits in ASCII
 */
export function replaceNumbers(text: string, replace: (number: string) => string): string {
  if (!/[0-9０-９]{3}/.test(text)) return text
  // One sign for one sign, so that the places stay the same.
  const plain = text.replace(FULL_WIDTH, (sign) => sign.normalize('NFKC'))
  const ids = [...plain.matchAll(IDS)].map((id) => [id.index, id.index + id[0].length] as const)
  let replaced = ''
  let from = 0
  for (const found of plain.matchAll(CANDIDATES)) {
    const end = found.index + found[0].length
    if (ids.some(([start, stop]) => found.index >= start && end <= stop)) continue
    replaced += text.slice(from, found.index) + replace(found[0])
    from = end
  }
  return replaced + text.slice(from)
}
