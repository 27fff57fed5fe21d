import type { NumberProblem } from '../phone/index.ts'
import type { Language } from './tables.ts'

const WORDS: Readonly<Record<NumberProblem, Readonly<Record<Language, string>>>> = {
  empty: { 'zh-CN': '请输入号码', en: 'Enter a number' },
  characters: { 'zh-CN': '含有不属于号码的字符', en: 'It has a character that is not part of a number' },
  extension: {
    'zh-CN': '不能直接拨打分机，请去掉分机号',
    en: 'Extensions cannot be dialled; leave the extension out',
  },
  tooShort: { 'zh-CN': '位数不够', en: 'It has too few digits' },
  tooLong: { 'zh-CN': '位数过多', en: 'It has too many digits' },
  areaCodeMissing: {
    'zh-CN': '固话请加区号，例如 0755',
    en: 'Add the area code of the landline, for example 0755',
  },
  mobileLength: { 'zh-CN': '手机号应为 11 位', en: 'A mobile number has 11 digits' },
  areaCode: { 'zh-CN': '没有这样的区号或固话号码', en: 'There is no such area code or landline number' },
  shortCode: {
    'zh-CN': '平台不能拨打短号（如 95、10086）',
    en: 'The platform cannot call short numbers such as 95xxx',
  },
  serviceNumber: { 'zh-CN': '平台不能拨打 400/800 号码', en: 'The platform cannot call 400 and 800 numbers' },
  machineNumber: {
    'zh-CN': '物联网号码不能拨打',
    en: 'Numbers of machines (IoT SIM cards) cannot be called',
  },
  hongKongMacaoTaiwan: {
    'zh-CN': '平台不能拨打港澳台号码',
    en: 'The platform cannot call Hong Kong, Macao or Taiwan',
  },
  foreign: { 'zh-CN': '平台不能拨打境外号码', en: 'The platform cannot call numbers abroad' },
}

/** Why a typed number cannot be called, for the line under the field. */
export function explainNumberProblem(reason: NumberProblem, language: Language): string {
  return WORDS[reason][language]
}
