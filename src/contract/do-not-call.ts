import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { Sheet } from './sheets.ts'
import { E164, SourceId, UtcMs } from './values.ts'

const DoNotCallEntry = z.object({
  number: E164,
  note: z.string(),
  addedAt: UtcMs,
})
export type DoNotCallEntry = z.output<typeof DoNotCallEntry>

/** Numbers that campaigns never call. A call or notification to one of them by hand is not stopped. */
export const doNotCall = topic(
  'doNotCall',
  {
    list: read({
      doc: 'The list, by number, a page at a time.',
      input: z.strictObject({
        part: z
          .string()
          .regex(/^[0-9]{1,15}$/, 'number.part')
          .optional()
          .describe('Digits anywhere in the number'),
        after: z.string().max(64).optional().describe('`next` of the page before'),
        limit: z.number().int().min(1).max(200),
      }),
      output: z.object({
        entries: z.array(DoNotCallEntry),
        next: z.string().optional(),
        total: z.number().int().describe('How many numbers the list has in all'),
      }),
    }),
    add: write({
      doc: 'Put numbers on the list; those that are on it stay as they are.',
      input: z.strictObject({
        numbers: z.array(E164).min(1).max(1000),
        note: z.string().trim().max(200),
      }),
      output: z.object({ added: z.number().int() }),
    }),
    remove: write({
      doc: 'Take numbers off the list.',
      input: z.strictObject({ numbers: z.array(E164).min(1).max(1000) }),
      output: z.object({ removed: z.number().int() }),
    }),
    importList: write({
      doc: 'Put every number of a column of an uploaded CSV or XLSX file on the list.',
      input: z.strictObject({
        uploadId: SourceId,
        sheet: Sheet,
        column: z.number().int().min(0),
        note: z.string().trim().max(200),
      }),
      output: z.object({
        added: z.number().int(),
        known: z.number().int(),
        wrong: z.number().int().describe('Rows that hold no number that can be called'),
      }),
      errors: ['upload.notFound', 'list.unreadable'],
      deadlineMs: 120_000,
    }),
  },
  { changed: event('The list has another length or content.', z.object({ total: z.number().int() })) },
)
