import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Backup } from '../../contract/backups.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { BackupId, UploadId, UtcMs } from '../../domain/values.ts'
import { isUtcMs, must } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Log } from '../log/index.ts'
import { sealedFilesIn } from '../redaction/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import { KeychainUnavailable, type Secrets } from '../secrets/index.ts'
import type { Tasks } from '../tasks/index.ts'
import { fileOf, type Kept, keptBackups, newBackupName } from './catalogue.ts'
import { DamagedBackup, sealedIn, WrongPassphrase } from './manifest.ts'
import { planRestore, restoreIsPlanned } from './pending.ts'
import { restoreInto } from './restore-into.ts'
import { closeSecrets } from './secrets-box.ts'
import { runBackupWork } from './work.ts'

export { makeBackup } from './make.ts'
export { DamagedBackup, sealedIn, WrongPassphrase } from './manifest.ts'
export { carryOutRestore } from './pending.ts'
export { restoreInto } from './restore-into.ts'
export { secretIdsOf } from './secret-ids.ts'
export { closeSecrets } from './secrets-box.ts'

export type Backups = {
  readonly handlers: Handlers<'backups'>
  /** The file behind `/exports/<id>`, when it is a backup. */
  find(id: string): Promise<{ path: string; type: string; name: string } | undefined>
  /** Makes the daily backup when a day has passed since the last one, and lets the oldest go. */
  look(): Promise<void>
  close(): void
}

type Places = { readonly dataDir: string; readonly folder: string }

const DAY_MS = 86_400_000
const LOOK_MS = 15 * 60_000

/** How backups are made in a running installation; absent when its data cannot be opened. */
export type Making = {
  readonly tasks: Tasks
  readonly audit: Audit
  readonly clock: () => UtcMs
  readonly log: Log
  /** Ids whose secrets go along under a pass phrase. */
  readonly secretIds: () => Promise<readonly string[]>
  readonly schedule: () => { readonly daily: boolean; readonly keep: number; readonly recordings: boolean }
  /** Whether there is anything to keep. */
  readonly hasCalls: () => Promise<boolean>
}

/**
 * Backups of one installation: made while it runs, proven before they are put in place, put in place at the
 * next start (docs/adr/0018).
 *
 * @param sentFile where a file stands that a screen sent
 */
export function createBackups(options: {
  places: Places
  version: string
  secrets: Secrets
  publish: Publish
  nextRevision: () => number
  sentFile: (id: UploadId) => Promise<string>
  making: Making | undefined
}): Backups {
  const { places, secrets, making } = options
  const changed = () =>
    options.publish({ name: 'backups.changed', payload: { revision: options.nextRevision() } })

  function make(
    { tasks, audit, clock, secretIds }: Making,
    what: { recordings: boolean; passphrase?: string | undefined; automatic: boolean },
  ) {
    return tasks.start(
      { kind: 'backup', params: { automatic: what.automatic } },
      async ({ signal, progress }) => {
        const madeAt = clock()
        const name = newBackupName(madeAt)
        await runBackupWork(
          {
            kind: 'make',
            task: {
              dataDir: places.dataDir,
              target: `${places.folder}/${name}.vdbackup`,
              version: options.version,
              madeAt,
              automatic: what.automatic,
              withRecordings: what.recordings,
              secrets:
                what.passphrase === undefined
                  ? undefined
                  : closeSecrets(await collected(secrets, await secretIds()), what.passphrase),
            },
          },
          signal,
          (done, total) => progress({ done, total }),
        )
        await audit.record({
          action: 'backup.made',
          subject: name,
          params: { automatic: what.automatic, secrets: what.passphrase !== undefined },
        })
        changed()
        return { resultPath: `/exports/${name}` }
      },
    )
  }

  /** Once a day what has no backup yet, and the oldest automatic ones make room. */
  async function look({ schedule, hasCalls, clock, ...rest }: Making): Promise<void> {
    const { daily, keep, recordings } = schedule()
    if (!daily || !(await hasCalls())) return
    const automatic = (await keptBackups(places.folder)).filter(({ manifest }) => manifest.automatic)
    for (const { file } of automatic.slice(keep)) await rm(file, { force: true })
    const last = automatic[0]?.manifest.madeAt ?? 0
    if (clock() - last < DAY_MS) return
    make({ schedule, hasCalls, clock, ...rest }, { recordings, automatic: true })
  }
  const looking =
    making === undefined
      ? undefined
      : setInterval(() => {
          look(making).catch(() => making.log({ event: 'backup.notScheduled' }))
        }, LOOK_MS)
  looking?.unref()

  async function source(from: { backupId: BackupId } | { uploadId: UploadId }): Promise<string> {
    if ('uploadId' in from) return options.sentFile(from.uploadId)
    const file = fileOf(places.folder, from.backupId)
    if (!existsSync(file)) throw new Refusal('backup.notFound')
    return file
  }

  return {
    look: async () => (making === undefined ? undefined : look(making)),
    close: () => clearInterval(looking),
    async find(id) {
      const kept = (await keptBackups(places.folder)).find((backup) => backup.id === id)
      if (kept === undefined) return undefined
      return { path: kept.file, type: 'application/octet-stream', name: `${kept.id}.vdbackup` }
    },
    handlers: {
      async list() {
        return {
          backups: (await keptBackups(places.folder)).map(shown),
          restorePlanned: restoreIsPlanned(places.dataDir),
          damaged: making === undefined,
          sealed: (await sealedFilesIn(join(places.dataDir, 'sealed'))).length,
        }
      },
      make(input) {
        if (making === undefined) throw new Refusal('store.damaged')
        return { taskId: make(making, { ...input, automatic: false }) }
      },
      async restore({ from, passphrase }, { signal }) {
        const file = await source(from)
        const stop = new AbortController()
        signal.addEventListener('abort', () => stop.abort())
        try {
          return await restoreInto({
            dataDir: places.dataDir,
            file,
            passphrase,
            secrets,
            signal: stop.signal,
          })
        } catch (problem) {
          if (problem instanceof DamagedBackup) throw new Refusal('backup.damaged')
          if (problem instanceof WrongPassphrase) throw new Refusal('backup.passphrase')
          if (problem instanceof KeychainUnavailable) throw new Refusal('keychain.unavailable')
          throw problem
        } finally {
          if ('uploadId' in from) await rm(file, { force: true })
          changed()
        }
      },
      async beginEmpty() {
        if (making !== undefined) throw new Refusal('backup.targetNotEmpty')
        await planRestore(places.dataDir, {})
        changed()
        return {}
      },
    },
  }
}

async function collected(secrets: Secrets, ids: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const id of ids) {
    const secret = await secrets.use(id)
    if (secret !== undefined) found[id] = secret
  }
  return found
}

const shown = ({ id, bytes, manifest }: Kept): Backup => ({
  id,
  path: `/exports/${id}`,
  madeAt: must(manifest.madeAt, isUtcMs, 'time'),
  bytes,
  calls: manifest.tables.call_bodies?.rows ?? 0,
  recordings: Object.keys(manifest.files).filter((name) => /^recordings\/.*\.wav$/.test(name)).length,
  sealed: sealedIn(manifest),
  hasSecrets: manifest.hasSecrets,
  automatic: manifest.automatic,
})
