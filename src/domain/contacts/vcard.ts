import type { CardOfFile } from './table.ts'

/**
 * vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), as far as a name for a number needs it. Libraries that are kept
 * read the later two only; telephones still write 2.1, with quoted-printable UTF-8.
 */

type Line = { readonly name: string; readonly params: string; readonly value: string }

/** A line ends where the next one does not begin with a blank; quoted-printable goes on after `=`. */
function unfolded(text: string): string[] {
  const lines: string[] = []
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const last = lines.at(-1)
    if (last !== undefined && /;ENCODING=QUOTED-PRINTABLE[;:]/i.test(last) && last.endsWith('=')) {
      lines[lines.length - 1] = last.slice(0, -1) + line.trimStart()
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      lines[lines.length - 1] = last + line.slice(1)
    } else lines.push(line)
  }
  return lines
}

/** Turns bytes of a named character set into text; pure code knows no character sets. */
type Decode = (bytes: Uint8Array, charset: string) => string

function lineOf(text: string, decode: Decode): Line | undefined {
  const match = /^(?:[^.:;]+\.)?([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s.exec(text)
  if (match === null) return undefined
  const [, name = '', params = '', raw = ''] = match
  const quoted = /;(?:ENCODING=)?QUOTED-PRINTABLE/i.test(params)
  const charset = /;CHARSET=([^;:]+)/i.exec(params)?.[1] ?? 'utf-8'
  return {
    name: name.toUpperCase(),
    params: params.toUpperCase(),
    value: quoted ? fromQuoted(raw, charset, decode) : raw,
  }
}

/** Runs of escapes are bytes of the character set (RFC 2045 §6.7); what stands between them is text. */
const fromQuoted = (raw: string, charset: string, decode: Decode): string =>
  raw.replace(/(?:=[0-9A-Fa-f]{2})+/g, (run) =>
    decode(
      new Uint8Array(
        run
          .slice(1)
          .split('=')
          .map((hex) => Number.parseInt(hex, 16)),
      ),
      charset,
    ),
  )

const unescaped = (value: string): string =>
  value.replace(/\\([\\,;:nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign)).trim()

/** Parts of a structured value; an escaped semicolon separates nothing. */
const partsOf = (value: string): string[] => value.split(/(?<!\\);/).map(unescaped)

const CHINESE = /\p{Script=Han}/u

function nameOf(lines: readonly Line[]): string {
  const whole = lines.find(({ name, value }) => name === 'FN' && value.trim() !== '')
  if (whole !== undefined) return unescaped(whole.value)
  const structured = lines.find(({ name }) => name === 'N')
  if (structured === undefined) return ''
  const [family = '', given = '', middle = ''] = partsOf(structured.value)
  if (CHINESE.test(family + given)) return family + middle + given
  return [given, middle, family].filter((part) => part !== '').join(' ')
}

/** Every card of a file, in its order; what is no card is passed over. */
export function* parseVCards(text: string, decode: Decode): Generator<CardOfFile> {
  let card: Line[] | undefined
  for (const written of unfolded(text)) {
    const line = lineOf(written, decode)
    if (line === undefined) continue
    const mark = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN' && mark === 'VCARD') card = []
    else if (line.name === 'END' && mark === 'VCARD') {
      if (card !== undefined) yield cardOf(card)
      card = undefined
    } else card?.push(line)
  }
}

function cardOf(lines: readonly Line[]): CardOfFile {
  const first = (name: string) => lines.find((line) => line.name === name)?.value ?? ''
  return {
    name: nameOf(lines),
    company: partsOf(first('ORG'))[0] ?? '',
    note: unescaped(first('NOTE')),
    numbers: lines
      .filter(({ name }) => name === 'TEL')
      .map(({ value }) => unescaped(value).replace(/^tel:/i, ''))
      .filter((number) => number !== ''),
  }
}

const escaped = (value: string): string => value.replace(/([\\,;])/g, '\\$1').replace(/\r\n?|\n/g, '\\n')

/** 75 bytes a line at the most (RFC 6350 §3.2), never cutting a character. */
function folded(line: string): string {
  let out = ''
  let bytes = 0
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (bytes + size > 75) {
      out += '\r\n '
      bytes = 1
    }
    out += character
    bytes += size
  }
  return `${out}\r\n`
}

/** One card of version 3.0, which every telephone and mail program reads. */
export function writeVCard(card: CardOfFile): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${escaped(card.name)};;;;`,
    `FN:${escaped(card.name)}`,
    ...(card.company === '' ? [] : [`ORG:${escaped(card.company)}`]),
    ...card.numbers.map((number) => `TEL;TYPE=VOICE:${escaped(number)}`),
    ...(card.note === '' ? [] : [`NOTE:${escaped(card.note)}`]),
    'END:VCARD',
  ]
  return lines.map(folded).join('')
}
