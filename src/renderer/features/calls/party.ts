import type { Call } from '../../../contract/calls.ts'

export type Party = 'you' | 'customer' | 'caller' | 'callee'

/**
 * Who is on a leg. Only a callback calls the agent first; the one leg of notifications and codes is the
 * customer's; through a private number two others talk.
 */
export function partyOf({ service }: Pick<Call, 'service'>, leg: 'a' | 'b'): Party {
  if (service === 'masked') return leg === 'a' ? 'caller' : 'callee'
  return leg === 'b' || service === 'notification' || service === 'verification' ? 'customer' : 'you'
}
