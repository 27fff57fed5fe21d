import { z } from 'zod'
import { GAP_KINDS } from '../domain/gaps/kinds.ts'
import { Call } from './calls.ts'
import { event, read, topic } from './define.ts'
import { Nothing, UtcMs } from './values.ts'

const FoundGap = z.object({
  kind: z.enum(GAP_KINDS),
  at: UtcMs.describe('When the call began, or when the file was last written'),
  call: Call.optional().describe('Absent: a file that belongs to no call'),
  twin: Call.optional().describe('twins: the call before'),
  file: z
    .object({ name: z.string(), bytes: z.number().int() })
    .optional()
    .describe('A file in the folder of the recordings'),
})
export type FoundGap = z.output<typeof FoundGap>

const Counts = z.object({
  noFee: z.number().int(),
  noRecording: z.number().int(),
  recordingNoFee: z.number().int(),
  strayRecording: z.number().int(),
  twins: z.number().int(),
  unknownCall: z.number().int(),
} satisfies Record<(typeof GAP_KINDS)[number], z.ZodNumber>)
export type GapCounts = z.output<typeof Counts>

const Known = z.object({
  counts: Counts.optional().describe('Absent: nobody has looked since the start'),
  at: UtcMs.optional(),
})

export const gaps = topic(
  'gaps',
  {
    find: read({
      doc: 'What is missing or odd among the calls of the last 60 days and among the files of recordings, newest first, at most 200 of each kind, with the request for missing fee records.',
      input: Nothing,
      output: z.object({
        gaps: z.array(FoundGap),
        counts: Counts,
        request: z.object({ 'zh-CN': z.string(), en: z.string() }).optional(),
      }),
      deadlineMs: 60_000,
    }),
    known: read({
      doc: 'How many gaps the last look found. Voicedesk looks by itself after the start and every half hour.',
      input: Nothing,
      output: Known,
    }),
  },
  { changed: event('A look has found other numbers of gaps.', Known) },
)
