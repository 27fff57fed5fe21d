/**
 * Pushes kept durably per second over real HTTP, and how long a sender waits for its 200; beside it the
 * plainest receiver there is: one transaction per push on the same disk with the same durability.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { loneReceiver } from '../src/main/receiver/testing/lone-receiver.ts'
import { machine, quantile, report } from './figures.ts'

const SECONDS = 6
const SENDERS = 32
const TOKEN = 'benchbenchbenchbenchbench'

type Target = { readonly port: number; close(): Promise<void> }

async function plain(dataDir: string): Promise<Target> {
  const db = new Database(join(dataDir, 'plain.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE pushes (id INTEGER PRIMARY KEY, body TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO pushes (body) VALUES (?)')
  const server = createServer((asked, answer) => {
    let body = ''
    asked.setEncoding('utf8')
    asked.on('data', (chunk) => {
      body += chunk
    })
    asked.on('end', () => {
      JSON.parse(body)
      insert.run(body)
      answer.end('{"resultcode":"0"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      db.close()
    },
  }
}

let serial = 0

function push(): string {
  serial += 1
  const statusInfo = {
    sessionId: `bench-${serial}`,
    timestamp: '2026-03-01 03:15:00',
    caller: '+8675528000111',
    called: '+8613500001111',
  }
  return JSON.stringify({ eventType: 'callout', statusInfo })
}

function send(port: number, agent: Agent): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path: `/p/${TOKEN}/status`, method: 'POST', agent },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode === 200))
      },
    )
    asking.once('error', reject)
    asking.end(push())
  })
}

async function load(start: (dataDir: string) => Promise<Target>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-bench-'))
  const target = await start(dataDir)
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS })
  const waits: number[] = []
  let refused = 0
  const end = performance.now() + SECONDS * 1000
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (performance.now() < end) {
        const from = performance.now()
        if (await send(target.port, agent)) waits.push(performance.now() - from)
        else refused += 1
      }
    }),
  )
  agent.destroy()
  await target.close()
  rmSync(dataDir, { recursive: true, force: true })
  return { rate: waits.length / SECONDS, waits, refused }
}

const words = ({ rate, waits, refused }: Awaited<ReturnType<typeof load>>) =>
  `${rate.toFixed(0)}/s, p50 ${quantile(waits, 0.5).toFixed(1)} ms, p99 ${quantile(waits, 0.99).toFixed(1)} ms, refused ${refused}`

report([
  ['machine', machine()],
  ['load', `${SENDERS} senders for ${SECONDS} s each, in the same process as the receiver`],
  [
    'Voicedesk: log, events, call, search index',
    words(await load((dataDir) => loneReceiver(dataDir, TOKEN))),
  ],
  ['plain: one row per push, nothing derived', words(await load(plain))],
])
