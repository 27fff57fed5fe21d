import type { BindingId, ProfileId, SubscriptionId, UtcMs } from '../values.ts'

/** What is known of a text message through a private number. Its shape is the contract's. */

/**
 * held: the platform asked what to do and has not told the end · passed, dropped: our answer, the end not told
 * yet · sent, partly, failed: what the platform told last.
 */
export const MESSAGE_STATES = ['held', 'passed', 'dropped', 'sent', 'partly', 'failed'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export type Message = {
  id: string
  revision: number
  profileId?: ProfileId | undefined
  smsId: string
  at: UtcMs
  state: MessageState
  sendResult?: number | undefined
  from?: string | undefined
  to?: string | undefined
  x?: string | undefined
  direction?: 'fromA' | 'toA' | undefined
  parts?: number | undefined
  subscriptionId?: SubscriptionId | undefined
  bindingId?: BindingId | undefined
  content?: string | undefined
  userData?: string | undefined
}
