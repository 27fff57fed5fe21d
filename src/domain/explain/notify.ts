import type { ContentFinding, ContentFindingCode } from '../notify/index.ts'
import type { ValueProblem } from '../template/index.ts'
import type { Words } from './numbers.ts'
import type { Language } from './tables.ts'

type Facts = Readonly<Record<string, string | number>>
type Both = Readonly<Record<Language, (facts: Facts) => Words>>

/** The findings that need no more than their params to be told; one about a value needs what is wrong with it. */
export type ContentCode = Exclude<ContentFindingCode, 'value'>

export const isContentCode = (text: string): text is ContentCode => Object.hasOwn(FINDINGS, text)

/** What is wrong with a content (voice-call.md §3), and what mends it. */
const FINDINGS: Readonly<Record<ContentCode, Both>> = {
  none: {
    'zh-CN': () => ({ message: '没有播放内容。', remedy: '请添加一个放音文件或语音模板。' }),
    en: () => ({ message: 'There is nothing to play.', remedy: 'Add a prompt or a voice template.' }),
  },
  tooMany: {
    'zh-CN': ({ most }) => ({
      message: `播放内容最多 ${most} 项。`,
      remedy: '请合并或删除一些内容。',
    }),
    en: ({ most }) => ({
      message: `A notification has ${most} contents at most.`,
      remedy: 'Join some of them or take some away.',
    }),
  },
  promptEmpty: {
    'zh-CN': () => ({ message: '没有选择放音文件。', remedy: '请选择一个已通过审核的放音文件。' }),
    en: () => ({ message: 'No prompt is chosen.', remedy: 'Choose one that has passed its review.' }),
  },
  promptName: {
    'zh-CN': ({ name }) => ({
      message: `“${name}”不能作为放音文件名。`,
      remedy: '名称以 .wav 结尾，只能使用字母、数字和 - _ . @，最多 128 个字符。',
    }),
    en: ({ name }) => ({
      message: `“${name}” cannot be the name of a prompt.`,
      remedy: 'It ends in .wav and holds letters, digits and - _ . @ only, 128 characters at most.',
    }),
  },
  promptUnknown: {
    'zh-CN': ({ name }) => ({
      message: `放音文件“${name}”不在本地列表中。`,
      remedy: '请确认它已在平台通过审核，否则请求会被拒绝（1010002）。',
    }),
    en: ({ name }) => ({
      message: `The prompt “${name}” is not in the library here.`,
      remedy: 'Make sure that it passed its review at the platform, which refuses others (1010002).',
    }),
  },
  promptNotPassed: {
    'zh-CN': ({ name }) => ({
      message: `放音文件“${name}”在此账号尚未通过审核。`,
      remedy: '通过审核后再使用，否则请求会被拒绝（1010002）。',
    }),
    en: ({ name }) => ({
      message: `The prompt “${name}” has not passed its review at this account.`,
      remedy: 'Wait until it has; the platform refuses it before (1010002).',
    }),
  },
  templateUnknown: {
    'zh-CN': () => ({ message: '没有选择语音模板，或它已被删除。', remedy: '请选择一个语音模板。' }),
    en: () => ({ message: 'No voice template is chosen, or it was removed.', remedy: 'Choose one.' }),
  },
  templateNotEntered: {
    'zh-CN': ({ title }) => ({
      message: `语音模板“${title}”还没有平台的模板 ID。`,
      remedy: '请在控制台提交后，把模板 ID 填到模板中。',
    }),
    en: ({ title }) => ({
      message: `The voice template “${title}” has no id of the platform yet.`,
      remedy: 'Submit it on the console and enter the id there.',
    }),
  },
  templateNotPassed: {
    'zh-CN': ({ title }) => ({
      message: `语音模板“${title}”在此账号尚未通过审核。`,
      remedy: '通过审核后再使用，否则请求会被拒绝（1012002）。',
    }),
    en: ({ title }) => ({
      message: `The voice template “${title}” has not passed its review at this account.`,
      remedy: 'Wait until it has; the platform refuses it before (1012002).',
    }),
  },
  valuesCount: {
    'zh-CN': ({ title, wanted, given }) => ({
      message: `“${title}”有 ${wanted} 个变量，给了 ${given} 个值。`,
      remedy: '请给每个变量一个值，否则请求会被拒绝（1012004）。',
    }),
    en: ({ title, wanted, given }) => ({
      message: `“${title}” has ${wanted} variable${wanted === 1 ? '' : 's'}, and ${given} value${given === 1 ? ' is' : 's are'} given.`,
      remedy: 'Give each variable one value; the platform refuses anything else (1012004).',
    }),
  },
  digitsRange: {
    'zh-CN': ({ most }) => ({ message: `收号位数应为 1 到 ${most}。`, remedy: '不收号请关闭收号。' }),
    en: ({ most }) => ({
      message: `1 to ${most} digits can be collected.`,
      remedy: 'Switch collecting off if none are wanted.',
    }),
  },
  replayDigitsOnly: {
    'zh-CN': () => ({ message: '触发重播的按键只能是数字。', remedy: '请只填写 0 到 9。' }),
    en: () => ({ message: 'Only digits can ask for a replay.', remedy: 'Use 0 to 9 only.' }),
  },
  replayLength: {
    'zh-CN': ({ digits }) => ({
      message: '触发重播的按键位数与收号位数不同，永远不会重播。',
      remedy: `请填写 ${digits} 位数字。`,
    }),
    en: ({ digits }) => ({
      message: 'The digits that ask for a replay are not as many as are collected, so it would never come.',
      remedy: `Give ${digits} digit${digits === 1 ? '' : 's'}.`,
    }),
  },
}

const VALUES: Readonly<Record<ValueProblem['code'], Readonly<Record<Language, (facts: Facts) => string>>>> = {
  empty: { 'zh-CN': () => '没有填写', en: () => 'is missing' },
  signs: { 'zh-CN': () => '不能含有 $ { }', en: () => 'must not hold $ { }' },
  digitsOnly: { 'zh-CN': () => '只能是数字', en: () => 'takes digits only' },
  date: { 'zh-CN': () => '应写成 2026/03/01 的形式', en: () => 'has the form 2026/03/01' },
  noSuchDay: { 'zh-CN': () => '不是存在的日期', en: () => 'is no day of the calendar' },
  time: { 'zh-CN': () => '应写成 18:30 或 18:30:00 的形式', en: () => 'has the form 18:30 or 18:30:00' },
  tooLong: {
    'zh-CN': ({ bytes, most }) => `有 ${bytes} 字节，最多 ${most} 字节（汉字每个 3 字节）`,
    en: ({ bytes, most }) => `has ${bytes} bytes, ${most} at most (a Chinese character has 3)`,
  },
}

const isValueProblem = (text: string): text is ValueProblem['code'] => Object.hasOwn(VALUES, text)

/** What is wrong with a value of a template, by the name that `valueProblem` gives. */
export function explainValue(problem: string, facts: Facts, language: Language): Words {
  const { title = '', number = '' } = facts
  const clause = isValueProblem(problem) ? VALUES[problem][language](facts) : ''
  return language === 'en'
    ? {
        message: `Value ${number} of “${title}” ${clause}.`,
        remedy: 'Correct it; the platform refuses a value that does not fit (1012005).',
      }
    : { message: `“${title}”的第 ${number} 个值${clause}。`, remedy: '请修改，否则请求会被拒绝（1012005）。' }
}

/** A finding of `checkContents` in words. */
export function explainContentFinding(
  finding: Pick<ContentFinding, 'code' | 'params' | 'problem'>,
  language: Language,
): Words {
  const { code, params, problem } = finding
  if (code !== 'value') return FINDINGS[code][language](params)
  const { code: name = '', ...sizes } = problem ?? {}
  return explainValue(name, { ...params, ...sizes }, language)
}
