import { isUtcMs, must, type ProfileId } from '../values.ts'
import type { MessageEvent, SmsNotice } from './events.ts'
import type { Message, MessageState } from './message.ts'

/**
 * The message that a set of events tells of: any order and any repetition gives the same one. A notice of the end
 * outweighs our answer, and our answer the question.
 */
export function reduceMessage(
  identity: { readonly id: string; readonly revision: number; readonly profileId?: ProfileId | undefined },
  events: readonly MessageEvent[],
): Message {
  const notices = events
    .filter((event): event is SmsNotice => event.kind === 'smsNotice')
    .sort((one, other) => one.at - other.at || (one.mode < other.mode ? -1 : 1))
  const answer = events.find((event) => event.kind === 'smsAnswered')
  const end = notices.filter(({ mode }) => mode === 'notify').at(-1)
  const first = notices[0]
  const told = <T>(of: (notice: SmsNotice) => T | undefined): T | undefined =>
    (end === undefined ? undefined : of(end)) ?? notices.map(of).find((value) => value !== undefined)
  const direction = told((notice) => notice.direction)
  const message: Message = {
    ...identity,
    smsId: (first ?? answer)?.smsId ?? '',
    at: first?.at ?? answer?.at ?? must(0, isUtcMs, 'time'),
    state: stateOf(end, answer?.did),
    sendResult: end?.sendResult,
    from: told((notice) => notice.from),
    to: end?.to ?? answer?.to,
    x: told((notice) => notice.x),
    direction: direction === 0 ? 'toA' : direction === 1 ? 'fromA' : undefined,
    parts: told((notice) => notice.parts),
    subscriptionId: told((notice) => notice.subscriptionId),
    content: told((notice) => notice.content),
    userData: told((notice) => notice.userData),
  }
  for (const [name, value] of Object.entries(message)) {
    if (value === undefined) Reflect.deleteProperty(message, name)
  }
  return message
}

/** sendResult (§8): 0 sent, 9 some parts failed, 6 we dropped it; all else did not arrive. */
function stateOf(end: SmsNotice | undefined, did: 'pass' | 'drop' | undefined): MessageState {
  if (end !== undefined) {
    switch (end.sendResult) {
      case undefined:
      case 0:
        return 'sent'
      case 6:
        return 'dropped'
      case 9:
        return 'partly'
      default:
        return 'failed'
    }
  }
  return did === undefined ? 'held' : did === 'pass' ? 'passed' : 'dropped'
}
