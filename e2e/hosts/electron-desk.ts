import { _electron } from '@playwright/test'
import type { Chromiums } from './chromium.ts'
import type { Desk, DeskStart } from './desk-types.ts'
import { root } from './process.ts'

/** Real Electron, where its runtime is present; it brings its own Chromium. */
export async function openElectronDesk(_chromiums: Chromiums, start: DeskStart): Promise<Desk> {
  const electron = await _electron.launch({
    args: ['--no-sandbox', root, '--data-dir', start.dataDir, ...(start.args ?? [])],
    locale: start.language,
  })
  let text = ''
  electron.process().stdout?.on('data', (chunk) => {
    text += chunk
  })
  electron.process().stderr?.on('data', (chunk) => {
    text += chunk
  })
  return {
    page: await electron.firstWindow(),
    dataDir: start.dataDir,
    output: () => text,
    async kill() {
      const process = electron.process()
      const ended = new Promise((resolve) => process.once('exit', resolve))
      process.kill('SIGKILL')
      await ended
    },
    close: () => electron.close(),
  }
}
