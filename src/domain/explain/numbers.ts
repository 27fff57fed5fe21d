import type { NumberProblem, NumberWarning } from '../phone/parse.ts'
import type { Language } from './tables.ts'

/** What happened, and what to do. */
export type Words = { readonly message: string; readonly remedy: string }

type Params = Readonly<Record<string, string | number>>
type Entry = Readonly<Record<Language, (params: Params) => Words>>

const say = (message: string, remedy: string): Words => ({ message, remedy })

const digitsZh = (params: Params, otherwise: string): string =>
  typeof params.digits === 'number' ? `现在是 ${params.digits} 位` : otherwise
const digitsEn = (params: Params, otherwise: string): string =>
  typeof params.digits !== 'number'
    ? otherwise
    : params.digits === 1
      ? 'this has 1 digit'
      : `this has ${params.digits} digits`

const CALLABLE_ZH = '请输入中国大陆的手机号，或带区号的固话号码。'
const CALLABLE_EN = 'Enter a mobile number of mainland China, or a landline with its area code.'

const PROBLEMS: Readonly<Record<NumberProblem, Entry>> = {
  empty: {
    'zh-CN': () => say('还没有号码。', '请输入或粘贴要拨打的号码。'),
    en: () => say('There is no number yet.', 'Type or paste the number to call.'),
  },
  letters: {
    'zh-CN': (params) => say(`含有文字“${params.character ?? ''}”，不是号码。`, '请只保留号码。'),
    en: (params) => say(`“${params.character ?? ''}” is not part of a number.`, 'Leave only the number.'),
  },
  notANumber: {
    'zh-CN': (params) => say(`“${params.character ?? ''}”不能出现在这个位置。`, '请只保留一个号码。'),
    en: (params) => say(`“${params.character ?? ''}” does not belong here.`, 'Leave one number only.'),
  },
  extension: {
    'zh-CN': () => say('平台不能直接拨打分机。', '请去掉分机号，接通后再转分机。'),
    en: () =>
      say('The platform cannot dial extensions.', 'Leave the extension out and ask for it once connected.'),
  },
  tooShort: {
    'zh-CN': (params) => say(`位数不够，${digitsZh(params, '还没有写完')}。`, CALLABLE_ZH),
    en: (params) => say(`It is too short: ${digitsEn(params, 'digits are missing')}.`, CALLABLE_EN),
  },
  tooLong: {
    'zh-CN': (params) => say(`位数过多，${digitsZh(params, '多于一个号码')}。`, '请检查是否粘贴了两个号码。'),
    en: (params) =>
      say(
        `It is too long: ${digitsEn(params, 'more than one number')}.`,
        'See whether two numbers were pasted together.',
      ),
  },
  areaCodeMissing: {
    'zh-CN': () => say('固话缺少区号。', '请在前面加上区号，例如 0755。'),
    en: () => say('The area code of the landline is missing.', 'Put it in front, for example 0755.'),
  },
  badMobile: {
    'zh-CN': (params) => say(`手机号应为 11 位，${digitsZh(params, '位数不对')}。`, '请核对号码。'),
    en: (params) =>
      say(
        `A mobile number has 11 digits; ${digitsEn(params, 'this has another length')}.`,
        'Check the number.',
      ),
  },
  areaCode: {
    'zh-CN': () => say('没有这样的区号或固话号码。', '请核对区号和号码。'),
    en: () =>
      say('There is no such area code or landline number.', 'Check the area code and the number after it.'),
  },
  shortCode: {
    'zh-CN': () => say('平台不能拨打短号、400 或 800 号码。', CALLABLE_ZH),
    en: () => say('The platform cannot call short, 400 or 800 numbers.', CALLABLE_EN),
  },
  machineNumber: {
    'zh-CN': () => say('这是物联网号码，平台不能拨打。', CALLABLE_ZH),
    en: () => say('This number belongs to a machine (IoT SIM card) and cannot be called.', CALLABLE_EN),
  },
  hongKongMacaoTaiwan: {
    'zh-CN': () => say('平台不能拨打港澳台号码。', CALLABLE_ZH),
    en: () => say('The platform cannot call Hong Kong, Macao or Taiwan.', CALLABLE_EN),
  },
  foreign: {
    'zh-CN': (params) =>
      say(
        params.country === undefined || params.country === ''
          ? '平台不能拨打境外号码。'
          : `平台不能拨打境外号码（国家代码 ${params.country}）。`,
        CALLABLE_ZH,
      ),
    en: (params) =>
      say(
        params.country === undefined || params.country === ''
          ? 'The platform cannot call numbers abroad.'
          : `The platform cannot call numbers abroad (country code ${params.country}).`,
        CALLABLE_EN,
      ),
  },
}

const WARNINGS: Readonly<Record<NumberWarning, Readonly<Record<Language, Words>>>> = {
  xinjiangTibet: {
    'zh-CN': say('平台说明中新疆、西藏的号码无法接通。', '可以尝试拨打，但很可能被拒绝。'),
    en: say(
      'The platform says that it does not reach Xinjiang and Tibet.',
      'You may try; it will likely refuse.',
    ),
  },
}

export const isNumberProblem = (name: string): name is NumberProblem => Object.hasOwn(PROBLEMS, name)

/**
 * Why a typed number cannot be called, and what to enter instead: for the line under the field.
 *
 * @param params those of `parseDialled`
 */
export function explainNumberProblem(reason: NumberProblem, params: Params, language: Language): Words {
  return PROBLEMS[reason][language](params)
}

/** What to know before a well-formed number is called. */
export function explainNumberWarning(warning: NumberWarning, language: Language): Words {
  return WARNINGS[warning][language]
}
