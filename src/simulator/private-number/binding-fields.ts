import { checkFields, type FieldRule, type Strictness } from '../field-rules.ts'
import { fieldOf, isObject, type JsonObject, textOf } from '../json-shape.ts'
import type { Settings } from '../options.ts'
import { badParameter, refusal } from '../refusals.ts'
import { stampOf } from '../stamps.ts'
import { hasSms, type PrivateNumberApp } from './account.ts'

/** What a mode's rules are held against. */
export type Rules = { readonly settings: Settings; readonly prompts: ReadonlySet<string> }

export const text = (name: string, required: boolean, from: number, to: number, form?: RegExp): FieldRule =>
  form === undefined
    ? { name, required, kind: 'text', from, to }
    : { name, required, kind: 'text', from, to, form }
export const onOff = (name: string): FieldRule => ({ name, required: false, kind: 'switch' })
export const integer = (name: string, from: number, to: number, required = false): FieldRule => ({
  name,
  required,
  kind: 'integer',
  from,
  to,
})
export const choice = (name: string, ...values: readonly string[]): FieldRule => ({
  name,
  required: false,
  kind: 'choice',
  values,
})
/** Modify and most bind tables let an empty name pass: it clears or skips. */
export const tone = (name: string): FieldRule => text(name, false, 0, 128)

/** Rows that several binding tables share (private-number-axb-ax.md 1). */
export const AREA_MATCH_MODE = choice('areaMatchMode', '0', '1')
export const CALL_DIRECTION = integer('callDirection', 0, 2)
export const MAX_DURATION = integer('maxDuration', 0, 1440)
export const USER_DATA = text('userData', false, 1, 256)
export const PRE_VOICE: FieldRule = { name: 'preVoice', required: false, kind: 'object' }
const PLAY_INFO_TABLE: readonly FieldRule[] = [tone('callerHintTone'), tone('calleeHintTone')]

/** How strictly a body of Private Number is read: its samples send JSON booleans too. */
export const strictnessOf = ({ settings }: Rules): Strictness => ({
  acceptBooleans: settings.privateNumber.booleans === 'accept',
  refuseUnknownFields: settings.refuseUnknownFields,
})

export const MOBILE = /^\+861[0-9]{10}$/
const LANDLINE = /^\+86[1-9][0-9]{1,2}[0-9]{7,8}$/
const HOTLINE = /^\+86(400[0-9]{7}|95[0-9]{3,6})$/

export const isLandline = (number: string): boolean => LANDLINE.test(number) && !MOBILE.test(number)

/** A or B: a mobile or a landline, no 400 and no 95 number (private-number-axb-ax.md 0.2). */
export function checkUser(name: string, value: string): void {
  if (HOTLINE.test(value)) throw badParameter(name, 'must not be a 400 or 95 number')
  if (!MOBILE.test(value) && !LANDLINE.test(value)) throw badParameter(name, 'is not a global number')
}

/** The temporary callee may be a 400 or 95 number too (private-number-axb-ax.md 5.5). */
export function checkTemporaryCallee(name: string, value: string): void {
  if (!HOTLINE.test(value)) checkUser(name, value)
}

/** A private number in a body: always in mobile form. */
export function checkPrivate(name: string, value: string): void {
  if (!MOBILE.test(value)) throw badParameter(name, 'is not a private number')
}

const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** No braces, no Chinese; in every mode but AX no `^` either (private-number-axb-ax.md 0.2). */
export function readUserData(body: JsonObject, caret: 'allowed' | 'refused'): string | undefined {
  const value = textOf(body, 'userData')
  if (value === undefined) return undefined
  const forbidden = caret === 'refused' ? /[{}^]/ : /[{}]/
  if (forbidden.test(value) || CHINESE.test(value)) {
    throw badParameter('userData', 'holds characters that are not allowed')
  }
  return value
}

/** A tone names a file that was approved; an empty name stands for none. */
export function readTone(body: JsonObject, name: string, { prompts }: Rules): string | undefined {
  const file = textOf(body, name)
  if (file === undefined || file === '') return undefined
  if (!prompts.has(file)) throw refusal('1010002', `Invalid request.${file} does not exist.`)
  return file
}

/** A tone that has meaning only with another parameter: ignored without it, or refused. */
export function readDependentTone(body: JsonObject, name: string, switchedOn: boolean, rules: Rules) {
  if (switchedOn) return readTone(body, name, rules)
  if (rules.settings.dependentWithoutSwitch === 'refuse' && (textOf(body, name) ?? '') !== '') {
    throw badParameter(name, 'is given without its switch')
  }
  return undefined
}

/** A switch that the table has let through: text, or a JSON boolean. */
export function switchOf(body: JsonObject, name: string): boolean | undefined {
  const value = fieldOf(body, name)
  return value === undefined ? undefined : value === 'true' || value === true
}

/** `privateSms` must not be sent when the application has no SMS (private-number-axb-ax.md 1). */
export function readPrivateSms(body: JsonObject, app: PrivateNumberApp, rules: Rules): boolean | undefined {
  const value = switchOf(body, 'privateSms')
  if (value !== undefined && !hasSms(app) && rules.settings.privateNumber.privateSmsWithoutSms === 'refuse') {
    throw badParameter('privateSms', 'is given although the application has no SMS')
  }
  return value
}

/** ApiPlayInfo: tones before the connection. */
export type PlayInfo = { readonly callerHintTone?: string; readonly calleeHintTone?: string }

/** @returns names that are in no row of ApiPlayInfo */
export function checkPlayInfo(body: JsonObject, rules: Rules): readonly string[] {
  const value = fieldOf(body, 'preVoice')
  return isObject(value) ? checkFields(PLAY_INFO_TABLE, value, strictnessOf(rules), 'preVoice.') : []
}

export function readPlayInfo(body: JsonObject, rules: Rules): PlayInfo | undefined {
  const value = fieldOf(body, 'preVoice')
  if (!isObject(value)) return undefined
  const caller = readTone(value, 'callerHintTone', rules)
  const callee = readTone(value, 'calleeHintTone', rules)
  return {
    ...(caller !== undefined && { callerHintTone: caller }),
    ...(callee !== undefined && { calleeHintTone: callee }),
  }
}

export const flag = (value: boolean): 'true' | 'false' => (value ? 'true' : 'false')

const EIGHT_HOURS_MS = 8 * 3_600_000

/** `subscribeTime`: the zone is not confirmed. */
export function subscribeTimeOf(at: number, { settings }: Rules): string {
  return stampOf(settings.privateNumber.subscribeTimeZone === 'beijing' ? at + EIGHT_HOURS_MS : at)
}

/** Parameters of a URL query as an object; a bare `+` has become a blank by now. */
export const queryFields = (query: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(query)
