import type { Session, WebContents } from 'electron'

export const SCHEME = 'voicedesk'
const PAGE_ORIGIN = `${SCHEME}://app`
export const PAGE_URL = `${PAGE_ORIGIN}/`

/** Copying a number is all that the page needs of the system today. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Whether a URL is a page of ours: parsed, never compared as text from its beginning. */
export function isOurPage(url: string): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === `${SCHEME}:` && parsed.host === 'app' && parsed.username === ''
  } catch {
    return false
  }
}

/** No way out of the page: no navigation elsewhere, no new window, no webview (Electron checklist 12-14). */
export function secureContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
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

/** Permissions are denied but those listed, and only to our own page (Electron checklist 5). */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) => {
    decide(ALLOWED_PERMISSIONS.has(permission) && isOurPage(contents.getURL()))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return ALLOWED_PERMISSIONS.has(permission) && isOurPage(origin)
  })
  session.setDevicePermissionHandler(() => false)
}
