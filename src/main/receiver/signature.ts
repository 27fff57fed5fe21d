import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { SignatureVerdict } from '../store/index.ts'

export type SignedHeaders = { readonly 'x-aksk'?: string | undefined; readonly 'x-wsse'?: string | undefined }

type Attributes = {
  readonly username: string
  readonly digest: string
  readonly nonce: string
  readonly created: string
}

/**
 * Checks the signature of a push, if it has one. The pages disagree about the digest of Voice Call pushes
 * and older ones print none at all (auth.md §8), so every documented form is tried: HMAC over url, nonce and
 * created with and without line feeds; HMAC over nonce and created; and the two WSSE forms.
 *
 * @param urls the addresses the platform may have been told, the likeliest first: a form is only made when those
 *   before it did not fit
 */
export function verifySignature(
  headers: SignedHeaders,
  known: {
    readonly secret: string | undefined
    readonly appKey: string | undefined
    readonly urls: readonly string[]
  },
): SignatureVerdict {
  const { secret, appKey, urls } = known
  const aksk = headers['x-aksk']
  const wsse = headers['x-wsse']
  if (aksk === undefined && wsse === undefined) return 'absent'
  if (secret === undefined) return 'unverifiable'
  const proves = (header: string | undefined, forms: (attributes: Attributes) => Iterable<string>) => {
    const attributes = header === undefined ? undefined : parseToken(header)
    if (attributes === undefined || (appKey !== undefined && attributes.username !== appKey)) return false
    for (const digest of forms(attributes)) if (same(digest, attributes.digest)) return true
    return false
  }
  const proved =
    proves(aksk, (attributes) => akskForms(attributes, secret, urls)) ||
    proves(wsse, (attributes) => wsseForms(attributes, secret))
  return proved ? 'valid' : 'invalid'
}

/**
 * Whether the address in the digest is byte for byte the configured one is not confirmed (auth.md §8), so
 * each is also tried with and without the default port and a slash at the end.
 */
function* writings(urls: readonly string[]): Generator<string> {
  yield* urls.filter((url) => url !== '')
  for (const url of urls) {
    const [, scheme = '', host = '', port = '', path = ''] =
      /^(https?):\/\/(\[[^\]]+\]|[^/:]+)(:\d+)?(\/.*)?$/.exec(url) ?? []
    if (host === '') continue
    const usual = scheme === 'https' ? ':443' : ':80'
    const bare = path.replace(/\/$/, '')
    for (const written of port === '' || port === usual ? ['', usual] : [port]) {
      yield `${scheme}://${host}${written}${bare}`
      yield `${scheme}://${host}${written}${bare}/`
    }
  }
}

function* akskForms(
  { nonce, created }: Attributes,
  secret: string,
  urls: readonly string[],
): Generator<string> {
  const hmac = (message: string) => createHmac('sha256', secret).update(message).digest('base64')
  for (const written of writings(urls)) {
    yield hmac(`${written}\n${nonce}\n${created}`)
    yield hmac(written + nonce + created)
  }
  yield hmac(nonce + created)
}

function wsseForms({ nonce, created }: Attributes, secret: string): string[] {
  const hash = createHash('sha256')
    .update(nonce + created + secret)
    .digest()
  return [hash.toString('base64'), Buffer.from(hash.toString('hex')).toString('base64')]
}

/** `UsernameToken Username="…",PasswordDigest="…",Nonce="…",Created="…"`, with or without blanks. */
function parseToken(header: string): Attributes | undefined {
  const found = new Map<string, string>()
  for (const match of header.matchAll(/(\w+)\s*=\s*"([^"]*)"/g)) {
    if (match[1] !== undefined && match[2] !== undefined) found.set(match[1].toLowerCase(), match[2])
  }
  const username = found.get('username')
  const digest = found.get('passworddigest')
  const nonce = found.get('nonce')
  const created = found.get('created')
  if (username === undefined || digest === undefined || nonce === undefined || created === undefined)
    return undefined
  return { username, digest, nonce, created }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
