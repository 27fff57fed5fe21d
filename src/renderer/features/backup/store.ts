import { createStore, type StoreApi } from 'zustand'
import type { Backup, Restored } from '../../../contract/backups.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { type BackupId, isUploadId, must } from '../../../domain/values.ts'
import { errorOf, type Language, type SendFile } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type BackupSource = { readonly backupId: BackupId } | { readonly file: File }

export type BackupsState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly backups: readonly Backup[]
  readonly restorePlanned: boolean
  /** Encrypted originals that a backup with recordings would hold. */
  readonly sealed: number
  /** What the restore of this session brought. */
  readonly restored: Restored | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  make(recordings: boolean, passphrase: string | undefined): Promise<void>
  restore(from: BackupSource, passphrase: string | undefined): Promise<void>
  beginEmpty(): Promise<void>
  /** Takes in calls from a file that was exported elsewhere; the task list tells what came of it. */
  importCalls(file: File): Promise<void>
}

const context = createStoreContext<BackupsState>('backups')
export const BackupsProvider = context.Provider
export const useBackups = context.useSelect

export function createBackupsStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  send: SendFile
}): StoreApi<BackupsState> {
  const { client, language } = options

  async function sent(file: File) {
    const uploadId = must(options.newId(), isUploadId, 'upload id')
    await options.send(uploadId, file, language(), new AbortController().signal)
    return uploadId
  }

  return createStore<BackupsState>((set, get) => ({
    phase: 'loading',
    error: undefined,
    backups: [],
    restorePlanned: false,
    sealed: 0,
    restored: undefined,

    async load() {
      try {
        const { backups, restorePlanned, sealed } = await client.backups.list({})
        set({ backups, restorePlanned, sealed, phase: 'ready', error: undefined })
      } catch (thrown) {
        set({ phase: 'failed', error: errorOf(thrown, language()) })
      }
    },

    apply(event) {
      if (event.name === 'backups.changed') get().load()
    },

    async make(recordings, passphrase) {
      await client.backups.make({ recordings, ...(passphrase === undefined ? {} : { passphrase }) })
    },

    async restore(from, passphrase) {
      const place = 'file' in from ? { uploadId: await sent(from.file) } : { backupId: from.backupId }
      const restored = await client.backups.restore({
        from: place,
        ...(passphrase === undefined ? {} : { passphrase }),
      })
      set({ restored })
      await get().load()
    },

    async beginEmpty() {
      await client.backups.beginEmpty({})
      await get().load()
    },

    async importCalls(file) {
      await client.exports.import({ uploadId: await sent(file) })
    },
  }))
}
