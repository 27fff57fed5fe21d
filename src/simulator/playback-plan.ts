import {
  answeredLeg,
  type Ending,
  endingAsWished,
  failingLeg,
  lastTime,
  normalEnding,
  type Plan,
  type PlanInput,
  SERVICE_EXCEPTION,
  type Step,
} from './call-plan.ts'
import { calleeFailure, callerFailure } from './outcomes.ts'
import type { NotificationRequest, PlayItem, VerificationRequest } from './request-rules.ts'

const NO_DIGITS: Ending = {
  stateCode: 8008,
  stateDesc: 'Failed to collect digits.',
  by: 'platform',
  leg: 'A',
  // "Play-and-collect received no digits" (teardown-points.json).
  teardown: 100,
}

/** The callee's keys: from the wish in one run; else `1`s, and `2`s once an item was played again. */
function createKeys({ wish }: PlanInput): (count: number, isReplay: boolean) => string | undefined {
  if (wish.outcome === 'noDigits') return () => undefined
  if (wish.digits === undefined) return (count, isReplay) => (isReplay ? '2' : '1').repeat(count)
  let left = wish.digits.replace(/[^0-9*#]/g, '')
  return (count) => {
    const taken = left.slice(0, count)
    left = left.slice(count)
    return taken.length === count ? taken : undefined
  }
}

/** Whether the digits play the item again (voice-call.md 3). */
function replays(item: PlayItem, digits: string, input: PlanInput): boolean {
  if (!item.replay) return false
  return item.trigger === undefined ? input.choices.replayWithoutTrigger === 'any' : item.trigger === digits
}

/** Playback of the list with its collections; the platform hangs up at the end. */
function playItems(items: readonly PlayItem[], from: number, input: PlanInput): Plan {
  const { timing, choices } = input
  const keys = createKeys(input)
  const steps: Step[] = [{ at: from, kind: 'ivr' }]
  let time = from
  for (const item of items) {
    for (let played = 0; ; played += 1) {
      if (item.source === 'template') steps.push({ at: time, kind: 'tts' })
      time += timing.prompt
      if (item.collect === 0) break
      const digits = keys(item.collect, played > 0)
      if (digits === undefined) {
        time += timing.collect
        if (choices.emptyCollectInfo) steps.push({ at: time, kind: 'digits', digits: '' })
        steps.push({ at: time, kind: 'end', ending: NO_DIGITS })
        return steps
      }
      time += Math.min(timing.pressing, timing.collect)
      steps.push({ at: time, kind: 'digits', digits })
      if (!replays(item, digits, input) || played >= choices.maxReplays) break
    }
  }
  steps.push({ at: time, kind: 'end', ending: normalEnding('platform', 'A') })
  return steps
}

/** Seconds that a verification code takes to play; endless with `times` 0 (voice-call.md 4). */
function codePlayback(request: VerificationRequest, { timing, choices }: PlanInput): number {
  if (request.times === 0) return Number.POSITIVE_INFINITY
  const code = request.code.length * timing.codeDigit
  const prompts = timing.prompt * (request.afterTone ? 2 : 1)
  return choices.verifyRepeats === 'all' ? (prompts + code) * request.times : prompts + code * request.times
}

function playCode(request: VerificationRequest, from: number, input: PlanInput): Plan {
  const length = codePlayback(request, input)
  // Endless playback goes on until the callee hangs up.
  const ending = normalEnding(Number.isFinite(length) ? 'platform' : 'callee', 'A')
  const at = from + (Number.isFinite(length) ? length : input.timing.talk)
  return [{ at, kind: 'end', ending }]
}

/** The callee, or the platform, hangs up before the playback is over. */
function cutShort(plan: Plan, answered: number, { wish }: PlanInput): Plan {
  if (wish.talkSeconds === undefined) return plan
  const cut = answered + wish.talkSeconds
  if (cut >= lastTime(plan)) return plan
  const ending = wish.hangUpBy === 'platform' ? SERVICE_EXCEPTION : normalEnding('callee', 'A')
  return [...plan.filter((step) => step.at <= cut), { at: cut, kind: 'end', ending }]
}

/** With endless playback a long stay on the line moves the end; a cut can only bring it nearer. */
function endlessStay(request: NotificationRequest | VerificationRequest, plan: Plan, input: PlanInput): Plan {
  const { wish, timing } = input
  if (request.kind !== 'verification' || request.times !== 0 || wish.talkSeconds === undefined) return plan
  const longer = wish.talkSeconds - timing.talk
  return longer <= 0 ? plan : plan.map((step) => ({ ...step, at: step.at + longer }))
}

/**
 * Everything that happens in a notification or verification call: one leg. Outcomes of a callback's caller
 * are read as the callee's, for there is no other party.
 */
export function planPlayback(request: NotificationRequest | VerificationRequest, input: PlanInput): Plan {
  const { wish } = input
  const fails = calleeFailure(wish.outcome) ?? callerFailure(wish.outcome)
  if (fails !== undefined) return failingLeg(fails, 'A', 'callee', 0, input)
  const leg = answeredLeg('A', 0, input)
  const answered = lastTime(leg)
  const played =
    request.kind === 'notification'
      ? playItems(request.items, answered, input)
      : playCode(request, answered, input)
  const plan = cutShort(endlessStay(request, played, input), answered, input)
  return [
    ...leg,
    ...plan.map((step) =>
      step.kind === 'end' ? { ...step, ending: endingAsWished(step.ending, wish) } : step,
    ),
  ]
}
