import type { Timing } from '../../options.ts'
import { defaultWish } from '../../outcomes.ts'
import type { Random } from '../../random.ts'

/** What may become of a call that is forwarded. */
export const MASKED_OUTCOMES = [
  'answered',
  'busy',
  'noAnswer',
  'rejected',
  'poweredOff',
  'unreachable',
  'notExist',
  'outOfService',
  'connectTimeout',
  'callerLeavesEarly',
  'callerLeavesBeforeRinging',
  'callerLeavesRinging',
] as const
export type MaskedOutcome = (typeof MASKED_OUTCOMES)[number]

/** How a call that is not answered ends: values of hangup-causes.json and q850.json. */
type Failure = {
  readonly stateCode: number
  readonly rings: boolean
  readonly by: 'caller' | 'callee' | 'platform'
  readonly cause: number
  readonly sip: number
}

const FAILURES: Readonly<Record<Exclude<MaskedOutcome, 'answered' | 'callerLeavesEarly'>, Failure>> = {
  busy: { stateCode: 8102, rings: false, by: 'platform', cause: 17, sip: 486 },
  noAnswer: { stateCode: 8101, rings: true, by: 'platform', cause: 19, sip: 480 },
  rejected: { stateCode: 7503, rings: true, by: 'callee', cause: 21, sip: 603 },
  poweredOff: { stateCode: 8104, rings: false, by: 'platform', cause: 20, sip: 480 },
  unreachable: { stateCode: 8103, rings: false, by: 'platform', cause: 18, sip: 408 },
  notExist: { stateCode: 8100, rings: false, by: 'platform', cause: 1, sip: 404 },
  outOfService: { stateCode: 8105, rings: false, by: 'platform', cause: 27, sip: 480 },
  connectTimeout: { stateCode: 8035, rings: false, by: 'platform', cause: 102, sip: 408 },
  callerLeavesBeforeRinging: { stateCode: 7501, rings: false, by: 'caller', cause: 16, sip: 487 },
  callerLeavesRinging: { stateCode: 7502, rings: true, by: 'caller', cause: 16, sip: 487 },
}

/** The platform gives a forwarded call up after about 90 s (hangup-causes.json, 8035). */
const CONNECT_TIMEOUT_S = 90

/** What a test asks to become of a call; all of it may be left to the callee's last digits. */
export type CallWish = {
  readonly outcome?: MaskedOutcome
  readonly talkSeconds?: number
  readonly hangUpBy?: 'caller' | 'callee'
  /** AXE: keys pressed after the prompt. */
  readonly digits?: string
  /** Replaces the stateCode of the ending. */
  readonly stateCode?: number
}

export type MaskedEnding = {
  readonly stateCode: number
  readonly by: 'caller' | 'callee' | 'platform'
  /** Q.850 cause and SIP status of a leg that failed; 0 without. */
  readonly cause: number
  readonly sip: number
}

export const ending = (stateCode: number, by: MaskedEnding['by'] = 'platform'): MaskedEnding => ({
  stateCode,
  by,
  cause: 0,
  sip: 0,
})

/** One thing that happens after the decision to forward, in seconds from then. */
export type MaskedStep = { readonly at: number } & (
  | { readonly kind: 'callout' | 'alerting' | 'answer' }
  | { readonly kind: 'end'; readonly ending: MaskedEnding }
)

/** Last digits of docs/simulator.md; those that concern an agent's phone mean the caller here. */
function outcomeFor(callee: string): MaskedOutcome {
  const { outcome } = defaultWish(callee)
  if (outcome === 'callerNoAnswer') return 'callerLeavesRinging'
  return MASKED_OUTCOMES.find((one) => one === outcome) ?? 'answered'
}

const FORWARD_AFTER_S = 1

/** The second leg from the decision to the end of the call. */
export function planForward(
  wish: CallWish,
  callee: string,
  maxMinutes: number,
  timing: Timing,
  random: Random,
): readonly MaskedStep[] {
  const outcome = wish.outcome ?? outcomeFor(callee)
  const wished = (usual: MaskedEnding): MaskedEnding => ({
    ...usual,
    stateCode: wish.stateCode ?? usual.stateCode,
  })
  const end = (at: number, how: MaskedEnding): MaskedStep => ({ at, kind: 'end', ending: wished(how) })
  if (outcome === 'callerLeavesEarly') return [end(FORWARD_AFTER_S / 2, ending(7516, 'caller'))]
  const callout: MaskedStep = { at: FORWARD_AFTER_S, kind: 'callout' }
  const rung = FORWARD_AFTER_S + random.between(timing.alertingB)
  const alerting: MaskedStep = { at: rung, kind: 'alerting' }
  if (outcome !== 'answered') {
    const failure = FAILURES[outcome]
    if (outcome === 'connectTimeout') return [callout, end(FORWARD_AFTER_S + CONNECT_TIMEOUT_S, failure)]
    if (!failure.rings) return [callout, end(FORWARD_AFTER_S + random.between(timing.failure), failure)]
    const waited = outcome === 'noAnswer' ? timing.ringTimeout : random.between(timing.rejection)
    return [callout, alerting, end(rung + waited, failure)]
  }
  const answered = rung + random.between(timing.answerB)
  const talk = wish.talkSeconds ?? timing.talk
  const limit = maxMinutes * 60
  const last =
    limit > 0 && limit <= talk
      ? end(answered + limit, ending(8010))
      : end(answered + talk, ending(0, wish.hangUpBy ?? 'callee'))
  return [callout, alerting, { at: answered, kind: 'answer' }, last]
}
