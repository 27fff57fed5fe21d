import type { Session, WebContents } from 'electron'

export const SCHEME = 'voicedesk'
const PAGE_ORIGIN = `${SCHEME}://app`
export const PAGE_URL = `${PAGE_ORIGIN}/`

/** Copying a number, and the microphone for recording a prompt, is all that the page needs of the system. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'media'])

/** Whether a URL is a page of ours: parsed, never compared as text from its beginning. */
export function isOurPage(url: string): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === `${SCHEME}:` && parsed.host === 'app' && parsed.username === ''
  } catch {
    return false
  }
}

/** The vendor's console is the one place outside that the page leads to, and it opens in the person's browser. */
export function isConsole(url: string): boolean {
  try {
    const { protocol, hostname, port, username } = new URL(url)
    const vendor = hostname === 'huaweicloud.com' || hostname.endsWith('.huaweicloud.com')
    return protocol === 'https:' && vendor && port === '' && username === ''
  } catch {
    return false
  }
}

/**
 * No way out of the page: no navigation elsewhere, no new window, no webview (Electron checklist 12-15).
 *
 * @param openOutside shows a page in the person's browser
 */
export function secureContents(contents: WebContents, openOutside: (url: string) => Promise<void>): void {
  contents.setWindowOpenHandler(({ url }) => {
    // A browser that does not open is seen by whoever pressed the link; there is nothing to do about it here.
    if (isConsole(url)) openOutside(url).catch(() => undefined)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOurPage(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Sound alone: a request that asks for pictures too is denied whole. */
const isSoundOnly = (kinds: readonly (string | undefined)[]): boolean =>
  kinds.length > 0 && kinds.every((kind) => kind === 'audio')

/** Permissions are denied but those listed, and only to our own page (Electron checklist 5). */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const fits = permission !== 'media' || isSoundOnly(kinds)
    decide(fits && ALLOWED_PERMISSIONS.has(permission) && isOurPage(contents.getURL()))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const fits = permission !== 'media' || isSoundOnly([details.mediaType])
    return fits && ALLOWED_PERMISSIONS.has(permission) && isOurPage(origin)
  })
  session.setDevicePermissionHandler(() => false)
}
