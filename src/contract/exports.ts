import { z } from 'zod'
import { topic, write } from './define.ts'
import { HistoryFilter } from './history.ts'
import { Language, TaskId, UploadId } from './values.ts'

const ExportFormat = z.enum(['csv', 'xlsx', 'jsonl'])

const ExportRequest = z.strictObject({
  format: ExportFormat,
  filter: HistoryFilter.optional().describe('Left out: every call'),
  columns: z
    .array(z.string().max(40))
    .min(1)
    .max(100)
    .describe('Ids of columns; JSON lines hold whole calls'),
  headings: Language.describe('Language of the headings and of the outcome in words'),
  encoding: z
    .enum(['utf-8', 'gbk'])
    .describe('Of CSV: UTF-8 with its mark, or GBK (GB18030 for what GBK lacks)'),
})

export const exports = topic(
  'exports',
  {
    make: write({
      doc: 'Write calls to a file, in a task whose result is the path of the file.',
      input: ExportRequest,
      output: z.object({ taskId: TaskId }),
      errors: ['export.noColumns'],
    }),
    import: write({
      doc: 'Take in calls that another installation exported: the file sent to `/imports/<id>`. Calls that are here already stay as they are.',
      input: z.strictObject({ uploadId: UploadId }),
      output: z.object({ taskId: TaskId }),
      errors: ['import.notFound'],
    }),
  },
  {},
)
