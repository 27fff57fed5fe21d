import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** `Base64(HMAC-SHA256(APP_Secret, Nonce + Created))` (auth.md 3). */
export function akskDigest(secret: string, nonce: string, created: string): string {
  return createHmac('sha256', secret).update(`${nonce}${created}`, 'utf8').digest('base64')
}

/** `Base64(SHA256(Nonce + Created + APP_Secret))` of the raw 32 bytes (auth.md 3). */
export function wsseRawDigest(secret: string, nonce: string, created: string): string {
  return createHash('sha256').update(`${nonce}${created}${secret}`, 'utf8').digest('base64')
}

/** The same hash written as lower-case hexadecimal text before Base64 (auth.md 3). */
export function wsseHexDigest(secret: string, nonce: string, created: string): string {
  const hex = createHash('sha256').update(`${nonce}${created}${secret}`, 'utf8').digest('hex')
  return Buffer.from(hex, 'ascii').toString('base64')
}

/** Digest of a Voice Call push, with line feeds between the parts or without (auth.md 8). */
export function pushDigest(
  form: 'newline' | 'plain',
  secret: string,
  url: string,
  nonce: string,
  created: string,
): string {
  const message = [url, nonce, created].join(form === 'newline' ? '\n' : '')
  return createHmac('sha256', secret).update(message, 'utf8').digest('base64')
}

export function sameText(one: string, other: string): boolean {
  const a = Buffer.from(one, 'utf8')
  const b = Buffer.from(other, 'utf8')
  return a.length === b.length && timingSafeEqual(a, b)
}
