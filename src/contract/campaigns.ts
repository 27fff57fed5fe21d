import { z } from 'zod'
import { MOST_CONTENTS } from '../domain/notify/limits.ts'
import { CallOutcome } from './calls.ts'
import { event, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { Collect } from './notify.ts'
import { Column, Sheet } from './sheets.ts'
import {
  CallId,
  CampaignId,
  E164,
  Language,
  Nothing,
  ProfileId,
  SourceId,
  TaskId,
  TemplateId,
  UtcMs,
} from './values.ts'

/** A value of a template: the same for every row, or what the row has in a column. */
const Binding = z.union([
  z.strictObject({ from: z.literal('text'), text: z.string().max(200) }),
  z.strictObject({ from: z.literal('column'), column: z.number().int().min(0) }),
])
export type Binding = z.output<typeof Binding>

const CampaignContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('prompt'), name: z.string().max(128), collect: Collect.optional() }),
  z.strictObject({
    kind: z.literal('template'),
    templateId: TemplateId,
    values: z.array(Binding).max(50),
    collect: Collect.optional(),
  }),
])
export type CampaignContent = z.output<typeof CampaignContent>

const Clock = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, 'clock.form')

/** When callees may be called. Times are Beijing's, where every callee is. */
const AllowedHours = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7).describe('1 Monday to 7 Sunday'),
  from: Clock,
  to: Clock.describe('Exclusive, and after `from`'),
})
export type AllowedHours = z.output<typeof AllowedHours>

/** Why a row may be called once more. `noDigits`: answered, and no digit was pressed where some were asked for. */
export const RetryReason = z.enum([
  'busy',
  'noAnswer',
  'rejected',
  'poweredOff',
  'unreachable',
  'failed',
  'noDigits',
])
export type RetryReason = z.output<typeof RetryReason>

export const CampaignFields = z.strictObject({
  name: z.string().trim().min(1).max(60),
  profileId: ProfileId.describe('A profile of the service notification'),
  display: E164.describe('Number the callees see'),
  contents: z.array(CampaignContent).max(MOST_CONTENTS).describe('May be unfinished before the check'),
  pace: z.strictObject({
    perSecond: z.number().min(0.05).max(50).describe('Requests per second at most'),
    concurrency: z.number().int().min(1).max(1000).describe('Calls at a time at most'),
  }),
  hours: z.array(AllowedHours).max(8).describe('Empty: at any time'),
  retry: z.strictObject({
    attempts: z.number().int().min(1).max(10).describe('Calls per row at most, the first included'),
    afterMinutes: z
      .partialRecord(RetryReason, z.number().int().min(0).max(10_080))
      .describe(
        'Pause before the next call, by reason, 0 at once; a reason that is absent is not tried again',
      ),
  }),
  rules: z
    .array(
      z.strictObject({
        digits: z
          .string()
          .regex(/^[0-9]{1,32}$/, 'digits.form')
          .describe('The last digits that were collected'),
        tag: z.string().trim().min(1).max(40).optional(),
        callBack: z.boolean().describe('The row asks to be called back by a person'),
      }),
    )
    .max(20)
    .describe('What digits do to a row; the first that fits'),
  advice: z
    .strictObject({
      in24Hours: z.number().int().min(1).max(100),
      in30Days: z.number().int().min(1).max(1000),
    })
    .describe(
      'Calls to one callee at most, everything in the local history counted. The vendor advises 3 and 10; a row beyond is not called',
    ),
})
export type CampaignFields = z.output<typeof CampaignFields>

export const CampaignState = z
  .enum(['draft', 'importing', 'checking', 'checked', 'running', 'paused', 'stopping', 'stopped', 'finished'])
  .describe(
    'draft: not checked since its last change; stopping: what runs is being hung up; stopped and finished are the end',
  )
export type CampaignState = z.output<typeof CampaignState>

export const PauseReason = z.enum([
  'person',
  'restart',
  'authentication',
  'locked',
  'account',
  'restricted',
  'numberSuspended',
  'frequency',
  'blackTime',
  'parameters',
  'profile',
  'connection',
  'disk',
])
export type PauseReason = z.output<typeof PauseReason>

/** Why a row is not called, as the check or the moment before its call found. */
export const SkipReason = z.enum([
  'badNumber',
  'unreachableNumber',
  'duplicate',
  'doNotCall',
  'values',
  'advice24Hours',
  'advice30Days',
])
export type SkipReason = z.output<typeof SkipReason>

export const RowState = z
  .enum(['waiting', 'calling', 'unknown', 'done', 'skipped', 'stopped'])
  .describe(
    'unknown: the answer to a request was lost, so the callee may or may not have been called; waits for a push or a person. stopped: the campaign ended before its call',
  )
export type RowState = z.output<typeof RowState>

const Counted = z.record(z.string(), z.number().int())

export const CampaignCounts = z.object({
  rows: z.number().int(),
  states: z.partialRecord(RowState, z.number().int()),
  outcomes: z.partialRecord(CallOutcome, z.number().int()).describe('Of the rows that are done'),
  skipped: z.partialRecord(SkipReason, z.number().int()),
  digits: Counted.describe('Rows by the digits they pressed'),
  tags: Counted,
  callBacks: z.number().int(),
  attempts: z.number().int().describe('Requests that placed a call or may have'),
})
export type CampaignCounts = z.output<typeof CampaignCounts>

export const Campaign = z.object({
  id: CampaignId,
  revision: z.number().int().describe('Rises with every change; the higher one wins'),
  ...CampaignFields.shape,
  state: CampaignState,
  createdAt: UtcMs,
  changedAt: UtcMs,
  startedAt: UtcMs.optional(),
  endedAt: UtcMs.optional(),
  list: z
    .object({
      fileName: z.string(),
      columns: z.array(z.string()).describe('Headings, in the order of the cells of a row'),
      numberColumn: z.number().int(),
    })
    .optional()
    .describe('Absent until a list was imported'),
  checkedAt: UtcMs.optional(),
  pause: z
    .object({
      reason: PauseReason,
      since: UtcMs,
      resultcode: z.string().optional(),
      stateCode: z.number().int().optional(),
      until: UtcMs.optional().describe('When it may help to go on'),
    })
    .optional(),
  waiting: z
    .object({ for: z.enum(['hours', 'ports', 'flowControl', 'retry', 'pushes']), until: UtcMs.optional() })
    .optional()
    .describe('Why a running campaign does not call at the moment'),
  going: z
    .object({
      perSecond: z.number().describe('Requests per second allowed at present'),
      concurrency: z.number().int(),
      slowed: z.boolean().describe('The platform made it go slower than it was set to'),
    })
    .optional()
    .describe('Of a running campaign'),
  taskId: TaskId.optional().describe('The import or check that goes on, with its progress'),
  problem: ErrorData.optional().describe('Why the last import or check failed'),
  counts: CampaignCounts,
})
export type Campaign = z.output<typeof Campaign>

export const CampaignRow = z.object({
  row: z.number().int().describe('From 1, in the order of the list'),
  number: z.string().describe('In the form +86…; as it stood in the list when it is no number'),
  cells: z.array(z.string()),
  state: RowState,
  skip: SkipReason.optional(),
  outcome: CallOutcome.optional().describe('Of the last attempt that is over'),
  dueAt: UtcMs.optional().describe('Not called before'),
  attempts: z.number().int(),
  digits: z.string().optional(),
  tag: z.string().optional(),
  callBack: z.boolean(),
  callId: CallId.optional().describe('Of the last attempt'),
})
export type CampaignRow = z.output<typeof CampaignRow>

export const RowFilter = z.strictObject({
  state: RowState.optional(),
  outcome: CallOutcome.optional(),
  skip: SkipReason.optional(),
  digits: z.string().max(64).optional(),
  callBack: z.boolean().optional(),
  numberPart: z
    .string()
    .regex(/^[0-9]{1,15}$/, 'number.part')
    .optional(),
})
export type RowFilter = z.output<typeof RowFilter>

const CampaignRef = z.strictObject({ campaignId: CampaignId })
const RowRef = z.strictObject({ campaignId: CampaignId, row: z.number().int().min(1) })

export const campaigns = topic(
  'campaigns',
  {
    inspect: read({
      doc: 'What an uploaded CSV or XLSX file holds: sheets, encoding, columns with samples and what they look like.',
      input: z.strictObject({ uploadId: SourceId, sheet: Sheet }),
      output: z.object({
        sheet: Sheet.describe('With the encoding that was found, and with the sheet that was read'),
        sheets: z.array(z.string()),
        rows: z.number().int().describe('Without the headings'),
        columns: z.array(Column),
      }),
      errors: ['upload.notFound', 'list.unreadable'],
      deadlineMs: 120_000,
    }),
    list: read({
      doc: 'The campaigns, the one made last first.',
      input: Nothing,
      output: z.object({ campaigns: z.array(Campaign) }),
    }),
    get: read({
      doc: 'One campaign with its counts.',
      input: CampaignRef,
      output: Campaign,
      errors: ['campaign.notFound'],
    }),
    save: write({
      doc: 'Make a campaign or change it. One that runs or is over is not changed but for pace, hours and name; a change of what is said or to whom asks for a new check.',
      input: z.strictObject({ campaignId: CampaignId, fields: CampaignFields }),
      output: Campaign,
      errors: ['campaign.state', 'profile.notFound'],
    }),
    importList: write({
      doc: 'Read the rows of an uploaded file into a campaign in place of those it has; goes on in the background.',
      input: z.strictObject({
        campaignId: CampaignId,
        uploadId: SourceId,
        sheet: Sheet,
        numberColumn: z.number().int().min(0),
      }),
      output: Campaign,
      errors: ['campaign.notFound', 'campaign.state', 'upload.notFound'],
    }),
    check: write({
      doc: 'Check what is said and every row: numbers, duplicates, values, do-not-call list, advice. Goes on in the background; a new check begins anew.',
      input: CampaignRef,
      output: Campaign,
      errors: [
        'campaign.notFound',
        'campaign.state',
        'campaign.noRows',
        'notify.notAcceptable',
        'template.notFound',
        'profile.notFound',
      ],
    }),
    start: write({
      doc: 'Begin to call, or go on after a pause. Nothing starts by itself: not after a restart either.',
      input: CampaignRef,
      output: Campaign,
      errors: [
        'campaign.notFound',
        'campaign.state',
        'profile.notFound',
        'profile.paused',
        'profile.noSecret',
        'profile.wrongService',
        'number.notDialable',
        'keychain.unavailable',
        'notify.notAcceptable',
        'template.notFound',
      ],
    }),
    pause: write({
      doc: 'Place no more calls. What runs is left to end by itself.',
      input: CampaignRef,
      output: Campaign,
      errors: ['campaign.notFound', 'campaign.state'],
    }),
    stop: write({
      doc: 'End a campaign for good: hang up what runs, call nobody more.',
      input: CampaignRef,
      output: Campaign,
      errors: ['campaign.notFound', 'campaign.state'],
      deadlineMs: 60_000,
    }),
    remove: write({
      doc: 'Take a campaign and its rows away. Its calls stay in the history.',
      input: CampaignRef,
      output: z.object({ removed: z.boolean() }),
      errors: ['campaign.state'],
    }),
    rows: read({
      doc: 'Rows in the order of the list, a page at a time.',
      input: z.strictObject({
        campaignId: CampaignId,
        filter: RowFilter,
        after: z.number().int().min(0).describe('Row number before the page; 0 for the first'),
        limit: z.number().int().min(1).max(500),
      }),
      output: z.object({ rows: z.array(CampaignRow), more: z.boolean() }),
      errors: ['campaign.notFound'],
    }),
    row: read({
      doc: 'One row with its attempts, the first first; each is a call of the history.',
      input: RowRef,
      output: z.object({
        row: CampaignRow,
        attempts: z.array(z.object({ callId: CallId, at: UtcMs, outcome: CallOutcome })),
      }),
      errors: ['campaign.notFound', 'row.notFound'],
    }),
    settle: write({
      doc: 'Say what became of the attempt of a row that is unknown: placed ends the row, notPlaced lets it be called again. A later push overrules it.',
      input: z.strictObject({ ...RowRef.shape, verdict: z.enum(['placed', 'notPlaced']) }),
      output: CampaignRow,
      errors: ['campaign.notFound', 'row.notFound', 'call.notUnknown'],
    }),
    exportRows: write({
      doc: 'Write rows with their results into a file: a task whose `resultPath` it is.',
      input: z.strictObject({
        campaignId: CampaignId,
        filter: RowFilter,
        format: z.enum(['csv', 'xlsx']),
        language: Language,
      }),
      output: z.object({ taskId: TaskId }),
      errors: ['campaign.notFound'],
    }),
  },
  {
    changed: event('A campaign after a change, whole; while it runs at most four times a second.', Campaign),
    rowsChanged: event(
      'Rows of a campaign changed: a page that shows one of them asks for it again.',
      z.object({ campaignId: CampaignId, from: z.number().int(), to: z.number().int() }),
    ),
    removed: event('A campaign that is no longer there.', CampaignRef),
  },
)
