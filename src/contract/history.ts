import { z } from 'zod'
import { Call, CallOutcome } from './calls.ts'
import { event, read, topic } from './define.ts'
import { DurationMs, E164, Nothing, ProfileId, UtcMs } from './values.ts'

/** `kind:code` as the history keeps why a call ended: `state:8003`, `q850:17`, `sip:486`, `point:513`, `result:1010023`. */
const ReasonKey = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+:.*$/, 'reason.form')
const Many = <T extends z.ZodType>(one: T) => z.array(one).max(100).optional()

export const HistoryFilter = z.strictObject({
  text: z
    .string()
    .max(100)
    .optional()
    .describe('Part of a number, of the name of a contact, of a note or of a tag; one character is enough'),
  numberPart: z
    .string()
    .regex(/^\+?[0-9]{1,15}$/, 'number.part')
    .optional()
    .describe('Part of a number alone'),
  number: E164.optional().describe('A whole number, on either leg'),
  agent: E164.optional().describe("The agent's own number: leg A"),
  from: UtcMs.optional(),
  to: UtcMs.optional().describe('Exclusive'),
  outcomes: Many(CallOutcome),
  profileIds: Many(ProfileId),
  services: Many(z.string().max(40)),
  directions: Many(z.enum(['outgoing', 'relayed'])),
  reasons: Many(ReasonKey),
  wrapUps: Many(z.string().max(64)).describe('Ids of wrap-up codes'),
  tags: Many(z.string().max(40)).describe('Names; one of them is enough'),
  recorded: z.boolean().optional().describe('The fee record tells of a recording'),
  reviewed: z.boolean().optional(),
  noted: z.boolean().optional().describe('There is a note'),
  talkFrom: DurationMs.optional().describe('Included'),
  talkTo: DurationMs.optional().describe('Included'),
})
export type HistoryFilter = z.output<typeof HistoryFilter>

const Cursor = z.string().regex(/^[0-9]{1,16}$/, 'cursor.form')
const Counted = z.object({ value: z.string(), calls: z.number().int() })

export const history = topic(
  'history',
  {
    search: read({
      doc: 'Calls that match, newest first, a page at a time in either direction. Work is bounded: a page may be short or empty although there is more.',
      input: z.strictObject({
        filter: HistoryFilter,
        after: Cursor.optional().describe('`next` of a page: older calls'),
        before: Cursor.optional().describe('`previous` of a page: newer calls; not together with `after`'),
        limit: z.number().int().min(1).max(200),
      }),
      output: z.object({
        calls: z.array(Call),
        next: Cursor.optional().describe('Absent: there is nothing older'),
        previous: Cursor.optional().describe('Absent: there is nothing newer'),
        searchedTo: UtcMs.optional().describe(
          'The page is short because only this far was looked so far; ask on',
        ),
      }),
    }),
    recentNumbers: read({
      doc: 'Numbers dialled last, newest first, each once.',
      input: z.strictObject({ limit: z.number().int().min(1).max(50) }),
      output: z.object({ numbers: z.array(z.object({ number: E164, lastAt: UtcMs, outcome: CallOutcome })) }),
    }),
    count: read({
      doc: 'How many calls match. Runs beside the pages and never holds them up; stops after two seconds.',
      input: z.strictObject({ filter: HistoryFilter }),
      output: z.object({
        calls: z.number().int(),
        complete: z.boolean().describe('false: there are more than that'),
      }),
    }),
    facets: read({
      doc: 'Values to filter by that occur, with the number of calls of each.',
      input: Nothing,
      output: z.object({
        outcomes: z.array(Counted),
        reasons: z.array(Counted),
        services: z.array(Counted),
        profileIds: z.array(Counted),
        wrapUps: z.array(Counted),
      }),
    }),
  },
  {
    changed: event(
      'Calls were added; the list has a new revision.',
      z.object({ revision: z.number().int() }),
    ),
  },
)
