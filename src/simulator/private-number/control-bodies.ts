import {
  bad,
  oneOf,
  onlyFields,
  optionalFlag,
  optionalNumber,
  optionalText,
  requiredText,
  texts,
} from '../control-fields.ts'
import { isObject, type JsonObject, listOf } from '../json-shape.ts'
import { MODES, type NumberSpec, type PrivateNumberApp, type PushAddresses } from './account.ts'
import { MASKED_OUTCOMES } from './calls/outcomes.ts'
import type { DialSpec, NumberChange, SmsSpec } from './control.ts'
import type { Drift } from './drift.ts'
import { UNAVAILABLE_CAUSES } from './numbers.ts'
import type { SoakSpec } from './soak.ts'

const given = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value })

function numberFrom(value: unknown): NumberSpec {
  const object = onlyFields(value, 'number', ['number', 'areaCode', 'province', 'sms'])
  return {
    number: requiredText(object, 'number'),
    areaCode: requiredText(object, 'areaCode'),
    ...given('province', optionalText(object, 'province')),
    ...given('sms', optionalFlag(object, 'sms')),
  }
}

const APP_URLS = ['statusUrl', 'callinUrl', 'feeUrl', 'numberStatusUrl', 'smsUrl', 'smsControlUrl'] as const
const APP_FLAGS = ['sms', 'smsContent', 'callbackMemory', 'extendedRecords', 'pushNumberStatus'] as const
const APP_COUNTS = ['requestsPerSecond', 'extensionDigits', 'extensionsPerNumber'] as const

export function privateNumberAppFrom(value: unknown): PrivateNumberApp {
  const names = [
    'appKey',
    'appSecret',
    'mode',
    'numbers',
    'recordingEnabled',
    'callbackNum',
    'state',
    'allowedIps',
  ]
  const object = onlyFields(value, 'app', [...names, ...APP_URLS, ...APP_FLAGS, ...APP_COUNTS])
  const states = ['active', 'suspended', 'unavailable', 'frozen'] as const
  return {
    appKey: requiredText(object, 'appKey'),
    appSecret: requiredText(object, 'appSecret'),
    mode: oneOf(MODES, object.mode, 'mode'),
    numbers: (listOf(object, 'numbers') ?? bad('numbers: is missing')).map(numberFrom),
    recordingEnabled: optionalFlag(object, 'recordingEnabled') ?? false,
    ...given('callbackNum', optionalText(object, 'callbackNum')),
    ...(object.state !== undefined && { state: oneOf(states, object.state, 'state') }),
    ...given('allowedIps', texts(object, 'allowedIps')),
    ...addressesOf(object),
    ...Object.assign({}, ...APP_FLAGS.map((name) => given(name, optionalFlag(object, name)))),
    ...Object.assign({}, ...APP_COUNTS.map((name) => given(name, optionalNumber(object, name)))),
  }
}

const addressesOf = (object: JsonObject): PushAddresses =>
  Object.assign({}, ...APP_URLS.map((name) => given(name, optionalText(object, name))))

export function addressesFrom(value: unknown): { appKey: string; addresses: PushAddresses } {
  const object = onlyFields(value, 'addresses', ['appKey', ...APP_URLS])
  return { appKey: requiredText(object, 'appKey'), addresses: addressesOf(object) }
}

export function dialFrom(value: unknown): DialSpec {
  const object = onlyFields(value, 'call', [
    ...['appKey', 'from', 'to', 'outcome', 'talkSeconds', 'hangUpBy', 'digits', 'stateCode'],
  ])
  return {
    appKey: requiredText(object, 'appKey'),
    from: requiredText(object, 'from'),
    to: requiredText(object, 'to'),
    ...(object.outcome !== undefined && { outcome: oneOf(MASKED_OUTCOMES, object.outcome, 'outcome') }),
    ...given('talkSeconds', optionalNumber(object, 'talkSeconds')),
    ...(object.hangUpBy !== undefined && {
      hangUpBy: oneOf(['caller', 'callee'], object.hangUpBy, 'hangUpBy'),
    }),
    ...given('digits', optionalText(object, 'digits')),
    ...given('stateCode', optionalNumber(object, 'stateCode')),
  }
}

export function smsFrom(value: unknown): SmsSpec {
  const object = onlyFields(value, 'message', ['appKey', 'from', 'to', 'text'])
  return {
    appKey: requiredText(object, 'appKey'),
    from: requiredText(object, 'from'),
    to: requiredText(object, 'to'),
    text: requiredText(object, 'text'),
  }
}

export function numberChangesFrom(value: unknown): { appKey: string; changes: readonly NumberChange[] } {
  const object = onlyFields(value, 'numbers', ['appKey', 'numbers'])
  const rows = listOf(object, 'numbers') ?? bad('numbers: is missing')
  const changes = rows.map((row): NumberChange => {
    const change = onlyFields(row, 'number', ['number', 'status', 'cause'])
    const status = oneOf(['normal', 'suspended', 'unavailable', 'frozen'], change.status, 'status')
    if (change.cause !== undefined && status !== 'unavailable') bad('cause: goes with unavailable only')
    return {
      number: requiredText(change, 'number'),
      status,
      ...(change.cause !== undefined && { cause: oneOf(UNAVAILABLE_CAUSES, change.cause, 'cause') }),
    }
  })
  return { appKey: requiredText(object, 'appKey'), changes }
}

const objectOf = (object: JsonObject, name: string): JsonObject => {
  const value = object[name]
  return isObject(value) ? value : bad(`${name}: must be an object`)
}

export function driftFrom(value: unknown): { appKey: string; drift: Drift } {
  const names = ['appKey', 'kind', 'body', 'subscriptionId', 'yNum', 'changes']
  const object = onlyFields(value, 'drift', names)
  const appKey = requiredText(object, 'appKey')
  const kind = oneOf(['add', 'remove', 'alter'], object.kind, 'kind')
  if (kind === 'add') return { appKey, drift: { kind, body: objectOf(object, 'body') } }
  const subscriptionId = requiredText(object, 'subscriptionId')
  if (kind === 'alter')
    return { appKey, drift: { kind, subscriptionId, changes: objectOf(object, 'changes') } }
  return { appKey, drift: { kind, subscriptionId, ...given('yNum', optionalText(object, 'yNum')) } }
}

export function soakFrom(value: unknown): Omit<SoakSpec, 'app'> & { readonly appKey: string } {
  const object = onlyFields(value, 'soak', ['appKey', 'x', 'perSecond', 'seconds', 'from', 'follow'])
  const from = requiredText(object, 'from')
  if (!/^\+[0-9]{4,30}$/.test(from)) bad('from: must be a number')
  return {
    appKey: requiredText(object, 'appKey'),
    x: requiredText(object, 'x'),
    perSecond: optionalNumber(object, 'perSecond') ?? bad('perSecond: is missing'),
    seconds: optionalNumber(object, 'seconds') ?? bad('seconds: is missing'),
    from,
    follow: optionalNumber(object, 'follow') ?? 0,
  }
}
