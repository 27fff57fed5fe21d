import { z } from 'zod'
import { topic, write } from './define.ts'
import { CallId, E164, UtcMs } from './values.ts'

export const privacy = topic(
  'privacy',
  {
    reveal: write({
      doc: 'Show one masked number in full for a while; who looked at which is written to the audit log.',
      input: z.strictObject({
        number: E164,
        callId: CallId.optional().describe('The call it was revealed for'),
      }),
      output: z.object({
        number: z.string().describe('In full'),
        until: UtcMs.describe('When the screen forgets it'),
      }),
      revealsNumbers: true,
    }),
  },
  {},
)
