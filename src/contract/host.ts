import { z } from 'zod'
import { read, topic } from './define.ts'
import { Language, Nothing, UtcMs } from './values.ts'

export const Capabilities = z.object({
  keychain: z.boolean().describe('A keychain can keep secrets between runs'),
  keychainProblem: z.string().optional().describe('Why not'),
  tray: z.boolean(),
  telHandler: z.boolean(),
  systemProxy: z.boolean(),
})
export type Capabilities = z.output<typeof Capabilities>

export const host = topic(
  'host',
  {
    hello: read({
      doc: 'Who is at the other end: version, hash of the contract, language, what this host can do.',
      input: Nothing,
      output: z.object({
        contract: z.string().describe('A page built for another hash must reload'),
        version: z.string(),
        epoch: z.string().describe('Names this start of the application'),
        language: Language,
        now: UtcMs,
        demo: z.boolean(),
        damaged: z.boolean().describe('The data cannot be opened: only backups can be listed and restored'),
        capabilities: Capabilities,
      }),
    }),
  },
  {},
)
