import { checkFields, type FieldRule } from '../../field-rules.ts'
import { fieldOf, type JsonObject, numberOf, textOf } from '../../json-shape.ts'
import { badParameter, refusal } from '../../refusals.ts'
import type { PrivateNumberApp } from '../account.ts'
import {
  AREA_MATCH_MODE,
  CALL_DIRECTION,
  checkUser,
  flag,
  onOff,
  queryFields,
  readDependentTone,
  readTone,
  readUserData,
  strictnessOf,
  subscribeTimeOf,
  switchOf,
  text,
  USER_DATA,
} from '../binding-fields.ts'
import type { Bindings } from '../bindings.ts'
import { type ModeParts, pickedNumber, type Result } from '../mode-parts.ts'
import type { AxybBinding, YbPart } from './binding.ts'
import type { YbParts } from './yb-parts.ts'

const isLife = (seconds: number) => seconds === 0 || (seconds >= 60 && seconds <= 7_776_000)
const YB_LIFE: FieldRule = { name: 'ybDuration', required: false, kind: 'count', allowed: isLife }
const AREA = text('areaCode', false, 1, 32)
const APP_KEY = text('app_key', true, 1, 128)

/** private-number-axe-axyb-x.md 3.1, AX. */
const AX_TABLE: readonly FieldRule[] = [
  text('origNum', true, 1, 32),
  AREA,
  AREA_MATCH_MODE,
  CALL_DIRECTION,
  { name: 'duration', required: false, kind: 'count', allowed: isLife },
  YB_LIFE,
  onOff('recordFlag'),
  text('recordHintTone', false, 1, 128),
  text('preVoiceX', false, 0, 128),
  USER_DATA,
]

/** private-number-axe-axyb-x.md 3.1, YB. */
const YB_TABLE: readonly FieldRule[] = [
  text('origNum', true, 1, 32),
  text('subscriptionId', true, 1, 64),
  AREA,
  AREA_MATCH_MODE,
  YB_LIFE,
  text('preVoiceY', false, 0, 128),
  USER_DATA,
]

/** 3.2. */
const UNBIND_TABLE: readonly FieldRule[] = [
  APP_KEY,
  text('subscriptionId', true, 1, 64),
  text('yNum', false, 1, 32),
  text('bNum', false, 1, 32),
]

/** 3.3. */
const QUERY_TABLE: readonly FieldRule[] = [
  APP_KEY,
  text('relationNum', false, 1, 32),
  text('subscriptionId', false, 1, 64),
]

const countOf = (body: JsonObject, name: string): number | undefined => {
  const value = fieldOf(body, name)
  return typeof value === 'string' ? Number(value) : numberOf(body, name)
}

/** Bind AX, bind YB, unbind the whole or one YB, query. There is no modify. */
export function createAxyb(parts: ModeParts, bindings: Bindings<AxybBinding>, ybParts: YbParts) {
  const { rules, numbers, log, now } = parts
  const choices = rules.settings.privateNumber
  const strict = strictnessOf(rules)

  /** `app_key` stands in the URL of every call, besides the headers. */
  function checkAppKey(app: PrivateNumberApp, query: URLSearchParams) {
    checkFields([APP_KEY], queryFields(query), { ...strict, refuseUnknownFields: false })
    if (query.get('app_key') !== app.appKey) throw refusal('1010003')
  }

  const placeOf = (app: PrivateNumberApp, body: JsonObject, user: string) => {
    const areaCode = textOf(body, 'areaCode')
    return {
      areaCode: areaCode ?? numbers.cityOf(app, user) ?? '',
      loose: textOf(body, 'areaMatchMode') === '1' || areaCode === undefined,
    }
  }

  const bind = (app: PrivateNumberApp, query: URLSearchParams, body: JsonObject): Result => {
    checkAppKey(app, query)
    return fieldOf(body, 'subscriptionId') === undefined ? bindAx(app, body) : bindYb(app, body)
  }

  function bindAx(app: PrivateNumberApp, body: JsonObject): Result {
    const unknownFields = checkFields(AX_TABLE, body, strict)
    const a = textOf(body, 'origNum') ?? ''
    checkUser('origNum', a)
    if (choices.axybAreaRequired && textOf(body, 'areaCode') === undefined) {
      throw badParameter('areaCode', 'is missing')
    }
    const duration = countOf(body, 'duration') ?? choices.axybDuration
    const record = switchOf(body, 'recordFlag') ?? false
    const recordHintTone = readDependentTone(body, 'recordHintTone', record, rules)
    const preVoiceX = readTone(body, 'preVoiceX', rules)
    const userData = readUserData(body, 'refused')
    const { appKey } = app
    const held = bindings.anywhere(appKey, a)
    if (held.length >= choices.numbersPerUser) throw refusal('1011003')
    const canBe = (x: string) => ybParts.canBeX(app, x)
    const x = pickedNumber(parts, app, placeOf(app, body, a), canBe, '1011002')
    const subscriptionId = parts.newId()
    bindings.add({
      subscriptionId,
      appKey,
      x,
      a,
      callDirection: numberOf(body, 'callDirection') ?? 0,
      duration,
      ybDuration: countOf(body, 'ybDuration') ?? 0,
      record,
      recordHintTone,
      preVoiceX,
      userData,
      changedAt: now(),
      parts: [],
      expiresAt: duration === 0 ? undefined : now() + duration * 1000,
    })
    const data = userData !== undefined && { userData }
    log.add({ appKey, mode: 'AXYB', subscriptionId, a, x, double: held.length > 0, ...data })
    return { unknownFields, fields: { subscriptionId, relationNumber: x, ...data } }
  }

  function bindYb(app: PrivateNumberApp, body: JsonObject): Result {
    const unknownFields = checkFields(YB_TABLE, body, strict)
    const b = textOf(body, 'origNum') ?? ''
    checkUser('origNum', b)
    const preVoiceY = readTone(body, 'preVoiceY', rules)
    const userData = readUserData(body, 'refused')
    const binding = bindings.find(app.appKey, textOf(body, 'subscriptionId') ?? '')
    if (binding === undefined) throw refusal(choices.unknownBinding)
    if (b === binding.a || ybParts.living(binding).some((part) => part.b === b)) throw refusal('1012010')
    const place = placeOf(app, body, b)
    const ybDuration = countOf(body, 'ybDuration')
    const part = ybParts.allot(app, binding, b, { place, ybDuration, preVoiceY, userData })
    if (part === undefined) throw refusal('1011002')
    const { appKey } = app
    const { subscriptionId, a } = binding
    const data = userData !== undefined && { userData }
    log.add({ appKey, mode: 'AXYB', subscriptionId, a, b, x: part.y, double: false, ...data })
    return { unknownFields, fields: { subscriptionId, relationNumber: part.y } }
  }

  /** Without yNum or bNum everything goes; yNum wins. */
  function unbind(app: PrivateNumberApp, query: URLSearchParams): Result {
    checkAppKey(app, query)
    const fields = queryFields(query)
    const unknownFields = checkFields(UNBIND_TABLE, fields, strict)
    const binding = bindings.find(app.appKey, fields.subscriptionId ?? '')
    if (binding === undefined) throw refusal(choices.unknownBinding)
    const { yNum, bNum } = fields
    if (yNum === undefined && bNum === undefined) {
      bindings.remove(binding)
      return { fields: {}, unknownFields }
    }
    const part = ybParts.living(binding).find(({ y, b }) => (yNum === undefined ? b === bNum : y === yNum))
    if (part === undefined) throw refusal(choices.unknownBinding)
    binding.parts = binding.parts.filter((one) => one !== part)
    return { fields: {}, unknownFields }
  }

  function itemOf(one: AxybBinding, part: YbPart | undefined): JsonObject {
    const absent = choices.axybAbsent === 'empty' ? { numY: '', numB: '' } : {}
    const userData = part?.userData ?? one.userData
    return {
      bindId: one.subscriptionId,
      numA: one.a,
      numX: one.x,
      ...(part === undefined ? absent : { numY: part.y, numB: part.b }),
      recordFlag: flag(one.record),
      ...(one.recordHintTone !== undefined && { recordHintTone: one.recordHintTone }),
      subscribeTime: subscribeTimeOf(part?.changedAt ?? one.changedAt, rules),
      callDirection: one.callDirection,
      duration: String(one.duration),
      ybDuration: String(part?.ybDuration ?? one.ybDuration),
      ...(one.preVoiceX !== undefined && { preVoiceX: one.preVoiceX }),
      ...(part?.preVoiceY !== undefined && { preVoiceY: part.preVoiceY }),
      ...(userData !== undefined && { userData }),
    }
  }

  /** Every relation of an id, or of an X; the id wins. */
  function query(app: PrivateNumberApp, asked: URLSearchParams): Result {
    checkAppKey(app, asked)
    const fields = queryFields(asked)
    const unknownFields = checkFields(QUERY_TABLE, fields, strict)
    const { subscriptionId, relationNum } = fields
    if (subscriptionId === undefined && relationNum === undefined) {
      throw badParameter('relationNum', 'or subscriptionId is missing')
    }
    if (subscriptionId === undefined && numbers.find(app, relationNum ?? '') === undefined) {
      throw refusal('1012001')
    }
    const found =
      subscriptionId === undefined
        ? bindings.on(app.appKey, relationNum ?? '')
        : [bindings.find(app.appKey, subscriptionId)].filter((one) => one !== undefined)
    if (found.length === 0) throw refusal(choices.unknownBinding)
    const items = found.flatMap((one) => {
      const alive = ybParts.living(one)
      return alive.length === 0 ? [itemOf(one, undefined)] : alive.map((part) => itemOf(one, part))
    })
    const shown = choices.axybListed === 'five' ? items.slice(0, 5) : items
    return { fields: { xyRelationNumList: shown }, unknownFields }
  }

  return { bind, unbind, query }
}
