import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { E164, ProfileId, UtcMs } from './values.ts'

const PromptName = z.string().min(1).max(128)
const UserData = z.string().min(1).max(256)

const match = {
  id: z.string().regex(/^[0-9A-Za-z-]{8,64}$/, 'id.form'),
  name: z.string().trim().min(1).max(60),
  enabled: z.boolean(),
  x: E164.optional().describe('Left out: any number of the profile'),
  caller: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('number'), number: E164 }),
      z.strictObject({
        by: z.literal('prefix'),
        digits: z
          .string()
          .regex(/^[1-9]\d{0,10}$/, 'digits.form')
          .describe('After +86, e.g. 138 or 755'),
      }),
    ])
    .optional()
    .describe('Left out: anybody'),
  when: z
    .strictObject({
      days: z.array(z.number().int().min(1).max(7)).min(1).max(7).describe('1 = Monday'),
      fromMinute: z.number().int().min(0).max(1439),
      toMinute: z
        .number()
        .int()
        .min(1)
        .max(1440)
        .describe('Exclusive; not later than fromMinute: on the next day'),
    })
    .optional()
    .describe('Beijing time; left out: always'),
}

const Connect = z.strictObject({
  do: z.literal('connect'),
  callee: E164,
  maxDurationMinutes: z.number().int().min(0).max(1440),
  lastMinVoice: PromptName.optional(),
  waitVoice: PromptName.optional().describe('While waiting; left out: the real ringback'),
  record: z.boolean(),
  recordHintTone: PromptName.optional(),
  userData: UserData.optional(),
})
const Close = z.strictObject({
  do: z.literal('close'),
  hintTone: PromptName.optional().describe('Played before the call is ended'),
  userData: UserData.optional(),
})
const Pass = z.strictObject({ do: z.literal('pass'), to: E164 })
const Drop = z.strictObject({ do: z.literal('drop') })

export const RoutingRule = z.discriminatedUnion('for', [
  z.strictObject({ ...match, for: z.literal('call'), answer: z.discriminatedUnion('do', [Connect, Close]) }),
  z.strictObject({ ...match, for: z.literal('message'), answer: z.discriminatedUnion('do', [Pass, Drop]) }),
])
export type RoutingRule = z.output<typeof RoutingRule>

export const RoutingPlan = z.strictObject({
  rules: z.array(RoutingRule).max(2000).describe('The first that fits decides'),
  closeTone: PromptName.optional().describe('When no rule fits a call it is closed, with this prompt'),
  answerShape: z
    .enum(['list', 'object'])
    .describe('How connectInfo and closeInfo are written; the pages do not agree. list: as in the samples'),
})
export type RoutingPlan = z.output<typeof RoutingPlan>

const Did = z.enum(['connect', 'close', 'pass', 'drop'])

const RoutingDecision = z.object({
  id: z.number().int(),
  at: UtcMs,
  profileId: ProfileId,
  for: z.enum(['call', 'message']),
  x: z.string().optional(),
  caller: z.string().optional(),
  did: Did,
  to: z.string().optional().describe('Whom it was connected or passed to'),
  ruleId: z.string().optional().describe('Absent: no rule fitted'),
  ruleName: z.string().optional().describe('As it was called then'),
  key: z.string().describe("The platform's id of the call or message"),
  tookMs: z.number().describe('From the question to the answer'),
})
export type RoutingDecision = z.output<typeof RoutingDecision>

/** Which rules were looked at, and why each did not fit. */
const RoutingTrial = z.object({
  did: Did,
  to: z.string().optional(),
  answer: z.discriminatedUnion('do', [Connect, Close, Pass, Drop]),
  ruleId: z.string().optional(),
  steps: z.array(
    z.object({
      ruleId: z.string(),
      verdict: z.enum(['fits', 'disabled', 'otherX', 'otherCaller', 'otherTime']),
    }),
  ),
  json: z.string().describe('The JSON that the platform would get'),
})
export type RoutingTrial = z.output<typeof RoutingTrial>

const ProfileRef = z.strictObject({ profileId: ProfileId })

export const routing = topic(
  'routing',
  {
    plan: read({
      doc: 'The rules of a profile: modes X and AX.',
      input: ProfileRef,
      output: z.object({ revision: z.number().int(), plan: RoutingPlan }),
      errors: ['profile.notFound'],
    }),
    savePlan: write({
      doc: 'Keep the rules of a profile. They decide from the next question on.',
      input: z.strictObject({ profileId: ProfileId, plan: RoutingPlan }),
      output: z.object({ revision: z.number().int(), plan: RoutingPlan }),
      errors: ['profile.notFound', 'profile.wrongService'],
    }),
    try: read({
      doc: 'What would happen if somebody called or texted X at that time. Nothing is sent or logged.',
      input: z.strictObject({
        profileId: ProfileId,
        for: z.enum(['call', 'message']),
        x: E164,
        caller: E164,
        at: UtcMs,
        plan: RoutingPlan.optional().describe('Rules that are not kept yet; left out: those that are'),
      }),
      output: RoutingTrial,
      errors: ['profile.notFound'],
    }),
    decisions: read({
      doc: 'What was answered, newest first, a page at a time.',
      input: z.strictObject({
        profileId: ProfileId.optional(),
        after: z.number().int().optional().describe('`next` of the page before'),
        limit: z.number().int().min(1).max(200),
      }),
      output: z.object({ decisions: z.array(RoutingDecision), next: z.number().int().optional() }),
    }),
  },
  {
    planChanged: event(
      'The rules of a profile have a new revision.',
      z.object({ profileId: ProfileId, revision: z.number().int() }),
    ),
    decided: event('The last question that was answered; of a burst only the last is told.', RoutingDecision),
  },
)
