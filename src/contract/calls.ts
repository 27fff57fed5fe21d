import { z } from 'zod'
import { LEG_STATES, OUTCOMES, PHASES, RECORDINGS, SERVICES } from '../domain/calls/call.ts'
import { event, once, read, topic, write } from './define.ts'
import {
  CallId,
  CampaignId,
  DurationMs,
  E164,
  Nothing,
  ProfileId,
  RequestId,
  SessionId,
  UtcMs,
} from './values.ts'

/** `String(1-128)`: the name of an approved prompt, with its extension (voice-call.md §1). */
const PromptName = z.string().min(1).max(128)

export const DialOptions = z.strictObject({
  record: z.boolean().describe('Record the talk; the application must have recording enabled'),
  recordHintTone: PromptName.optional().describe('Prompt both sides hear before recording starts'),
  maxDurationMinutes: z
    .number()
    .int()
    .min(0)
    .max(1440)
    .describe("Longest talk in minutes from the callee's answer; 0 = no limit"),
  lastMinVoice: PromptName.optional().describe('Prompt when one minute is left; only with a limit'),
  lastMinTo: z.enum(['both', 'toa', 'tob']).optional().describe('Who hears it'),
  preVoice: PromptName.optional().describe('Prompt the agent hears to its end before the callee is dialled'),
  playPreVoice: z.boolean().describe('Whether the agent hears a prompt before the callee is dialled'),
  waitVoice: PromptName.optional().describe('Repeated to the agent while the callee is being called'),
  calleeMedia: z
    .enum(['all', 'none', 'fail'])
    .describe('What the agent hears of the callee before the answer'),
})
export type DialOptions = z.output<typeof DialOptions>

export const DialRequest = z.strictObject({
  requestId: RequestId,
  profileId: ProfileId,
  callee: E164.describe('Leg B: the customer, called second'),
  caller: E164.describe("Leg A: the agent's own phone, called first"),
  displayToCaller: E164.describe('Number the agent sees (displayNbr)'),
  displayToCallee: E164.describe('Number the callee sees (displayCalleeNbr)'),
  options: DialOptions,
})
export type DialRequest = z.output<typeof DialRequest>

const LegState = z.enum(LEG_STATES)

export const Leg = z.object({
  number: z.string().optional().describe('Who is called on this leg'),
  display: z.string().optional().describe('Number this party sees'),
  state: LegState,
  calledAt: UtcMs.optional(),
  ringingAt: UtcMs.optional(),
  answeredAt: UtcMs.optional(),
  endedAt: UtcMs.optional(),
  failureCause: z.number().int().optional().describe('Q.850 cause of the fee record'),
})
export type Leg = z.output<typeof Leg>

export const CallPhase = z
  .enum(PHASES)
  .describe('unknown: the answer to our request was lost, so the call may or may not have been placed')

export const CallOutcome = z.enum(OUTCOMES)
export type CallOutcome = z.output<typeof CallOutcome>

/** Why the call ended, as the platform tells it: status push first, fee record beside it. */
const CallEnd = z.object({
  at: UtcMs.optional(),
  stateCode: z.number().int().optional().describe('Hang-up cause of the disconnect push'),
  stateDesc: z.string().optional(),
  party: z.string().optional().describe('partyType as pushed; its values are not confirmed'),
  teardownPoint: z.number().int().optional().describe('ulFailReason of the fee record'),
  sipStatus: z.number().int().optional(),
  resultcode: z.string().optional().describe("The platform's code when it refused the request"),
  httpStatus: z.number().int().optional().describe('Of that answer; 1010010 means two things by it'),
  cause: z.string().optional().describe('Our own code when the request did not get through'),
})

const Masking = z.object({
  subscriptionId: z.string().optional().describe('Of the binding; bindings.find tells which'),
  x: z.string().optional().describe('Private number that was dialled'),
  extension: z.string().optional(),
  direction: z.enum(['toA', 'fromA']).optional(),
  asked: z.boolean().describe('Mode X: the platform asked us what to do with it'),
  hungUpBy: z.enum(['caller', 'callee']).optional(),
  areaCode: z.string().optional(),
  userData: z.string().optional(),
})

export const Call = z.object({
  id: CallId,
  revision: z.number().int().describe('Rises with every change; the higher one wins'),
  profileId: ProfileId.optional(),
  sessionId: SessionId.optional(),
  service: z.enum(SERVICES),
  masking: Masking.optional().describe(
    'Of a call through a private number: leg A called X, leg B was reached',
  ),
  phase: CallPhase,
  outcome: CallOutcome,
  startedAt: UtcMs,
  a: Leg.describe('First call the platform places: to the agent in a callback'),
  b: Leg.optional().describe('Second call of a callback: to the customer'),
  end: CallEnd.optional(),
  talkMs: DurationMs.optional().describe("From the callee's answer to the end"),
  billedMinutes: z
    .object({ a: z.number().int(), b: z.number().int() })
    .optional()
    .describe('Whole minutes per leg, rounded up; known once the fee record came'),
  feeReceived: z.boolean(),
  digits: z.string().optional().describe('Keys pressed'),
  stopping: z.boolean().describe('A hang-up was asked for and the end has not been told yet'),
  recording: z
    .enum(RECORDINGS)
    .describe('requested: asked for, the fee record has not come; made / absent: what the fee record says'),
  settledByUser: z.boolean(),
  campaignId: CampaignId.optional().describe('The campaign that placed it'),
})
export type Call = z.output<typeof Call>

export const TimelineEntry = z.object({
  at: UtcMs.describe('When it happened, by the clock of whoever told it'),
  receivedAt: UtcMs.describe('When we knew'),
  source: z.enum(['agent', 'platform', 'status', 'fee']),
  kind: z.string(),
  leg: z.enum(['a', 'b']).optional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type TimelineEntry = z.output<typeof TimelineEntry>

export const CallDetail = z.object({ call: Call, timeline: z.array(TimelineEntry) })
export type CallDetail = z.output<typeof CallDetail>

const CallRef = z.strictObject({ callId: CallId })

export const calls = topic(
  'calls',
  {
    dial: once({
      doc: 'Place a callback: the platform calls the agent, then the callee. Never sent twice.',
      input: DialRequest,
      output: Call,
      errors: [
        'profile.notFound',
        'profile.paused',
        'platform.busy',
        'profile.noSecret',
        'profile.wrongService',
        'number.notDialable',
        'keychain.unavailable',
        'disk.full',
      ],
      deadlineMs: 60_000,
    }),
    hangUp: write({
      doc: 'Ask the platform to release both legs.',
      input: CallRef,
      output: Call,
      errors: [
        'call.notFound',
        'call.notLive',
        'profile.notFound',
        'profile.paused',
        'profile.noSecret',
        'keychain.unavailable',
        'platform.refused',
        'platform.authentication',
        'platform.busy',
        'platform.unreachable',
        'platform.answerLost',
        'platform.badAnswer',
        'platform.tls',
      ],
      deadlineMs: 60_000,
    }),
    settle: write({
      doc: 'Say what became of a call whose answer was lost. A later push overrules it.',
      input: z.strictObject({ callId: CallId, verdict: z.enum(['placed', 'notPlaced']) }),
      output: Call,
      errors: ['call.notFound', 'call.notUnknown'],
    }),
    get: read({
      doc: 'One call with its timeline.',
      input: CallRef,
      output: CallDetail,
      errors: ['call.notFound'],
    }),
    current: read({
      doc: 'Calls that are not over: being dialled, unknown, placed or live. Newest first.',
      input: Nothing,
      output: z.object({ calls: z.array(Call) }),
    }),
  },
  { changed: event('A call after a change, whole.', Call) },
)
