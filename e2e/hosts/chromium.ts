import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, expect } from '@playwright/test'
import usual from '../../scripts/chromium.json' with { type: 'json' }
import type { DeskStart } from './desk-types.ts'

/** The Chromium the tests drive: the one named, else what the system has. */
export function chromiumPath(): string {
  const known = [process.env.VOICEDESK_CHROMIUM, ...usual]
  const found = known.find((path) => path !== undefined && existsSync(path))
  if (found === undefined) throw new Error('no Chromium here; name one in VOICEDESK_CHROMIUM')
  return found
}

/** Quiet and alone: nothing of its own goes to the network. Sound plays without a gesture and a device. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
]

/** A Chromium that another process opens windows in: they are pages of its default context. */
export type OpenChromium = { readonly context: BrowserContext; readonly endpoint: string }

/**
 * The Chromiums of one worker, started when first asked for. Desks share them: every desk has an address of
 * its own, so what one page stores no other sees.
 */
export type Chromiums = {
  browser(): Promise<Browser>
  /** One for each language, which is a matter of the whole context. */
  open(language: DeskStart['language']): Promise<OpenChromium>
  close(): Promise<void>
}

export function chromiums(): Chromiums {
  let browser: Promise<Browser> | undefined
  const open = new Map<DeskStart['language'], Promise<OpenChromium>>()
  const folders: string[] = []

  const launch = async (language: DeskStart['language']): Promise<OpenChromium> => {
    const userData = mkdtempSync(join(tmpdir(), 'voicedesk-chromium-'))
    folders.push(userData)
    const context = await chromium.launchPersistentContext(userData, {
      executablePath: chromiumPath(),
      args: [...CHROMIUM_ARGS, '--remote-debugging-port=0'],
      locale: language,
      viewport: { width: 1280, height: 800 },
    })
    const port = () => firstLine(join(userData, 'DevToolsActivePort'))
    await expect.poll(port).not.toBe('')
    return { context, endpoint: `http://127.0.0.1:${port()}` }
  }

  return {
    browser() {
      browser ??= chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS })
      return browser
    },
    open(language) {
      const known = open.get(language)
      if (known !== undefined) return known
      const launched = launch(language)
      open.set(language, launched)
      return launched
    },
    async close() {
      await (await browser)?.close()
      for (const launched of open.values()) await (await launched).context.close()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Of a file that may not be there yet. */
function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n')[0] ?? ''
  } catch {
    return ''
  }
}
