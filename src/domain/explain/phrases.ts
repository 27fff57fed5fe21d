import { formatPlatformTime } from '../time/index.ts'
import { isUtcMs } from '../values.ts'
import type { Language } from './tables.ts'

/** Phrases that several messages are made with. Each is a whole clause, so that no grammar breaks. */

export type Params = Readonly<Record<string, string | number | boolean>>

/** A wait as people say it: seconds below a minute, minutes up to two hours, hours beyond. */
export function durationWords(ms: number, language: Language): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  if (seconds < 60) return counted(seconds, language, '秒', 'second')
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 120) return counted(minutes, language, '分钟', 'minute')
  return counted(Math.ceil(minutes / 60), language, '小时', 'hour')
}

const counted = (count: number, language: Language, zh: string, en: string): string =>
  language === 'en' ? `${count} ${en}${count === 1 ? '' : 's'}` : `${count} ${zh}`

/**
 * When something may be tried again: `afterMs` from now, else at `untilMs`, else "a little later". There is no
 * clock here, so `untilMs` is told as a UTC time.
 */
export function whenWords(params: Params, language: Language): string {
  const { afterMs, untilMs } = params
  if (typeof afterMs === 'number' && Number.isFinite(afterMs)) {
    const span = durationWords(afterMs, language)
    return language === 'en' ? `in ${span}` : `${span}后`
  }
  if (typeof untilMs === 'number' && isUtcMs(untilMs)) {
    const time = formatPlatformTime(untilMs).slice(0, 16)
    return language === 'en' ? `after ${time} UTC` : `在 ${time}（UTC）之后`
  }
  return language === 'en' ? 'a little later' : '稍后'
}

const CAUSES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  dns: { 'zh-CN': '找不到该域名', en: 'the name cannot be resolved' },
  refused: { 'zh-CN': '对方拒绝连接', en: 'the connection was refused' },
  tls: { 'zh-CN': '证书不受信任', en: 'the certificate is not trusted' },
  proxy: { 'zh-CN': '代理不可用', en: 'the proxy does not work' },
  connectTimeout: { 'zh-CN': '连接超时', en: 'connecting took too long' },
  network: { 'zh-CN': '网络不可用', en: 'the network is not available' },
  address: { 'zh-CN': '该地址没有此服务', en: 'there is no such service at this address' },
  timeout: { 'zh-CN': '等待应答超时', en: 'the answer took too long' },
  cut: { 'zh-CN': '连接中断', en: 'the connection was cut' },
  aborted: { 'zh-CN': '已中止', en: 'it was stopped' },
  garbled: { 'zh-CN': '应答无法识别', en: 'the answer could not be read' },
  restart: { 'zh-CN': '应用在等待应答时关闭', en: 'the application closed while waiting' },
}

/** Why a request did not come through, in words; the name itself when it is none of ours. */
export function causeWords(cause: string, language: Language): string {
  if (cause === '') return language === 'en' ? 'the reason is not known' : '原因不明'
  return CAUSES[cause]?.[language] ?? cause
}

/** What is wrong with one input, by the name its schema gives. */
const PROBLEMS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'number.form': { 'zh-CN': '号码应为 +8613800000001 的形式', en: 'a number has the form +8613800000001' },
  'number.part': { 'zh-CN': '请输入 1 到 15 位数字', en: 'give 1 to 15 digits' },
  'day.form': { 'zh-CN': '日期应为 2026-03-01 的形式', en: 'a day has the form 2026-03-01' },
  'period.order': {
    'zh-CN': '结束日期不能早于开始日期，最多 400 天',
    en: 'the last day is not before the first, and there are at most 400',
  },
  'address.form': {
    'zh-CN': '地址应以 https:// 开头，可带端口',
    en: 'an address begins with https:// and may name a port',
  },
  'address.https': { 'zh-CN': '正式环境必须使用 https', en: 'a real profile needs https' },
  'areaCode.form': { 'zh-CN': '区号应带开头的 0，如 0755', en: 'an area code has its zero, e.g. 0755' },
  'extension.form': { 'zh-CN': '分机号为 1 到 4 位数字', en: 'an extension has 1 to 4 digits' },
  'digits.form': { 'zh-CN': '应为 1 到 11 位数字，不以 0 开头', en: 'give 1 to 11 digits, no zero first' },
  'displayNumbers.none': { 'zh-CN': '请至少添加一个显示号码', en: 'give at least one display number' },
  'header.form': {
    'zh-CN': '请求头名称只能用字母、数字和连字符',
    en: 'a header has letters, digits and dashes',
  },
  'header.value': { 'zh-CN': '请求头的值只能用可见的英文字符', en: 'the value of a header is plain ASCII' },
  'field.form': { 'zh-CN': '字段名只能用字母、数字和 _ . -', en: 'a field has letters, digits and _ . -' },
  'target.first': { 'zh-CN': '请先保存上传目标', en: 'save the target first' },
  unrecognized_keys: { 'zh-CN': '含有未知的字段', en: 'it has an unknown field' },
  json: { 'zh-CN': '不是有效的 JSON', en: 'it is not JSON' },
  too_small: { 'zh-CN': '内容太短或数值太小', en: 'it is too short or too small' },
  too_big: { 'zh-CN': '内容太长或数值太大', en: 'it is too long or too large' },
  invalid_type: { 'zh-CN': '缺少内容或类型不对', en: 'it is missing or of the wrong kind' },
}

export const problemWords = (params: Params, language: Language): string => {
  const name = String(params.problem ?? '')
  return PROBLEMS[name]?.[language] ?? (language === 'en' ? 'it is not valid' : '内容无效')
}

const WAV_PROBLEMS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  notWav: { 'zh-CN': '不是 WAV 文件', en: 'it is not a WAV file' },
  truncated: { 'zh-CN': '文件不完整', en: 'it is cut off' },
  otherCodec: { 'zh-CN': '编码不是 8000 Hz 单声道 A-law', en: 'it is not A-law, mono, 8000 Hz' },
  noData: { 'zh-CN': '没有声音数据', en: 'it holds no sound' },
}

/** What is wrong with a sound file, by the name that `readAlawWav` gives. */
export const wavProblemWords = (params: Params, language: Language): string =>
  WAV_PROBLEMS[String(params.problem ?? '')]?.[language] ??
  (language === 'en' ? 'it is incomplete or in another format' : '内容不完整或格式不对')
