import { z } from 'zod'
import { topic, write } from './define.ts'
import { ErrorParams } from './errors.ts'
import { Nothing, ProfileId } from './values.ts'

export const Finding = z.object({
  check: z
    .enum(['keychain', 'receiver', 'numberFormat', 'reachability', 'clock', 'credentials'])
    .describe('What was looked at'),
  profileId: ProfileId.optional().describe('Of one profile; absent: of the whole installation'),
  profileName: z.string().optional(),
  status: z.enum(['pass', 'warn', 'fail', 'unknown']),
  code: z.string().describe('Stable name of what was found'),
  params: ErrorParams.describe('Facts the words are made of; never a secret, never a full number'),
  message: z.string().describe("What was found, in the caller's language"),
  remedy: z.string().describe('What to do; empty when nothing is to be done'),
})
export type Finding = z.output<typeof Finding>

export const doctor = topic(
  'doctor',
  {
    run: write({
      doc: 'Look at all that calls depend on. One request a profile, none that places a call; after a failed sign-in no further one.',
      input: Nothing,
      output: z.object({ findings: z.array(Finding) }),
      deadlineMs: 120_000,
    }),
  },
  {},
)
