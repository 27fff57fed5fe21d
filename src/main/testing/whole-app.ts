import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Call } from '../../contract/calls.ts'
import { createClient } from '../../contract/client.ts'
import type { ErrorData, Reply } from '../../contract/errors.ts'
import type { Client } from '../../contract/index.ts'
import type { ProfileFields } from '../../contract/profiles.ts'
import { type CallId, isE164, isProfileId, isRequestId, must } from '../../domain/values.ts'
import { DEMO_APPS, type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import { type App, startApp } from '../app.ts'
import type { WireEvent } from '../rpc/event-bus.ts'

export const PROFILE = must('profile-under-test', isProfileId, 'profile id')
const AGENT = must('+8613500001111', isE164, 'number')
const DISPLAY = must('+8675528000111', isE164, 'number')
export const SECRET = DEMO_APPS[0]?.appSecret ?? ''

/** An answer that must come soon is given up after this. */
const ANSWER_MS = 400
const PATIENCE_MS = 10_000

/** Operations as a screen calls them: parsed, run and answered by the whole application. */
export type Desk = {
  readonly app: App
  readonly dataDir: string
  readonly client: Client
  readonly events: readonly WireEvent[]
  /** Every reply as text, good or bad. */
  readonly replies: readonly string[]
  close(): Promise<void>
}

/** Thrown by the client of a desk when the reply is an error. */
export class Refused extends Error {
  readonly error: ErrorData

  constructor(error: ErrorData) {
    super(`${error.code}: ${error.message}`)
    this.error = error
  }
}

/** The whole application on a directory of its own against a simulator; both end with the test. */
export function wholeApp() {
  const closers: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  function newDataDir(): string {
    const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-app-'))
    closers.push(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))
    return dataDir
  }

  async function simulator(options: SimulatorOptions = {}): Promise<Simulator> {
    const started = await startSimulator({ speed: 0, startAt: Date.now(), ...options })
    closers.push(() => started.close())
    return started
  }

  async function desk(dataDir = newDataDir()): Promise<Desk> {
    const app = await startApp({
      dataDir,
      outDir: join(dataDir, 'no-page'),
      systemLanguage: 'en',
      demo: false,
      capabilities: { tray: false, telHandler: false, systemProxy: false },
      resolveProxy: undefined,
      answerMs: ANSWER_MS,
      rescueRecordings: true,
    })
    let open = true
    const close = async () => {
      if (open) await app.close()
      open = false
    }
    closers.push(close)
    const events: WireEvent[] = []
    app.events.subscribe((event) => events.push(event))
    const replies: string[] = []
    const client = createClient(async (_kind, name, input) => {
      const reply: Reply<unknown> = await app.dispatch(name, JSON.stringify(input), {
        signal: new AbortController().signal,
      })
      replies.push(JSON.stringify(reply))
      if (!reply.ok) throw new Refused(reply.error)
      return reply.value
    })
    return { app, dataDir, client, events, replies, close }
  }

  return { desk, simulator, newDataDir }
}

const fieldsFor = (address: string, more: Partial<ProfileFields> = {}): ProfileFields => ({
  name: 'Under test',
  service: 'callback',
  environment: 'simulator',
  address,
  appKey: DEMO_APPS[0]?.appKey ?? '',
  scheme: 'AKSK',
  displayNumbers: [DISPLAY],
  ownNumber: AGENT,
  signaturePolicy: 'enforce',
  ...more,
})

/** A profile for that address, its secret in memory. */
export async function withProfile(desk: Desk, address: string, secret = SECRET): Promise<void> {
  await desk.client.profiles.save({ profileId: PROFILE, fields: fieldsFor(address) })
  await desk.client.profiles.setSecret({ profileId: PROFILE, secret, keepIn: 'memory' })
}

let acts = 0

/** One act of a person: the same act always carries the same id. */
export function dialRequest(callee = '+8613800130001', record = false) {
  acts += 1
  return {
    requestId: must(`request-under-test-${acts}`, isRequestId, 'request id'),
    profileId: PROFILE,
    callee: must(callee, isE164, 'number'),
    caller: AGENT,
    displayToCaller: DISPLAY,
    displayToCallee: DISPLAY,
    options: { record, maxDurationMinutes: 0, playPreVoice: false, calleeMedia: 'all' as const },
  }
}

export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not come to this: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Waits for a state that a call comes to by itself. */
export async function callWhen(desk: Desk, callId: CallId, holds: (call: Call) => boolean): Promise<Call> {
  let call = (await desk.client.calls.get({ callId })).call
  await until(`call ${JSON.stringify(call)}`, async () => {
    call = (await desk.client.calls.get({ callId })).call
    return holds(call)
  })
  return call
}
