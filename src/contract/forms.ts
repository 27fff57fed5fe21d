import { z } from 'zod'
import { DialOptions } from './calls.ts'
import { event, read, topic, write } from './define.ts'
import { CodeOptions, Contents } from './notify.ts'
import { FormId, Nothing, ProfileId, UtcMs } from './values.ts'

/** What a saved form fills in. It never holds a number or a code. */
const FormBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notification'), contents: Contents }),
  z.strictObject({
    kind: z.literal('verification'),
    digits: z.number().int().min(2).max(8).describe('Length of a generated code'),
    options: CodeOptions,
  }),
  z.strictObject({ kind: z.literal('dial'), options: DialOptions }),
])
export type FormBody = z.output<typeof FormBody>

export const FormFields = z.strictObject({
  name: z.string().trim().min(1).max(60),
  profileId: ProfileId.optional().describe(
    'Offered with this profile only; absent: with every one of its service',
  ),
  body: FormBody,
})
export type FormFields = z.output<typeof FormFields>

export const SavedForm = z.object({
  id: FormId,
  revision: z.number().int().describe('Rises with every change; the higher one wins'),
  ...FormFields.shape,
  changedAt: UtcMs,
})
export type SavedForm = z.output<typeof SavedForm>

const FormRef = z.strictObject({ formId: FormId })

export const forms = topic(
  'forms',
  {
    list: read({
      doc: 'The saved forms, by name.',
      input: Nothing,
      output: z.object({ forms: z.array(SavedForm) }),
    }),
    save: write({
      doc: 'Keep a form under a name, or change one. The caller makes the id of a new one.',
      input: z.strictObject({ formId: FormId, fields: FormFields }),
      output: SavedForm,
      errors: ['form.nameTaken'],
    }),
    remove: write({
      doc: 'Forget a saved form.',
      input: FormRef,
      output: z.object({ removed: z.boolean() }),
    }),
  },
  {
    changed: event('A saved form after a change, whole.', SavedForm),
    removed: event('A saved form that is no longer kept.', FormRef),
  },
)
