import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { CallId, Nothing, ProfileId } from './values.ts'

const TagName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,，;；\n]*$/, 'tag.form')

/** What people add to a call. Kept beside the log, so that it can be corrected and erased. */
export const Annotations = z.object({
  callId: CallId,
  revision: z.number().int().describe('0: nothing was added yet; the higher one wins'),
  note: z.string(),
  tags: z.array(z.object({ id: z.number().int(), name: z.string() })),
  wrapUp: z.string().optional().describe('Id of a wrap-up code'),
  reviewed: z.boolean(),
})
export type Annotations = z.output<typeof Annotations>

export const WrapUpCode = z.object({
  id: z.string(),
  profileId: ProfileId.optional().describe('Absent: for calls of every profile'),
  label: z.string(),
  removed: z.boolean().describe('No longer offered; calls that have it keep it'),
})
export type WrapUpCode = z.output<typeof WrapUpCode>

const WrapUpCodes = z.object({
  codes: z.array(WrapUpCode),
  mandatoryFor: z.array(ProfileId).describe('Profiles whose answered calls ask for a code'),
})

export const annotations = topic(
  'annotations',
  {
    get: read({
      doc: 'What was added to a call.',
      input: z.strictObject({ callId: CallId }),
      output: Annotations,
    }),
    save: write({
      doc: 'Change what is given and leave the rest.',
      input: z.strictObject({
        callId: CallId,
        note: z.string().max(4000).optional(),
        tags: z.array(TagName).max(20).optional().describe('All tags of the call; a new name becomes a tag'),
        wrapUp: z.string().max(64).nullable().optional().describe('null takes the code away'),
        reviewed: z.boolean().optional(),
      }),
      output: Annotations,
      errors: ['call.notFound'],
    }),
    tags: read({
      doc: 'Tags in use, the most used first.',
      input: Nothing,
      output: z.object({
        tags: z.array(z.object({ id: z.number().int(), name: z.string(), calls: z.number().int() })),
      }),
    }),
    wrapUpCodes: read({ doc: 'Every wrap-up code in its order.', input: Nothing, output: WrapUpCodes }),
    saveWrapUpCodes: write({
      doc: 'The codes of a profile from now on, or those of all profiles. One that is left out is no longer offered.',
      input: z.strictObject({
        profileId: ProfileId.optional(),
        codes: z
          .array(z.strictObject({ id: z.string().min(1).max(64), label: z.string().trim().min(1).max(40) }))
          .max(50),
        mandatoryFor: z.array(ProfileId).max(200),
      }),
      output: WrapUpCodes,
    }),
  },
  {
    changed: event('What was added to a call, after a change, whole.', Annotations),
    wrapUpCodesChanged: event('The list of codes after a change, whole.', WrapUpCodes),
  },
)
