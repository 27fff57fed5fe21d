import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { CallId, DurationMs, UtcMs } from './values.ts'

export const Recording = z.object({
  callId: CallId,
  revision: z.number().int(),
  state: z
    .enum(['waiting', 'fetching', 'ready', 'lost'])
    .describe('waiting: to be fetched, now or after a pause; lost: no attempt can succeed any more'),
  deadline: UtcMs.describe('When the platform deletes the file: seven days after the call'),
  attempts: z.number().int(),
  nextAttemptAt: UtcMs.optional(),
  lastError: ErrorData.optional(),
  bytes: z.number().int().optional(),
  durationMs: DurationMs.optional(),
  audioPath: z.string().optional().describe('Same-origin path of the sound, with ranges'),
  peaksPath: z.string().optional().describe('Same-origin path of the waveform: see docs/media.md'),
})
export type Recording = z.output<typeof Recording>

const CallRef = z.strictObject({ callId: CallId })

export const recordings = topic(
  'recordings',
  {
    get: read({
      doc: 'The recording of a call and how far its rescue is.',
      input: CallRef,
      output: Recording,
      errors: ['call.notFound', 'recording.none', 'recording.notYet'],
    }),
    fetch: write({
      doc: 'Try now instead of waiting for the next attempt.',
      input: CallRef,
      output: Recording,
      errors: ['call.notFound', 'recording.none', 'recording.notYet', 'recording.expired'],
    }),
    queue: read({
      doc: 'How many recordings wait for rescue, and the nearest deadline.',
      input: z.strictObject({}),
      output: z.object({ waiting: z.number().int(), nearestDeadline: UtcMs.optional() }),
    }),
  },
  { changed: event('A recording after a change, whole.', Recording) },
)
