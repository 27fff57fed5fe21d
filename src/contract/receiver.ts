import { z } from 'zod'
import { event, read, topic } from './define.ts'
import { Nothing, ProfileId, UtcMs } from './values.ts'

export const ReceiverStatus = z.object({
  revision: z.number().int(),
  listening: z.boolean(),
  problem: z.string().optional().describe('Why it does not listen, e.g. EADDRINUSE'),
  address: z.string().optional().describe('Base address the platform is told'),
  lastPushAt: UtcMs.optional(),
  pushes: z.number().int().describe('Pushes kept in all'),
  quarantined: z.number().int().describe('Pushes that could not be read'),
})
export type ReceiverStatus = z.output<typeof ReceiverStatus>

export const QuarantinedPush = z.object({
  id: z.number().int(),
  receivedAt: UtcMs,
  profileId: ProfileId.optional(),
  kind: z.enum(['status', 'fee', 'sms', 'numberState']),
  reason: z.string().describe('What was wrong with it'),
  excerpt: z.string().describe('Its beginning, numbers masked'),
  bytes: z.number().int(),
})
export type QuarantinedPush = z.output<typeof QuarantinedPush>

export const receiver = topic(
  'receiver',
  {
    status: read({ doc: 'Whether pushes can arrive.', input: Nothing, output: ReceiverStatus }),
    quarantine: read({
      doc: 'Pushes that could not be read, newest first.',
      input: z.strictObject({ limit: z.number().int().min(1).max(200) }),
      output: z.object({ pushes: z.array(QuarantinedPush) }),
    }),
  },
  { changed: event('The receiver after a change, whole.', ReceiverStatus) },
)
