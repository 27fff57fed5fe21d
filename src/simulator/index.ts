import { once } from 'node:events'
import * as http from 'node:http'
import * as https from 'node:https'
import { createAuthentication, isPrivateNumber } from './authentication.ts'
import { createCalls } from './calls.ts'
import { createClock } from './clock.ts'
import { type Control, createControlRoutes } from './control.ts'
import { ControlError } from './control-fields.ts'
import { createFaults } from './faults.ts'
import { createFlowControl } from './flow-control.ts'
import { createPromptFiles } from './gateway/prompt-files.ts'
import { createGateway } from './gateway/routes.ts'
import { createJournal } from './journal.ts'
import { createNumberRules } from './number-rules.ts'
import type { AppSpec, SimulatorOptions, TemplateSpec } from './options.ts'
import { createPlatform } from './platform.ts'
import { createPrivateNumberControl } from './private-number/control.ts'
import { startDemoLife } from './private-number/demo-life.ts'
import { createPrivateNumber } from './private-number/index.ts'
import { bindingStates } from './private-number/state.ts'
import { createPushSender } from './push-sender.ts'
import { createPushes } from './pushes.ts'
import { createRandom } from './random.ts'
import { serveRecording } from './recording-download.ts'
import { createRecordings } from './recordings.ts'
import { createScript } from './script.ts'
import { settingsFrom } from './settings.ts'
import { countsOf, stateOf } from './state.ts'
import { createVoiceCall } from './voice-call.ts'

export { DEMO_APPS } from './demo-account.ts'
export type { Fault, FaultKind, FaultPlace } from './faults.ts'
export type { GatewayFile, ReviewState } from './gateway/prompt-files.ts'
export type { AppSpec, Choices, Range, SimulatorOptions, TemplateSpec, Timing } from './options.ts'
export type { Outcome } from './outcomes.ts'
export type { ScriptEntry } from './script.ts'
export type { SessionState, SimulatorState } from './state.ts'

/** A running simulator: its address, its control, its end. */
export type Simulator = Control & {
  /** Base address without a trailing slash: the "APP access address". */
  readonly url: string
  /** The upload target: its address, to which `/prompts` is added, and its bearer token. */
  readonly gateway: { readonly url: string; readonly token: string }
  /** Stops listening, cuts what is open, forgets what is due. */
  close(): Promise<void>
}

/** Starts the platform of voice-call.md on a port of this machine; resolves when it listens. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = settingsFrom(options)
  const apps = new Map(settings.apps.map((app) => [app.appKey, app]))
  const privateNumberApps = new Map(settings.privateNumberApps.map((app) => [app.appKey, app]))
  const prompts = new Set(settings.prompts)
  const templates: TemplateSpec[] = [...settings.templates]
  const random = createRandom(settings.seed)
  const clock = createClock(settings.startAt, settings.speed)
  const faults = createFaults()
  const files = createPromptFiles(settings, clock, prompts)
  const rules = createNumberRules()
  const script = createScript(rules)
  const journal = createJournal()
  const findApp = (key: string) => apps.get(key) ?? privateNumberApps.get(key)
  const authentication = createAuthentication(settings, findApp, clock.now)
  const sender = createPushSender(settings, clock, random, journal)
  const pushes = createPushes(settings, clock, sender, faults)
  let url = ''
  const recordings = createRecordings(settings, () => url, clock.now)
  const calls = createCalls({ settings, clock, random, script, pushes, recordings })
  const flow = createFlowControl(settings.authClock, settings.flowControlCode)
  const account = { settings, prompts, templates }
  const voiceCall = createVoiceCall({ settings, account, calls, recordings, journal })
  const privateNumber = createPrivateNumber({ settings, prompts, clock, random, faults, sender, recordings })
  const platform = createPlatform({
    settings,
    authentication,
    flow,
    faults,
    journal,
    clock,
    perform: (operation, app, asked) =>
      isPrivateNumber(app) ? privateNumber.perform(operation, app, asked) : voiceCall(operation, app, asked),
  })

  const gateway = createGateway({ settings, files, faults, journal, clock })

  const seen = {
    settings,
    clock,
    journal,
    calls,
    pushes,
    script,
    faults,
    authentication,
    files,
    flow,
    privateNumber,
  }

  const control: Control = {
    ...createPrivateNumberControl(privateNumber, privateNumberApps),
    state: () => stateOf(seen),
    counts: () => countsOf(seen),
    callees: () => Object.fromEntries(journal.callees),
    now: clock.now,
    script: script.add,
    clearScript: script.clear,
    addRules: rules.add,
    clearRules: rules.clear,
    addFault: faults.add,
    clearFaults: faults.clear,
    advance: (seconds) => clock.advance(seconds, sender.settle),
    settle: sender.settle,
    addApp: (app: AppSpec) => void apps.set(app.appKey, app),
    setLimits(appKey, { requestsPerSecond, ports }) {
      const rate = requestsPerSecond !== undefined && {
        requestsPerSecond: requestsPerSecond ?? Number.POSITIVE_INFINITY,
      }
      const app = apps.get(appKey)
      const masked = privateNumberApps.get(appKey)
      if (app !== undefined) {
        const room = ports !== undefined && { ports: ports ?? Number.POSITIVE_INFINITY }
        apps.set(appKey, { ...app, ...rate, ...room })
      } else if (masked !== undefined && ports === undefined) {
        privateNumberApps.set(appKey, { ...masked, ...rate })
      } else {
        throw new ControlError('appKey: no application has it, or it has no ports')
      }
    },
    addPrompts(names) {
      for (const name of names) files.approve(name)
    },
    review(name, state, reason) {
      if (state === 'passed' && reason !== undefined) throw new ControlError('reason: goes with refused only')
      const known = files.decide(name, { state, ...(reason !== undefined && { reason }) })
      if (!known) throw new ControlError(`name: no file ${name} was uploaded`)
    },
    addTemplates(more) {
      for (const template of more) {
        const at = templates.findIndex(({ id }) => id === template.id)
        templates.splice(at < 0 ? templates.length : at, 1, template)
      }
    },
    clearLocks: authentication.clearLocks,
  }
  const controlRoutes = createControlRoutes(control)
  const { lifeSeconds } = settings
  if (lifeSeconds !== undefined) {
    startDemoLife({
      control,
      apps: settings.privateNumberApps,
      clock,
      random: random.fork('life'),
      bindings: () => bindingStates(privateNumber),
      everySeconds: lifeSeconds,
    })
  }

  async function route(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://simulator')
    if (address.pathname.startsWith('/sim/')) return controlRoutes(request, response, address)
    if (address.pathname.startsWith('/rec/')) return serveRecording(response, address, recordings, faults)
    if (address.pathname.startsWith('/gateway/')) return gateway(request, response, address)
    return platform(request, response, address)
  }

  const onRequest: http.RequestListener = (request, response) => {
    route(request, response).catch(() => {
      // The peer went away, or the simulator itself failed: either way this connection is of no more use.
      response.destroy()
    })
  }
  const server = settings.tls ? https.createServer(settings.tls, onRequest) : http.createServer(onRequest)
  server.listen(settings.port, settings.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : settings.port
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  url = `${settings.tls ? 'https' : 'http'}://${host}:${port}`

  return {
    ...control,
    url,
    gateway: { url: `${url}/gateway`, token: settings.gatewayToken },
    async close() {
      clock.close()
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await sender.close()
      await closed
    },
  }
}
