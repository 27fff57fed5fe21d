import type { JsonObject } from '../json-shape.ts'
import { type RefusalCode, refusal } from '../refusals.ts'
import type { PrivateNumberApp } from './account.ts'
import type { BindLog } from './bind-log.ts'
import type { Rules } from './binding-fields.ts'
import type { Numbers, Place } from './numbers.ts'

/** What every mode works with. */
export type ModeParts = {
  readonly rules: Rules
  readonly numbers: Numbers
  readonly log: BindLog
  /** Simulated time. */
  now(): number
  /** Id of a new binding. */
  newId(): string
}

/** What an operation answers besides resultcode and resultdesc. */
export type Result = { readonly fields: JsonObject; readonly unknownFields: readonly string[] }

/** Whether a number can take a binding today: its state and the day's limit. */
const mayBind = ({ numbers, log, rules, now }: ModeParts, app: PrivateNumberApp, x: string) => {
  if (numbers.stateOf(x).status !== 'normal') return '1012102'
  const limit = rules.settings.privateNumber.bindsPerNumberPerDay
  return log.onDay(app.appKey, x, now()) >= limit ? '1020182' : undefined
}

/**
 * The number that a bind names, if it can be bound.
 * @param unknown code for a number that is not of this application
 */
export function namedNumber(
  parts: ModeParts,
  app: PrivateNumberApp,
  x: string,
  unknown: RefusalCode,
): string {
  if (parts.numbers.find(app, x) === undefined) throw refusal(unknown)
  const obstacle = mayBind(parts, app, x)
  if (obstacle !== undefined) throw refusal(obstacle)
  return x
}

/**
 * The number the platform picks.
 * @param none code when there is none
 */
export function pickedNumber(
  parts: ModeParts,
  app: PrivateNumberApp,
  place: Place,
  suits: (x: string) => boolean,
  none: RefusalCode,
): string {
  const x = parts.numbers.choose(app, place, (one) => mayBind(parts, app, one) === undefined && suits(one))
  if (x === undefined) throw refusal(none)
  return x
}
