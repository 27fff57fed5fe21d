import { z } from 'zod'
import type { Chromiums } from './chromium.ts'
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
export async function openDoubleDesk(chromiums: Chromiums, start: DeskStart): Promise<DoubleDesk> {
  const { context, endpoint } = await chromiums.open(start.language)
  const opened = context.waitForEvent('page')
  const running = await startAndWait(
    process.execPath,
    [...doubleArgs(start.dataDir), ...(start.args ?? [])],
    /^double: window open$/m,
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        VOICEDESK_DOUBLE_CDP: endpoint,
        VOICEDESK_DOUBLE_LOCALE: start.language,
      },
    },
  )
  const page = await opened
  let asked = 0
  return {
    page,
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
    kill: running.kill,
    async close() {
      await running.stop()
      await page.close()
      await context.unrouteAll()
    },
  }
}
