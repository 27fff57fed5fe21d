import type { PauseReason, RowState } from '../campaign/index.ts'
import type { Words } from './numbers.ts'
import type { Params } from './phrases.ts'
import { resultClause } from './result.ts'
import type { Language } from './tables.ts'

type Told = Readonly<Record<Language, Words>>

/** Why a campaign is paused, and what lets it go on (voice-call.md §8.5). */
const PAUSES: Readonly<Record<PauseReason, Told>> = {
  person: {
    'zh-CN': { message: '已由人工暂停。', remedy: '可以随时继续。' },
    en: { message: 'A person paused it.', remedy: 'It can go on at any time.' },
  },
  restart: {
    'zh-CN': { message: '应用关闭时任务正在进行。', remedy: '没有号码被遗漏或重复呼叫，请点击继续。' },
    en: {
      message: 'The application was closed while it ran.',
      remedy: 'Nobody was left out or called twice; let it go on.',
    },
  },
  authentication: {
    'zh-CN': {
      message: '平台拒绝了鉴权，所有请求都已停止。',
      remedy:
        '请在设置中核对 APP_Key 与 APP_Secret 并测试连接，然后继续；反复失败会使本机地址被锁定 30 分钟。',
    },
    en: {
      message: 'The platform refused to sign us in, so every request has stopped.',
      remedy:
        'Check APP_Key and APP_Secret in the settings, test the connection, then go on; repeated failures lock this address for 30 minutes.',
    },
  },
  locked: {
    'zh-CN': {
      message: '鉴权失败次数过多，平台已锁定本机地址。',
      remedy: '约 30 分钟后自动解除，请先核对密钥。',
    },
    en: {
      message: 'The platform has locked this address after repeated failures to sign in.',
      remedy: 'It lets go after about 30 minutes; check the credentials first.',
    },
  },
  account: {
    'zh-CN': {
      message: '平台账号或应用目前不能呼叫。',
      remedy: '请在控制台查看账号是否欠费或被冻结、应用是否启用。',
    },
    en: {
      message: 'The account or application cannot call at present.',
      remedy: 'See on the console whether the account is in arrears or frozen and the application is active.',
    },
  },
  restricted: {
    'zh-CN': {
      message: '平台限制了本应用的呼叫（安全管控或地域限制）。',
      remedy: '请不要重试，联系平台客服了解原因。',
    },
    en: {
      message: 'The platform restricts the calls of this application (security or region).',
      remedy: 'Do not try again; ask the support of the platform why.',
    },
  },
  numberSuspended: {
    'zh-CN': {
      message: '来显号码无效或已被暂停。',
      remedy: '请在控制台的号码管理中核对，或换一个来显号码。',
    },
    en: {
      message: 'The number shown is not valid or is suspended.',
      remedy: 'See the number management of the console, or show another number.',
    },
  },
  frequency: {
    'zh-CN': { message: '呼叫过于频繁，已被频次控制。', remedy: '请放慢速率，过一段时间再继续。' },
    en: {
      message: 'Calls came too often, and frequency control has set in.',
      remedy: 'Lower the pace and go on after a while.',
    },
  },
  blackTime: {
    'zh-CN': { message: '平台不允许在这个时段呼叫。', remedy: '请把允许呼叫的时段改窄，到时再继续。' },
    en: {
      message: 'The platform allows no calls at this time of the day.',
      remedy: 'Narrow the allowed hours, and go on later.',
    },
  },
  parameters: {
    'zh-CN': {
      message: '平台接连拒绝了请求的内容。',
      remedy: '请核对放音文件和语音模板是否已在此账号通过审核。',
    },
    en: {
      message: 'The platform refuses what the requests hold, one after the other.',
      remedy: 'See whether the prompts and voice templates have passed their review at this account.',
    },
  },
  profile: {
    'zh-CN': { message: '所用的账号配置不可用。', remedy: '请检查账号配置：服务类型、密钥和来显号码。' },
    en: {
      message: 'The profile cannot be used.',
      remedy: 'See its service, its secret and the number shown.',
    },
  },
  connection: {
    'zh-CN': {
      message: '接连没有收到平台的应答。',
      remedy: '请检查网络。没有得到应答的号码标为未知，等待平台推送或人工确认。',
    },
    en: {
      message: 'The platform gave no answer several times in a row.',
      remedy:
        'Check the network. Rows without an answer are unknown, and wait for a push or for a person’s word.',
    },
  },
  disk: {
    'zh-CN': { message: '磁盘已满，无法保存呼叫记录。', remedy: '请清理磁盘空间后继续。' },
    en: { message: 'The disk is full, so calls cannot be recorded.', remedy: 'Make room, then go on.' },
  },
}

/** Why a campaign is paused; with the platform's code where one is known. */
export function explainPause(reason: PauseReason, params: Params, language: Language): Words {
  const { message, remedy } = PAUSES[reason][language]
  const { resultcode, httpStatus } = params
  if (typeof resultcode !== 'string') return { message, remedy }
  const { clause } = resultClause(
    resultcode,
    typeof httpStatus === 'number' ? httpStatus : undefined,
    language,
  )
  return language === 'en'
    ? { message: `${message} It said: ${clause}.`, remedy }
    : { message: `${message}平台应答：${clause}。`, remedy }
}

export type SkipReason =
  | 'badNumber'
  | 'unreachableNumber'
  | 'duplicate'
  | 'doNotCall'
  | 'values'
  | 'advice24Hours'
  | 'advice30Days'

const SKIPS: Readonly<Record<SkipReason, Readonly<Record<Language, string>>>> = {
  badNumber: { 'zh-CN': '号码有误', en: 'Not a number that can be called' },
  unreachableNumber: {
    'zh-CN': '平台呼叫不到的地区',
    en: 'In a region that the platform does not reach',
  },
  duplicate: { 'zh-CN': '号码重复', en: 'Twice on the list' },
  doNotCall: { 'zh-CN': '在免打扰名单中', en: 'On the do-not-call list' },
  values: { 'zh-CN': '模板变量的值不合要求', en: 'A value does not fit the template' },
  advice24Hours: { 'zh-CN': '24 小时内呼叫次数过多', en: 'Called too often in 24 hours' },
  advice30Days: { 'zh-CN': '30 天内呼叫次数过多', en: 'Called too often in 30 days' },
}

/** Why a row is not called. */
export const skipLabel = (reason: SkipReason, language: Language): string => SKIPS[reason][language]

const ROW_STATES: Readonly<Record<RowState, Readonly<Record<Language, string>>>> = {
  waiting: { 'zh-CN': '待呼叫', en: 'Waiting' },
  calling: { 'zh-CN': '呼叫中', en: 'Being called' },
  unknown: { 'zh-CN': '未知', en: 'Unknown' },
  done: { 'zh-CN': '已完成', en: 'Done' },
  skipped: { 'zh-CN': '已跳过', en: 'Skipped' },
  stopped: { 'zh-CN': '未呼叫', en: 'Not called' },
}

export const rowStateLabel = (state: RowState, language: Language): string => ROW_STATES[state][language]
