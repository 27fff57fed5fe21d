import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Call } from '../../contract/calls.ts'
import type { Client } from '../../contract/index.ts'
import type { ProfileFields } from '../../contract/profiles.ts'
import { type CallId, isE164, isProfileId, isRequestId, must } from '../../domain/values.ts'
import { DEMO_APPS, type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import { type App, type AppConfig, startApp } from '../app.ts'
import type { WireEvent } from '../rpc/event-bus.ts'
import { deskClient } from './desk-client.ts'
import { deskConfig, IMPATIENT_MS } from './desk-config.ts'
import { type DeskProcess, startDeskProcess } from './desk-process.ts'
import { type Relay, startRelay } from './relay.ts'

export { Refused } from './desk-client.ts'

export const PROFILE = must('profile-under-test', isProfileId, 'profile id')
const AGENT = must('+8613500001111', isE164, 'number')
const DISPLAY = must('+8675528000111', isE164, 'number')
export const SECRET = DEMO_APPS[0]?.appSecret ?? ''

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

  async function desk(
    dataDir = newDataDir(),
    answerMs?: number,
    more: Partial<AppConfig> = {},
  ): Promise<Desk> {
    const app = await startApp({ ...deskConfig(dataDir, answerMs), ...more })
    let open = true
    const close = async () => {
      if (open) await app.close()
      open = false
    }
    closers.push(close)
    const events: WireEvent[] = []
    app.events.subscribe((event) => events.push(event))
    const replies: string[] = []
    const ask = (name: string, json: string) =>
      app.dispatch(name, json, { signal: new AbortController().signal })
    const client = deskClient(ask, replies)
    return { app, dataDir, client, events, replies, close }
  }

  /** The same in a process of its own. */
  async function deskProcess(
    dataDir = newDataDir(),
    run?: Parameters<typeof startDeskProcess>[1],
  ): Promise<DeskProcess> {
    const started = await startDeskProcess(dataDir, run)
    closers.push(() => started.close())
    return started
  }

  async function relay(target: string): Promise<Relay> {
    const started = await startRelay(target)
    closers.push(() => started.close())
    return started
  }

  /** One that gives up soon on an answer that does not come. */
  const impatientDesk = () => desk(undefined, IMPATIENT_MS)

  return { desk, impatientDesk, deskProcess, simulator, relay, newDataDir }
}

export const fieldsFor = (address: string, more: Partial<ProfileFields> = {}): ProfileFields => ({
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
export async function withProfile(
  desk: Pick<Desk, 'client'>,
  address: string,
  secret = SECRET,
  more: Partial<ProfileFields> = {},
): Promise<void> {
  await desk.client.profiles.save({ profileId: PROFILE, fields: fieldsFor(address, more) })
  await desk.client.profiles.setSecret({ profileId: PROFILE, secret, keepIn: 'memory' })
}

/** The platform keeps the push addresses it was told: the next start is to listen where this one does. */
export async function keepReceiverPort(desk: Pick<Desk, 'client'>): Promise<void> {
  const { address } = await desk.client.receiver.status({})
  const { settings } = await desk.client.settings.get({})
  const receiverPort = Number(new URL(address ?? '').port)
  await desk.client.settings.save({ settings: { ...settings, receiverPort } })
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

export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not come to this: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Waits for a state that a call comes to by itself. */
export async function callWhen(
  desk: Pick<Desk, 'client'>,
  callId: CallId,
  holds: (call: Call) => boolean,
): Promise<Call> {
  let call = (await desk.client.calls.get({ callId })).call
  await until(`call ${JSON.stringify(call)}`, async () => {
    call = (await desk.client.calls.get({ callId })).call
    return holds(call)
  })
  return call
}
