import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import type { Reply } from '../contract/errors.ts'
import type { Capabilities } from '../contract/host.ts'
import type { Settings } from '../contract/settings.ts'
import { explainKeychain } from '../domain/explain/index.ts'
import { isUtcMs, must, type UtcMs } from '../domain/values.ts'
import { createAudio } from './audio/index.ts'
import { createAudit } from './audit/index.ts'
import { carryOutRestore, createBackups, secretIdsOf } from './backup/index.ts'
import { createCalls } from './calls/index.ts'
import { createCampaigns } from './campaigns/index.ts'
import { createCost } from './cost/index.ts'
import { startDamagedApp } from './damaged-app.ts'
import { simulatorEntry, startDemo } from './demo/index.ts'
import { createDoNotCall } from './do-not-call/index.ts'
import { createDoctor } from './doctor/index.ts'
import { createExports, createFileDrop, createShelf } from './exports/index.ts'
import { dataDirLayout, sweepTemporaries } from './files/index.ts'
import { createForms } from './forms/index.ts'
import { createGaps } from './gaps/index.ts'
import { createPast } from './history/index.ts'
import { openLog } from './log/index.ts'
import { createMasking } from './masking/index.ts'
import { createNotify } from './notify/index.ts'
import { createPlatform, type Transport } from './platform/index.ts'
import { createPrivacy } from './privacy/index.ts'
import { createProfiles, newPushToken, openGate, type PushAddresses } from './profiles/index.ts'
import { createPrompts } from './prompts/index.ts'
import { createReceiverService } from './receiver/service.ts'
import { createRecordings, REAL_TIME } from './recordings/index.ts'
import { createRedaction } from './redaction/index.ts'
import { createRetention } from './retention/index.ts'
import { createReview } from './review/index.ts'
import { contractHash } from './rpc/describe.ts'
import { createDispatch, type Dispatch, inWords } from './rpc/dispatch.ts'
import { createEventBus, type EventBus } from './rpc/event-bus.ts'
import { implement } from './rpc/implement.ts'
import { createSecrets, type Keychain } from './secrets/index.ts'
import { createSettings } from './settings/index.ts'
import { createSheets } from './sheets/index.ts'
import { createConverters } from './sound/index.ts'
import { openStore, StoreError, whileHeld } from './store/index.ts'
import { createTasks } from './tasks/index.ts'
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
  /** The keychain, instead of the system's. */
  readonly loadKeychain?: () => Promise<Keychain>
  /** Whether this run fetches recordings; the receiver alone leaves them to the desk. */
  readonly rescueRecordings: boolean
  /** Whether damaged data is answered with a screen that offers the backups, instead of not starting. */
  readonly offerBackups?: boolean
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
 * @throws StoreError when the data directory is in use, damaged (unless backups are offered) or of a newer version
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
    const damaged = problem instanceof StoreError && problem.kind === 'damaged'
    if (!damaged || config.offerBackups !== true) throw problem
    const layout = await dataDirLayout(config.dataDir)
    const app = await startDamagedApp({ ...config, layout, log: openLog(layout.logs) })
    return { ...app, pushAddresses: () => Promise.reject(problem) }
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
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const restored = await whileHeld(layout.root, () => carryOutRestore(layout.root, stamp))
  const store = await openStore({ dataDir: layout.root })
  closers.push(() => store.close())
  // The store lets one writer in, so nobody else is writing these.
  await sweepTemporaries(layout.recordings)
  await sweepTemporaries(layout.sealed)

  const privacy = await createPrivacy({
    store,
    settings: () => settings.current(),
    clock,
    audit: (entry) => audit.record(entry),
  })
  const events = createEventBus(randomUUID(), privacy.door.out)
  const audit = createAudit({ store, publish: events.publish, clock })
  events.subscribe(({ name }) => {
    if (name === 'profiles.changed')
      privacy.learnOwnNumbers().catch(() => log({ event: 'privacy.notLearned' }))
  })
  const drop = createFileDrop(layout.imports)
  const shelf = createShelf(layout.exports, randomUUID)
  await sweepTemporaries(layout.exports)
  const secrets = createSecrets({
    dataDir: layout.root,
    ...(config.loadKeychain === undefined ? {} : { load: config.loadKeychain }),
  })
  const platform = createPlatform({
    transport: { proxy: { kind: 'none' } },
    clock,
    ...(config.answerMs === undefined ? {} : { answerMs: config.answerMs }),
  })
  const gate = await openGate(store, log)
  const audio = createAudio()
  closers.push(() => audio.close())
  const converters = createConverters()
  closers.push(() => converters.close())

  const settings = await createSettings({
    store,
    publish: events.publish,
    systemLanguage: config.systemLanguage,
    nextRevision,
    audit: audit.record,
    async apply(next) {
      platform.reconfigure(transportOf(next, config.resolveProxy))
      await receiver.reconfigure(next)
    },
  })
  platform.reconfigure(transportOf(settings.current(), config.resolveProxy))
  const tasks = createTasks({
    publish: events.publish,
    clock,
    newId: randomUUID,
    log,
    language: settings.language,
  })
  closers.push(() => tasks.close())

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
  closers.push(() => calls.close())
  const recordings = await createRecordings({
    store,
    platform,
    profiles,
    audio,
    audit,
    tasks,
    folder: layout.recordings,
    packs: layout.packs,
    timing: REAL_TIME,
    publish: events.publish,
    clock,
    log,
    language: settings.language,
  })
  closers.push(() => recordings.close())
  const redaction = createRedaction({
    store,
    secrets,
    audio,
    audit,
    recordings,
    sealedFolder: layout.sealed,
    publish: events.publish,
    clock,
    log,
  })
  await redaction.recover()
  const sheets = createSheets()
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
  const campaigns = await createCampaigns({
    store,
    platform,
    profiles,
    prompts,
    calls,
    sheets,
    tasks,
    audit: audit.record,
    folder: layout.campaignExports,
    forFiles: privacy.forFiles,
    publish: events.publish,
    clock,
    nextRevision,
    log,
    language: settings.language,
  })
  closers.push(() => campaigns.close())
  const masking = await createMasking({
    store,
    platform,
    profiles,
    tasks,
    audit: audit.record,
    publish: events.publish,
    clock,
    nextRevision,
    language: settings.language,
    sheets,
    drop,
    shelf,
    forFiles: (text) => (privacy.masking() ? privacy.forFiles(text) : text),
  })
  closers.push(() => masking.close())
  const past = await createPast({
    store,
    sheets,
    events,
    clock,
    nextRevision,
    layout,
    prompts,
    audit,
    privacy,
  })
  closers.push(() => past.close())
  const receiver = createReceiverService({
    store,
    profiles,
    clock,
    log,
    publish: events.publish,
    nextRevision,
    onStored(stored) {
      calls.changed(stored)
      if (config.rescueRecordings && stored.some(({ recording }) => recording === 'made')) recordings.wake()
    },
    decide: masking.decide,
    onNews: masking.onNews,
  })
  closers.push(() => receiver.close())

  await calls.recover()
  await masking.recover()
  await receiver.reconfigure(settings.current())
  if (config.rescueRecordings) recordings.wake()
  if (config.demo) {
    const demo = await startDemo({
      profiles,
      uploads,
      entry: simulatorEntry(),
      pushAddresses: profiles.pushAddresses,
    })
    closers.push(() => demo.close())
  }
  const keychain = await secrets.availability()

  const backups = createBackups({
    places: { dataDir: layout.root, folder: layout.backups },
    version: manifest.version,
    secrets,
    publish: events.publish,
    nextRevision,
    sentFile: drop.sentFile,
    making: {
      tasks,
      audit,
      clock,
      log,
      secretIds: () => secretIdsOf(store),
      hasCalls: async () => (await store.countCalls()) > 0,
      schedule() {
        const { backupDaily, backupKeep, backupRecordings } = settings.current()
        return { daily: backupDaily, keep: backupKeep, recordings: backupRecordings }
      },
    },
  })
  closers.push(() => backups.close())
  const exported = createExports({
    dataDir: layout.root,
    drop,
    shelf,
    store,
    tasks,
    audit,
    privacy,
    clock,
    onImported: () => events.publish({ name: 'history.changed', payload: { revision: nextRevision() } }),
  })

  const gaps = createGaps({
    store,
    recordings: layout.recordings,
    publish: events.publish,
    clock,
    log,
  })
  closers.push(() => gaps.close())
  const retention = await createRetention({
    store,
    tasks,
    audit,
    campaigns: campaigns.ended,
    filesOf: (id) => [...Object.values(recordings.files(id)), redaction.sealedFile(id)],
    files: [layout.exports, layout.imports, layout.campaignExports, layout.contactExports],
    log,
    publish: events.publish,
    clock,
    nextRevision,
  })
  closers.push(() => retention.close())

  if (restored?.madeAt !== undefined) {
    await audit.record({ action: 'backup.restored', params: { madeAt: restored.madeAt } })
  }

  const registry = implement({
    host: {
      hello: (_nothing, { language }) => ({
        contract: contractHash(),
        version: manifest.version,
        epoch: events.epoch,
        language: settings.language(),
        now: clock(),
        demo: config.demo,
        damaged: false,
        capabilities: {
          ...config.capabilities,
          keychain: keychain.ok,
          ...(keychain.ok ? {} : { keychainProblem: explainKeychain(keychain.why, language) }),
        },
      }),
    },
    tasks: tasks.handlers,
    audit: audit.handlers,
    doctor: createDoctor({ secrets, profiles: profiles.handlers, receiver: receiver.handlers }),
    settings: settings.handlers,
    profiles: profiles.handlers,
    calls: calls.handlers,
    ...past.handlers,
    recordings: recordings.handlers,
    redaction: redaction.handlers,
    review: createReview({ store, audit, publish: events.publish, clock, nextRevision }),
    receiver: receiver.handlers,
    prompts: prompts.handlers,
    uploads: uploads.handlers,
    ...masking.handlers,
    templates: createTemplates({ store, publish: events.publish, clock, nextRevision }),
    privacy: privacy.handlers,
    notify: createNotify({ store, platform, prompts, calls, clock }),
    forms: createForms({ store, publish: events.publish, clock }),
    doNotCall: createDoNotCall({
      store,
      sheets,
      uploaded: prompts.uploaded,
      publish: events.publish,
      clock,
    }),
    campaigns: campaigns.handlers,
    cost: await createCost({ store, tasks, shelf, audit, privacy, publish: events.publish, nextRevision }),
    exports: exported.handlers,
    backups: backups.handlers,
    gaps: gaps.handlers,
    retention: retention.handlers,
  })
  const dispatch = createDispatch({
    registry,
    log,
    language: settings.language,
    now: () => performance.now(),
    makeRef: () => randomBytes(4).toString('hex'),
    numbers: privacy.door,
  })
  const web = createWebHandler({
    pageDir: join(config.outDir, '../renderer'),
    media: async (kind, id) =>
      (await recordings.mediaFile(kind, id)) ??
      (await redaction.mediaFile(kind, id)) ??
      (await campaigns.mediaFile(kind, id)) ??
      (await past.mediaFile(kind, id)) ??
      prompts.mediaFile(kind, id),
    download: async (id) => (await shelf.find(id)) ?? backups.find(id),
    imported: drop.takeFile,
    upload: prompts.takeUpload,
  })
  const forbidden = (): Reply<never> => ({
    ok: false,
    error: inWords({ code: 'forbidden', params: {}, retry: 'no' }, settings.language()),
  })
  return { dispatch, events, web, pushAddresses: profiles.pushAddresses, forbidden, close }
}

function transportOf(settings: Settings, resolveProxy: AppConfig['resolveProxy']): Transport {
  return {
    proxy: settings.proxy,
    ...(settings.caBundle === undefined ? {} : { caBundle: settings.caBundle }),
    ...(resolveProxy === undefined ? {} : { resolveProxy }),
  }
}
