import { checkFields, type FieldRule } from '../../field-rules.ts'
import { type JsonObject, numberOf, textOf } from '../../json-shape.ts'
import { badParameter, type RefusalCode, refusal } from '../../refusals.ts'
import type { PrivateNumberApp } from '../account.ts'
import {
  AREA_MATCH_MODE,
  CALL_DIRECTION,
  checkPlayInfo,
  checkPrivate,
  checkTemporaryCallee,
  checkUser,
  choice,
  flag,
  integer,
  MAX_DURATION,
  onOff,
  PRE_VOICE,
  queryFields,
  readDependentTone,
  readPlayInfo,
  readPrivateSms,
  readUserData,
  strictnessOf,
  subscribeTimeOf,
  switchOf,
  text,
  tone,
  USER_DATA,
} from '../binding-fields.ts'
import type { Bindings } from '../bindings.ts'
import { type ModeParts, namedNumber, pickedNumber, type Result } from '../mode-parts.ts'
import type { AxBinding } from './binding.ts'

const DISPLAY = choice('calleeNumDisplay', '0', '1')
const TURN = choice('turnFlag', 'on', 'off')

/** private-number-axb-ax.md 5.1. */
const BIND_TABLE: readonly FieldRule[] = [
  text('origNum', true, 1, 32),
  text('privateNum', false, 1, 32),
  text('areaCode', false, 0, 32),
  choice('privateNumType', 'mobile-virtual'),
  AREA_MATCH_MODE,
  onOff('recordFlag'),
  tone('recordHintTone'),
  DISPLAY,
  onOff('privateSms'),
  PRE_VOICE,
  MAX_DURATION,
  tone('lastMinVoice'),
  CALL_DIRECTION,
  TURN,
  USER_DATA,
]

/** private-number-axb-ax.md 5.3. */
const MODIFY_TABLE: readonly FieldRule[] = [
  text('subscriptionId', false, 1, 64),
  text('privateNum', false, 1, 32),
  text('origNum', false, 1, 32),
  onOff('privateSms'),
  onOff('recordFlag'),
  MAX_DURATION,
  tone('lastMinVoice'),
  CALL_DIRECTION,
  TURN,
  USER_DATA,
]

const UNLISTED: readonly FieldRule[] = [tone('recordHintTone'), PRE_VOICE, DISPLAY]

/** Parameters of the URL in 5.2 and 5.4. */
const CHOICE_TABLE: readonly FieldRule[] = [
  text('subscriptionId', false, 1, 64),
  text('privateNum', false, 1, 32),
  text('origNum', false, 1, 32),
]

/** private-number-axb-ax.md 5.5. */
const CALLEE_TABLE: readonly FieldRule[] = [
  text('subscriptionId', false, 0, 64),
  text('privateNum', false, 4, 31),
  text('origNum', false, 4, 31),
  text('calleeNum', true, 4, 31),
  integer('duration', 1, 259_200),
  USER_DATA,
]

const CALLEE_SECONDS = 60

/** Bind, unbind, modify, query of AX, and its temporary callee. */
export function createAx(parts: ModeParts, bindings: Bindings<AxBinding>) {
  const { rules, log, now } = parts
  const choices = rules.settings.privateNumber
  const strict = strictnessOf(rules)

  const onX = (app: PrivateNumberApp, x: string) => bindings.on(app.appKey, x)[0]

  function chooseX(app: PrivateNumberApp, body: JsonObject, a: string): string {
    const named = textOf(body, 'privateNum')
    const areaCode = textOf(body, 'areaCode') ?? ''
    if (named !== undefined) {
      checkPrivate('privateNum', named)
      const x = namedNumber(parts, app, named, '1011001')
      const holder = onX(app, x)
      if (holder !== undefined) throw refusal(holder.a === a ? '1016002' : '1011005')
      checkRoom(app, a)
      return x
    }
    if (areaCode === '') throw badParameter('privateNum', 'or areaCode is missing')
    if (choices.axAreaMatchMode === 'required' && textOf(body, 'areaMatchMode') === undefined) {
      throw badParameter('areaMatchMode', 'is missing')
    }
    checkRoom(app, a)
    const place = { areaCode, loose: textOf(body, 'areaMatchMode') === '1' }
    return pickedNumber(parts, app, place, (x) => onX(app, x) === undefined, '1011002')
  }

  /** One A may have up to five X. */
  function checkRoom(app: PrivateNumberApp, a: string) {
    if (bindings.anywhere(app.appKey, a).length >= choices.numbersPerUser) throw refusal('1011003')
  }

  function bind(app: PrivateNumberApp, body: JsonObject): Result {
    const unknownFields = [...checkFields(BIND_TABLE, body, strict), ...checkPlayInfo(body, rules)]
    if (choices.calleeNumDisplay === 'required' && textOf(body, 'calleeNumDisplay') === undefined) {
      throw badParameter('calleeNumDisplay', 'is missing')
    }
    const a = textOf(body, 'origNum') ?? ''
    checkUser('origNum', a)
    const maxMinutes = numberOf(body, 'maxDuration') ?? 0
    const record = switchOf(body, 'recordFlag') ?? false
    const userData = readUserData(body, 'allowed')
    const read = {
      recordHintTone: readDependentTone(body, 'recordHintTone', record, rules),
      lastMinVoice: readDependentTone(body, 'lastMinVoice', maxMinutes > 0, rules),
      privateSms: readPrivateSms(body, app, rules) ?? true,
      preVoice: readPlayInfo(body, rules),
    }
    const x = chooseX(app, body, a)
    const subscriptionId = parts.newId()
    const { appKey } = app
    const double = bindings.anywhere(appKey, a).length > 0
    bindings.add({
      ...read,
      subscriptionId,
      appKey,
      x,
      a,
      callDirection: numberOf(body, 'callDirection') ?? 0,
      maxMinutes,
      record,
      calleeNumDisplay: textOf(body, 'calleeNumDisplay') ?? '0',
      turnedOn: textOf(body, 'turnFlag') !== 'off',
      userData,
      boundAt: now(),
      expiresAt: undefined,
      temporary: undefined,
      lastCaller: undefined,
    })
    log.add({ appKey, mode: 'AX', subscriptionId, a, x, double, ...(userData !== undefined && { userData }) })
    return { unknownFields, fields: { origNum: a, privateNum: x, subscriptionId } }
  }

  /** The binding of an id, or of an X; the id wins. */
  function selected(
    app: PrivateNumberApp,
    fields: { readonly subscriptionId?: string | undefined; readonly privateNum?: string | undefined },
    noneOnX: RefusalCode,
  ): AxBinding {
    const { subscriptionId, privateNum } = fields
    if (subscriptionId !== undefined && subscriptionId !== '') {
      const binding = bindings.find(app.appKey, subscriptionId)
      if (binding === undefined) throw refusal('1016001')
      return binding
    }
    if (privateNum === undefined) throw badParameter('subscriptionId', 'or privateNum is missing')
    // A bare "+" in a URL has become a blank: no number of the application either.
    const binding = onX(app, privateNum)
    if (binding === undefined) throw refusal(noneOnX)
    return binding
  }

  const idsOf = (body: JsonObject) => ({
    subscriptionId: textOf(body, 'subscriptionId'),
    privateNum: textOf(body, 'privateNum'),
  })

  function unbind(app: PrivateNumberApp, query: URLSearchParams): Result {
    const fields = queryFields(query)
    const unknownFields = checkFields(CHOICE_TABLE, fields, strict)
    bindings.remove(selected(app, fields, '1011004'))
    return { fields: {}, unknownFields }
  }

  function modify(app: PrivateNumberApp, body: JsonObject): Result {
    const takesAll = choices.unlistedInModify === 'take'
    const table = takesAll ? [...MODIFY_TABLE, ...UNLISTED] : MODIFY_TABLE
    const unknownFields = [
      ...checkFields(table, body, strict),
      ...(takesAll ? checkPlayInfo(body, rules) : []),
    ]
    const a = textOf(body, 'origNum')
    if (a !== undefined) checkUser('origNum', a)
    const userData = readUserData(body, 'allowed')
    const privateSms = readPrivateSms(body, app, rules)
    const preVoice = takesAll ? readPlayInfo(body, rules) : undefined
    const binding = selected(app, idsOf(body), '1016001')
    const maxMinutes = numberOf(body, 'maxDuration') ?? binding.maxMinutes
    const record = switchOf(body, 'recordFlag') ?? binding.record
    const lastMinVoice = readDependentTone(body, 'lastMinVoice', maxMinutes > 0, rules)
    const hint = takesAll ? readDependentTone(body, 'recordHintTone', record, rules) : undefined
    if (a !== undefined && a !== binding.a) {
      checkRoom(app, a)
      bindings.change(binding, () => {
        binding.a = a
      })
      binding.temporary = undefined
      binding.lastCaller = undefined
    }
    const turnFlag = textOf(body, 'turnFlag')
    binding.callDirection = numberOf(body, 'callDirection') ?? binding.callDirection
    binding.maxMinutes = maxMinutes
    binding.record = record
    binding.lastMinVoice = Object.hasOwn(body, 'lastMinVoice') ? lastMinVoice : binding.lastMinVoice
    binding.recordHintTone = hint ?? binding.recordHintTone
    binding.preVoice = preVoice === undefined ? binding.preVoice : { ...binding.preVoice, ...preVoice }
    binding.calleeNumDisplay =
      (takesAll ? textOf(body, 'calleeNumDisplay') : undefined) ?? binding.calleeNumDisplay
    binding.privateSms = privateSms ?? binding.privateSms
    binding.turnedOn = turnFlag === undefined ? binding.turnedOn : turnFlag === 'on'
    binding.userData = userData ?? binding.userData
    return { fields: {}, unknownFields }
  }

  function itemOf(one: AxBinding): JsonObject {
    return {
      origNum: one.a,
      privateNum: one.x,
      privateNumType: 'mobile-virtual',
      subscribeTime: subscribeTimeOf(one.boundAt, rules),
      subscriptionId: one.subscriptionId,
      recordFlag: flag(one.record),
      ...(one.record && one.recordHintTone !== undefined && { recordHintTone: one.recordHintTone }),
      privateSms: flag(one.privateSms),
      maxDuration: one.maxMinutes,
      turnFlag: one.turnedOn ? 'on' : 'off',
      callDirection: one.callDirection,
      ...(one.userData !== undefined && { userData: one.userData }),
      ...(choices.axQueryTellsAll && {
        calleeNumDisplay: one.calleeNumDisplay,
        ...(one.preVoice !== undefined && { preVoice: one.preVoice }),
        ...(one.lastMinVoice !== undefined && { lastMinVoice: one.lastMinVoice }),
      }),
    }
  }

  /** One of three, in the order id, A, X (private-number-axb-ax.md 5.4). */
  function query(app: PrivateNumberApp, asked: URLSearchParams): Result {
    const fields = queryFields(asked)
    const unknownFields = checkFields(CHOICE_TABLE, fields, strict)
    const { subscriptionId, origNum } = fields
    const found =
      subscriptionId === undefined && origNum !== undefined
        ? bindings.anywhere(app.appKey, origNum)
        : [selected(app, fields, '1016001')]
    if (found.length === 0) throw refusal('1016001')
    return { unknownFields, fields: { privateNumList: found.map(itemOf) } }
  }

  function setCallee(app: PrivateNumberApp, body: JsonObject): Result {
    const unknownFields = checkFields(CALLEE_TABLE, body, strict)
    const number = textOf(body, 'calleeNum') ?? ''
    checkTemporaryCallee('calleeNum', number)
    const userData = readUserData(body, 'allowed')
    const binding = selected(app, idsOf(body), '1016001')
    if (number === binding.a) throw badParameter('calleeNum', 'must differ from A')
    const seconds = numberOf(body, 'duration') ?? CALLEE_SECONDS
    binding.temporary = { number, until: now() + seconds * 1000, userData }
    return { fields: {}, unknownFields }
  }

  return { bind, unbind, modify, query, setCallee }
}
