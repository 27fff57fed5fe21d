import { z } from 'zod'
import { LONGEST_CODE, MOST_TIMES, SHORTEST_CODE } from '../domain/notify/code.ts'
import { MOST_CONTENTS, MOST_DIGITS } from '../domain/notify/limits.ts'
import { Call } from './calls.ts'
import { once, read, topic } from './define.ts'
import { CallId, E164, Nothing, ProfileId, RequestId, TemplateId } from './values.ts'

/** `String(1-128)`: the name of an approved prompt, with its extension (voice-call.md §3). */
const PromptName = z.string().min(1).max(128)

export const Collect = z.strictObject({
  digits: z.number().int().min(1).max(MOST_DIGITS).describe('How many digits to collect after the content'),
  replayOn: z
    .string()
    .regex(/^[0-9]{1,32}$/, 'digits.form')
    .optional()
    .describe('Exactly these digits play the content again; as many as are collected'),
})
export type Collect = z.output<typeof Collect>

/** One content of a notification. The rules beyond the shape are `checkContents` in `domain/notify`. */
const Content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('prompt'), name: PromptName, collect: Collect.optional() }),
  z.strictObject({
    kind: z.literal('template'),
    templateId: TemplateId,
    values: z.array(z.string().max(200)).max(50).describe('One for each variable, in order'),
    collect: Collect.optional(),
  }),
])
export type Content = z.output<typeof Content>

export const Contents = z.array(Content).min(1).max(MOST_CONTENTS)

const NotifyRequest = z.strictObject({
  requestId: RequestId,
  profileId: ProfileId,
  callee: E164,
  display: E164.describe('Number the callee sees (displayNbr)'),
  contents: Contents,
})
export type NotifyRequest = z.output<typeof NotifyRequest>

const Code = z.union([
  z.strictObject({
    kind: z.literal('generated'),
    digits: z.number().int().min(SHORTEST_CODE).max(LONGEST_CODE),
  }),
  z.strictObject({ kind: z.literal('given'), code: z.string().regex(/^[0-9]{2,8}$/, 'code.form') }),
])

/** What a code is read out with, apart from the code itself. */
export const CodeOptions = z.strictObject({
  before: PromptName.describe('Prompt before the code (preTone)'),
  after: PromptName.optional().describe('Prompt after it (posTone)'),
  times: z
    .number()
    .int()
    .min(0)
    .max(MOST_TIMES)
    .describe('Number of plays; 0 repeats until the callee hangs up'),
})
export type CodeOptions = z.output<typeof CodeOptions>

const CodeRequest = z.strictObject({
  requestId: RequestId,
  profileId: ProfileId,
  callee: E164,
  display: E164,
  code: Code,
  options: CodeOptions,
})
export type CodeRequest = z.output<typeof CodeRequest>

/** What was sent with a call, as the log keeps it. */
export const Sent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('notification'),
    contents: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('prompt'), name: z.string(), collect: Collect.optional() }),
        z.object({
          kind: z.literal('template'),
          templateId: TemplateId,
          platformTemplateId: z.string(),
          text: z.string().describe('Its content when it was sent, variables unfilled'),
          values: z.array(z.string()),
          collect: Collect.optional(),
        }),
      ]),
    ),
  }),
  z.object({
    kind: z.literal('verification'),
    digits: z.number().int().describe('How long the code was; the code itself is kept nowhere'),
    options: CodeOptions,
  }),
])
export type Sent = z.output<typeof Sent>

const sendingErrors = [
  'profile.notFound',
  'profile.paused',
  'platform.busy',
  'profile.noSecret',
  'profile.wrongService',
  'number.notDialable',
  'keychain.unavailable',
  'disk.full',
] as const

export const notify = topic(
  'notify',
  {
    send: once({
      doc: 'Call one callee, play contents and collect digits. Never sent twice. The result comes by calls.changed.',
      input: NotifyRequest,
      output: Call,
      errors: [...sendingErrors, 'notify.notAcceptable', 'template.notFound'],
      deadlineMs: 60_000,
    }),
    sendCode: once({
      doc: 'Call one callee and read out a verification code. Never sent twice; the code is never stored.',
      input: CodeRequest,
      output: Call,
      errors: [...sendingErrors, 'notify.notAcceptable'],
      deadlineMs: 60_000,
    }),
    code: read({
      doc: 'The code of a call, while this run still knows it: ten minutes, in memory only. For a person who asks to see it.',
      input: z.strictObject({ callId: CallId }),
      output: z.object({ code: z.string().optional() }),
    }),
    sent: read({
      doc: 'What was sent with a notification or verification call.',
      input: z.strictObject({ callId: CallId }),
      output: z.object({ sent: Sent.optional().describe('Absent: it was not sent from here') }),
      errors: ['call.notFound'],
    }),
    recent: read({
      doc: 'Notifications and verification calls sent one by one, newest first, the last 50.',
      input: Nothing,
      output: z.object({ calls: z.array(Call) }),
    }),
  },
  {},
)
