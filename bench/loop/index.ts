import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import heap from '../../scripts/heap.json' with { type: 'json' }
import type { Client } from '../../src/contract/index.ts'
import { clientAt } from './client.ts'
import type { Loop } from './probe.ts'

export type { Loop } from './probe.ts'

const ENTRY = fileURLToPath(new URL('./measured-host.ts', import.meta.url))
const READY = /^Voicedesk ready: (\S+)$/m

export type Measured = {
  /** What the main loop was like since this was last asked. */
  loop(): Promise<Loop>
  close(): Promise<void>
}

function measured(child: ChildProcess): Measured {
  return {
    async loop() {
      const told: Promise<[Loop]> = once(child, 'message').then(([loop]) => [loop])
      child.send('loop')
      return (await told)[0]
    },
    async close() {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** A process that does nothing. */
export const startIdle = (): Measured => measured(fork(ENTRY, [], { execArgv: [] }))

/** The built application as `npm start` starts it for a browser, asked as a page asks it. */
export async function startMeasuredDesk(dataDir: string): Promise<Measured & { readonly client: Client }> {
  const child = fork(ENTRY, ['--data-dir', dataDir, '--port', '0'], {
    execArgv: heap,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += String(chunk)
      const found = READY.exec(text)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`the application ended with ${code}`)))
  })
  return { ...measured(child), client: clientAt(address) }
}

const ms = (time: number) => time.toFixed(1)

/** One loop in words, with the bounds it should keep. */
export function loopWords({ p50, p99, longest, longestOwn, longestBusy, busyShare, rss }: Loop): string {
  const own = longestOwn === undefined ? '' : `, ${ms(longestOwn)} without waiting for a processor`
  return [
    `p50 ${ms(p50)}, p99 ${ms(p99)}, longest ${ms(longest)} ms (goal 16)${own}`,
    `computing at most ${ms(longestBusy)} ms at a time and ${(busyShare * 100).toFixed(0)} % of the time`,
    `memory ${(rss / 1e6).toFixed(0)} MB (goal 400)`,
  ].join('; ')
}
