import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import type { Reply } from '../contract/errors.ts'
import type { Handlers } from '../contract/index.ts'
import { contract } from '../contract/index.ts'
import { isUtcMs, must } from '../domain/values.ts'
import { createBackups } from './backup/index.ts'
import { createFileDrop } from './exports/index.ts'
import type { DataDirLayout } from './files/index.ts'
import type { Log } from './log/index.ts'
import { contractHash } from './rpc/describe.ts'
import { createDispatch, type Dispatch, inWords, type Language } from './rpc/dispatch.ts'
import { createEventBus, type EventBus } from './rpc/event-bus.ts'
import { implementSome } from './rpc/implement.ts'
import { createSecrets } from './secrets/index.ts'
import { createWebHandler } from './web/page.ts'

/**
 * What runs when the data cannot be opened: the page, the list of backups and the way back from them. Every
 * other operation answers that the data is damaged. Nothing of the data is touched.
 */
export async function startDamagedApp(options: {
  layout: DataDirLayout
  outDir: string
  systemLanguage: string
  demo: boolean
  capabilities: { readonly tray: boolean; readonly telHandler: boolean; readonly systemProxy: boolean }
  log: Log
}): Promise<{
  dispatch: Dispatch
  events: EventBus
  web: (request: Request) => Promise<Response>
  forbidden(): Reply<never>
  close(): Promise<void>
}> {
  const { layout, log } = options
  const language: Language = /^zh\b/i.test(options.systemLanguage) ? 'zh-CN' : 'en'
  const events = createEventBus(randomUUID())
  const secrets = createSecrets({ dataDir: layout.root })
  const drop = createFileDrop(layout.imports)
  let lastRevision = Date.now()
  const nextRevision = () => ++lastRevision
  const backups = createBackups({
    places: { dataDir: layout.root, folder: layout.backups },
    version: manifest.version,
    secrets,
    publish: events.publish,
    nextRevision,
    sentFile: drop.sentFile,
    making: undefined,
  })
  const keychain = await secrets.availability()
  const host: Handlers<'host'> = {
    hello: () => ({
      contract: contractHash(),
      version: manifest.version,
      epoch: events.epoch,
      language,
      now: must(Date.now(), isUtcMs, 'time'),
      demo: options.demo,
      damaged: true,
      capabilities: { ...options.capabilities, keychain: keychain.ok },
    }),
  }
  const some = createDispatch({
    registry: implementSome({ host, backups: backups.handlers }),
    log,
    language: () => language,
    now: () => performance.now(),
    makeRef: () => randomBytes(4).toString('hex'),
    numbers: { in: (value) => value, out: (value) => value },
  })
  const refused = (code: 'store.damaged' | 'forbidden', to: Language): Reply<never> => ({
    ok: false,
    error: inWords({ code, params: {}, retry: 'no' }, to),
  })
  const others = new Set(
    Object.values(contract)
      .filter(({ name }) => name !== 'host' && name !== 'backups')
      .flatMap(({ name, operations }) => Object.keys(operations).map((verb) => `${name}.${verb}`)),
  )
  return {
    dispatch: (name, json, context) =>
      others.has(name)
        ? Promise.resolve(refused('store.damaged', context.language ?? language))
        : some(name, json, context),
    events,
    web: createWebHandler({
      pageDir: join(options.outDir, '../renderer'),
      media: () => Promise.resolve(undefined),
      download: backups.find,
      imported: drop.takeFile,
      upload: () => Promise.resolve('badId'),
    }),
    forbidden: () => refused('forbidden', language),
    async close() {
      backups.close()
      log.close()
    },
  }
}
