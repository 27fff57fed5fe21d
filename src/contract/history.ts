import { z } from 'zod'
import { Call, CallOutcome } from './calls.ts'
import { event, read, topic } from './define.ts'
import { E164, Nothing, ProfileId, UtcMs } from './values.ts'

export const HistoryFilter = z.strictObject({
  numberPart: z
    .string()
    .regex(/^\+?[0-9]{1,15}$/, 'number.part')
    .optional()
    .describe('Any part of a number; one that ends a number comes first of all'),
  from: UtcMs.optional(),
  to: UtcMs.optional().describe('Exclusive'),
  outcomes: z.array(CallOutcome).optional(),
  profileId: ProfileId.optional(),
})
export type HistoryFilter = z.output<typeof HistoryFilter>

export const history = topic(
  'history',
  {
    search: read({
      doc: 'Calls that match, newest first, a page at a time.',
      input: z.strictObject({
        filter: HistoryFilter,
        after: z.string().max(64).optional().describe('`next` of the page before'),
        limit: z.number().int().min(1).max(200),
      }),
      output: z.object({
        calls: z.array(Call),
        next: z.string().optional().describe('Absent: this was the last page'),
      }),
    }),
    recentNumbers: read({
      doc: 'Numbers dialled last, newest first, each once.',
      input: z.strictObject({ limit: z.number().int().min(1).max(50) }),
      output: z.object({ numbers: z.array(z.object({ number: E164, lastAt: UtcMs, outcome: CallOutcome })) }),
    }),
    count: read({
      doc: 'How many calls there are in all.',
      input: Nothing,
      output: z.object({ calls: z.number().int() }),
    }),
  },
  {
    changed: event(
      'Calls were added; the list has a new revision.',
      z.object({ revision: z.number().int() }),
    ),
  },
)
