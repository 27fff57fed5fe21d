import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Reply } from '../../contract/errors.ts'
import type { Client } from '../../contract/index.ts'
import { startApp } from '../app.ts'
import { deskClient, Replied } from './desk-client.ts'
import { deskConfig } from './desk-config.ts'

/** The whole application in a process of its own, to be killed or to live in another session. */
export type DeskProcess = {
  readonly client: Client
  readonly dataDir: string
  /** Every reply and every event as text. */
  readonly said: readonly string[]
  /** Ends it as a power cut would; not for one inside a session, which would live on. */
  kill(): Promise<void>
  /** Ends it as a person would. */
  close(): Promise<void>
}

const Asked = z.strictObject({ id: z.number(), name: z.string(), json: z.string() })
const Said = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ id: z.number(), reply: Replied }),
  z.strictObject({ event: z.unknown() }),
])
type Said = z.output<typeof Said>

/** @param run starts the command with its standard input and output as pipes */
export async function startDeskProcess(
  dataDir: string,
  run: (command: readonly [string, ...string[]]) => ChildProcess = ([command, ...args]) =>
    spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] }),
): Promise<DeskProcess> {
  const child = run([process.execPath, fileURLToPath(import.meta.url), dataDir])
  const { stdin, stdout } = child
  if (stdin === null || stdout === null) throw new Error('the process has no pipes')
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  const said: string[] = []
  let last = 0
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the application ended with ${code} before it was ready`)))
    createInterface({ input: stdout }).on('line', (line) => {
      const message = Said.parse(JSON.parse(line))
      if ('ready' in message) return resolve()
      said.push(line)
      if ('id' in message) waiting.get(message.id)?.(message.reply)
    })
  })
  const ask = (name: string, json: string) =>
    new Promise<Reply<unknown>>((resolve) => {
      last += 1
      waiting.set(last, resolve)
      stdin.write(`${JSON.stringify({ id: last, name, json })}\n`)
    })
  return {
    client: deskClient(ask, []),
    dataDir,
    said,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async close() {
      stdin.end()
      await gone
    },
  }
}

async function serve(dataDir: string): Promise<void> {
  const say = (message: Said) => process.stdout.write(`${JSON.stringify(message)}\n`)
  const app = await startApp(deskConfig(dataDir))
  app.events.subscribe((event) => say({ event }))
  say({ ready: true })
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, name, json } = Asked.parse(JSON.parse(line))
    void app
      .dispatch(name, json, { signal: new AbortController().signal })
      .then((reply) => say({ id, reply }))
  }
  await app.close()
}

if (import.meta.main) await serve(process.argv[2] ?? '.')
