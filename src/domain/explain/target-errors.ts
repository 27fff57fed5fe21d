import type { Entry } from './entry.ts'
import { causeWords, type Params } from './phrases.ts'
import type { Language } from './tables.ts'

/** What a target says by the codes of docs/upload-target.md. */
const REASONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  badName: { 'zh-CN': '不接受这个名称', en: 'it does not take this name' },
  badRequest: { 'zh-CN': '无法理解请求', en: 'it does not understand the request' },
  tooLarge: { 'zh-CN': '文件太大', en: 'the file is too large' },
  badFormat: { 'zh-CN': '文件格式不对', en: 'the file is of the wrong form' },
  duplicate: {
    'zh-CN': '已有同名文件，须先在那里删除',
    en: 'a file of this name is there and must be deleted first',
  },
  notFound: { 'zh-CN': '该地址没有此服务', en: 'there is no such service at this address' },
}

const reason = (params: Params, language: Language): string =>
  REASONS[String(params.code)]?.[language] ?? `HTTP ${params.httpStatus ?? ''}`.trim()

export const TARGET_ERRORS: Readonly<Record<string, Entry>> = {
  'target.none': {
    'zh-CN': { message: '还没有设置上传目标。', remedy: '请在设置中填写，或用“交付上传”手工上传。' },
    en: {
      message: 'No upload target is set.',
      remedy: 'Set one in the settings, or hand the files off by hand.',
    },
  },
  'target.unauthorized': {
    'zh-CN': {
      message: '上传目标拒绝了请求头中的凭据。',
      remedy: '请在设置中更新请求头；在此之前不会再自动请求。',
    },
    en: {
      message: 'The upload target refused the credentials in the headers.',
      remedy: 'Set the headers anew in the settings; until then nothing is asked by itself.',
    },
  },
  'target.refused': {
    'zh-CN': (params) => ({
      message: `上传目标没有接受：${reason(params, 'zh-CN')}。`,
      remedy: '请按原因处理后再上传。',
    }),
    en: (params) => ({
      message: `The upload target refused: ${reason(params, 'en')}.`,
      remedy: 'Mend the cause and upload again.',
    }),
  },
  'target.unreachable': {
    'zh-CN': (params) => ({
      message: `无法连接上传目标：${causeWords(String(params.cause ?? ''), 'zh-CN')}。文件没有发送。`,
      remedy: '请检查地址、网络和代理设置。',
    }),
    en: (params) => ({
      message: `The upload target is not reached: ${causeWords(String(params.cause ?? ''), 'en')}. Nothing was sent.`,
      remedy: 'Check its address, the network and the proxy.',
    }),
  },
  'target.answerLost': {
    'zh-CN': (params) => ({
      message: `没有收到上传目标的应答：${causeWords(String(params.cause ?? ''), 'zh-CN')}。`,
      remedy: '请先刷新审核状态，确认文件是否已经在那里，再决定是否重新上传。',
    }),
    en: (params) => ({
      message: `The answer of the upload target was lost: ${causeWords(String(params.cause ?? ''), 'en')}.`,
      remedy: 'Refresh the reviews to see whether the file is there before you upload it again.',
    }),
  },
  'target.badAnswer': {
    'zh-CN': {
      message: '上传目标的应答无法识别。',
      remedy: '请核对地址，或将 docs/upload-target.md 交给其维护人员。',
    },
    en: {
      message: 'The answer of the upload target cannot be read.',
      remedy: 'Check its address, or show docs/upload-target.md to those who run it.',
    },
  },
}
