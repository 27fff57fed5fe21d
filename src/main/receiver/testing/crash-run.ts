import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { formatPlatformTime } from '../../../domain/time/index.ts'
import { isUtcMs, must } from '../../../domain/values.ts'
import { openReader, type Reader } from '../../store/index.ts'

export type CrashReport = {
  /** Pushes answered 200. */
  readonly acknowledged: number
  /** Requests that were under way when the receiver was killed. */
  readonly cutOff: number
  readonly kills: number
  /** Sessions that were acknowledged and are not in the history, or whose events are. */
  readonly missing: readonly string[]
  /** Events that stand in the log more than once. */
  readonly doubled: readonly string[]
}

const TOKEN = 'crashcrashcrashcrashcrash'
const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url))

/**
 * Loads a receiver with pushes from many sides and kills it with SIGKILL at random moments, several times
 * over the same data, then looks whether everything it answered 200 is there exactly once.
 *
 * @param rounds how often it is killed
 * @param roundMs longest time from its start to the kill
 * @param clients pushes under way at once
 */
export async function crashRun(options: {
  dataDir: string
  rounds: number
  roundMs: number
  clients: number
  random: () => number
}): Promise<CrashReport> {
  const acknowledged = new Map<string, number>()
  let cutOff = 0
  let serial = 0
  for (let round = 0; round < options.rounds; round += 1) {
    const { child, port } = await startChild(options.dataDir)
    let alive = true
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const clients = Array.from({ length: options.clients }, async () => {
      while (alive) {
        serial += 1
        const push = makePush(serial, options.random)
        const answered = await send(port, push.path, push.body)
        if (answered) for (const session of push.sessions) acknowledged.set(session, push.events)
        else cutOff += 1
        // The platform repeats; so does a client whose answer was lost.
        if (answered && options.random() < 0.2) await send(port, push.path, push.body)
      }
    })
    const moment = options.roundMs * (0.3 + 0.7 * options.random())
    await new Promise((resolve) => setTimeout(resolve, moment))
    child.kill('SIGKILL')
    alive = false
    await gone
    await Promise.all(clients)
  }
  // One more start: what was cut off must not keep the next one from opening.
  const last = await startChild(options.dataDir)
  last.child.kill('SIGKILL')
  await new Promise((resolve) => last.child.once('exit', resolve))
  const reader = await openReader({ dataDir: options.dataDir })
  try {
    return {
      acknowledged: acknowledged.size,
      cutOff,
      kills: options.rounds,
      ...(await compare(reader, acknowledged)),
    }
  } finally {
    await reader.close()
  }
}

async function compare(reader: Reader, acknowledged: ReadonlyMap<string, number>) {
  const missing = new Set(acknowledged.keys())
  const doubled: string[] = []
  for await (const call of reader.eachCall()) {
    const session = call.sessionId ?? ''
    const events = await reader.callEvents(call.id)
    const distinct = new Set(
      events.map(({ event }) => createHash('sha1').update(JSON.stringify(event)).digest('hex')),
    )
    if (distinct.size !== events.length) doubled.push(session)
    if (events.length >= (acknowledged.get(session) ?? 1)) missing.delete(session)
  }
  return { missing: [...missing], doubled }
}

function startChild(dataDir: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [CHILD, dataDir, TOKEN], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve({ child, port: Number(text.trim()) })
    })
    child.once('exit', (code) => reject(new Error(`the receiver ended with ${code} before it listened`)))
  })
}

/** A status push, a fee record, or fifty of them, each for sessions of its own. */
function makePush(serial: number, random: () => number) {
  const kind = random()
  const count = kind < 0.5 ? 1 : kind < 0.9 ? 1 : 50
  const sessions = Array.from({ length: count }, (_, at) => `crash-${serial}-${at}`)
  const at = formatPlatformTime(must(1_772_334_900_000 + serial * 1000, isUtcMs, 'time'))
  if (kind < 0.5) {
    const statusInfo = {
      sessionId: sessions[0],
      timestamp: at,
      caller: '+8675528000111',
      called: '+8613500001111',
    }
    return { path: 'status', body: JSON.stringify({ eventType: 'callout', statusInfo }), sessions, events: 1 }
  }
  const feeLst = sessions.map((sessionId) => ({
    sessionId,
    callerNum: '+8675528000111',
    calleeNum: '+8613500001111',
    fwdDstNum: `+86139${String(10_000_000 + (serial % 80_000_000))}`,
    callOutStartTime: at,
    callEndTime: at,
    recordFlag: 0,
    ulFailReason: 0,
  }))
  return { path: 'fee', body: JSON.stringify({ eventType: 'fee', feeLst }), sessions, events: 1 }
}

function send(port: number, path: string, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        path: `/p/${TOKEN}/${path}`,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode === 200))
        answer.once('error', () => resolve(false))
      },
    )
    asking.once('error', () => resolve(false))
    asking.end(body)
  })
}
