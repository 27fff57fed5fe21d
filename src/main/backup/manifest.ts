import { z } from 'zod'

/** Last entry of a backup; tells what the others must be. */
export const MANIFEST = 'manifest.json'
export const DATABASE = 'voicedesk.db'
export const SECRETS = 'secrets.bin'
export const EXTENSION = '.vdbackup'

/** Folders that a backup holds besides the database; those of sound only when recordings are wanted. */
export const FOLDERS = ['recordings', 'sealed', 'prompts'] as const
export const SOUND_FOLDERS: readonly string[] = ['recordings', 'sealed']

/** How many encrypted originals of redacted recordings a backup holds. */
export const sealedIn = ({ files }: Pick<Manifest, 'files'>): number =>
  Object.keys(files).filter((name) => /^sealed\/.*\.sealed$/.test(name)).length

export const Manifest = z.object({
  format: z.literal(1),
  version: z.string(),
  madeAt: z.number(),
  automatic: z.boolean(),
  withRecordings: z.boolean(),
  hasSecrets: z.boolean(),
  tables: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.output<typeof Manifest>

/** The backup is cut, changed, or no backup. */
export class DamagedBackup extends Error {}
/** The pass phrase does not open the secrets. */
export class WrongPassphrase extends Error {}
