import { type Browser, type BrowserContext, chromium } from '@playwright/test'

let browser: Browser | undefined

/** The Chromium that the test started and named; its default context holds our windows. */
export async function context(): Promise<BrowserContext> {
  const endpoint = process.env.VOICEDESK_DOUBLE_CDP
  if (endpoint === undefined) throw new Error('VOICEDESK_DOUBLE_CDP names no browser')
  browser ??= await chromium.connectOverCDP(endpoint)
  const [shared] = browser.contexts()
  if (shared === undefined) throw new Error('the browser has no default context')
  return shared
}

export async function disconnect(): Promise<void> {
  await browser?.close()
}
