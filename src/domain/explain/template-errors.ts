import type { Entry } from './entry.ts'

export const TEMPLATE_ERRORS: Readonly<Record<string, Entry>> = {
  'template.notFound': {
    'zh-CN': { message: '找不到这个语音模板。', remedy: '它可能已被删除，请刷新列表。' },
    en: {
      message: 'There is no such voice template.',
      remedy: 'It may have been removed; refresh the list.',
    },
  },
  'template.notAcceptable': {
    'zh-CN': {
      message: '平台不会接受这个模板内容。',
      remedy: '请先处理检查结果中标为必须修改的问题，再提交审核。',
    },
    en: {
      message: 'The platform would not take the content of this template.',
      remedy: 'Mend first what the check says must be mended, then submit it.',
    },
  },
}
