import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { Nothing, ProfileId, PromptId } from './values.ts'

/** http is for a gateway on this machine; everything else is spoken to over TLS. */
export const isGatewayAddress = (text: string): boolean =>
  /^(?:https:\/\/(?:[0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\])|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]))(?::\d{1,5})?(?:\/[0-9A-Za-z._~/-]*)?$/.test(
    text,
  )

/** Names that a request needs for itself are not a person's to set (RFC 9110 §5.1, token). */
export const isHeaderName = (text: string): boolean =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/.test(text) &&
  !/^(?:host|connection|content-(?:length|type)|transfer-encoding)$/i.test(text)

const HeaderName = z.string().refine(isHeaderName, 'header.form').describe('For example Authorization')

export const TargetFields = z.strictObject({
  address: z
    .string()
    .max(300)
    .refine(isGatewayAddress, 'address.form')
    .describe('Base of docs/upload-target.md'),
  way: z.enum(['put', 'form']).describe('put: the file is the body; form: it is a part of a form'),
  field: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'field.form')
    .describe('Name of that part'),
})
export type TargetFields = z.output<typeof TargetFields>

export const UploadTarget = z.object({
  revision: z.number().int(),
  fields: TargetFields.optional().describe('Absent: there is no target, and files are handed over by hand'),
  headers: z.array(z.object({ name: HeaderName, keptIn: z.enum(['keychain', 'memory', 'nowhere']) })),
  halted: z
    .boolean()
    .describe('The target refused the headers: nothing is asked by itself until they are mended'),
})
export type UploadTarget = z.output<typeof UploadTarget>

export const SendResult = z.object({
  promptId: PromptId,
  outcome: z
    .enum(['sent', 'alreadyThere', 'refused', 'notTaken', 'unknown', 'notAcceptable'])
    .describe(
      'notTaken: the answer was lost and the file is not there; unknown: whether it is there could not be found out',
    ),
  error: ErrorData.optional(),
})
export type SendResult = z.output<typeof SendResult>

export const uploads = topic(
  'uploads',
  {
    target: read({
      doc: 'Where prompts are uploaded to, without the secrets of its headers.',
      input: Nothing,
      output: UploadTarget,
    }),
    saveTarget: write({
      doc: 'Set or change the target.',
      input: z.strictObject({ fields: TargetFields }),
      output: UploadTarget,
    }),
    removeTarget: write({
      doc: 'Forget the target and the secrets of its headers.',
      input: Nothing,
      output: UploadTarget,
      errors: ['keychain.unavailable'],
    }),
    setHeader: write({
      doc: 'Keep the value of a header. It can be set and used, never read back.',
      input: z.strictObject({
        name: HeaderName,
        value: z
          .string()
          .min(1)
          .max(4000)
          .regex(/^[\x20-\x7e]+$/, 'header.value'),
        keepIn: z.enum(['keychain', 'memory']).describe('memory: for this run only'),
      }),
      output: UploadTarget,
      errors: ['keychain.unavailable'],
    }),
    removeHeader: write({
      doc: 'Forget a header and its value.',
      input: z.strictObject({ name: HeaderName }),
      output: UploadTarget,
      errors: ['keychain.unavailable'],
    }),
    test: write({
      doc: 'Ask the target for its list: whether it is reached, and takes the headers. Uploads nothing.',
      input: Nothing,
      output: z.object({ prompts: z.number().int() }),
      errors: [
        'target.none',
        'target.unauthorized',
        'target.refused',
        'target.unreachable',
        'target.answerLost',
        'target.badAnswer',
        'keychain.unavailable',
      ],
      deadlineMs: 60_000,
    }),
    send: write({
      doc: 'Upload prompts. Each is sent once; when an answer is lost, the target is asked what it has.',
      input: z.strictObject({ promptIds: z.array(PromptId).min(1).max(500), profileId: ProfileId }),
      output: z.object({ results: z.array(SendResult) }),
      errors: ['target.none', 'target.unauthorized', 'prompt.notFound', 'keychain.unavailable'],
      deadlineMs: 900_000,
    }),
    refresh: write({
      doc: 'Ask how far the reviews are, and note what has changed.',
      input: Nothing,
      output: z.object({ asked: z.number().int(), changed: z.number().int() }),
      errors: [
        'target.none',
        'target.unauthorized',
        'target.refused',
        'target.unreachable',
        'target.answerLost',
        'target.badAnswer',
        'keychain.unavailable',
      ],
      deadlineMs: 300_000,
    }),
  },
  { changed: event('The target after a change, whole.', UploadTarget) },
)
