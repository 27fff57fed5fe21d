import { z } from 'zod'
import { BATCH_STATES, ROW_FIELDS, ROW_STATES } from '../domain/batches/batch.ts'
import { RowDefaults } from './binding-terms.ts'
import { BindingFinding, BoundMode } from './bindings.ts'
import { event, once, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { BatchId, BindingId, DurationMs, Nothing, ProfileId, RequestId, UploadId, UtcMs } from './values.ts'

/** What was read of a file that was handed over with `PUT /imports/<fileId>`. */
const RowFile = z.object({
  fileId: UploadId,
  fileName: z.string(),
  form: z.enum(['csv', 'xlsx']),
  encoding: z.enum(['utf-8', 'gb18030', 'utf-16le', 'utf-16be']).optional().describe('Of a CSV file'),
  delimiter: z.string().optional(),
  rows: z.number().int().describe('Without the heading'),
  columns: z.array(
    z.object({
      name: z.string().describe('Its heading, or the letter of the column'),
      samples: z.array(z.string()).describe('The first cells'),
      field: z.enum(ROW_FIELDS).optional().describe('What it is taken for, by its heading and its cells'),
    }),
  ),
})
export type RowFile = z.output<typeof RowFile>

/** Field of the terms → index of the column that holds it. */
const RowMapping = z.partialRecord(z.enum(ROW_FIELDS), z.number().int().min(0).max(255))
export type RowMapping = z.output<typeof RowMapping>

const RowCounts = z.object({
  stopped: z.number().int(),
  waiting: z.number().int(),
  binding: z.number().int(),
  bound: z.number().int(),
  refused: z.number().int(),
  unknown: z.number().int(),
  undone: z.number().int(),
})

const Batch = z.object({
  id: BatchId,
  revision: z.number().int(),
  profileId: ProfileId,
  mode: BoundMode,
  fileName: z.string(),
  state: z.enum(BATCH_STATES),
  rows: z.number().int(),
  warned: z.number().int().describe('Rows that can be bound and have a warning'),
  counts: RowCounts,
  createdAt: UtcMs,
  startedAt: UtcMs.optional(),
  endedAt: UtcMs.optional(),
  perSecond: z.number().optional().describe('Rows answered a second, lately'),
  leftMs: DurationMs.optional().describe('Until the last row, at that pace'),
  slowedUntil: UtcMs.optional().describe('Flow control: nothing is sent until then'),
  taskId: z.string().optional(),
  problem: ErrorData.optional().describe('Why it paused or failed by itself'),
})
export type Batch = z.output<typeof Batch>

const BatchRow = z.object({
  row: z.number().int().describe('Line of the file, from 1, the heading not counted'),
  state: z.enum(ROW_STATES),
  a: z.string().optional(),
  b: z.string().optional(),
  x: z.string().optional(),
  extension: z.string().optional(),
  findings: z.array(BindingFinding),
  bindingId: BindingId.optional(),
  resultcode: z.string().optional(),
  httpStatus: z.number().int().optional(),
  cause: z.string().optional(),
})
export type BatchRow = z.output<typeof BatchRow>

const BatchRef = z.strictObject({ batchId: BatchId })
const FileId = UploadId.describe('Made by the screen; the file goes to PUT /imports/<fileId>')

export const batches = topic(
  'batches',
  {
    readFile: read({
      doc: 'Look at a file that was uploaded: its columns, and what each is taken for.',
      input: z.strictObject({ fileId: FileId, fileName: z.string().min(1).max(255), mode: BoundMode }),
      output: RowFile,
      errors: ['import.notFound', 'rows.unreadable'],
      deadlineMs: 60_000,
    }),
    create: write({
      doc: 'Read every row by a mapping and give each a verdict. Nothing is sent: the dry run.',
      input: z.strictObject({
        batchId: BatchId,
        profileId: ProfileId,
        fileId: FileId,
        fileName: z.string().min(1).max(255),
        mapping: RowMapping,
        defaults: RowDefaults.describe('What every row has unless a column says otherwise'),
      }),
      output: Batch,
      errors: ['import.notFound', 'rows.unreadable', 'profile.notFound', 'profile.wrongService', 'disk.full'],
      deadlineMs: 60_000,
    }),
    list: read({
      doc: 'All batches, newest first.',
      input: Nothing,
      output: z.object({ batches: z.array(Batch) }),
    }),
    get: read({ doc: 'One batch.', input: BatchRef, output: Batch, errors: ['batch.notFound'] }),
    rows: read({
      doc: 'Rows of a batch in the order of the file, a page at a time.',
      input: z.strictObject({
        batchId: BatchId,
        states: z.array(z.enum(ROW_STATES)).optional(),
        withFindings: z.boolean().optional().describe('Only rows of which something is to be said'),
        afterRow: z.number().int().min(0).optional(),
        limit: z.number().int().min(1).max(500),
      }),
      output: z.object({ rows: z.array(BatchRow), next: z.number().int().optional() }),
      errors: ['batch.notFound'],
    }),
    start: once({
      doc: 'Bind the rows that nothing stops, each once, paced. Also goes on after a pause.',
      input: z.strictObject({ requestId: RequestId, batchId: BatchId }),
      output: Batch,
      errors: [
        'batch.notFound',
        'batch.wrongState',
        'profile.notFound',
        'profile.paused',
        'profile.noSecret',
      ],
    }),
    pause: write({
      doc: 'Send no further row. Rows that were sent are waited for.',
      input: BatchRef,
      output: Batch,
      errors: ['batch.notFound', 'batch.wrongState'],
    }),
    undo: once({
      doc: 'Unbind what the batch has bound, paced.',
      input: z.strictObject({ requestId: RequestId, batchId: BatchId }),
      output: Batch,
      errors: [
        'batch.notFound',
        'batch.wrongState',
        'profile.notFound',
        'profile.paused',
        'profile.noSecret',
      ],
    }),
    remove: write({
      doc: 'Forget a batch that never bound anything. Its bindings, if any, stay.',
      input: BatchRef,
      output: z.object({ removed: z.boolean() }),
      errors: ['batch.wrongState'],
    }),
    result: write({
      doc: 'The file with the outcome of every row in further columns, as a download.',
      input: z.strictObject({ batchId: BatchId, form: z.enum(['csv', 'xlsx']) }),
      output: z.object({ path: z.string().describe('Of the same origin'), fileName: z.string() }),
      errors: ['batch.notFound', 'disk.full'],
      deadlineMs: 60_000,
    }),
  },
  { changed: event('A batch after a change, whole.', Batch) },
)
