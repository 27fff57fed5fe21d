import { checkFields } from './field-rules.ts'
import { fieldOf, isObject, type JsonObject, listOf, numberOf, textOf } from './json-shape.ts'
import type { AppSpec, Settings, TemplateSpec } from './options.ts'
import {
  CALLBACK_TABLE,
  NOTIFICATION_TABLE,
  PLAY_TABLE,
  RECORD_TABLE,
  STOP_TABLE,
  VERIFICATION_TABLE,
} from './parameter-tables.ts'
import { badParameter, refusal } from './refusals.ts'
import { checkTemplate } from './templates.ts'

/** What the rules are held against. */
export type Account = {
  readonly settings: Settings
  readonly prompts: ReadonlySet<string>
  readonly templates: readonly TemplateSpec[]
}

export type Shared = {
  readonly displayNbr: string
  readonly calleeNbr: string
  readonly statusUrl: string | undefined
  readonly feeUrl: string | undefined
  readonly returnIdlePort: boolean
  readonly userData: string | undefined
  readonly bindNbr: string | undefined
  readonly unknownFields: readonly string[]
}

export type CallbackRequest = Shared & {
  readonly kind: 'callback'
  readonly callerNbr: string
  readonly displayCalleeNbr: string
  readonly maxMinutes: number
  readonly playPreVoice: boolean
  readonly record: boolean
  readonly wantsPartyType: boolean
}

export type PlayItem = {
  readonly source: 'file' | 'template'
  readonly collect: number
  readonly replay: boolean
  readonly trigger: string | undefined
}

export type NotificationRequest = Shared & {
  readonly kind: 'notification'
  readonly items: readonly PlayItem[]
}

export type VerificationRequest = Shared & {
  readonly kind: 'verification'
  readonly code: string
  readonly afterTone: boolean
  readonly times: number
}

export type CallRequest = CallbackRequest | NotificationRequest | VerificationRequest

const MOBILE = /^\+861[0-9]{10}$/
const LANDLINE = /^\+86[1-9][0-9]{1,2}[0-9]{7,8}$/
const GENERIC = /^\+[0-9]{3,30}$/

/** Number form of the two parties (numbers-and-billing.md 1): foreign 1013112, anything else 1010002. */
function checkParty(name: string, value: string, form: Settings['numberForm']): void {
  if (!GENERIC.test(value)) throw badParameter(name, 'is not a global number')
  if (form === 'generic') return
  if (!value.startsWith('+86')) throw refusal('1013112')
  if (!MOBILE.test(value) && !LANDLINE.test(value)) throw badParameter(name, 'is not a mobile or landline')
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Push addresses: standard Base64 with padding of an http(s) URL (voice-call.md 8.2). */
function readPushUrl(name: string, encoded: string, settings: Settings): string {
  if (settings.urlLengthOf === 'encoded' && encoded.length > 128) throw badParameter(name, 'is too long')
  if (!BASE64.test(encoded)) throw badParameter(name, 'is not Base64')
  const bytes = Buffer.from(encoded, 'base64')
  const plain = bytes.toString('utf8')
  if (Buffer.from(plain, 'utf8').compare(bytes) !== 0) throw badParameter(name, 'is not UTF-8 text')
  if (settings.urlLengthOf === 'plain' && plain.length > 128) throw badParameter(name, 'is too long')
  if (!/^https?:\/\/[^/\s]/.test(plain) || !URL.canParse(plain)) throw badParameter(name, 'is not a URL')
  if (settings.urlCharacters === 'listed' && !/^[A-Za-z0-9:./-]+$/.test(plain)) {
    throw badParameter(name, 'holds characters that are not allowed')
  }
  return plain
}

const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** No braces, no Chinese (voice-call.md 8.3). */
function checkUserData(value: string): void {
  if (/[{}]/.test(value) || CHINESE.test(value)) {
    throw badParameter('userData', 'holds characters that are not allowed')
  }
}

/** A switch that the table has already let through. */
const isOn = (body: JsonObject, name: string) => {
  const value = fieldOf(body, name)
  return value === 'true' || value === true
}

function checkDisplay(value: string, app: AppSpec): void {
  if (!app.displayNumbers.includes(value)) throw refusal('1010023')
}

/** Prompt files must be approved; the text names the file (result-codes.json, 1010002). */
function checkPrompt(account: Account, body: JsonObject, name: string): void {
  const file = textOf(body, name)
  if (file !== undefined && !account.prompts.has(file)) {
    throw refusal('1010002', `Invalid request.${file} does not exist.`)
  }
}

/** A prompt that has meaning only with its switch: ignored without it, or refused (voice-call.md 1, gaps). */
function checkDependent(account: Account, body: JsonObject, name: string, switchedOn: boolean): void {
  if (switchedOn) {
    checkPrompt(account, body, name)
  } else if (account.settings.dependentWithoutSwitch === 'refuse' && textOf(body, name) !== undefined) {
    throw badParameter(name, 'is given without its switch')
  }
}

function readShared(
  body: JsonObject,
  account: Account,
  app: AppSpec,
  unknownFields: readonly string[],
): Shared {
  const { settings } = account
  const displayNbr = textOf(body, 'displayNbr') ?? ''
  const calleeNbr = textOf(body, 'calleeNbr') ?? ''
  checkDisplay(displayNbr, app)
  checkParty('calleeNbr', calleeNbr, settings.numberForm)
  const url = (name: string) => {
    const encoded = textOf(body, name)
    return encoded === undefined ? undefined : readPushUrl(name, encoded, settings)
  }
  const userData = textOf(body, 'userData')
  if (userData !== undefined) checkUserData(userData)
  const bindNbr = textOf(body, 'bindNbr')
  if (bindNbr !== undefined && settings.bindNbr === 'check' && !app.displayNumbers.includes(bindNbr)) {
    throw refusal('1012001')
  }
  return {
    displayNbr,
    calleeNbr,
    statusUrl: url('statusUrl'),
    feeUrl: url('feeUrl'),
    returnIdlePort: isOn(body, 'returnIdlePort'),
    userData,
    bindNbr,
    unknownFields,
  }
}

/** Click-to-call (voice-call.md 1 and 8.4). */
export function readCallback(body: JsonObject, account: Account, app: AppSpec): CallbackRequest {
  const unknown = checkFields(CALLBACK_TABLE, body, account.settings)
  const shared = readShared(body, account, app, unknown)
  const callerNbr = textOf(body, 'callerNbr') ?? ''
  checkParty('callerNbr', callerNbr, account.settings.numberForm)
  const displayCalleeNbr = textOf(body, 'displayCalleeNbr') ?? ''
  checkDisplay(displayCalleeNbr, app)
  const maxMinutes = numberOf(body, 'maxDuration') ?? 0
  checkDependent(account, body, 'lastMinVoice', maxMinutes > 0)
  if (maxMinutes === 0 && textOf(body, 'lastMinToUE') !== undefined) {
    if (account.settings.dependentWithoutSwitch === 'refuse') {
      throw badParameter('lastMinToUE', 'is given without its switch')
    }
  }
  const playPreVoice = isOn(body, 'playPreVoice')
  checkDependent(account, body, 'preVoice', playPreVoice)
  checkPrompt(account, body, 'waitVoice')
  const record = isOn(body, 'recordFlag')
  checkDependent(account, body, 'recordHintTone', record)
  if (record && !app.recordingEnabled) throw refusal('1012012')
  const wantsPartyType = isOn(body, 'partyTypeRequiredInDisconnect')
  return {
    ...shared,
    kind: 'callback',
    callerNbr,
    displayCalleeNbr,
    maxMinutes,
    playPreVoice,
    record,
    wantsPartyType,
  }
}

/** One PlayContentInfo (voice-call.md 3): exactly one source, template rules, collection rules. */
function readPlayItem(item: JsonObject, account: Account, place: string): PlayItem {
  const { settings } = account
  const file = textOf(item, 'notifyVoice')
  const templateId = textOf(item, 'templateId')
  if ((file === undefined) === (templateId === undefined)) {
    throw badParameter(`${place}notifyVoice`, 'or templateId: exactly one is needed')
  }
  checkPrompt(account, item, 'notifyVoice')
  const values = listOf(item, 'templateParas')?.filter((value) => typeof value === 'string')
  if (templateId !== undefined) checkTemplate(account.templates, templateId, values, settings, place)
  const collect = numberOf(item, 'collectInd') ?? 0
  const wantsReplay = isOn(item, 'replayAfterCollection')
  const replay = collect > 0 && wantsReplay
  const given = textOf(item, 'collectContentTriggerReplaying')
  if (settings.dependentWithoutSwitch === 'refuse') {
    if (wantsReplay && collect === 0) {
      throw badParameter(`${place}replayAfterCollection`, 'is given without its switch')
    }
    if (given !== undefined && !replay) {
      throw badParameter(`${place}collectContentTriggerReplaying`, 'is given without its switch')
    }
  }
  if (replay && given !== undefined && given.length !== collect) {
    throw badParameter(`${place}collectContentTriggerReplaying`, 'must have collectInd digits')
  }
  const source = templateId === undefined ? 'file' : 'template'
  return { source, collect, replay, trigger: replay ? given : undefined }
}

/** Voice notification (voice-call.md 3). */
export function readNotification(body: JsonObject, account: Account, app: AppSpec): NotificationRequest {
  const unknown = [...checkFields(NOTIFICATION_TABLE, body, account.settings)]
  const rows = (listOf(body, 'playInfoList') ?? []).filter(isObject)
  rows.forEach((row, at) => {
    unknown.push(...checkFields(PLAY_TABLE, row, account.settings, `playInfoList[${at}].`))
  })
  const shared = readShared(body, account, app, unknown)
  const items = rows.map((row, at) => readPlayItem(row, account, `playInfoList[${at}].`))
  return { ...shared, kind: 'notification', items }
}

/** Verification code (voice-call.md 4). */
export function readVerification(body: JsonObject, account: Account, app: AppSpec): VerificationRequest {
  const unknown = checkFields(VERIFICATION_TABLE, body, account.settings)
  const shared = readShared(body, account, app, unknown)
  checkPrompt(account, body, 'preTone')
  checkPrompt(account, body, 'posTone')
  return {
    ...shared,
    kind: 'verification',
    code: textOf(body, 'verifyCode') ?? '',
    afterTone: textOf(body, 'posTone') !== undefined,
    times: numberOf(body, 'times') ?? 3,
  }
}

/** Stop call (voice-call.md 2). */
export function readStop(
  body: JsonObject,
  settings: Settings,
): { sessionId: string; unknownFields: readonly string[] } {
  const unknownFields = checkFields(STOP_TABLE, body, settings)
  return { sessionId: textOf(body, 'sessionid') ?? '', unknownFields }
}

/** Recording download address (voice-call.md 5). */
export function readRecordQuery(
  query: URLSearchParams,
  settings: Settings,
): { fileName: string; domain: string } {
  const fields = Object.fromEntries(query)
  checkFields(RECORD_TABLE, fields, { ...settings, refuseUnknownFields: false })
  return { fileName: fields.fileName ?? '', domain: fields.recordDomain ?? '' }
}
