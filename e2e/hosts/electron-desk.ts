import { _electron } from '@playwright/test'
import type { Desk, DeskStart } from './desk-types.ts'
import { root } from './process.ts'

/** Real Electron, where its runtime is present. */
export async function openElectronDesk(start: DeskStart): Promise<Desk> {
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
    close: () => electron.close(),
  }
}
