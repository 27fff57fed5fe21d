import type { Entry } from './entry.ts'
import { explainContentFinding, explainValue, isContentCode } from './notify.ts'
import type { Params } from './phrases.ts'
import type { Language } from './tables.ts'

/** Why a table cannot be read, by the name that the reader gives. */
const LISTS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  format: { 'zh-CN': '不是 CSV 或 XLSX 文件', en: 'it is no CSV or XLSX file' },
  encoding: { 'zh-CN': '文字编码与所选不符', en: 'it is not in the encoding that was chosen' },
  damaged: { 'zh-CN': '文件已损坏', en: 'it is damaged' },
  quotes: { 'zh-CN': '引号没有成对', en: 'a quotation mark has no partner' },
  empty: { 'zh-CN': '文件中没有行', en: 'it holds no rows' },
  sheet: { 'zh-CN': '没有这个工作表', en: 'it has no such sheet' },
  column: { 'zh-CN': '没有这一列', en: 'it has no such column' },
  tooManyRows: { 'zh-CN': '行数过多', en: 'it has too many rows' },
  tooBig: { 'zh-CN': '文件过大', en: 'it is too big' },
}

const list = (params: Params, language: Language): string =>
  LISTS[String(params.problem ?? '')]?.[language] ?? (language === 'en' ? 'it cannot be read' : '无法读取')

/** `state` and what was asked for are in the params; the words are the same for all. */
const STATES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  draft: { 'zh-CN': '尚未检查', en: 'has not been checked' },
  importing: { 'zh-CN': '正在导入名单', en: 'is reading its list' },
  checking: { 'zh-CN': '正在检查', en: 'is being checked' },
  checked: { 'zh-CN': '尚未开始', en: 'has not begun' },
  running: { 'zh-CN': '正在进行', en: 'is running' },
  paused: { 'zh-CN': '已暂停', en: 'is paused' },
  stopping: { 'zh-CN': '正在停止', en: 'is being stopped' },
  stopped: { 'zh-CN': '已停止', en: 'was stopped' },
  finished: { 'zh-CN': '已完成', en: 'is finished' },
}

const state = (params: Params, language: Language): string =>
  STATES[String(params.state ?? '')]?.[language] ?? (language === 'en' ? 'is in another state' : '状态已变化')

/** `finding`, and the params of it that are its own. */
function contentWords(params: Params, language: Language) {
  const { finding, ...rest } = params
  const all = Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string | number] => typeof entry[1] !== 'boolean'),
  )
  const { problem, ...facts } = all
  const code = String(finding)
  if (isContentCode(code)) return explainContentFinding({ code, params: facts }, language)
  return explainValue(String(problem), facts, language)
}

export const NOTIFY_ERRORS: Readonly<Record<string, Entry>> = {
  'notify.notAcceptable': {
    'zh-CN': (params) => contentWords(params, 'zh-CN'),
    en: (params) => contentWords(params, 'en'),
  },
  'form.nameTaken': {
    'zh-CN': { message: '已有同名的表单。', remedy: '请换一个名称，或修改原来的表单。' },
    en: { message: 'Another saved form has this name.', remedy: 'Take another name, or change that form.' },
  },
  'campaign.notFound': {
    'zh-CN': { message: '找不到这个外呼任务。', remedy: '它可能已被删除，请刷新列表。' },
    en: { message: 'There is no such campaign.', remedy: 'It may have been removed; refresh the list.' },
  },
  'campaign.state': {
    'zh-CN': (params) => ({
      message: `这个外呼任务${state(params, 'zh-CN')}，现在不能这样做。`,
      remedy: '请先暂停、检查或等待它完成，再试一次。',
    }),
    en: (params) => ({
      message: `This campaign ${state(params, 'en')}, so that cannot be done now.`,
      remedy: 'Pause it, check it or wait for it to be done, then try again.',
    }),
  },
  'campaign.noRows': {
    'zh-CN': { message: '名单中没有可以呼叫的号码。', remedy: '请导入名单，或修正号码后重新导入。' },
    en: {
      message: 'There is nobody on the list who can be called.',
      remedy: 'Import a list, or correct its numbers and import it again.',
    },
  },
  'list.unreadable': {
    'zh-CN': (params) => ({
      message: `无法读取这个文件：${list(params, 'zh-CN')}。`,
      remedy: '请另存为 XLSX 或 UTF-8 编码的 CSV 后再试。',
    }),
    en: (params) => ({
      message: `The file cannot be read: ${list(params, 'en')}.`,
      remedy: 'Save it as XLSX or as a CSV in UTF-8 and try again.',
    }),
  },
  'row.notFound': {
    'zh-CN': { message: '名单中没有这一行。', remedy: '名单可能已重新导入，请刷新。' },
    en: { message: 'The list has no such row.', remedy: 'It may have been imported anew; refresh it.' },
  },
}
