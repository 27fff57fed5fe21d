import { z } from 'zod'
import { MESSAGE_STATES } from '../domain/messages/message.ts'
import { event, read, topic } from './define.ts'
import { BindingId, ProfileId, SubscriptionId, UtcMs } from './values.ts'

/** A text message that went through a private number, as the platform's notices tell of it. */
const Message = z.object({
  id: z.string().describe('Our id; one message has one, however many notices tell of it'),
  revision: z.number().int(),
  profileId: ProfileId.optional(),
  smsId: z.string().describe("The platform's id (smsIdentifier)"),
  at: UtcMs,
  state: z
    .enum(MESSAGE_STATES)
    .describe('held: it waits for our answer; passed, dropped: what we answered; the rest: what was told'),
  sendResult: z.number().int().optional().describe('0 to 13, as told'),
  from: z.string().optional(),
  to: z.string().optional(),
  x: z.string().optional(),
  direction: z.enum(['fromA', 'toA']).optional(),
  parts: z.number().int().optional().describe('Messages that are charged'),
  subscriptionId: SubscriptionId.optional(),
  bindingId: BindingId.optional(),
  content: z.string().optional().describe('Only when the platform delivers it'),
  userData: z.string().optional(),
})
export type Message = z.output<typeof Message>

const MessageFilter = z.strictObject({
  profileId: ProfileId.optional(),
  states: z.array(z.enum(MESSAGE_STATES)).optional(),
  numberPart: z
    .string()
    .regex(/^\+?[0-9]{1,15}$/, 'number.part')
    .optional()
    .describe('The beginning or the end of sender, receiver or X'),
  subscriptionId: SubscriptionId.optional(),
  from: UtcMs.optional(),
  to: UtcMs.optional().describe('Exclusive'),
})
export type MessageFilter = z.output<typeof MessageFilter>

export const messages = topic(
  'messages',
  {
    list: read({
      doc: 'Messages through private numbers, newest first, a page at a time.',
      input: z.strictObject({
        filter: MessageFilter,
        after: z.string().max(64).optional().describe('`next` of the page before'),
        limit: z.number().int().min(1).max(200),
      }),
      output: z.object({
        messages: z.array(Message),
        next: z.string().optional().describe('Absent: this was the last page'),
      }),
    }),
  },
  { changed: event('A message after a change, whole.', Message) },
)
