import { FAULT_KINDS, FAULT_PLACES, type Fault, isApplicable } from './faults.ts'
import { fieldOf, isArray, isObject, type JsonObject, listOf, textOf } from './json-shape.ts'
import type { AppSpec, TemplateSpec } from './options.ts'
import { OUTCOMES, type ScriptEntry } from './outcomes.ts'

/** A control request that makes no sense; answered with 400 and this text. */
export class ControlError extends Error {}

function bad(text: string): never {
  throw new ControlError(text)
}

/** Control bodies are the tests' own: a misspelt field must not pass in silence. */
function onlyFields(value: unknown, what: string, names: readonly string[]): JsonObject {
  if (!isObject(value)) return bad(`${what}: must be an object`)
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown !== undefined) bad(`${what}: unknown field ${unknown}`)
  return value
}

function oneOf<T extends string>(values: readonly T[], value: unknown, what: string): T {
  return values.find((one) => one === value) ?? bad(`${what}: must be one of ${values.join(', ')}`)
}

function optionalNumber(object: JsonObject, name: string): number | undefined {
  const value = fieldOf(object, name)
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    bad(`${name}: must be a number, not negative`)
  return value
}

function optionalText(object: JsonObject, name: string): string | undefined {
  const value = fieldOf(object, name)
  if (value !== undefined && typeof value !== 'string') bad(`${name}: must be a string`)
  return textOf(object, name)
}

function requiredText(object: JsonObject, name: string): string {
  const value = optionalText(object, name)
  return value === undefined || value === '' ? bad(`${name}: is missing`) : value
}

function optionalFlag(object: JsonObject, name: string): boolean | undefined {
  const value = fieldOf(object, name)
  if (value === undefined) return undefined
  return typeof value === 'boolean' ? value : bad(`${name}: must be true or false`)
}

function texts(object: JsonObject, name: string): string[] | undefined {
  const value = fieldOf(object, name)
  if (value === undefined) return undefined
  if (!isArray(value)) return bad(`${name}: must be an array of strings`)
  return value.map((item) => (typeof item === 'string' ? item : bad(`${name}: must be an array of strings`)))
}

const SERVICES = ['callback', 'notification', 'verification'] as const

function matchFrom(value: unknown): NonNullable<ScriptEntry['match']> {
  const object = onlyFields(value, 'match', ['callee', 'caller', 'service'])
  const callee = optionalText(object, 'callee')
  const caller = optionalText(object, 'caller')
  return {
    ...(callee !== undefined && { callee }),
    ...(caller !== undefined && { caller }),
    ...(object.service !== undefined && { service: oneOf(SERVICES, object.service, 'service') }),
  }
}

function entryFrom(value: unknown, standing: boolean | undefined): ScriptEntry {
  const names = ['match', 'outcome', 'talkSeconds', 'hangUpBy', 'digits', 'stateCode', 'once']
  const object = onlyFields(value, 'script entry', names)
  const talkSeconds = optionalNumber(object, 'talkSeconds')
  const stateCode = optionalNumber(object, 'stateCode')
  const digits = optionalText(object, 'digits')
  const once = optionalFlag(object, 'once') ?? standing
  return {
    outcome: oneOf(OUTCOMES, object.outcome, 'outcome'),
    ...(object.match !== undefined && { match: matchFrom(object.match) }),
    ...(talkSeconds !== undefined && { talkSeconds }),
    ...(object.hangUpBy !== undefined && {
      hangUpBy: oneOf(['caller', 'callee', 'platform'], object.hangUpBy, 'hangUpBy'),
    }),
    ...(digits !== undefined && { digits }),
    ...(stateCode !== undefined && { stateCode }),
    ...(once !== undefined && { once }),
  }
}

/** A list of entries, or `{ entries, once }` where `once` holds for entries that do not say. */
export function scriptFrom(value: unknown): readonly ScriptEntry[] {
  if (isArray(value)) return value.map((entry) => entryFrom(entry, undefined))
  const object = onlyFields(value, 'script', ['entries', 'once'])
  const entries = listOf(object, 'entries') ?? bad('entries: must be an array')
  const once = optionalFlag(object, 'once')
  return entries.map((entry) => entryFrom(entry, once))
}

/** One fault or a list of them. */
export function faultsFrom(value: unknown): readonly Fault[] {
  if (isArray(value)) return value.flatMap((one) => faultsFrom(one))
  const names = ['operation', 'kind', 'times', 'ms', 'code', 'httpStatus']
  const object = onlyFields(value, 'fault', names)
  const times = optionalNumber(object, 'times')
  const ms = optionalNumber(object, 'ms')
  const httpStatus = optionalNumber(object, 'httpStatus')
  const code = optionalText(object, 'code')
  const fault: Fault = {
    kind: oneOf(FAULT_KINDS, object.kind, 'kind'),
    ...(object.operation !== undefined && {
      operation: oneOf(FAULT_PLACES, object.operation, 'operation'),
    }),
    ...(times !== undefined && { times }),
    ...(ms !== undefined && { ms }),
    ...(code !== undefined && { code }),
    ...(httpStatus !== undefined && { httpStatus }),
  }
  if (httpStatus !== undefined && (!Number.isInteger(httpStatus) || httpStatus < 200 || httpStatus > 599)) {
    bad('httpStatus: must be 200 to 599')
  }
  if (!isApplicable(fault)) bad(`${fault.kind} has no meaning for ${fault.operation ?? 'a request'}`)
  return [fault]
}

export function appFrom(value: unknown): AppSpec {
  const object = onlyFields(value, 'app', [
    'appKey',
    'appSecret',
    'service',
    'displayNumbers',
    'suspendedNumbers',
    'recordingEnabled',
    'ports',
    'state',
    'allowedIps',
    'statusUrl',
    'feeUrl',
  ])
  const suspendedNumbers = texts(object, 'suspendedNumbers')
  const allowedIps = texts(object, 'allowedIps')
  const ports = optionalNumber(object, 'ports')
  const statusUrl = optionalText(object, 'statusUrl')
  const feeUrl = optionalText(object, 'feeUrl')
  return {
    appKey: requiredText(object, 'appKey'),
    appSecret: requiredText(object, 'appSecret'),
    service: oneOf(SERVICES, object.service, 'service'),
    displayNumbers: texts(object, 'displayNumbers') ?? bad('displayNumbers: is missing'),
    recordingEnabled: optionalFlag(object, 'recordingEnabled') ?? false,
    ...(suspendedNumbers !== undefined && { suspendedNumbers }),
    ...(ports !== undefined && { ports }),
    ...(object.state !== undefined && {
      state: oneOf(['active', 'suspended', 'unavailable'], object.state, 'state'),
    }),
    ...(allowedIps !== undefined && { allowedIps }),
    ...(statusUrl !== undefined && { statusUrl }),
    ...(feeUrl !== undefined && { feeUrl }),
  }
}

/** What the account gains: approved prompt files and templates. */
export function accountFrom(value: unknown): { prompts: string[]; templates: TemplateSpec[] } {
  const object = onlyFields(value, 'account', ['prompts', 'templates'])
  const templates = (listOf(object, 'templates') ?? []).map((row): TemplateSpec => {
    const template = onlyFields(row, 'template', ['id', 'content', 'approved'])
    return {
      id: requiredText(template, 'id'),
      content: requiredText(template, 'content'),
      approved: optionalFlag(template, 'approved') ?? true,
    }
  })
  return { prompts: texts(object, 'prompts') ?? [], templates }
}

/** How the review of an uploaded file ends. */
export function reviewFrom(value: unknown) {
  const object = onlyFields(value, 'review', ['name', 'state', 'reason'])
  return {
    name: requiredText(object, 'name'),
    state: oneOf(['passed', 'refused'], object.state, 'state'),
    reason: optionalText(object, 'reason'),
  }
}

export function secondsFrom(value: unknown): number {
  const object = onlyFields(value, 'advance', ['seconds'])
  return optionalNumber(object, 'seconds') ?? bad('seconds: is missing')
}
