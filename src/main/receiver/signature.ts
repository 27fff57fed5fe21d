import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { SignatureVerdict } from '../store/index.ts'

export type SignedPush = {
  /** `X-AKSK` and `X-WSSE` as they came. */
  readonly aksk?: string | undefined
  readonly wsse?: string | undefined
  /** Addresses under which the platform may know us. */
  readonly urls: readonly string[]
}

type Token = {
  readonly username: string
  readonly digest: string
  readonly nonce: string
  readonly created: string
}

/**
 * Whether a push proves that it comes from the platform. Its forms are not settled, so each documented one is
 * tried (auth.md §8): for `X-AKSK` the HMAC over address, nonce and time with line feeds, without, and over
 * nonce and time alone; for `X-WSSE` the plain hash, raw and as hexadecimal text. The body is in none of them.
 *
 * @param appKey whose signature it must be, where known
 * @param secret `undefined` when there is none to check with: then a signature is `unverifiable`
 */
export function signatureVerdict(
  push: SignedPush,
  appKey: string | undefined,
  secret: string | undefined,
): SignatureVerdict {
  const { aksk, wsse } = push
  if (aksk === undefined && wsse === undefined) return 'absent'
  if (secret === undefined) return 'unverifiable'
  const proves = (header: string | undefined, digests: (token: Token) => Iterable<string>) => {
    const token = header === undefined ? undefined : tokenOf(header)
    if (token === undefined || (appKey !== undefined && token.username !== appKey)) return false
    for (const digest of digests(token)) if (sameText(digest, token.digest)) return true
    return false
  }
  const valid =
    proves(aksk, (token) => akskDigests(token, secret, push.urls)) ||
    proves(wsse, (token) => wsseDigests(token, secret))
  return valid ? 'valid' : 'invalid'
}

/** `UsernameToken Username="…",PasswordDigest="…",Nonce="…",Created="…"`, in any order, blanks allowed. */
function tokenOf(header: string): Token | undefined {
  const found = new Map<string, string>()
  for (const [, name, value] of header.matchAll(/(?:^|[\s,])([A-Za-z]{1,32})\s*=\s*"([^"]{0,512})"/g)) {
    if (name !== undefined && value !== undefined) found.set(name.toLowerCase(), value)
  }
  const username = found.get('username')
  const digest = found.get('passworddigest')
  const nonce = found.get('nonce')
  const created = found.get('created')
  if (username === undefined || digest === undefined || nonce === undefined || created === undefined) {
    return undefined
  }
  return { username, digest, nonce, created }
}

function* akskDigests({ nonce, created }: Token, secret: string, urls: readonly string[]): Iterable<string> {
  const hmac = (message: string) => createHmac('sha256', secret).update(message, 'utf8').digest('base64')
  for (const url of writings(urls)) {
    yield hmac(`${url}\n${nonce}\n${created}`)
    yield hmac(`${url}${nonce}${created}`)
  }
  yield hmac(`${nonce}${created}`)
}

function* wsseDigests({ nonce, created }: Token, secret: string): Iterable<string> {
  const hash = createHash('sha256').update(`${nonce}${created}${secret}`, 'utf8').digest()
  yield hash.toString('base64')
  yield Buffer.from(hash.toString('hex'), 'ascii').toString('base64')
}

/** Ways to write the same addresses: with and without the default port and a slash at the end. */
function writings(urls: readonly string[]): ReadonlySet<string> {
  const all = new Set(urls)
  for (const url of urls) {
    const [, scheme = '', host = '', port = '', path = ''] =
      /^(https?):\/\/(\[[^\]]+\]|[^/:]+)(:\d+)?(\/.*)?$/.exec(url) ?? []
    if (host === '') continue
    const usual = scheme === 'https' ? ':443' : ':80'
    const bare = path.replace(/\/+$/, '')
    for (const written of port === '' || port === usual ? ['', usual] : [port]) {
      all.add(`${scheme}://${host}${written}${bare}`)
      all.add(`${scheme}://${host}${written}${bare}/`)
    }
  }
  return all
}

function sameText(one: string, other: string): boolean {
  const a = Buffer.from(one, 'utf8')
  const b = Buffer.from(other, 'utf8')
  return a.length === b.length && timingSafeEqual(a, b)
}
