import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { Review, ReviewNote, ReviewState, ReviewStep } from './reviews.ts'
import { FormId, Nothing, ProfileId, PromptId, SourceId, UtcMs, VersionId } from './values.ts'

/** What is done to a sound on its way to the telephone. */
export const Shaping = z.strictObject({
  levelDbm0: z
    .number()
    .min(-40)
    .max(-6)
    .optional()
    .describe('Active speech level to bring it to (ITU-T P.56); left out, the level stays'),
  trim: z.boolean().describe('Takes silence off both ends'),
})
export type Shaping = z.output<typeof Shaping>

export const Finding = z.object({
  code: z.enum([
    'nameEmpty',
    'nameEnding',
    'nameTooLong',
    'nameCharacters',
    'wrongCodec',
    'unreadable',
    'tooBig',
    'tooShort',
    'silent',
    'clipped',
    'noisy',
    'silentStart',
    'silentEnd',
    'tooQuiet',
    'tooLoud',
    'limited',
    'constant',
  ]),
  weight: z
    .enum(['stop', 'warn', 'note'])
    .describe('stop: the platform would refuse it; warn: callers hear it'),
  atS: z.number().optional().describe('Where, in seconds from the start of the source'),
  value: z.number().optional(),
  mends: z
    .array(z.enum(['rename', 'split', 'shorten', 'relevel', 'trim']))
    .describe('What can be done at once'),
})
export type Finding = z.output<typeof Finding>

export const PromptVersion = z.object({
  id: VersionId,
  number: z.number().int(),
  madeAt: UtcMs,
  origin: z
    .enum(['converted', 'accepted', 'recorded', 'tone', 'silence'])
    .describe('accepted: the file was already as the platform wants it, its samples were not touched'),
  sourceName: z.string().optional().describe('Name of the file it was made of'),
  sourceRate: z.number().optional(),
  hasSource: z.boolean().describe('The source is kept, so that it can be made anew in another way'),
  shaping: Shaping.optional(),
  part: z.object({ number: z.number().int(), of: z.number().int() }).optional(),
  seconds: z.number(),
  bytes: z.number().int(),
  sha256: z.string(),
  levelBeforeDbm0: z.number().optional(),
  levelDbm0: z.number().optional().describe('Active speech level; none for silence'),
  gainDb: z.number(),
  findings: z.array(Finding),
})
export type PromptVersion = z.output<typeof PromptVersion>

export const Prompt = z.object({
  id: PromptId,
  revision: z.number().int(),
  name: z.string().describe('File name at the platform'),
  description: z.string(),
  tags: z.array(z.string()),
  createdAt: UtcMs,
  changedAt: UtcMs,
  versions: z.number().int(),
  version: PromptVersion.describe('The newest'),
  reviews: z.array(Review).describe('Of the newest version under its present name, by profile'),
})
export type Prompt = z.output<typeof Prompt>

export const PromptDetail = z.object({
  prompt: Prompt,
  versions: z.array(PromptVersion).describe('Newest first'),
  history: z.array(ReviewStep).describe('Newest first'),
  usedBy: z
    .array(z.object({ profileId: ProfileId, calls: z.number().int(), lastAt: UtcMs }))
    .describe('Calls that named it'),
  forms: z
    .array(z.object({ id: FormId, name: z.string(), kind: z.enum(['notification', 'verification', 'dial']) }))
    .describe('Saved forms that name it'),
})
export type PromptDetail = z.output<typeof PromptDetail>

/** The conversion of one file: under way, waiting, or over. */
export const PromptJob = z.object({
  id: SourceId.describe('Id of the uploaded file'),
  revision: z.number().int(),
  fileName: z.string(),
  state: z.enum(['waiting', 'converting', 'done', 'failed', 'cancelled']),
  share: z.number().min(0).max(1),
  promptIds: z.array(PromptId).describe('What it became'),
  error: ErrorData.optional(),
  mends: z.array(z.enum(['split', 'shorten'])).describe('What would make a file fit that is too long'),
})
export type PromptJob = z.output<typeof PromptJob>

const PromptRef = z.strictObject({ promptId: PromptId })
const JobRef = z.strictObject({ jobId: SourceId })
const Name = z.string().max(200).describe('Checked by the rules of the platform')

export const prompts = topic(
  'prompts',
  {
    list: read({
      doc: 'The library, by name.',
      input: Nothing,
      output: z.object({ prompts: z.array(Prompt), jobs: z.array(PromptJob) }),
    }),
    get: read({
      doc: 'One prompt with its versions, its reviews and where it is used.',
      input: PromptRef,
      output: PromptDetail,
      errors: ['prompt.notFound'],
    }),
    convert: write({
      doc: 'Make a prompt of an uploaded file, or a new version of one that is there. The same file is taken once.',
      input: z.strictObject({
        sourceId: SourceId,
        fileName: z.string().min(1).max(255),
        origin: z.enum(['file', 'microphone']),
        shaping: Shaping,
        promptId: PromptId.optional().describe('Makes a new version of this one'),
      }),
      output: PromptJob,
      errors: ['prompt.notFound', 'upload.notFound'],
    }),
    mend: write({
      doc: 'Convert a file that is too long after all: in parts cut at pauses, or its beginning only.',
      input: z.strictObject({ jobId: SourceId, how: z.enum(['split', 'shorten']) }),
      output: PromptJob,
      errors: ['upload.notFound'],
    }),
    cancel: write({
      doc: 'Stop a conversion. What it has made so far is dropped.',
      input: JobRef,
      output: z.object({ cancelled: z.boolean() }),
    }),
    dismiss: write({
      doc: 'Take conversions that are over off the list.',
      input: Nothing,
      output: z.object({ jobs: z.array(PromptJob) }),
    }),
    reshape: write({
      doc: 'Make a new version from the kept source, with other level or trimming.',
      input: z.strictObject({ promptId: PromptId, versionId: VersionId, shaping: Shaping }),
      output: Prompt,
      errors: ['prompt.notFound', 'prompt.noSource', 'sound.unusable', 'disk.full'],
      deadlineMs: 120_000,
    }),
    makeTone: write({
      doc: 'Make a silent prompt or a tone of a given length.',
      input: z.strictObject({
        promptId: PromptId,
        versionId: VersionId,
        name: Name,
        seconds: z.number().min(0.1).max(249),
        tone: z
          .strictObject({ hz: z.number().min(50).max(3400), levelDbm0: z.number().min(-40).max(-3) })
          .optional()
          .describe('Without it the prompt is silent'),
      }),
      output: Prompt,
      errors: ['prompt.nameTaken', 'prompt.badName', 'disk.full'],
    }),
    save: write({
      doc: 'Change name, description and tags.',
      input: z.strictObject({
        promptId: PromptId,
        name: Name,
        description: z.string().max(500),
        tags: z.array(z.string().trim().min(1).max(40)).max(20),
      }),
      output: Prompt,
      errors: ['prompt.notFound', 'prompt.nameTaken', 'prompt.badName'],
    }),
    remove: write({
      doc: 'Take a prompt out of the library. Its files are kept, so that it can be had back.',
      input: PromptRef,
      output: z.object({ removed: z.boolean() }),
    }),
    restore: write({
      doc: 'Have a removed prompt back.',
      input: PromptRef,
      output: Prompt,
      errors: ['prompt.notFound', 'prompt.nameTaken'],
    }),
    setReview: write({
      doc: 'Note how far the newest version is at the account of a profile.',
      input: z.strictObject({
        promptId: PromptId,
        profileId: ProfileId,
        state: ReviewState,
        note: ReviewNote.optional(),
      }),
      output: Prompt,
      errors: ['prompt.notFound', 'prompt.notAcceptable'],
    }),
    handOff: write({
      doc: 'Check prompts again and put their files and a manifest into a folder, for the upload on the console.',
      input: z.strictObject({ promptIds: z.array(PromptId).min(1).max(500), profileId: ProfileId }),
      output: z.object({
        folder: z.string(),
        manifest: z.string(),
        files: z.array(z.object({ promptId: PromptId, path: z.string() })),
        refused: z.array(z.object({ promptId: PromptId, findings: z.array(Finding) })),
      }),
      errors: ['prompt.notFound', 'disk.full'],
      deadlineMs: 60_000,
    }),
  },
  {
    changed: event('A prompt after a change, whole.', Prompt),
    removed: event('A prompt that is no longer in the library.', PromptRef),
    job: event('A conversion after a change, whole.', PromptJob),
  },
)
