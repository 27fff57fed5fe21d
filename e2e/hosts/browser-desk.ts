import type { Chromiums } from './chromium.ts'
import type { Desk, DeskStart } from './desk-types.ts'
import { startAndWait } from './process.ts'

/** The browser host as its own process, and an ordinary Chromium at the address it prints. */
export async function openBrowserDesk(chromiums: Chromiums, start: DeskStart): Promise<Desk> {
  const running = await startAndWait(
    process.execPath,
    ['out/main/browser.js', '--data-dir', start.dataDir, '--port', '0', ...(start.args ?? [])],
    /^Voicedesk ready: (\S+)$/m,
    { env: { ...process.env, LC_ALL: `${start.language.replace('-', '_')}.UTF-8` } },
  )
  const browser = await chromiums.browser()
  const context = await browser.newContext({ locale: start.language, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(running.match[1] ?? '')
  return {
    page,
    dataDir: start.dataDir,
    output: running.output,
    kill: running.kill,
    async close() {
      await context.close()
      await running.stop()
    },
  }
}
