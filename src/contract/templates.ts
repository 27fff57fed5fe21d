import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { Review, ReviewNote, ReviewState, ReviewStep } from './reviews.ts'
import { Nothing, ProfileId, TemplateId, UtcMs } from './values.ts'

/** What a person writes of a voice template. The content may be unfinished; findings say what is missing. */
export const TemplateFields = z.strictObject({
  title: z.string().trim().min(1).max(100),
  content: z.string().max(4000).describe('Text with variables; the platform takes 900 bytes'),
  speed: z.string().trim().max(40).optional().describe('As chosen on the console'),
  scene: z.string().trim().max(100).optional().describe('Business scene, as given on the console'),
  description: z.string().trim().max(500).optional().describe('For oneself and colleagues'),
  platformTemplateId: z
    .string()
    .trim()
    .min(1)
    .max(32)
    .optional()
    .describe("The platform's id, which appears after submission"),
})
export type TemplateFields = z.output<typeof TemplateFields>

const TemplateFinding = z.object({
  code: z.enum([
    'empty',
    'tooLong',
    'firstNotChinese',
    'variableWriting',
    'variableLength',
    'variableZero',
    'variableUnknown',
    'variableUnclosed',
    'variableDollar',
    'variableBraces',
    'variableFullWidth',
    'bareSign',
    'variableTooLong',
    'datesTouch',
    'digits',
    'latin',
    'unit',
  ]),
  weight: z
    .enum(['stop', 'warn', 'note'])
    .describe('stop: the platform would refuse it; warn: it is likely to be misread'),
  offset: z.number().int().describe('Where in the content, in UTF-16 units'),
  length: z.number().int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  mend: z.string().optional().describe('What may stand in that place instead'),
})

export const Template = z.object({
  id: TemplateId,
  revision: z.number().int().describe('Rises with every reading; the higher one is the newer'),
  ...TemplateFields.shape,
  createdAt: UtcMs,
  changedAt: UtcMs,
  bytes: z.number().int().describe('Of the content, in UTF-8'),
  findings: z.array(TemplateFinding).describe('What stops it first'),
  reviews: z.array(Review).describe('Of the present content, by profile; a changed content begins anew'),
})
export type Template = z.output<typeof Template>

const TemplateDetail = z.object({
  template: Template,
  history: z.array(ReviewStep).describe('Newest first, earlier contents included'),
})

const TemplateRef = z.strictObject({ templateId: TemplateId })

export const templates = topic(
  'templates',
  {
    list: read({
      doc: 'The voice templates, the one changed last first.',
      input: Nothing,
      output: z.object({ revision: z.number().int(), templates: z.array(Template) }),
    }),
    get: read({
      doc: 'One voice template with the course of its reviews.',
      input: TemplateRef,
      output: TemplateDetail,
      errors: ['template.notFound'],
    }),
    save: write({
      doc: 'Make a voice template or change it. The platform has no such operation: it is entered on the console.',
      input: z.strictObject({ templateId: TemplateId, fields: TemplateFields }),
      output: Template,
      errors: ['template.notFound'],
    }),
    remove: write({
      doc: 'Take a voice template off the list. It is kept, so that it can be had back.',
      input: TemplateRef,
      output: z.object({ removed: z.boolean() }),
    }),
    restore: write({
      doc: 'Have a removed voice template back.',
      input: TemplateRef,
      output: Template,
      errors: ['template.notFound'],
    }),
    setReview: write({
      doc: 'Note how far the present content is at the account of a profile.',
      input: z.strictObject({
        templateId: TemplateId,
        profileId: ProfileId,
        state: ReviewState,
        note: ReviewNote.optional(),
      }),
      output: Template,
      errors: ['template.notFound', 'template.notAcceptable', 'profile.notFound'],
    }),
  },
  {
    changed: event('A voice template after a change, whole.', Template),
    removed: event('A voice template that is no longer on the list.', TemplateRef),
  },
)
