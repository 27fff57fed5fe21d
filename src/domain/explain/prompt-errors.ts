import { promptNameProblem } from '../prompt/name.ts'
import type { Entry } from './entry.ts'
import type { Params } from './phrases.ts'
import type { Language } from './tables.ts'

type Clauses = Readonly<Record<string, Readonly<Record<Language, string>>>>

/** What is wrong with a name, by the rule that it breaks (audio.md §2). */
const NAMES: Clauses = {
  empty: { 'zh-CN': '名称为空', en: 'it is empty' },
  ending: { 'zh-CN': '名称须以 .wav 结尾', en: 'it must end in .wav' },
  tooLong: { 'zh-CN': '名称连同扩展名最多 128 个字符', en: 'it may have 128 characters with its ending' },
  characters: {
    'zh-CN': '只能使用字母、数字和 - _ . @，不能有中文或空格',
    en: 'it may hold letters, digits and - _ . @ only, no Chinese and no blanks',
  },
}

const nameClause = (params: Params, language: Language): string =>
  NAMES[promptNameProblem(String(params.name ?? '')) ?? '']?.[language] ??
  (language === 'en' ? 'it is not allowed' : '名称不符合要求')

/** Why a file gives no sound, by the name the converter gives. */
const SOUNDS: Clauses = {
  unknownFormat: { 'zh-CN': '不是可识别的音频文件', en: 'it is no sound file that is known here' },
  unsupportedCoding: { 'zh-CN': '无法读取这种编码', en: 'its coding cannot be read' },
  damaged: { 'zh-CN': '文件已损坏', en: 'it is damaged' },
  empty: { 'zh-CN': '文件中没有声音', en: 'it holds no sound' },
  rateOutOfRange: { 'zh-CN': '采样率超出 4–384 kHz', en: 'its sampling rate is not between 4 and 384 kHz' },
  tooLong: { 'zh-CN': '时长超过一小时', en: 'it is longer than an hour' },
  tooBig: {
    'zh-CN': '转换后超过平台的 2 MB 上限（约 249 秒）',
    en: 'the prompt would be above 2 MB (about 249 s)',
  },
}

const soundClause = (params: Params, language: Language): string =>
  SOUNDS[String(params.problem)]?.[language] ?? (language === 'en' ? 'it cannot be read' : '无法读取')

const SOUND_REMEDIES: Clauses = {
  tooBig: {
    'zh-CN': '可在停顿处切分为几个放音文件，或只保留开头。',
    en: 'Cut it into several prompts at pauses, or keep its beginning only.',
  },
  tooLong: { 'zh-CN': '请先截取需要的部分。', en: 'Cut out the part you need first.' },
}

export const PROMPT_ERRORS: Readonly<Record<string, Entry>> = {
  'prompt.notFound': {
    'zh-CN': { message: '找不到这个放音文件。', remedy: '它可能已被删除，请刷新列表。' },
    en: { message: 'There is no such prompt.', remedy: 'It may have been removed; refresh the list.' },
  },
  'prompt.nameTaken': {
    'zh-CN': (params) => ({
      message: params.name === undefined ? '这个名称已被使用。' : `已有名为 ${params.name} 的放音文件。`,
      remedy: '请换一个名称；平台上同名文件须先删除才能再上传。',
    }),
    en: (params) => ({
      message:
        params.name === undefined
          ? 'This name is already in use.'
          : `There is already a prompt called ${params.name}.`,
      remedy: 'Choose another name; the platform has no two files of one name either.',
    }),
  },
  'prompt.badName': {
    'zh-CN': (params) => ({
      message: `平台不接受这个名称：${nameClause(params, 'zh-CN')}。`,
      remedy: '请修改名称，例如 wait_voice1.wav。',
    }),
    en: (params) => ({
      message: `The platform does not take this name: ${nameClause(params, 'en')}.`,
      remedy: 'Change it, for example to wait_voice1.wav.',
    }),
  },
  'prompt.noSource': {
    'zh-CN': { message: '这个版本没有保留源文件。', remedy: '请重新添加源文件作为新版本。' },
    en: {
      message: 'The source of this version was not kept.',
      remedy: 'Add the source file as a new version.',
    },
  },
  'prompt.notAcceptable': {
    'zh-CN': { message: '平台不会接受这个放音文件。', remedy: '请先处理检查结果中标为必须修改的问题。' },
    en: {
      message: 'The platform would not take this prompt.',
      remedy: 'Mend first what the check says must be mended.',
    },
  },
  'upload.notFound': {
    'zh-CN': { message: '没有收到这个文件。', remedy: '请重新添加文件。' },
    en: { message: 'This file has not arrived.', remedy: 'Add it again.' },
  },
  'sound.unusable': {
    'zh-CN': (params) => ({
      message: `无法用这个文件制作放音：${soundClause(params, 'zh-CN')}。`,
      remedy: SOUND_REMEDIES[String(params.problem)]?.['zh-CN'] ?? '请换一个文件，或从原始录音重新导出。',
    }),
    en: (params) => ({
      message: `No prompt can be made of this file: ${soundClause(params, 'en')}.`,
      remedy:
        SOUND_REMEDIES[String(params.problem)]?.en ??
        'Use another file, or export it anew from the original.',
    }),
  },
}
