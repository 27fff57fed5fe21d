import type { IncomingHttpHeaders } from 'node:http'
import { type RefusalCode, refusal } from './refusals.ts'

/** What a request says about who sent it. */
export type Claim = {
  readonly scheme: 'AKSK' | 'WSSE'
  readonly username: string
  readonly digest: string
  readonly nonce: string
  readonly created: string
}

/** Splits `Word a="x",b="y"`; a comma or a comma and a blank stands between attributes (auth.md 3). */
function splitHeader(value: string): { word: string; attributes: ReadonlyMap<string, string> } {
  const word = /^\s*([^\s=",]+)(?=\s|$)/.exec(value)?.[1] ?? ''
  const rest = value.trimStart().slice(word.length)
  const attributes = new Map<string, string>()
  for (const [, name, text] of rest.matchAll(/(?:^|,)\s*([A-Za-z]+)\s*=\s*"([^"]*)"/g)) {
    if (name !== undefined && text !== undefined) attributes.set(name, text)
  }
  return { word, attributes }
}

const oneOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

const MISSING: Record<'AKSK' | 'WSSE', Record<string, RefusalCode>> = {
  AKSK: {
    header: '1023033',
    token: '1023038',
    Username: '1023034',
    Nonce: '1023035',
    Created: '1023036',
    PasswordDigest: '1023037',
  },
  // The WSSE tables name no code for a missing word or digest: the catch-all 1023006 stands in.
  WSSE: { header: '1023026', Username: '1023027', Nonce: '1023028', Created: '1023029' },
}

/** Reads both headers; each missing piece has its code of auth.md 4. */
export function readClaim(headers: IncomingHttpHeaders): Claim {
  const authorization = headers.authorization
  if (authorization === undefined || authorization.trim() === '') throw refusal('1023006')
  const { word: scheme, attributes } = splitHeader(authorization)
  if (scheme !== 'AKSK' && scheme !== 'WSSE') throw refusal('1023013')
  const realm = attributes.get('realm')
  if (realm === undefined) throw refusal('1023007')
  if (realm !== 'SDP') throw refusal('1023009')
  const profile = attributes.get('profile')
  if (profile === undefined) throw refusal('1023008')
  if (profile !== 'UsernameToken') throw refusal('1023010')
  const type = attributes.get('type')
  if (type === undefined) throw refusal('1023012')
  if (type !== 'Appkey') throw refusal('1023011')

  const missing = (piece: string) => refusal(MISSING[scheme][piece] ?? '1023006')
  const token = oneOf(headers[scheme === 'AKSK' ? 'x-aksk' : 'x-wsse'])
  if (token === undefined || token.trim() === '') throw missing('header')
  const parts = splitHeader(token)
  if (parts.word !== 'UsernameToken') throw missing('token')
  const piece = (name: string) => {
    const value = parts.attributes.get(name)
    if (value === undefined || value === '') throw missing(name)
    return value
  }
  return {
    scheme,
    username: piece('Username'),
    nonce: piece('Nonce'),
    created: piece('Created'),
    digest: piece('PasswordDigest'),
  }
}
