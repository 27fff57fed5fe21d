/** The main loop while many files become prompts: a window that waits for it must not notice. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { linearWavHeader, toLinear16 } from '../src/domain/wav/linear.ts'
import { startApp } from '../src/main/app.ts'
import { deskConfig } from '../src/main/testing/desk-config.ts'
import { machine, report } from './figures.ts'

const FILES = 100
const SECONDS = 10
const RATE = 44_100
const GOAL_MS = 16

const folder = mkdtempSync(join(tmpdir(), 'voicedesk-bench-'))
const app = await startApp(deskConfig(folder))
try {
  const samples = Float32Array.from(
    { length: SECONDS * RATE },
    (_, at) => 0.3 * Math.sin(at * 0.05) * Math.max(0, Math.sin(at * 0.0004)),
  )
  const wav = Buffer.concat([linearWavHeader(samples.length, RATE), Buffer.from(toLinear16(samples).buffer)])
  const ask = (name: string, input: object) =>
    app.dispatch(name, JSON.stringify(input), { signal: new AbortController().signal })
  const over = new Promise<void>((resolve) => {
    const done = new Set<string>()
    app.events.subscribe(({ name, payload }) => {
      if (name !== 'prompts.job' || typeof payload !== 'object' || payload === null) return
      if (!('state' in payload) || !('id' in payload) || payload.state !== 'done') return
      done.add(String(payload.id))
      if (done.size === FILES) resolve()
    })
  })
  // The sender is another process in life, so what it takes to send is not counted.
  const ids = Array.from({ length: FILES }, () => randomUUID())
  for (const id of ids) {
    await app.web(new Request(`http://desk/upload/${id}`, { method: 'PUT', body: new Uint8Array(wav) }))
  }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const began = performance.now()
  for (const [at, id] of ids.entries()) {
    const shaping = { levelDbm0: -19, trim: false }
    await ask('prompts.convert', { sourceId: id, fileName: `${at}.wav`, origin: 'file', shaping })
  }
  await over
  delay.disable()
  report([
    ['machine', machine()],
    [`${FILES} files of ${SECONDS} s, all in the library`, `${(performance.now() - began).toFixed(0)} ms`],
    [
      'main loop held up',
      `p50 ${(delay.percentile(50) / 1e6).toFixed(1)}, p99 ${(delay.percentile(99) / 1e6).toFixed(1)}, longest ${(delay.max / 1e6).toFixed(1)} ms (goal ${GOAL_MS})`,
    ],
  ])
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}
