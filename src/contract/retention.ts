import { z } from 'zod'
import { RETENTION_KINDS } from '../domain/retention/index.ts'
import { event, read, topic, write } from './define.ts'
import { HistoryFilter } from './history.ts'
import { CallId, Nothing, TaskId, UtcMs } from './values.ts'

const Kind = z.enum(RETENTION_KINDS)

export const RetentionDays = z
  .partialRecord(Kind, z.number().int().min(1).max(3650))
  .describe('Whole days that each kind is kept; a kind that is left out is kept for ever')
export type RetentionDays = z.output<typeof RetentionDays>

export const LastDeletion = z.object({
  at: UtcMs,
  automatic: z.boolean(),
  deleted: z.partialRecord(Kind, z.number().int()),
  complete: z.boolean().describe('false: it was stopped, or failed on the way'),
})
export type LastDeletion = z.output<typeof LastDeletion>

const Retention = z.object({
  revision: z.number().int(),
  days: RetentionDays,
  last: LastDeletion.optional(),
  holds: z.number().int().describe('Calls under legal hold'),
})
export type Retention = z.output<typeof Retention>

export const Due = z.object({
  kind: Kind,
  count: z.number().int(),
  oldest: UtcMs.optional(),
  newest: UtcMs.optional(),
})
export type Due = z.output<typeof Due>

const Which = z.union([
  z.strictObject({ callId: CallId }),
  z.strictObject({ filter: HistoryFilter.describe('All calls that match now') }),
])
const HoldChange = z.strictObject({ calls: Which, reason: z.string().trim().min(1).max(200) })
const Changed = z.object({ changed: z.number().int().describe('Calls whose hold changed by it') })

export const retention = topic(
  'retention',
  {
    get: read({
      doc: 'How long each kind of data is kept, and what the last deletion did.',
      input: Nothing,
      output: Retention,
    }),
    setDays: write({
      doc: 'Set how long each kind is kept. Nothing is deleted by it; the next daily deletion follows it.',
      input: z.strictObject({ days: RetentionDays }),
      output: Retention,
    }),
    preview: read({
      doc: 'What would be deleted now with these days, per kind. Deletes nothing.',
      input: z.strictObject({ days: RetentionDays }),
      output: z.object({ due: z.array(Due) }),
      deadlineMs: 120_000,
    }),
    run: write({
      doc: 'Delete now what is over its time. A deletion that is under way is the answer.',
      input: Nothing,
      output: z.object({ taskId: TaskId }),
    }),
    hold: read({
      doc: 'Whether a call is under legal hold.',
      input: z.strictObject({ callId: CallId }),
      output: z.object({ hold: z.object({ placedAt: UtcMs, reason: z.string() }).optional() }),
    }),
    placeHold: write({
      doc: 'Keep calls from deletion until the hold is lifted; goes to the audit log. One that is held keeps its reason.',
      input: HoldChange,
      output: Changed,
      errors: ['call.notFound'],
      deadlineMs: 120_000,
    }),
    liftHold: write({
      doc: 'Let calls be deleted after their time again; goes to the audit log.',
      input: HoldChange,
      output: Changed,
      errors: ['call.notFound'],
      deadlineMs: 120_000,
    }),
  },
  { changed: event('Days, the last deletion or a hold changed.', z.object({ revision: z.number().int() })) },
)
