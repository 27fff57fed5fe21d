import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect } from '@playwright/test'
import { z } from 'zod'
import { CHROMIUM_ARGS, chromiumPath } from './chromium.ts'
import type { Desk, DeskStart } from './desk-types.ts'
import type { Question } from './double/control.ts'
import { startAndWait } from './process.ts'

export type DoubleDesk = Desk & {
  /** Asks the double what the application did to it, or lets it do something to the application. */
  ask<S extends z.ZodType>(question: DistributiveOmit<Question, 'id'>, answer: S): Promise<z.output<S>>
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

const Told = z.object({ id: z.number(), answer: z.unknown() })

/** Arguments with which the built bundle runs against the double. */
export const doubleArgs = (dataDir: string): string[] => [
  '--import',
  './e2e/hosts/double/register.ts',
  'out/main/electron.js',
  '--data-dir',
  dataDir,
]

/** The built Electron bundle against the double of its module; its window is a page of a real Chromium. */
export async function openDoubleDesk(start: DeskStart): Promise<DoubleDesk> {
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
    [...doubleArgs(start.dataDir), ...(start.args ?? [])],
    /^double: window open$/m,
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        VOICEDESK_DOUBLE_CDP: `http://127.0.0.1:${port()}`,
        VOICEDESK_DOUBLE_LOCALE: start.language,
      },
    },
  )
  let asked = 0
  return {
    page: await opened,
    async ask(question, answer) {
      asked += 1
      const id = asked
      const told = new Promise<unknown>((resolve) => {
        const hear = (message: unknown) => {
          const read = Told.parse(message)
          if (read.id !== id) return
          running.child.off('message', hear)
          resolve(read.answer)
        }
        running.child.on('message', hear)
      })
      running.child.send({ ...question, id })
      return answer.parse(await told)
    },
    dataDir: start.dataDir,
    output: running.output,
    async close() {
      await running.stop()
      await context.close()
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
