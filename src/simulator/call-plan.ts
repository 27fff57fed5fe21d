import type { Choices, Timing } from './options.ts'
import {
  calleeFailure,
  callerFailure,
  FAILURES,
  type FailureName,
  type Party,
  type Wish,
} from './outcomes.ts'
import type { Random } from './random.ts'
import type { CallbackRequest } from './request-rules.ts'

export type LegName = 'A' | 'B'

/** Why and how a call ends. */
export type Ending = {
  readonly stateCode: number
  readonly stateDesc: string
  readonly by: Party
  /** The leg the disconnect event speaks of: the one that ended first. */
  readonly leg: LegName
  /** `ulFailReason` of the fee record. */
  readonly teardown: number
  /** The leg that failed, with its Q.850 cause and SIP status. */
  readonly failed?: { readonly leg: LegName; readonly cause: number; readonly sip: number }
}

/** One thing that happens in a call, in seconds after it was placed. */
export type Step = { readonly at: number } & (
  | { readonly kind: 'callout' | 'alerting' | 'answer'; readonly leg: LegName }
  | { readonly kind: 'ivr' }
  | { readonly kind: 'tts' }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'end'; readonly ending: Ending }
)

export type Plan = readonly Step[]

export type PlanInput = {
  readonly wish: Wish
  readonly timing: Timing
  readonly choices: Choices
  readonly random: Random
}

/** Ended by a party after the answer (stateCode 0). */
export function normalEnding(by: Party, leg: LegName): Ending {
  return { stateCode: 0, stateDesc: 'The user releases the call.', by, leg, teardown: 0 }
}

/** Ended by callStop: A is released before B (voice-call.md 2). */
export const STOPPED: Ending = {
  stateCode: 8017,
  stateDesc: 'The call is ended by instruction.',
  by: 'platform',
  leg: 'A',
  teardown: 8017,
}

const MAX_DURATION: Ending = {
  stateCode: 8010,
  stateDesc: 'The maximum call duration is reached.',
  by: 'platform',
  leg: 'A',
  teardown: 8010,
}

export const SERVICE_EXCEPTION: Ending = {
  stateCode: 8020,
  stateDesc: 'Service exception.',
  by: 'platform',
  leg: 'A',
  teardown: 8020,
}

const CALLER_GAVE_UP: Ending = {
  stateCode: 8009,
  stateDesc: 'The caller hangs up before the call is connected.',
  by: 'caller',
  leg: 'A',
  teardown: 8009,
}

/** The wish may name another stateCode; the teardown point follows it. */
export function endingAsWished(ending: Ending, wish: Wish): Ending {
  if (wish.stateCode === undefined || wish.stateCode === ending.stateCode) return ending
  const { stateCode } = wish
  return { ...ending, stateCode, stateDesc: `The call ended with ${stateCode}.`, teardown: stateCode }
}

/** Steps of a leg that fails, up to and with the end of the call. */
export function failingLeg(
  name: FailureName,
  leg: LegName,
  role: 'caller' | 'callee',
  from: number,
  { wish, timing, random }: PlanInput,
): Plan {
  const failure = FAILURES[name]
  const [stateCode, stateDesc] = failure[role]
  const ending: Ending = {
    stateCode,
    stateDesc,
    by: name === 'rejected' ? role : 'platform',
    leg,
    teardown: stateCode,
    failed: { leg, cause: failure.cause, sip: failure.sip },
  }
  const end = (at: number): Step => ({ at, kind: 'end', ending: endingAsWished(ending, wish) })
  const callout: Step = { at: from, kind: 'callout', leg }
  if (!failure.rings) return [callout, end(from + random.between(timing.failure))]
  const ringing = from + random.between(leg === 'A' ? timing.alertingA : timing.alertingB)
  const waited = name === 'rejected' ? random.between(timing.rejection) : timing.ringTimeout
  return [callout, { at: ringing, kind: 'alerting', leg }, end(ringing + waited)]
}

/** Steps of a leg up to its answer. */
export function answeredLeg(leg: LegName, from: number, { timing, random }: PlanInput): Plan {
  const ringing = from + random.between(leg === 'A' ? timing.alertingA : timing.alertingB)
  const answered = ringing + random.between(leg === 'A' ? timing.answerA : timing.answerB)
  return [
    { at: from, kind: 'callout', leg },
    { at: ringing, kind: 'alerting', leg },
    { at: answered, kind: 'answer', leg },
  ]
}

export const lastTime = (plan: Plan): number => plan.at(-1)?.at ?? 0

/** How an answered callback ends: by a party, by the platform, or at maxDuration (from B's answer). */
function endOfTalk(request: CallbackRequest, wish: Wish, timing: Timing): { after: number; ending: Ending } {
  const talk = wish.talkSeconds ?? timing.talk
  const limit = request.maxMinutes * 60
  if (limit > 0 && limit <= talk) return { after: limit, ending: MAX_DURATION }
  const by = wish.hangUpBy ?? 'callee'
  const ending = by === 'platform' ? SERVICE_EXCEPTION : normalEnding(by, by === 'caller' ? 'A' : 'B')
  return { after: talk, ending: endingAsWished(ending, wish) }
}

/**
 * Everything that happens in a callback if nobody stops it: A first, then the pre-voice if asked for, then
 * B, then talk (voice-call.md 1).
 */
export function planCallback(request: CallbackRequest, input: PlanInput): Plan {
  const { wish, timing, choices, random } = input
  const callerFails = callerFailure(wish.outcome)
  if (callerFails !== undefined) {
    const role = choices.callerLegCodes === 'caller' ? 'caller' : 'callee'
    const plan = failingLeg(callerFails, 'A', role, 0, input)
    // Whichever code list is used, it was the caller who rejected.
    return plan.map((step) =>
      step.kind === 'end' && step.ending.by === 'callee'
        ? { ...step, ending: { ...step.ending, by: 'caller' } }
        : step,
    )
  }
  const legA = answeredLeg('A', 0, input)
  const dialB = lastTime(legA) + (request.playPreVoice ? timing.prompt : 0)
  const calleeFails = calleeFailure(wish.outcome)
  if (calleeFails !== undefined) return [...legA, ...failingLeg(calleeFails, 'B', 'callee', dialB, input)]
  if (wish.outcome === 'callerHangsUp') {
    const ringing = dialB + random.between(timing.alertingB)
    const ending = endingAsWished(CALLER_GAVE_UP, wish)
    return [
      ...legA,
      { at: dialB, kind: 'callout', leg: 'B' },
      { at: ringing, kind: 'alerting', leg: 'B' },
      { at: ringing + random.between(timing.rejection), kind: 'end', ending },
    ]
  }
  const legB = answeredLeg('B', dialB, input)
  const { after, ending } = endOfTalk(request, wish, timing)
  return [...legA, ...legB, { at: lastTime(legB) + after, kind: 'end', ending }]
}
