import { z } from 'zod'
import { AUDIT_ACTIONS } from '../domain/audit/actions.ts'
import { event, read, topic } from './define.ts'
import { ErrorParams } from './errors.ts'
import { Nothing, UtcMs } from './values.ts'

export const AuditEntry = z.object({
  seq: z.number().int().describe('Place in the log, from 1 without gaps'),
  at: UtcMs,
  who: z.string().describe('Name of the person at the system'),
  action: z.enum(AUDIT_ACTIONS),
  subject: z.string().optional().describe('Id of what it was done to'),
  params: ErrorParams.describe('Facts; never a secret, never a full number'),
  hash: z.string().describe('SHA-256 over the entry and the hash before it, in hexadecimal'),
})
export type AuditEntry = z.output<typeof AuditEntry>

export const audit = topic(
  'audit',
  {
    list: read({
      doc: 'What was done that must be accounted for, newest first.',
      input: z.strictObject({
        before: z.number().int().optional().describe('`seq` of the last entry of the page before'),
        limit: z.number().int().min(1).max(200),
        action: z.enum(AUDIT_ACTIONS).optional(),
        subject: z.string().max(256).optional(),
      }),
      output: z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
    }),
    verify: read({
      doc: 'Follow the chain of hashes from the first entry to the last.',
      input: Nothing,
      output: z.object({
        entries: z.number().int(),
        brokenAt: z.number().int().optional().describe('`seq` of the first entry that does not fit'),
        head: z
          .string()
          .optional()
          .describe('Hash of the last entry: kept elsewhere, it proves the whole log'),
      }),
      deadlineMs: 60_000,
    }),
  },
  { added: event('An entry was added.', AuditEntry) },
)
