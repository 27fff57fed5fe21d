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
  readonly backups: string
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
    backups: join(root, 'backups'),
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
