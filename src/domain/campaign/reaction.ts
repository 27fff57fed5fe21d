import { resultClass } from '../explain/result-class.ts'
import { concernsCallee, concernsEverybody } from './attempt.ts'

/** Why a campaign stops calling until a person goes on. */
export type PauseReason =
  | 'person'
  | 'restart'
  | 'authentication'
  | 'locked'
  | 'account'
  | 'restricted'
  | 'numberSuspended'
  | 'frequency'
  | 'blackTime'
  | 'parameters'
  | 'profile'
  | 'connection'
  | 'disk'

/** What a refusal of the platform asks of the whole campaign. */
export type Reaction =
  | { readonly do: 'goOn' }
  | { readonly do: 'slowDown'; readonly by: 'flowControl' | 'capacity'; readonly waitMs: number }
  /** Nothing for a while: the network or the platform itself does not work. */
  | { readonly do: 'hold'; readonly waitMs: number }
  /** A refusal that may be of this row alone, or of all: several in a row pause. */
  | { readonly do: 'strike'; readonly reason: PauseReason }
  | { readonly do: 'pause'; readonly reason: PauseReason }

const MINUTE_MS = 60_000
const HOLD_MS = 30_000

/** Codes of the class `blocked` that concern the number shown or the customer (codes/result-codes.json). */
const BLOCKED: ReadonlyMap<string, PauseReason> = new Map([
  ['1013100', 'restricted'],
  ['1013101', 'restricted'],
  ['1013118', 'frequency'],
  ['1013119', 'numberSuspended'],
  ['1013121', 'blackTime'],
  ['1013122', 'account'],
  ['1020168', 'restricted'],
])

/** What the answer to a request asks (voice-call.md §8.5). */
export function reactionToRefusal(resultcode: string, httpStatus: number | undefined): Reaction {
  if (concernsCallee(resultcode)) return { do: 'goOn' }
  if (resultcode === '1010023') return { do: 'pause', reason: 'numberSuspended' }
  if (concernsEverybody(resultcode)) return { do: 'pause', reason: 'parameters' }
  const { class: kind, waitMs } = resultClass(resultcode, httpStatus)
  switch (kind) {
    case 'authentication':
    case 'locked':
    case 'account':
      return { do: 'pause', reason: kind }
    case 'flowControl':
    case 'capacity':
      return { do: 'slowDown', by: kind, waitMs: waitMs ?? MINUTE_MS }
    case 'blocked':
      return { do: 'pause', reason: BLOCKED.get(resultcode) ?? 'restricted' }
    case 'server':
      return { do: 'hold', waitMs: HOLD_MS }
    case 'parameter':
    case 'unknown':
      return { do: 'strike', reason: 'parameters' }
    case 'ok':
      return { do: 'goOn' }
  }
}

/** Nothing was sent: there is no way to the platform. */
export const reactionToNoConnection: Reaction = { do: 'hold', waitMs: HOLD_MS }

/** What the end of a call asks, where the platform itself turned it away (codes/hangup-causes.json). */
export function reactionToEnd(stateCode: number | undefined): Reaction {
  switch (stateCode) {
    case 7001:
    case 7002:
    case 7003:
      return { do: 'strike', reason: 'frequency' }
    case 7108:
    case 8012:
    case 8018:
      return { do: 'pause', reason: 'account' }
    case 7109:
      return { do: 'slowDown', by: 'capacity', waitMs: MINUTE_MS }
    case 8005:
    case 8006:
    case 8007:
      return { do: 'strike', reason: 'parameters' }
    default:
      return { do: 'goOn' }
  }
}
