import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { BackupId, Nothing, TaskId, UploadId, UtcMs } from './values.ts'

const Passphrase = z.string().min(8).max(200)

const Backup = z.object({
  id: BackupId,
  path: z.string().describe('Same-origin path, to save it elsewhere'),
  madeAt: UtcMs,
  bytes: z.number().int(),
  calls: z.number().int(),
  recordings: z.number().int().describe('Recordings it holds'),
  sealed: z.number().int().describe('Encrypted originals of redacted recordings it holds'),
  hasSecrets: z.boolean(),
  automatic: z.boolean(),
})
export type Backup = z.output<typeof Backup>

const Restored = z.object({
  calls: z.number().int(),
  secrets: z.number().int().describe('How many came back'),
  sealed: z.number().int().describe('Encrypted originals of redacted recordings in the backup'),
  sealedOpen: z.number().int().describe('How many of them a key on this machine opens'),
})
export type Restored = z.output<typeof Restored>

export const backups = topic(
  'backups',
  {
    list: read({
      doc: 'The backups of this installation, newest first, and whether one waits to be put in place at the next start.',
      input: Nothing,
      output: z.object({
        backups: z.array(Backup),
        restorePlanned: z.boolean(),
        damaged: z.boolean().describe('The data cannot be opened; nothing else can be done'),
        sealed: z.number().int().describe('Encrypted originals that a backup with recordings would hold'),
      }),
    }),
    make: write({
      doc: 'Make a backup while everything goes on, in a task. One file: database, prompts, recordings with their sealed originals if wanted, and the secrets under a pass phrase if there is one; without it sealed originals cannot be opened elsewhere.',
      input: z.strictObject({ recordings: z.boolean(), passphrase: Passphrase.optional() }),
      output: z.object({ taskId: TaskId }),
      errors: ['store.damaged'],
    }),
    restore: write({
      doc: 'Prove a backup and put it in place at the next start. What is there now is set aside, never overwritten.',
      input: z.strictObject({
        from: z.union([
          z.strictObject({ backupId: BackupId }),
          z.strictObject({ uploadId: UploadId.describe('Of a file sent to `/imports/<id>`') }),
        ]),
        passphrase: Passphrase.optional().describe('Brings the secrets back; without it they stay out'),
      }),
      output: Restored,
      errors: [
        'backup.notFound',
        'import.notFound',
        'backup.damaged',
        'backup.passphrase',
        'keychain.unavailable',
      ],
      deadlineMs: 30 * 60_000,
    }),
    beginEmpty: write({
      doc: 'Set damaged data aside at the next start and begin with nothing.',
      input: Nothing,
      output: Nothing,
      errors: ['backup.targetNotEmpty'],
    }),
  },
  { changed: event('The list of backups has a new revision.', z.object({ revision: z.number().int() })) },
)
