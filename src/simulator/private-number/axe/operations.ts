import { checkFields, type FieldRule } from '../../field-rules.ts'
import { type JsonObject, numberOf, textOf } from '../../json-shape.ts'
import { badParameter, refusal } from '../../refusals.ts'
import type { PrivateNumberApp } from '../account.ts'
import {
  AREA_MATCH_MODE,
  checkPrivate,
  checkUser,
  choice,
  flag,
  integer,
  onOff,
  queryFields,
  readDependentTone,
  readTone,
  readUserData,
  strictnessOf,
  switchOf,
  text,
  tone,
  USER_DATA,
} from '../binding-fields.ts'
import type { Bindings } from '../bindings.ts'
import { type ModeParts, namedNumber, pickedNumber, type Result } from '../mode-parts.ts'
import { type AxeBinding, secondsOf, type TimeUnit } from './binding.ts'

const EXTENSION = text('extendNum', false, 1, 4, /^[0-9]+$/)
const DISPLAY = choice('displayNumMode', '0', '1')
const TIME_UNIT = choice('timeUnit', '0', '1')
const LIVES: readonly FieldRule[] = [
  TIME_UNIT,
  integer('bindExpiredTime', 0, Number.MAX_SAFE_INTEGER),
  integer('callbackExpiredTime', 0, Number.MAX_SAFE_INTEGER),
]

/** private-number-axe-axyb-x.md 2.1. */
const BIND_TABLE: readonly FieldRule[] = [
  text('virtualNum', false, 0, 32),
  text('areaCode', false, 0, 32),
  AREA_MATCH_MODE,
  text('bindNum', true, 1, 32),
  EXTENSION,
  DISPLAY,
  onOff('recordFlag'),
  text('recordHintTone', false, 1, 128),
  text('callbackTone', false, 1, 128),
  text('callbackNum', false, 1, 32),
  ...LIVES,
  USER_DATA,
]

/** 2.2 and 2.4: parameters of the URL. */
export const SELECTION_TABLE: readonly FieldRule[] = [
  text('virtualNum', false, 1, 32),
  EXTENSION,
  text('subscriptionId', false, 0, 64),
]

/** 2.3. */
const MODIFY_TABLE: readonly FieldRule[] = [
  ...SELECTION_TABLE,
  DISPLAY,
  onOff('recordFlag'),
  tone('recordHintTone'),
  tone('callbackTone'),
  text('callbackNum', false, 1, 32),
  ...LIVES,
]

type Selection = { readonly [name in 'virtualNum' | 'extendNum' | 'subscriptionId']?: string | undefined }

/** Bind, unbind, modify and query v1.0 of AXE; E is text with leading zeros. */
export function createAxe(parts: ModeParts, bindings: Bindings<AxeBinding>) {
  const { rules, log, now } = parts
  const choices = rules.settings.privateNumber
  const strict = strictnessOf(rules)

  const digitsOf = (app: PrivateNumberApp) => app.extensionDigits ?? 4
  const roomOf = (app: PrivateNumberApp) => Math.min(app.extensionsPerNumber ?? 200, 10 ** digitsOf(app) - 1)

  const onX = (app: PrivateNumberApp, x: string, extension: string) =>
    bindings.on(app.appKey, x).find((one) => one.extension === extension)

  /** The lowest extension that is free; 0000 is none. */
  function allot(app: PrivateNumberApp, x: string): string {
    const taken = new Set(bindings.on(app.appKey, x).map(({ extension }) => extension))
    if (taken.size < roomOf(app)) {
      for (let candidate = 1; candidate < 10 ** digitsOf(app); candidate += 1) {
        const extension = String(candidate).padStart(digitsOf(app), '0')
        if (!taken.has(extension)) return extension
      }
    }
    throw refusal('1020167')
  }

  function chosenExtension(app: PrivateNumberApp, x: string, asked: string | undefined): string {
    if (asked === undefined) return allot(app, x)
    if (onX(app, x, asked) !== undefined || !bindings.hasRoom(app.appKey, x, roomOf(app))) {
      throw refusal('1020167')
    }
    return asked
  }

  function checkExtension(app: PrivateNumberApp, asked: string | undefined) {
    if (asked === undefined) return
    if (asked.length !== digitsOf(app) || Number(asked) === 0)
      throw badParameter('extendNum', 'has a wrong form')
  }

  function chooseX(app: PrivateNumberApp, body: JsonObject, a: string): string {
    const named = textOf(body, 'virtualNum') ?? ''
    const areaCode = textOf(body, 'areaCode') ?? ''
    if (named !== '') {
      checkPrivate('virtualNum', named)
      const x = namedNumber(parts, app, named, '1012001')
      // One E per A on one X.
      if (bindings.ofUser(app.appKey, x, a) !== undefined) throw refusal('1016002')
      return x
    }
    const anywhere = areaCode === ''
    if (anywhere && choices.axeWithoutX === 'refuse')
      throw badParameter('virtualNum', 'or areaCode is missing')
    const place = { areaCode, loose: anywhere || textOf(body, 'areaMatchMode') === '1' }
    const isFree = (x: string) =>
      bindings.ofUser(app.appKey, x, a) === undefined && bindings.hasRoom(app.appKey, x, roomOf(app))
    return pickedNumber(parts, app, place, isFree, '1012008')
  }

  /** Tone and number for A without a call-back record exclude each other. */
  function readCallback(body: JsonObject) {
    const callbackNum = textOf(body, 'callbackNum')
    if (callbackNum !== undefined) {
      checkUser('callbackNum', callbackNum)
      if ((textOf(body, 'callbackTone') ?? '') !== '') {
        throw badParameter('callbackTone', 'and callbackNum exclude each other')
      }
    }
    return { callbackNum, callbackTone: readTone(body, 'callbackTone', rules) }
  }

  function readCount(body: JsonObject, name: string, unit: TimeUnit, whenAbsent: number): number {
    const count = numberOf(body, name)
    if (count === undefined) return whenAbsent
    if (secondsOf(unit, count) > choices.axeLongestHours * 3600) throw badParameter(name, 'is out of range')
    return count
  }

  const unitOf = (body: JsonObject, otherwise: TimeUnit): TimeUnit => {
    const unit = textOf(body, 'timeUnit')
    return unit === '0' || unit === '1' ? unit : otherwise
  }

  const expiryAt = (from: number, unit: TimeUnit, count: number) =>
    count === 0 ? undefined : from + secondsOf(unit, count) * 1000

  function bind(app: PrivateNumberApp, body: JsonObject): Result {
    const unknownFields = checkFields(BIND_TABLE, body, strict)
    const a = textOf(body, 'bindNum') ?? ''
    checkUser('bindNum', a)
    const asked = textOf(body, 'extendNum')
    checkExtension(app, asked)
    const record = switchOf(body, 'recordFlag') ?? false
    const recordHintTone = readDependentTone(body, 'recordHintTone', record, rules)
    const callback = readCallback(body)
    const userData = readUserData(body, 'refused')
    const unit = unitOf(body, choices.axeTimeUnit)
    const usual = unit === '0' ? choices.axeExpiryHours : choices.axeExpiryHours * 60
    const life = {
      unit,
      expires: readCount(body, 'bindExpiredTime', unit, usual),
      remembers: readCount(body, 'callbackExpiredTime', unit, 0),
    }
    const x = chooseX(app, body, a)
    const extension = chosenExtension(app, x, asked)
    const subscriptionId = parts.newId()
    const { appKey } = app
    const double = bindings.anywhere(appKey, a).length > 0
    bindings.add({
      ...callback,
      subscriptionId,
      appKey,
      x,
      a,
      extension,
      displayNumMode: textOf(body, 'displayNumMode') ?? '0',
      record,
      recordHintTone,
      userData,
      boundAt: now(),
      life,
      shown: life,
      unitGivenAtBind: Object.hasOwn(body, 'timeUnit'),
      expiryGivenAtBind: Object.hasOwn(body, 'bindExpiredTime'),
      expiresAt: expiryAt(now(), unit, life.expires),
      lastCaller: undefined,
    })
    const data = userData !== undefined && { userData }
    log.add({ appKey, mode: 'AXE', subscriptionId, a, x, extension, double, ...data })
    return {
      unknownFields,
      fields: {
        subscriptionId,
        virtualNum: x,
        extendNum: extension,
        bindExpiredTime: life.expires,
        callbackExpiredTime: life.remembers,
        ...data,
      },
    }
  }

  /** By id, or by X and E together; the id wins. */
  function selected(app: PrivateNumberApp, fields: Selection): AxeBinding {
    const { subscriptionId, virtualNum, extendNum } = fields
    if (subscriptionId !== undefined && subscriptionId !== '') {
      const binding = bindings.find(app.appKey, subscriptionId)
      if (binding === undefined) throw refusal(choices.unknownBinding)
      return binding
    }
    if (virtualNum === undefined || extendNum === undefined) {
      throw badParameter('subscriptionId', 'or virtualNum with extendNum is missing')
    }
    // A bare "+" has become a blank: not a number of the application.
    if (parts.numbers.find(app, virtualNum) === undefined) throw refusal('1012001')
    const binding = onX(app, virtualNum, extendNum)
    if (binding === undefined) throw refusal(choices.unknownBinding)
    return binding
  }

  function unbind(app: PrivateNumberApp, query: URLSearchParams): Result {
    const fields = queryFields(query)
    const unknownFields = checkFields(SELECTION_TABLE, fields, strict)
    bindings.remove(selected(app, fields))
    return { fields: {}, unknownFields }
  }

  function modify(app: PrivateNumberApp, body: JsonObject): Result {
    const takesData = choices.unlistedInModify === 'take'
    const unknownFields = checkFields(takesData ? [...MODIFY_TABLE, USER_DATA] : MODIFY_TABLE, body, strict)
    const callback = readCallback(body)
    const userData = takesData ? readUserData(body, 'refused') : undefined
    const binding = selected(app, {
      subscriptionId: textOf(body, 'subscriptionId'),
      virtualNum: textOf(body, 'virtualNum'),
      extendNum: textOf(body, 'extendNum'),
    })
    const record = switchOf(body, 'recordFlag') ?? binding.record
    const hint = readDependentTone(body, 'recordHintTone', record, rules)
    changeLife(binding, body)
    binding.displayNumMode = textOf(body, 'displayNumMode') ?? binding.displayNumMode
    binding.record = record
    binding.recordHintTone = hint ?? binding.recordHintTone
    if (callback.callbackNum !== undefined || Object.hasOwn(body, 'callbackTone')) {
      binding.callbackNum = callback.callbackNum
      binding.callbackTone = callback.callbackTone
    }
    binding.userData = userData ?? binding.userData
    return { fields: {}, unknownFields }
  }

  function changeLife(binding: AxeBinding, body: JsonObject) {
    const unit = unitOf(body, binding.life.unit)
    const expires = readCount(body, 'bindExpiredTime', unit, binding.life.expires)
    const remembers = readCount(body, 'callbackExpiredTime', unit, binding.life.remembers)
    const isNew = Object.hasOwn(body, 'bindExpiredTime') || Object.hasOwn(body, 'timeUnit')
    binding.life = { unit, expires, remembers }
    binding.shown = {
      unit: binding.unitGivenAtBind ? binding.shown.unit : unit,
      expires: binding.expiryGivenAtBind ? binding.shown.expires : expires,
      remembers,
    }
    if (!isNew) return
    binding.expiresAt = expiryAt(choices.axeExpiryRestarts ? now() : binding.boundAt, unit, expires)
  }

  function query(app: PrivateNumberApp, asked: URLSearchParams): Result {
    const fields = queryFields(asked)
    const unknownFields = checkFields(SELECTION_TABLE, fields, strict)
    return { fields: axeItem(selected(app, fields)), unknownFields }
  }

  return { bind, unbind, modify, query, selected }
}

/** One binding as the query shows it (private-number-axe-axyb-x.md 2.4). */
export function axeItem(one: AxeBinding): JsonObject {
  return {
    subscriptionId: one.subscriptionId,
    virtualNum: one.x,
    extendNum: one.extension,
    bindNum: one.a,
    displayNumMode: one.displayNumMode,
    recordFlag: flag(one.record),
    ...(one.record && one.recordHintTone !== undefined && { recordHintTone: one.recordHintTone }),
    ...(one.callbackTone !== undefined && { callbackTone: one.callbackTone }),
    ...(one.callbackNum !== undefined && { callbackNum: one.callbackNum }),
    timeUnit: one.shown.unit,
    bindExpiredTime: one.shown.expires,
    callbackExpiredTime: one.shown.remembers,
    ...(one.userData !== undefined && { userData: one.userData }),
  }
}
