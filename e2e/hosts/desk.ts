import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { openBrowserDesk } from './browser-desk.ts'
import { type Chromiums, chromiums } from './chromium.ts'
import type { Desk } from './desk-types.ts'
import { openDoubleDesk } from './double-desk.ts'
import { openElectronDesk } from './electron-desk.ts'
import { type Platform, startPlatform } from './platform.ts'

export type DeskOptions = { hostKind: 'browser' | 'double' | 'electron' }

export type OpenDesk = (start?: {
  language?: 'zh-CN' | 'en'
  dataDir?: string
  args?: readonly string[]
}) => Promise<Desk>

const OPENERS = { browser: openBrowserDesk, double: openDoubleDesk, electron: openElectronDesk } as const

type Fixtures = DeskOptions & { platform: Platform; dataDir: string; openDesk: OpenDesk }

export const test = base.extend<Fixtures, { chromiums: Chromiums }>({
  hostKind: ['browser', { option: true }],

  chromiums: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing is asked for
    async ({}, use) => {
      const shared = chromiums()
      await use(shared)
      await shared.close()
    },
    { scope: 'worker' },
  ],

  platform: async ({ hostKind: _hostKind }, use) => {
    const platform = await startPlatform()
    await use(platform)
    await platform.stop()
  },

  dataDir: async ({ hostKind: _hostKind }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-e2e-'))
    await use(dataDir)
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  },

  openDesk: async ({ hostKind, dataDir, chromiums }, use) => {
    const open: Desk[] = []
    await use(async (start = {}) => {
      const desk = await OPENERS[hostKind](chromiums, { dataDir, language: 'zh-CN', ...start })
      open.push(desk)
      return desk
    })
    for (const desk of open.reverse()) await desk.close()
  },
})

export { expect } from '@playwright/test'
