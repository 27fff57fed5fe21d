import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { ErrorData, ErrorParams } from './errors.ts'
import { Nothing, TaskId, UtcMs } from './values.ts'

/** Kinds of long work. The screen has words for each in both languages. */
export const TaskKind = z.enum([
  'historyExport',
  'historyImport',
  'costExport',
  'backup',
  'retention',
  'campaignImport',
  'campaignCheck',
  'campaignExport',
  'recordingPack',
  'campaignImport',
  'campaignCheck',
  'campaignExport',
  'reconciliation',
  'bindingBatch',
])
export type TaskKind = z.output<typeof TaskKind>

export const Task = z.object({
  id: TaskId,
  revision: z.number().int().describe('Rises with every change; the higher one wins'),
  kind: TaskKind,
  params: ErrorParams.describe('Facts its name is made of; never a full number'),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number().describe('Units of work that are over: rows, files or bytes'),
  total: z.number().optional().describe('All units, once known'),
  perSecond: z.number().optional().describe('Units a second, of late; absent while too little is known'),
  leftMs: z.number().optional().describe('What is left at that rate, milliseconds'),
  startedAt: UtcMs,
  endedAt: UtcMs.optional(),
  resultPath: z.string().optional().describe('Same-origin path of the file that came of it'),
  error: ErrorData.optional(),
})
export type Task = z.output<typeof Task>

const TaskRef = z.strictObject({ taskId: TaskId })

export const tasks = topic(
  'tasks',
  {
    list: read({
      doc: 'Long work that runs, and what is over and has not been dismissed. Newest first.',
      input: Nothing,
      output: z.object({ tasks: z.array(Task) }),
    }),
    cancel: write({
      doc: 'Stop a task; what it has made so far is undone or kept as its topic says.',
      input: TaskRef,
      output: Task,
      errors: ['task.notFound'],
      deadlineMs: 60_000,
    }),
    dismiss: write({
      doc: 'Take a task that is over off the list.',
      input: TaskRef,
      output: z.object({ dismissed: z.boolean() }),
    }),
  },
  {
    changed: event('A task after a change, whole.', Task),
    dismissed: event('A task that is no longer listed.', z.object({ taskId: TaskId })),
  },
)
