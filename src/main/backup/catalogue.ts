import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type BackupId, isBackupId, isUtcMs } from '../../domain/values.ts'
import { EXTENSION, type Manifest } from './manifest.ts'
import { manifestOf } from './unpack.ts'

/** A backup that stands in the folder; its id is its name without the extension. */
export type Kept = {
  readonly id: BackupId
  readonly file: string
  readonly bytes: number
  readonly manifest: Manifest
}

export const fileOf = (folder: string, id: BackupId): string => join(folder, `${id}${EXTENSION}`)

const PREFIX = 'voicedesk-'

/** `voicedesk-20260301-031502-123`: sorts by time. */
export const newBackupName = (now: number): string =>
  PREFIX +
  new Date(now).toISOString().slice(0, 23).replaceAll(/[-:]/g, '').replace('T', '-').replace('.', '-')

/** Newest first. A file whose manifest cannot be read is no backup and is not listed. */
export async function keptBackups(folder: string): Promise<Kept[]> {
  const names = await readdir(folder)
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith(EXTENSION))
      .map(async (name): Promise<Kept[]> => {
        const id = name.slice(0, -EXTENSION.length)
        const file = join(folder, name)
        if (!isBackupId(id)) return []
        try {
          const manifest = await manifestOf(file)
          if (!isUtcMs(manifest.madeAt)) return []
          return [{ id, file, bytes: (await stat(file)).size, manifest }]
        } catch {
          return []
        }
      }),
  )
  return found.flat().sort((one, other) => other.manifest.madeAt - one.manifest.madeAt)
}
