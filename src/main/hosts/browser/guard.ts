import { createHash, timingSafeEqual } from 'node:crypto'

/** What is known of a request before anything is done with it. */
export type RequestFacts = {
  readonly method: string
  readonly path: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  readonly tokenInQuery: string | undefined
  readonly upgrade: boolean
}

export type Keys = {
  readonly port: number
  /** The start token: in the address printed at start, and as bearer for programs. */
  readonly token: string
  /** Value of the session cookie. */
  readonly session: string
}

export type Verdict =
  | { readonly admit: 'page' | 'program' }
  /** The start token was shown: give the cookie and send the browser to the clean address. */
  | { readonly admit: 'exchange' }
  | { readonly refuse: 400 | 401 | 403; readonly reason: string }

/** Cookies do not know ports, so the name does: two installations on one machine keep apart. */
export const cookieName = (port: number): string => `voicedesk-${port}`

/**
 * The one gate of the browser host, for pages, operations, media and WebSocket alike. Pure.
 *
 * - Host must be ours: a name that was rebound to 127.0.0.1 (DNS rebinding) is not.
 * - Origin, where sent, must be ours, and must be sent with everything that acts: no other site can post
 *   with the user's cookie, and no other site can open the WebSocket.
 * - Sec-Fetch-Site, where sent, must be same-origin (or a direct visit of the page).
 * - Then the secret: cookie, bearer token, or once the token in the address.
 */
export function admit(facts: RequestFacts, keys: Keys): Verdict {
  const hosts = [`127.0.0.1:${keys.port}`, `localhost:${keys.port}`]
  if (facts.host === undefined || !hosts.includes(facts.host)) return { refuse: 403, reason: 'foreign host' }
  if (facts.origin !== undefined && facts.origin !== `http://${facts.host}`) {
    return { refuse: 403, reason: 'foreign origin' }
  }
  const acts = facts.upgrade || (facts.method !== 'GET' && facts.method !== 'HEAD')

  const bearer = bearerOf(facts.authorization)
  if (bearer !== undefined) {
    return same(bearer, keys.token) ? { admit: 'program' } : { refuse: 401, reason: 'wrong token' }
  }
  const visits = facts.method === 'GET' && !facts.upgrade && facts.path === '/'
  if (visits && facts.tokenInQuery !== undefined) {
    return same(facts.tokenInQuery, keys.token)
      ? { admit: 'exchange' }
      : { refuse: 401, reason: 'wrong token' }
  }
  if (facts.fetchSite !== undefined && facts.fetchSite !== 'same-origin') {
    const directVisit = visits && facts.fetchSite === 'none'
    if (!directVisit) return { refuse: 403, reason: 'cross-site request' }
  }
  if (acts && facts.origin === undefined) return { refuse: 403, reason: 'origin missing' }
  const session = cookieOf(facts.cookie, cookieName(keys.port))
  if (session === undefined) return { refuse: 401, reason: 'no session' }
  return same(session, keys.session) ? { admit: 'page' } : { refuse: 401, reason: 'wrong session' }
}

function bearerOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '')
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** Constant-time, also for lengths: both sides are hashed first. */
function same(given: string, kept: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(kept))
}
