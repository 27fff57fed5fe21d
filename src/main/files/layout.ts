import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { TEMPORARY } from './write-whole.ts'

export type DataDirLayout = {
  readonly root: string
  readonly recordings: string
  /** Prompts, their waveforms, and the files they were made of. */
  readonly prompts: string
  /** Folders for the upload on the console. */
  readonly handOffs: string
  /** Results of campaigns, written to be fetched. */
  readonly campaignExports: string
  /** Encrypted originals of redacted recordings. */
  readonly sealed: string
  /** Recordings packed for download; emptied at every start. */
  readonly packs: string
  /** Contacts, written to be fetched. */
  readonly contactExports: string
  readonly backups: string
  /** Files that were made for a person to save. */
  readonly exports: string
  /** Files that a screen sent to be read. */
  readonly imports: string
  readonly logs: string
}

/** The folders of one installation, made where they are missing, for their owner only. */
export async function dataDirLayout(dataDir: string): Promise<DataDirLayout> {
  const root = resolve(dataDir)
  const layout = {
    root,
    recordings: join(root, 'recordings'),
    prompts: join(root, 'prompts'),
    handOffs: join(root, 'hand-offs'),
    campaignExports: join(root, 'campaign-exports'),
    sealed: join(root, 'sealed'),
    packs: join(root, 'packs'),
    contactExports: join(root, 'contact-exports'),
    backups: join(root, 'backups'),
    exports: join(root, 'exports'),
    imports: join(root, 'imports'),
    logs: join(root, 'logs'),
  }
  for (const folder of Object.values(layout)) await mkdir(folder, { recursive: true, mode: 0o700 })
  return layout
}

/** Removes what an interrupted write has left behind. Call while nothing is being written there. */
export async function sweepTemporaries(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (TEMPORARY.test(name)) await rm(join(folder, name), { force: true })
  }
}
