import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { openStore, type Store } from '../index.ts'

/** A store of its own for each test of a file, and the end of whatever the test has opened. */
export function scratchStore() {
  let dataDir = ''
  const open: { close(): Promise<void> }[] = []
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-store-'))
  })
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    dataDir: () => dataDir,
    closeAtEnd: (one: { close(): Promise<void> }) => void open.push(one),
    async store(): Promise<Store> {
      const opened = await openStore({ dataDir })
      open.push(opened)
      return opened
    },
  }
}
