import { checkFields, type FieldRule } from '../../field-rules.ts'
import { fieldOf, isArray, isObject, type JsonObject, numberOf, textOf } from '../../json-shape.ts'
import { badParameter, Refusal } from '../../refusals.ts'
import type { PrivateNumberApp } from '../account.ts'
import {
  checkUser,
  MAX_DURATION,
  onOff,
  type Rules,
  readDependentTone,
  readTone,
  readUserData,
  strictnessOf,
  switchOf,
  text,
  tone,
} from '../binding-fields.ts'
import type { Incoming } from '../routing.ts'

/** What the customer's server decided about a call (private-number-axe-axyb-x.md 4.1). */
export type CallDecision =
  | {
      readonly kind: 'connect'
      readonly to: string
      readonly shown: string
      readonly maxMinutes: number
      readonly record: boolean
      readonly userData?: string
    }
  | { readonly kind: 'close'; readonly tone?: string; readonly userData?: string }
  | { readonly kind: 'malformed'; readonly stateCode: number; readonly reason: string }

const ANSWER_TABLE: readonly FieldRule[] = [text('operation', true, 1, 32, /^(connect|close)$/)]

const CONNECT_TABLE: readonly FieldRule[] = [
  text('calleeNum', true, 4, 31),
  text('displayCalleeNum', false, 4, 31),
  MAX_DURATION,
  tone('waitVoice'),
  onOff('recordFlag'),
  tone('recordHintTone'),
  tone('lastMinVoice'),
  text('userData', false, 0, 256),
]

const CLOSE_TABLE: readonly FieldRule[] = [
  text('closeHintTone', false, 1, 128),
  text('userData', false, 0, 256),
]

/** The table shows an object, the vendor's sample an array of one: both are taken. */
function partOf(body: JsonObject, name: string): JsonObject | undefined {
  const value = fieldOf(body, name)
  if (value === undefined) return undefined
  const part = isArray(value) && value.length === 1 ? value[0] : value
  if (!isObject(part)) throw badParameter(name, 'must be an object, or an array of one')
  return part
}

function readConnect(info: JsonObject, app: PrivateNumberApp, { x }: Incoming, rules: Rules): CallDecision {
  checkFields(CONNECT_TABLE, info, strictnessOf(rules), 'connectInfo.')
  const to = textOf(info, 'calleeNum') ?? ''
  checkUser('calleeNum', to)
  const shown = textOf(info, 'displayCalleeNum') ?? x
  const maxMinutes = numberOf(info, 'maxDuration') ?? 0
  const record = switchOf(info, 'recordFlag') ?? false
  readTone(info, 'waitVoice', rules)
  readDependentTone(info, 'recordHintTone', record, rules)
  readDependentTone(info, 'lastMinVoice', maxMinutes > 0, rules)
  const userData = readUserData(info, 'refused')
  // Carriers block any other number; another X of the application needs an agreement.
  const mayShow =
    shown === x || (app.extendedRecords === true && app.numbers.some((one) => one.number === shown))
  if (!mayShow) return { kind: 'malformed', stateCode: 8024, reason: 'displayCalleeNum is not this X' }
  return { kind: 'connect', to, shown, maxMinutes, record, ...(userData !== undefined && { userData }) }
}

function readClose(info: JsonObject, rules: Rules): CallDecision {
  checkFields(CLOSE_TABLE, info, strictnessOf(rules), 'closeInfo.')
  const file = readTone(info, 'closeHintTone', rules)
  const userData = readUserData(info, 'refused')
  return {
    kind: 'close',
    ...(file !== undefined && { tone: file }),
    ...(userData !== undefined && { userData }),
  }
}

/** A wrong answer ends the call with 8014; a prompt that does not exist with 7507 (hangup-causes.json). */
export function readCallAnswer(
  body: unknown,
  app: PrivateNumberApp,
  incoming: Incoming,
  rules: Rules,
): CallDecision {
  try {
    if (!isObject(body)) throw badParameter('the answer', 'is not a JSON object')
    checkFields(ANSWER_TABLE, body, strictnessOf(rules))
    const connects = textOf(body, 'operation') === 'connect'
    const part = partOf(body, connects ? 'connectInfo' : 'closeInfo')
    if (!connects) return readClose(part ?? {}, rules)
    if (part === undefined) throw badParameter('connectInfo', 'is missing')
    return readConnect(part, app, incoming, rules)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const stateCode = error.message.endsWith('does not exist.') ? 7507 : 8014
    return { kind: 'malformed', stateCode, reason: error.message }
  }
}
