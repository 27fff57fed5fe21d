import { assertNever } from '../values.ts'
import type { Decision } from './decide.ts'
import type { RoutingPlan } from './rules.ts'

/**
 * The body that the platform gets (private-number-axe-axyb-x.md §4.1, §4.2; private-number-axb-ax.md §8). An
 * option whose switch is off is left out; the callee always sees the X of this call, which is all that carriers
 * allow.
 */
export function answerBody(
  answer: Decision['answer'],
  asked: { readonly x: string | undefined; readonly caller: string | undefined },
  shape: RoutingPlan['answerShape'],
): object {
  const shaped = (info: object) => (shape === 'list' ? [info] : info)
  switch (answer.do) {
    case 'connect': {
      const limited = answer.maxDurationMinutes > 0
      return {
        operation: 'connect',
        connectInfo: shaped({
          ...(asked.x === undefined ? {} : { displayCalleeNum: asked.x }),
          calleeNum: answer.callee,
          ...(limited ? { maxDuration: answer.maxDurationMinutes } : {}),
          ...(answer.waitVoice === undefined ? {} : { waitVoice: answer.waitVoice }),
          recordFlag: answer.record ? 'true' : 'false',
          ...(answer.record && answer.recordHintTone !== undefined
            ? { recordHintTone: answer.recordHintTone }
            : {}),
          ...(limited && answer.lastMinVoice !== undefined ? { lastMinVoice: answer.lastMinVoice } : {}),
          ...(answer.userData === undefined ? {} : { userData: answer.userData }),
        }),
      }
    }
    case 'close':
      return {
        operation: 'close',
        closeInfo: shaped({
          ...(answer.hintTone === undefined ? {} : { closeHintTone: answer.hintTone }),
          ...(answer.userData === undefined ? {} : { userData: answer.userData }),
        }),
      }
    case 'pass':
      return {
        actions: [
          {
            operation: 'vNumberRoute',
            message: { called: answer.to, ...(asked.caller === undefined ? {} : { calling: asked.caller }) },
          },
        ],
      }
    case 'drop':
      return { actions: [{ operation: 'DiscardMessage' }] }
    default:
      return assertNever(answer)
  }
}
