import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import type { DeskOptions } from './e2e/hosts/desk.ts'

/** Real Electron takes part wherever its runtime has been fetched. */
const electronFolder = join(import.meta.dirname, 'node_modules', 'electron')
const pathFile = join(electronFolder, 'path.txt')
const electronHere =
  existsSync(pathFile) && existsSync(join(electronFolder, 'dist', readFileSync(pathFile, 'utf8')))

export default defineConfig<DeskOptions>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 4,
  fullyParallel: true,
  // A machine that is busy with other things may be several times slower; what hangs is found all the same.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // `npm test` names what needed a second try.
  retries: 1,
  // A trace of everything costs as much as the tests: `--trace on` makes one of what is looked into.
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'browser host', testIgnore: '**/electron/**', use: { hostKind: 'browser' } },
    { name: 'electron bundle in the double', testIgnore: '**/browser/**', use: { hostKind: 'double' } },
    ...(electronHere
      ? [
          {
            name: 'electron',
            testIgnore: ['**/browser/**', '**/electron/**'],
            use: { hostKind: 'electron' as const },
          },
        ]
      : []),
  ],
})
