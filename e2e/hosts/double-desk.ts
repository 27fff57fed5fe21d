import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath } from './chromium.ts'
import type { Desk, DeskStart } from './desk-types.ts'
import { startAndWait } from './process.ts'

/** The built Electron bundle against the double of its module; its window is a page of a real Chromium. */
export async function openDoubleDesk(start: DeskStart): Promise<Desk> {
  const userData = mkdtempSync(join(tmpdir(), 'voicedesk-chromium-'))
  const context = await chromium.launchPersistentContext(userData, {
    executablePath: chromiumPath(),
    args: [...CHROMIUM_ARGS, '--remote-debugging-port=0'],
    locale: start.language,
    viewport: { width: 1280, height: 800 },
  })
  const portFile = join(userData, 'DevToolsActivePort')
  const port = () => {
    try {
      return readFileSync(portFile, 'utf8').split('\n')[0] ?? ''
    } catch {
      return ''
    }
  }
  await expect.poll(port).not.toBe('')
  const opened = context.waitForEvent('page')
  const running = await startAndWait(
    process.execPath,
    [
      '--import',
      './e2e/hosts/double/register.ts',
      'out/main/electron.js',
      '--data-dir',
      start.dataDir,
      ...(start.args ?? []),
    ],
    /^double: window open$/m,
    {
      env: {
        ...process.env,
        VOICEDESK_DOUBLE_CDP: `http://127.0.0.1:${port()}`,
        VOICEDESK_DOUBLE_LOCALE: start.language,
      },
    },
  )
  return {
    page: await opened,
    dataDir: start.dataDir,
    output: running.output,
    async close() {
      await running.stop()
      await context.close()
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
