import { z } from 'zod'
import { Call } from './calls.ts'
import { event, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { CallId, DurationMs, Nothing, TaskId, UtcMs } from './values.ts'

export const Recording = z.object({
  callId: CallId,
  revision: z.number().int(),
  state: z
    .enum(['waiting', 'fetching', 'ready', 'lost', 'deleted'])
    .describe(
      'waiting: to be fetched, now or after a pause; lost: no attempt can succeed any more; deleted: it was kept, and its time is over',
    ),
  deadline: UtcMs.describe('When the platform deletes the file: seven days after the call'),
  attempts: z.number().int(),
  priority: z.enum(['usual', 'first', 'now']).describe('now: whatever the rules of fetching say'),
  nextAttemptAt: UtcMs.optional(),
  overAt: UtcMs.optional().describe('When it became ready, lost or deleted'),
  lastError: ErrorData.optional(),
  bytes: z.number().int().optional(),
  durationMs: DurationMs.optional(),
  sha256: z.string().optional().describe('Of the file as it is kept'),
  audioPath: z.string().optional().describe('Same-origin path of the sound, with ranges'),
  peaksPath: z.string().optional().describe('Same-origin path of the waveform: see docs/media.md'),
  filePath: z.string().optional().describe('Same-origin path under which it is saved as a file'),
})
export type Recording = z.output<typeof Recording>

/** When and how fast recordings are fetched. None of it holds back what would be lost by it. */
export const RescueRules = z.strictObject({
  paused: z.boolean(),
  window: z
    .strictObject({
      fromMinute: z.number().int().min(0).max(1439),
      toMinute: z.number().int().min(0).max(1439),
    })
    .optional()
    .describe('Minutes of the local day between which it is fetched; absent: always'),
  bytesPerSecond: z
    .number()
    .int()
    .min(32_768)
    .optional()
    .describe('Of all together; absent: as fast as it goes'),
})
export type RescueRules = z.output<typeof RescueRules>

const CallRef = z.strictObject({ callId: CallId })

const RecordingRow = z.object({
  recording: Recording,
  call: Call.optional().describe('Absent: the call is no longer in the history'),
})
export type RecordingRow = z.output<typeof RecordingRow>

const RescueQueue = z.object({
  waiting: z.number().int(),
  fetching: z.number().int(),
  kept: z.number().int(),
  lost: z.number().int(),
  urgent: z
    .number()
    .int()
    .describe('Waiting, and fetched without regard to the rules, else they would be lost'),
  open: z.boolean().describe('Whether the rules let be fetched what is not urgent'),
  nearestDeadline: UtcMs.optional(),
})
export type RescueQueue = z.output<typeof RescueQueue>

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
      doc: 'Try now instead of waiting for the next attempt, whatever the rules of fetching say.',
      input: CallRef,
      output: Recording,
      errors: ['call.notFound', 'recording.none', 'recording.notYet', 'recording.expired'],
    }),
    moveUp: write({
      doc: 'Fetch it before all others that wait, or in its usual turn again.',
      input: z.strictObject({ callId: CallId, first: z.boolean() }),
      output: Recording,
      errors: ['call.notFound', 'recording.none', 'recording.notYet'],
    }),
    played: write({
      doc: 'The sound of a recording was started by a person; goes to the audit log.',
      input: z.strictObject({ callId: CallId, fromMs: DurationMs }),
      output: Nothing,
      errors: ['call.notFound', 'recording.none', 'recording.notYet'],
    }),
    verify: read({
      doc: 'Read the file again and compare it with the checksum of the day it was fetched.',
      input: CallRef,
      output: z.object({ intact: z.boolean(), sha256: z.string().describe('As the file is now') }),
      errors: ['call.notFound', 'recording.none', 'recording.notYet', 'recording.damaged'],
      deadlineMs: 60_000,
    }),
    queue: read({
      doc: 'How many recordings wait, are kept and are lost, and the nearest deadline.',
      input: Nothing,
      output: RescueQueue,
    }),
    list: read({
      doc: 'Recordings of one kind, a page at a time: those that wait in the order of their turn, else newest first.',
      input: z.strictObject({
        list: z.enum(['queue', 'kept', 'lost']),
        after: z.string().max(128).optional().describe('`next` of the page before'),
        limit: z.number().int().min(1).max(100),
      }),
      output: z.object({
        rows: z.array(RecordingRow),
        next: z.string().optional().describe('Absent: this was the last page'),
      }),
    }),
    rules: read({
      doc: 'When and how fast recordings are fetched.',
      input: Nothing,
      output: z.object({ rules: RescueRules }),
    }),
    setRules: write({
      doc: 'Set when and how fast; applies at once.',
      input: z.strictObject({ rules: RescueRules }),
      output: z.object({ rules: RescueRules }),
    }),
    pack: write({
      doc: 'Put recordings into one ZIP file with a table of what is in it. Those that are not ready are left out.',
      input: z.strictObject({ callIds: z.array(CallId).min(1).max(5000) }),
      output: z.object({ taskId: TaskId }),
      errors: ['recording.none'],
    }),
  },
  { changed: event('A recording after a change, whole.', Recording) },
)
