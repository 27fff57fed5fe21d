import type { UtcMs } from '../values.ts'
import type { Close, Connect, Drop, Pass, RoutingPlan, RoutingRule, TimeWindow } from './rules.ts'

export type Asked = {
  readonly for: 'call' | 'message'
  readonly x: string | undefined
  readonly caller: string | undefined
  readonly at: UtcMs
}

export type StepVerdict = 'fits' | 'disabled' | 'otherX' | 'otherCaller' | 'otherTime'

export type Decision = {
  readonly answer: Connect | Close | Pass | Drop
  /** Absent: no rule fits. */
  readonly rule?: RoutingRule | undefined
}

/**
 * What to do with a call or a message: the first rule that fits, else the safe default: a call is closed, a message
 * dropped, since neither can be taken back.
 */
export function decide(plan: RoutingPlan, asked: Asked): Decision {
  const rule = plan.rules.find((candidate) => verdictOf(candidate, asked) === 'fits')
  return { answer: rule?.answer ?? defaultAnswer(plan, asked.for), rule }
}

/** The rules in order up to the one that fits, each with why it did not. */
export function explainDecision(
  plan: RoutingPlan,
  asked: Asked,
): readonly { readonly ruleId: string; readonly verdict: StepVerdict }[] {
  const steps: { ruleId: string; verdict: StepVerdict }[] = []
  for (const rule of plan.rules) {
    const verdict = verdictOf(rule, asked)
    if (verdict === undefined) continue
    steps.push({ ruleId: rule.id, verdict })
    if (verdict === 'fits') break
  }
  return steps
}

/** `undefined`: a rule for the other kind, which is not even looked at. */
function verdictOf(rule: RoutingRule, asked: Asked): StepVerdict | undefined {
  if (rule.for !== asked.for) return undefined
  if (!rule.enabled) return 'disabled'
  if (rule.x !== undefined && rule.x !== asked.x) return 'otherX'
  if (rule.caller !== undefined && !fitsCaller(rule.caller, asked.caller)) return 'otherCaller'
  return rule.when === undefined || isWithin(rule.when, asked.at) ? 'fits' : 'otherTime'
}

function fitsCaller(match: NonNullable<RoutingRule['caller']>, caller: string | undefined): boolean {
  if (caller === undefined) return false
  return match.by === 'number' ? match.number === caller : caller.startsWith(`+86${match.digits}`)
}

function defaultAnswer(plan: RoutingPlan, kind: Asked['for']): Close | Drop {
  if (kind === 'message') return { do: 'drop' }
  return plan.closeTone === undefined ? { do: 'close' } : { do: 'close', hintTone: plan.closeTone }
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
/** Private Number serves mainland China only (numbers-and-billing.md §1), which has one time: UTC+8. */
const BEIJING_MINUTES = 8 * 60
/** The first of January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4

/** Whether a moment is in a window; one that goes over midnight belongs to the day on which it begins. */
export function isWithin(window: TimeWindow, at: UtcMs): boolean {
  const minutes = Math.floor(at / MINUTE_MS) + BEIJING_MINUTES
  const minute = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  const day = Math.floor(minutes / DAY_MINUTES)
  const weekday = (days: number) => ((((EPOCH_WEEKDAY - 1 + days) % 7) + 7) % 7) + 1
  const { fromMinute, toMinute, days } = window
  if (fromMinute < toMinute) return days.includes(weekday(day)) && minute >= fromMinute && minute < toMinute
  return (
    (days.includes(weekday(day)) && minute >= fromMinute) ||
    (days.includes(weekday(day - 1)) && minute < toMinute)
  )
}
