import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { CallId, DurationMs, UtcMs } from './values.ts'

const CallRef = z.strictObject({ callId: CallId })
const Reason = z.string().trim().min(1).max(300)

const RedactedSpan = z.strictObject({ fromMs: DurationMs, toMs: DurationMs.describe('Exclusive') })

/** That something was taken out of a recording; the fact stays for as long as the recording. */
export const Redaction = z.object({
  id: z.string(),
  at: UtcMs,
  by: z.string().describe('Name of the person at the system'),
  spans: z.array(RedactedSpan),
  fill: z.enum(['silence', 'tone']),
  reason: z.string(),
  state: z.enum(['begun', 'done']).describe('begun: goes on when the application starts'),
})
export type Redaction = z.output<typeof Redaction>

const Redactions = z.object({
  callId: CallId,
  redactions: z.array(Redaction),
  sealed: z.boolean().describe('Whether the original is kept, encrypted'),
})
export type Redactions = z.output<typeof Redactions>

export const redaction = topic(
  'redaction',
  {
    get: read({
      doc: 'What was taken out of the recording of a call.',
      input: CallRef,
      output: Redactions,
    }),
    redact: write({
      doc: 'Replace stretches of a recording by silence or a tone. The original is sealed first; what was written is checked.',
      input: z.strictObject({
        callId: CallId,
        spans: z
          .array(RedactedSpan.refine(({ fromMs, toMs }) => toMs > fromMs, 'span.empty'))
          .min(1)
          .max(100),
        fill: z.enum(['silence', 'tone']),
        reason: Reason,
      }),
      output: Redactions,
      errors: [
        'recording.none',
        'recording.damaged',
        'redaction.noKeychain',
        'redaction.outside',
        'disk.full',
      ],
      deadlineMs: 60_000,
    }),
    unseal: write({
      doc: 'Let the original be heard for a time; goes to the audit log before it is.',
      input: z.strictObject({ callId: CallId, reason: Reason }),
      output: z.object({ audioPath: z.string(), until: UtcMs }),
      errors: ['recording.none', 'redaction.noKeychain'],
    }),
  },
  { changed: event('The redactions of a recording after a change.', Redactions) },
)
