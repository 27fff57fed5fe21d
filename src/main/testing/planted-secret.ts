import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Base64 of a text inside a longer one: what does not depend on its neighbours, at each of three offsets. */
function base64Within(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(' '.repeat(offset) + text).toString('base64')
    const from = offset === 0 ? 0 : offset + 1
    const to = encoded.endsWith('==') ? -3 : encoded.endsWith('=') ? -2 : undefined
    return encoded.slice(from, to)
  })
}

/** A secret as it might be written: plain, escaped, in the encodings of the wire, in UTF-16. */
export function formsOf(secret: string): Buffer[] {
  const base64 = base64Within(secret)
  const hex = Buffer.from(secret).toString('hex')
  const texts = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')]
}

export function holdsSecret(bytes: Uint8Array | string, secret: string): boolean {
  const where = Buffer.from(bytes)
  return formsOf(secret).some((form) => where.includes(form))
}

/** Files under a folder, SQLite's own logs among them. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

/** Those that hold it. */
export const filesHolding = (folder: string, secret: string): string[] =>
  filesUnder(folder).filter((path) => holdsSecret(readFileSync(path), secret))
