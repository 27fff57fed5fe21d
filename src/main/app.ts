import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import type { Reply } from '../contract/errors.ts'
import type { Capabilities } from '../contract/host.ts'
import type { Settings } from '../contract/settings.ts'
import { isUtcMs, must, type UtcMs } from '../domain/values.ts'
import { createAudio } from './audio/index.ts'
import { createCalls } from './calls/index.ts'
import { startDemo } from './demo/index.ts'
import { dataDirLayout, sweepTemporaries } from './files/index.ts'
import { createHistory } from './history/index.ts'
import { openLog } from './log/index.ts'
import { createGate, createPlatform, GateMemory, type Transport } from './platform/index.ts'
import { createProfiles, type PushAddresses } from './profiles/index.ts'
import { createPrompts } from './prompts/index.ts'
import { createReceiverService } from './receiver/service.ts'
import { createRecordings } from './recordings/index.ts'
import { contractHash } from './rpc/describe.ts'
import { createDispatch, type Dispatch, inWords } from './rpc/dispatch.ts'
import { createEventBus, type EventBus } from './rpc/event-bus.ts'
import { implement } from './rpc/implement.ts'
import { createSecrets } from './secrets/index.ts'
import { createSettings } from './settings/index.ts'
import { createConverters } from './sound/index.ts'
import { openStore, type Store } from './store/index.ts'
import { createTemplates } from './templates/index.ts'
import { createUploads } from './uploads/index.ts'
import { createWebHandler } from './web/page.ts'

export type AppConfig = {
  /** Holds everything of one installation except secrets. */
  readonly dataDir: string
  /** Where the built page stands beside the build of main: `<outDir>/../renderer`. */
  readonly outDir: string
  /** BCP 47 tag of the system's language. */
  readonly systemLanguage: string
  /** Built-in simulator and a sample profile; nothing leaves the machine. */
  readonly demo: boolean
  readonly capabilities: Pick<Capabilities, 'tray' | 'telHandler' | 'systemProxy'>
  /** How the system reaches a URL (`PROXY host:port; DIRECT`), where the host knows. */
  readonly resolveProxy: ((url: string) => Promise<string>) | undefined
  /** Where the receiver listens, instead of where the settings say. */
  readonly receiver?: Pick<Settings, 'receiverHost' | 'receiverPort'>
  /** How long the head of an answer of the platform may take, in milliseconds; 20 s when left out. */
  readonly answerMs?: number
  /** How often the upload target is asked for reviews, in milliseconds; five minutes when left out. */
  readonly reviewRoundMs?: number
  /** Whether this run fetches recordings; the receiver alone leaves them to the desk. */
  readonly rescueRecordings: boolean
}

export type App = {
  readonly dispatch: Dispatch
  readonly events: EventBus
  /** Page, assets and media. */
  readonly web: (request: Request) => Promise<Response>
  /** Addresses to give to the platform: the unassigned ones, and each profile's. */
  pushAddresses(): Promise<PushAddresses>
  /** What a caller gets who may not call. */
  forbidden(): Reply<never>
  close(): Promise<void>
}

/**
 * The composition root: the only place that knows all services. Starts them in the order in which they
 * need each other and closes them in reverse.
 *
 * @throws StoreError when the data directory is in use, damaged or of a newer version
 */
export async function startApp(config: AppConfig): Promise<App> {
  const closers: (() => void | Promise<void>)[] = []
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    return await compose(config, closers, closeAll)
  } catch (problem) {
    await closeAll()
    throw problem
  }
}

async function compose(
  config: AppConfig,
  closers: (() => void | Promise<void>)[],
  close: () => Promise<void>,
): Promise<App> {
  const clock = (): UtcMs => must(Date.now(), isUtcMs, 'time')
  // Revisions of lists start from the clock, so that they rise across restarts too.
  let lastRevision = Date.now()
  const nextRevision = () => ++lastRevision

  const layout = await dataDirLayout(config.dataDir)
  const log = openLog(layout.logs)
  closers.push(() => log.close())
  const store = await openStore({ dataDir: layout.root })
  closers.push(() => store.close())
  // The store lets one writer in, so nobody else is writing these.
  await sweepTemporaries(layout.recordings)

  const events = createEventBus(randomUUID())
  const secrets = createSecrets({ dataDir: layout.root })
  const platform = createPlatform({
    transport: { proxy: { kind: 'none' } },
    clock,
    ...(config.answerMs === undefined ? {} : { answerMs: config.answerMs }),
  })
  const gate = createGate(await rememberedGate(store))
  gate.onChange((memory) => {
    store.saveSetting(GATE, memory).catch(() => log({ event: 'gate.notKept' }))
  })
  const audio = createAudio()
  closers.push(() => audio.close())
  const converters = createConverters()
  closers.push(() => converters.close())

  const settings = await createSettings({
    store,
    publish: events.publish,
    systemLanguage: config.systemLanguage,
    nextRevision,
    async apply(next) {
      platform.reconfigure(transportOf(next, config.resolveProxy))
      await receiver.reconfigure(next)
    },
  })
  platform.reconfigure(transportOf(settings.current(), config.resolveProxy))

  const profiles = await createProfiles({
    store,
    secrets,
    platform,
    gate,
    clock,
    publish: events.publish,
    nextRevision,
    language: settings.language,
    newToken: newPushToken,
    pushBase: () => receiver.publicBase(),
  })
  const calls = createCalls({ store, platform, profiles, publish: events.publish, clock, nextRevision })
  const recordings = createRecordings({
    store,
    platform,
    profiles,
    audio,
    folder: layout.recordings,
    publish: events.publish,
    clock,
    log,
    language: settings.language,
  })
  closers.push(() => recordings.close())
  const prompts = await createPrompts({
    store,
    converters,
    audio,
    folder: layout.prompts,
    handOffs: layout.handOffs,
    publish: events.publish,
    clock,
    log,
    language: settings.language,
  })
  closers.push(() => prompts.close())
  const uploads = await createUploads({
    store,
    secrets,
    platform,
    prompts,
    publish: events.publish,
    nextRevision,
    log,
    language: settings.language,
    ...(config.reviewRoundMs === undefined ? {} : { watchMs: config.reviewRoundMs }),
  })
  closers.push(() => uploads.close())
  uploads.watch()
  const receiver = createReceiverService({
    store,
    profiles,
    clock,
    log,
    publish: events.publish,
    nextRevision,
    onStored(stored) {
      calls.changed(stored)
      if (config.rescueRecordings) recordings.wake()
    },
  })
  closers.push(() => receiver.close())

  await calls.recover()
  await receiver.reconfigure(settings.current())
  if (config.rescueRecordings) recordings.wake()
  if (config.demo) {
    const demo = await startDemo({ profiles, uploads, entry: simulatorEntry() })
    closers.push(() => demo.close())
  }
  const keychain = await secrets.availability()

  const registry = implement({
    host: {
      hello: () => ({
        contract: contractHash(),
        version: manifest.version,
        epoch: events.epoch,
        language: settings.language(),
        now: clock(),
        demo: config.demo,
        capabilities: {
          ...config.capabilities,
          keychain: keychain.ok,
          ...(keychain.ok ? {} : { keychainProblem: keychain.why }),
        },
      }),
    },
    settings: settings.handlers,
    profiles: profiles.handlers,
    calls: calls.handlers,
    history: createHistory(store),
    recordings: recordings.handlers,
    receiver: receiver.handlers,
    prompts: prompts.handlers,
    uploads: uploads.handlers,
    templates: createTemplates({ store, publish: events.publish, clock, nextRevision }),
  })
  const dispatch = createDispatch({
    registry,
    log,
    language: settings.language,
    now: () => performance.now(),
    makeRef: () => randomBytes(4).toString('hex'),
  })
  const web = createWebHandler({
    pageDir: join(config.outDir, '../renderer'),
    media: async (kind, id) => (await recordings.mediaFile(kind, id)) ?? prompts.mediaFile(kind, id),
    upload: prompts.takeUpload,
  })
  const forbidden = (): Reply<never> => ({
    ok: false,
    error: inWords({ code: 'forbidden', params: {}, retry: 'no' }, settings.language()),
  })
  return { dispatch, events, web, pushAddresses: profiles.pushAddresses, forbidden, close }
}

const GATE = 'gate'

/** A lock-out of the address goes on whether we run or not. */
async function rememberedGate(store: Store): Promise<GateMemory | undefined> {
  return GateMemory.safeParse(await store.setting(GATE)).data
}

function transportOf(settings: Settings, resolveProxy: AppConfig['resolveProxy']): Transport {
  return {
    proxy: settings.proxy,
    ...(settings.caBundle === undefined ? {} : { caBundle: settings.caBundle }),
    ...(resolveProxy === undefined ? {} : { resolveProxy }),
  }
}

/**
 * The unguessable part of a push address: 128 bits in the characters the platform takes in an address
 * (voice-call.md §8.2), short enough for its 96 bytes.
 */
function newPushToken(): string {
  return BigInt(`0x${randomBytes(16).toString('hex')}`)
    .toString(36)
    .padStart(25, '0')
}

/** The simulator stands outside main; the build puts its entry beside the others. */
function simulatorEntry(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('../simulator/simulator-worker.ts', import.meta.url)
    : new URL('./simulator-worker.js', import.meta.url)
}
