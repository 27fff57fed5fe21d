import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { Language, Nothing } from './values.ts'

export const Settings = z.strictObject({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  proxy: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('system') }).describe('What the environment or the system says'),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('url'),
      // Settings are no place for a password; the environment's HTTPS_PROXY may hold one.
      url: z.url({ protocol: /^https?$/ }).regex(/^https?:\/\/[^/@]*(?:\/|$)/, 'address.form'),
    }),
  ]),
  caBundle: z
    .string()
    .max(1_000_000)
    .optional()
    .describe('PEM certificates trusted beside the built-in ones'),
  receiverPort: z.number().int().min(0).max(65535).describe('0 = any free port'),
  receiverHost: z.enum(['loopback', 'all']).describe('all: other machines can push'),
  publicAddress: z
    .string()
    .regex(/^https?:\/\/[0-9A-Za-z.-]+(?::\d{1,5})?(?:\/[0-9A-Za-z./-]*)?$/, 'address.form')
    .max(60)
    .optional()
    .describe('Address under which the platform reaches the receiver, if it differs'),
  consoleAddress: z
    .string()
    // Windows lead to nothing outside but the vendor's own pages.
    .regex(/^https:\/\/(?:[0-9a-z-]+\.)*huaweicloud\.com(?:\/[!-~]*)?$/, 'address.form')
    .max(500)
    .describe('Page of the console that the hand-off of prompts leads to'),
  maskNumbers: z.boolean().describe("People's numbers are masked on every screen, in exports and copies"),
  backupDaily: z.boolean().describe('A backup a day, made while the application runs'),
  backupKeep: z.number().int().min(1).max(90).describe('So many automatic backups are kept'),
  backupRecordings: z.boolean().describe('Automatic backups hold the recordings, too'),
  revealSeconds: z.number().int().min(5).max(300).describe('How long a revealed number stays readable'),
})
export type Settings = z.output<typeof Settings>

export const settings = topic(
  'settings',
  {
    get: read({
      doc: 'What was set, and the language in force.',
      input: Nothing,
      output: z.object({ revision: z.number().int(), settings: Settings, language: Language }),
    }),
    save: write({
      doc: 'Keep all settings.',
      input: z.strictObject({ settings: Settings }),
      output: z.object({ revision: z.number().int(), settings: Settings, language: Language }),
    }),
  },
  { changed: event('Settings have a new revision.', z.object({ revision: z.number().int() })) },
)
