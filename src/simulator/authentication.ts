import type { IncomingHttpHeaders } from 'node:http'
import { akskDigest, sameText, wsseHexDigest, wsseRawDigest } from './digests.ts'
import type { AppSpec, Settings } from './options.ts'
import type { PrivateNumberApp } from './private-number/account.ts'
import { Refusal, refusal } from './refusals.ts'
import { type Claim, readClaim } from './signature-headers.ts'
import { parseCreated } from './stamps.ts'

/** An application of either product. */
export type Application = AppSpec | PrivateNumberApp

export const isPrivateNumber = (app: Application): app is PrivateNumberApp => 'mode' in app

export type Authenticated = { readonly app: Application; readonly claim: Claim; readonly nonceSeen: boolean }

export type Lock = { readonly ip: string; readonly until: number }

/** Checks signatures and keeps the lock-out of source addresses. */
export type Authentication = {
  /** Throws the Refusal the platform would answer. */
  check(headers: IncomingHttpHeaders, ip: string): Authenticated
  lock(ip: string): void
  locks(): readonly Lock[]
  clearLocks(): void
}

const EIGHT_HOURS_MS = 8 * 3_600_000
const NONCE_FORM = /^[0-9A-Za-z]{1,128}$/

/**
 * @param findApp application of a key, if there is one
 * @param now simulated time: locks last by it
 */
export function createAuthentication(
  settings: Settings,
  findApp: (appKey: string) => Application | undefined,
  now: () => number,
): Authentication {
  const lockedUntil = new Map<string, number>()
  const failures = new Map<string, number[]>()
  const nonces = new Set<string>()

  const isLocked = (ip: string) => (lockedUntil.get(ip) ?? Number.NEGATIVE_INFINITY) > now()

  function lock(ip: string) {
    lockedUntil.set(ip, now() + settings.lockSeconds * 1000)
    failures.delete(ip)
  }

  /** Counted failures lock the address (auth.md 5: 1020176, about 30 minutes). */
  function countFailure(ip: string) {
    const since = now() - settings.lockWindowSeconds * 1000
    const recent = [...(failures.get(ip) ?? []), now()].filter((at) => at > since)
    failures.set(ip, recent)
    if (recent.length >= settings.lockAfterFailures) lock(ip)
  }

  /** `Created` must not differ much from the platform's clock (auth.md 3). */
  function checkCreated(created: string) {
    const shown = parseCreated(created)
    // A bad time "may also surface as 1023006" on Voice Call.
    if (shown === undefined) throw refusal('1023006', 'Authentication failed: Created is malformed.')
    const readings = {
      utc: [shown],
      beijing: [shown - EIGHT_HOURS_MS],
      both: [shown, shown - EIGHT_HOURS_MS],
    }
    const real = settings.authClock()
    const near = readings[settings.createdZone].some(
      (at) => Math.abs(at - real) <= settings.clockToleranceSeconds * 1000,
    )
    if (!near) throw refusal('1010013')
  }

  function digestHolds(claim: Claim, secret: string): boolean {
    const { nonce, created, digest } = claim
    if (claim.scheme === 'AKSK') return sameText(digest, akskDigest(secret, nonce, created))
    const raw = settings.wsse === 'both' || settings.wsse === 'raw'
    const hex = settings.wsse === 'both' || settings.wsse === 'hex'
    return (
      (raw && sameText(digest, wsseRawDigest(secret, nonce, created))) ||
      (hex && sameText(digest, wsseHexDigest(secret, nonce, created)))
    )
  }

  function verify(headers: IncomingHttpHeaders): Authenticated {
    const claim = readClaim(headers)
    const app = findApp(claim.username)
    if (app === undefined) throw refusal('1010003')
    if (!NONCE_FORM.test(claim.nonce)) {
      throw refusal('1023006', 'Authentication failed: Nonce is malformed.')
    }
    checkCreated(claim.created)
    if (!digestHolds(claim, app.appSecret)) throw refusal('1010010')
    const nonceSeen = nonces.has(`${app.appKey} ${claim.nonce}`)
    if (nonceSeen && settings.reusedNonce === 'refuse') throw refusal('1010010')
    nonces.add(`${app.appKey} ${claim.nonce}`)
    return { app, claim, nonceSeen }
  }

  return {
    check(headers, ip) {
      if (isLocked(ip)) throw refusal('1020176')
      let proven: Authenticated
      try {
        proven = verify(headers)
      } catch (error) {
        if (error instanceof Refusal) countFailure(ip)
        throw error
      }
      // The signature held: what follows is about rights and does not count towards the lock.
      const { app } = proven
      if (app.allowedIps !== undefined && !app.allowedIps.includes(ip)) throw refusal('1020166')
      if (app.state === 'suspended') throw refusal('1010008')
      if (app.state === 'unavailable') throw refusal('1010021')
      return proven
    },
    lock,
    locks: () => [...lockedUntil].filter(([ip]) => isLocked(ip)).map(([ip, until]) => ({ ip, until })),
    clearLocks() {
      lockedUntil.clear()
      failures.clear()
    },
  }
}
