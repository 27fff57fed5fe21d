import type { DialRequest } from '../../contract/calls.ts'
import type { Click2CallBody } from '../platform/index.ts'
import { pushFields } from './push-addresses.ts'

/**
 * The body of a callback request (voice-call.md §1). Switches are the strings `"true"`/`"false"`, and a
 * parameter that depends on a switch is left out when the switch is off (§8.4).
 *
 * @param extra `userData` lets a push find this call even when the answer was lost; `push` are the plain
 * addresses for status and fee notifications, absent when the ones set in the console shall serve
 */
export function click2CallBody(
  input: DialRequest,
  extra: { readonly userData: string; push: { status: string; fee: string } | undefined },
): Click2CallBody {
  const { options } = input
  const limited = options.maxDurationMinutes > 0
  return {
    displayNbr: input.displayToCaller,
    callerNbr: input.caller,
    displayCalleeNbr: input.displayToCallee,
    calleeNbr: input.callee,
    maxDuration: options.maxDurationMinutes,
    ...(limited && options.lastMinVoice !== undefined ? { lastMinVoice: options.lastMinVoice } : {}),
    ...(limited && options.lastMinTo !== undefined ? { lastMinToUE: options.lastMinTo } : {}),
    playPreVoice: options.playPreVoice ? 'true' : 'false',
    ...(options.playPreVoice && options.preVoice !== undefined ? { preVoice: options.preVoice } : {}),
    ...(options.waitVoice !== undefined ? { waitVoice: options.waitVoice } : {}),
    calleeMedia: options.calleeMedia,
    recordFlag: options.record ? 'true' : 'false',
    ...(options.record && options.recordHintTone !== undefined
      ? { recordHintTone: options.recordHintTone }
      : {}),
    partyTypeRequiredInDisconnect: 'true',
    returnIdlePort: 'true',
    userData: extra.userData,
    ...pushFields(extra.push),
  }
}
