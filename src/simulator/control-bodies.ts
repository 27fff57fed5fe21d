import {
  bad,
  oneOf,
  onlyFields,
  optionalFlag,
  optionalNumber,
  optionalText,
  requiredText,
  texts,
} from './control-fields.ts'
import { FAULT_KINDS, FAULT_PLACES, type Fault, isApplicable } from './faults.ts'
import { fieldOf, isArray, type JsonObject, listOf } from './json-shape.ts'
import type { Attempt, NumberRule } from './number-rules.ts'
import type { AppSpec, TemplateSpec } from './options.ts'
import { OUTCOMES, type Wish } from './outcomes.ts'
import type { ScriptEntry } from './script.ts'

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

const WISH_FIELDS = ['outcome', 'talkSeconds', 'hangUpBy', 'digits', 'stateCode'] as const

function wishFrom(object: JsonObject): Wish {
  const talkSeconds = optionalNumber(object, 'talkSeconds')
  const stateCode = optionalNumber(object, 'stateCode')
  const digits = optionalText(object, 'digits')
  return {
    outcome: oneOf(OUTCOMES, object.outcome, 'outcome'),
    ...(talkSeconds !== undefined && { talkSeconds }),
    ...(object.hangUpBy !== undefined && {
      hangUpBy: oneOf(['caller', 'callee', 'platform'], object.hangUpBy, 'hangUpBy'),
    }),
    ...(digits !== undefined && { digits }),
    ...(stateCode !== undefined && { stateCode }),
  }
}

function entryFrom(value: unknown, standing: boolean | undefined): ScriptEntry {
  const object = onlyFields(value, 'script entry', ['match', 'once', ...WISH_FIELDS])
  const once = optionalFlag(object, 'once') ?? standing
  return {
    ...wishFrom(object),
    ...(object.match !== undefined && { match: matchFrom(object.match) }),
    ...(once !== undefined && { once }),
  }
}

/** One end of a number or several. */
function endsFrom(object: JsonObject): readonly string[] {
  const value = fieldOf(object, 'endsWith')
  const ends = typeof value === 'string' ? [value] : (texts(object, 'endsWith') ?? [])
  if (ends.length === 0) bad('endsWith: is missing')
  return ends
}

function attemptFrom(value: unknown): Attempt {
  const object = onlyFields(value, 'attempt', ['refuse', ...WISH_FIELDS])
  const refuse = optionalText(object, 'refuse')
  if (refuse === undefined) return wishFrom(object)
  if (Object.keys(object).length > 1) bad('refuse: goes with nothing else')
  return { refuse }
}

/** `{ rules: [{ endsWith, attempts }] }`. */
export function rulesFrom(value: unknown): readonly NumberRule[] {
  const rules = listOf(onlyFields(value, 'rules', ['rules']), 'rules') ?? bad('rules: must be an array')
  return rules.map((one): NumberRule => {
    const object = onlyFields(one, 'rule', ['endsWith', 'attempts'])
    const attempts = listOf(object, 'attempts') ?? []
    if (attempts.length === 0) bad('attempts: is missing')
    return { endsWith: endsFrom(object), attempts: attempts.map(attemptFrom) }
  })
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
    'requestsPerSecond',
    'state',
    'allowedIps',
    'statusUrl',
    'feeUrl',
  ])
  const suspendedNumbers = texts(object, 'suspendedNumbers')
  const allowedIps = texts(object, 'allowedIps')
  const ports = optionalNumber(object, 'ports')
  const requestsPerSecond = optionalNumber(object, 'requestsPerSecond')
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
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
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

/** What may be limited of an application: requests per real second, calls at a time. */
export type Limits = {
  readonly requestsPerSecond?: number | null
  /** Voice Call only. */
  readonly ports?: number | null
}

/** A limit, or null for none. */
function limitFrom(object: JsonObject, name: string): number | null | undefined {
  return fieldOf(object, name) === null ? null : optionalNumber(object, name)
}

export function limitsFrom(value: unknown): { appKey: string; limits: Limits } {
  const object = onlyFields(value, 'limits', ['appKey', 'requestsPerSecond', 'ports'])
  const requestsPerSecond = limitFrom(object, 'requestsPerSecond')
  const ports = limitFrom(object, 'ports')
  return {
    appKey: requiredText(object, 'appKey'),
    limits: {
      ...(requestsPerSecond !== undefined && { requestsPerSecond }),
      ...(ports !== undefined && { ports }),
    },
  }
}

export function secondsFrom(value: unknown): number {
  const object = onlyFields(value, 'advance', ['seconds'])
  return optionalNumber(object, 'seconds') ?? bad('seconds: is missing')
}
