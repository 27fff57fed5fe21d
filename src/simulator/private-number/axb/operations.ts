import { checkFields, type FieldRule } from '../../field-rules.ts'
import { type JsonObject, numberOf, textOf } from '../../json-shape.ts'
import { badParameter, refusal } from '../../refusals.ts'
import type { PrivateNumberApp } from '../account.ts'
import {
  AREA_MATCH_MODE,
  CALL_DIRECTION,
  checkPlayInfo,
  checkPrivate,
  checkUser,
  flag,
  integer,
  isLandline,
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
import type { AxbBinding } from './binding.ts'

const LIFE = integer('duration', 0, 7_776_000)

/** private-number-axb-ax.md 1. */
const BIND_TABLE: readonly FieldRule[] = [
  text('callerNum', true, 4, 31),
  text('calleeNum', true, 4, 31),
  text('relationNum', false, 4, 31),
  text('areaCode', false, 0, 32),
  AREA_MATCH_MODE,
  CALL_DIRECTION,
  LIFE,
  onOff('recordFlag'),
  tone('recordHintTone'),
  MAX_DURATION,
  tone('lastMinVoice'),
  onOff('privateSms'),
  PRE_VOICE,
  USER_DATA,
]

/** private-number-axb-ax.md 3. */
const MODIFY_TABLE: readonly FieldRule[] = [
  text('subscriptionId', true, 1, 64),
  text('callerNum', false, 4, 31),
  text('calleeNum', false, 4, 31),
  CALL_DIRECTION,
  LIFE,
  MAX_DURATION,
  tone('lastMinVoice'),
  PRE_VOICE,
  onOff('privateSms'),
  onOff('recordFlag'),
  USER_DATA,
]

const UNBIND_TABLE: readonly FieldRule[] = [
  text('subscriptionId', false, 1, 64),
  text('relationNum', false, 4, 31),
]

const WHOLE = /^[0-9]{1,9}$/

/** private-number-axb-ax.md 4. */
const QUERY_TABLE: readonly FieldRule[] = [
  ...UNBIND_TABLE,
  text('callerNum', false, 4, 128),
  text('calleeNum', false, 4, 128),
  text('pageIndex', false, 1, 9, WHOLE),
  text('pageSize', false, 1, 9, WHOLE),
]

const DEFAULT_PAGE = 50

/** Bind, unbind, modify and query of AXB. */
export function createAxb(parts: ModeParts, bindings: Bindings<AxbBinding>) {
  const { rules, numbers, log, now } = parts
  const choices = rules.settings.privateNumber
  const strict = strictnessOf(rules)

  const isFree = (app: PrivateNumberApp, x: string, users: readonly string[]) =>
    bindings.hasRoom(app.appKey, x, choices.pairsPerNumber) &&
    users.every((user) => bindings.ofUser(app.appKey, x, user) === undefined)

  /** Choosing X (private-number-axb-ax.md 1): named, by city, by the city of A. */
  function chooseX(app: PrivateNumberApp, body: JsonObject, a: string, b: string): string {
    const named = textOf(body, 'relationNum')
    if (named !== undefined) {
      checkPrivate('relationNum', named)
      const x = namedNumber(parts, app, named, '1012001')
      // A user number stands on an X once.
      if ([a, b].some((user) => bindings.ofUser(app.appKey, x, user) !== undefined)) throw refusal('1012010')
      if (!isFree(app, x, [a, b])) throw refusal('1012008')
      return x
    }
    const asked = textOf(body, 'areaCode') ?? ''
    if (asked === '' && isLandline(a) && choices.landlineWithoutX === 'refuse') {
      throw badParameter('relationNum', 'or areaCode is needed for a landline')
    }
    const areaCode = asked === '' ? (numbers.cityOf(app, a) ?? '') : asked
    const place = { areaCode, loose: textOf(body, 'areaMatchMode') === '1' }
    return pickedNumber(parts, app, place, (x) => isFree(app, x, [a, b]), '1012008')
  }

  const readUser = (body: JsonObject, name: string) => {
    const user = textOf(body, name)
    if (user !== undefined) checkUser(name, user)
    return user
  }

  const expiryOf = (duration: number) => (duration === 0 ? undefined : now() + duration * 1000)

  function bind(app: PrivateNumberApp, body: JsonObject): Result {
    const unknownFields = [...checkFields(BIND_TABLE, body, strict), ...checkPlayInfo(body, rules)]
    const a = readUser(body, 'callerNum') ?? ''
    const b = readUser(body, 'calleeNum') ?? ''
    if (a === b) throw refusal('1012010')
    const duration = numberOf(body, 'duration') ?? 0
    const maxMinutes = numberOf(body, 'maxDuration') ?? 0
    const record = switchOf(body, 'recordFlag') ?? false
    const callDirection = numberOf(body, 'callDirection') ?? 0
    const read = {
      recordHintTone: readDependentTone(body, 'recordHintTone', record, rules),
      lastMinVoice: readDependentTone(body, 'lastMinVoice', maxMinutes > 0, rules),
      privateSms: readPrivateSms(body, app, rules) ?? true,
      preVoice: readPlayInfo(body, rules),
      userData: readUserData(body, 'refused'),
    }
    const x = chooseX(app, body, a, b)
    const double = bindings.anywhere(app.appKey, a).some((one) => one.a === b || one.b === b)
    const subscriptionId = parts.newId()
    const { appKey } = app
    bindings.add({
      ...read,
      subscriptionId,
      appKey,
      x,
      a,
      b,
      callDirection,
      duration,
      maxMinutes,
      record,
      changedAt: now(),
      expiresAt: expiryOf(duration),
    })
    const { userData } = read
    log.add({
      appKey,
      mode: 'AXB',
      subscriptionId,
      a,
      b,
      x,
      double,
      ...(userData !== undefined && { userData }),
    })
    return {
      unknownFields,
      fields: {
        subscriptionId,
        relationNum: x,
        ...echo(body, { callDirection, duration, maxDuration: maxMinutes }),
      },
    }
  }

  /** Fields that the page's example shows in the answer; when they were not sent it does not say. */
  function echo(body: JsonObject, values: Readonly<Record<string, number>>): JsonObject {
    const userData = textOf(body, 'userData')
    const told = Object.entries(values).filter(
      ([name]) =>
        choices.axbBindAnswer === 'all' || (choices.axbBindAnswer === 'sent' && Object.hasOwn(body, name)),
    )
    return {
      ...Object.fromEntries(told),
      ...(choices.axbEchoesUserData && userData !== undefined && { userData }),
    }
  }

  /** One by its id, or all of an X; the id wins. */
  function unbind(app: PrivateNumberApp, query: URLSearchParams): Result {
    const fields = queryFields(query)
    const unknownFields = checkFields(UNBIND_TABLE, fields, strict)
    const { subscriptionId, relationNum } = fields
    const found =
      subscriptionId !== undefined
        ? [bindings.find(app.appKey, subscriptionId)].filter((one) => one !== undefined)
        : onNumber(app, relationNum)
    if (found.length === 0) throw refusal('1012007')
    found.forEach(bindings.remove)
    return { fields: {}, unknownFields }
  }

  function onNumber(app: PrivateNumberApp, x: string | undefined): readonly AxbBinding[] {
    if (x === undefined) throw badParameter('subscriptionId', 'or relationNum is missing')
    // A bare "+" has become a blank: not a number of the application.
    if (numbers.find(app, x) === undefined) throw refusal('1012001')
    return bindings.on(app.appKey, x)
  }

  function modify(app: PrivateNumberApp, body: JsonObject): Result {
    const takesHint = choices.unlistedInModify === 'take'
    const table = takesHint ? [...MODIFY_TABLE, tone('recordHintTone')] : MODIFY_TABLE
    const unknownFields = [...checkFields(table, body, strict), ...checkPlayInfo(body, rules)]
    const a = readUser(body, 'callerNum')
    const b = readUser(body, 'calleeNum')
    const userData = readUserData(body, 'refused')
    const privateSms = readPrivateSms(body, app, rules)
    const preVoice = readPlayInfo(body, rules)
    const binding = bindings.find(app.appKey, textOf(body, 'subscriptionId') ?? '')
    if (binding === undefined) throw refusal('1012007')
    const maxMinutes = numberOf(body, 'maxDuration') ?? binding.maxMinutes
    const record = switchOf(body, 'recordFlag') ?? binding.record
    const lastMinVoice = readDependentTone(body, 'lastMinVoice', maxMinutes > 0, rules)
    const hint = takesHint ? readDependentTone(body, 'recordHintTone', record, rules) : undefined
    const [newA, newB] = [a ?? binding.a, b ?? binding.b]
    const isTaken = (user: string) => {
      const other = bindings.ofUser(app.appKey, binding.x, user)
      return other !== undefined && other !== binding
    }
    if (newA === newB || isTaken(newA) || isTaken(newB)) throw refusal('1012010')
    bindings.change(binding, () => {
      binding.a = newA
      binding.b = newB
    })
    binding.callDirection = numberOf(body, 'callDirection') ?? binding.callDirection
    binding.maxMinutes = maxMinutes
    binding.record = record
    binding.lastMinVoice = Object.hasOwn(body, 'lastMinVoice') ? lastMinVoice : binding.lastMinVoice
    binding.recordHintTone = hint ?? binding.recordHintTone
    binding.privateSms = privateSms ?? binding.privateSms
    binding.preVoice = preVoice === undefined ? binding.preVoice : { ...binding.preVoice, ...preVoice }
    binding.userData = userData ?? binding.userData
    binding.changedAt = now()
    const duration = numberOf(body, 'duration')
    if (duration !== undefined) {
      // The clock starts again at the change (private-number-axb-ax.md 3).
      binding.duration = duration
      binding.expiresAt = expiryOf(duration)
    }
    return { fields: {}, unknownFields }
  }

  function itemOf(one: AxbBinding): JsonObject {
    return {
      subscriptionId: one.subscriptionId,
      relationNum: one.x,
      callerNum: one.a,
      calleeNum: one.b,
      callDirection: one.callDirection,
      duration: one.duration,
      subscribeTime: subscribeTimeOf(one.changedAt, rules),
      recordFlag: flag(one.record),
      ...(one.record && one.recordHintTone !== undefined && { recordHintTone: one.recordHintTone }),
      ...(one.preVoice !== undefined && { preVoice: one.preVoice }),
      maxDuration: one.maxMinutes,
      ...(one.lastMinVoice !== undefined && { lastMinVoice: one.lastMinVoice }),
      privateSms: flag(one.privateSms),
      ...(one.userData !== undefined && { userData: one.userData }),
    }
  }

  /** By id; by X with paging; by X and users without (private-number-axb-ax.md 4). */
  function query(app: PrivateNumberApp, asked: URLSearchParams): Result {
    const fields = queryFields(asked)
    const unknownFields = checkFields(QUERY_TABLE, fields, strict)
    const { subscriptionId, relationNum, callerNum, calleeNum } = fields
    const byUsers = callerNum !== undefined || calleeNum !== undefined
    const found =
      subscriptionId !== undefined
        ? [bindings.find(app.appKey, subscriptionId)].filter((one) => one !== undefined)
        : onNumber(app, relationNum).filter(
            (one) =>
              (callerNum === undefined || one.a === callerNum) &&
              (calleeNum === undefined || one.b === calleeNum),
          )
    const pageIndex = Number(fields.pageIndex ?? 1)
    if (pageIndex < 1) throw badParameter('pageIndex', 'is out of range')
    const wished = Number(fields.pageSize ?? DEFAULT_PAGE)
    const pageSize = wished >= 10 && wished <= 100 ? wished : DEFAULT_PAGE
    const paged = subscriptionId === undefined && !byUsers
    const from = (pageIndex - 1) * pageSize
    const shown = paged ? found.slice(from, from + pageSize) : found
    if (shown.length === 0) throw refusal('1012007')
    const written = (value: number) => (choices.pagingFields === 'text' ? String(value) : value)
    return {
      unknownFields,
      fields: {
        app_key: app.appKey,
        relationNumList: shown.map(itemOf),
        totalCount: written(found.length),
        pageIndex: written(paged ? pageIndex : 1),
        pageSize: written(pageSize),
      },
    }
  }

  return { bind, unbind, modify, query }
}
