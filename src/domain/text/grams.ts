/**
 * How text is made findable by any part of it, one character included. Chinese is written without blanks, so
 * words cannot be cut out; an index of trigrams alone knows nothing of the one and two characters that most
 * searches in Chinese are. So a text is indexed by all its runs of one, two and three characters.
 */

/** Text as it is compared: compatibility forms and letter case made equal, blanks of any kind and number as one. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

const LONGEST = 3

/** The index takes ASCII letters and digits and everything above ASCII as part of a word; the rest moves to a private area. */
const PRIVATE = 0xe000

function word(characters: readonly string[]): string {
  return characters
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      return code < 0x80 && !/[0-9a-z]/.test(character) ? String.fromCodePoint(PRIVATE + code) : character
    })
    .join('')
}

function runs(characters: readonly string[], length: number): string[] {
  const words: string[] = []
  for (let at = 0; at + length <= characters.length; at += 1)
    words.push(word(characters.slice(at, at + length)))
  return words
}

/** Each run of one to three characters of a folded text, once. */
export function gramsOf(folded: string): string[] {
  const characters = [...folded]
  const all = new Set<string>()
  for (let length = 1; length <= LONGEST; length += 1)
    for (const run of runs(characters, length)) all.add(run)
  return [...all]
}

/**
 * Grams that a text must all have to contain the folded part, no more than cover it: each costs the reading of
 * a list. For parts of up to three characters that is the answer; of longer ones it leaves candidates, and their
 * text must be looked at.
 */
export function gramsToFind(part: string): string[] {
  const characters = [...part]
  const length = Math.min(LONGEST, characters.length)
  const covering = new Set<string>()
  for (let at = 0; at < characters.length; at += LONGEST) {
    const from = Math.min(at, characters.length - length)
    covering.add(word(characters.slice(from, from + length)))
  }
  return [...covering]
}
