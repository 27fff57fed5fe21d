import type { Entry } from './entry.ts'

export const BINDING_ERRORS: Readonly<Record<string, Entry>> = {
  'binding.notFound': {
    'zh-CN': { message: '找不到这个绑定。', remedy: '请刷新列表。' },
    en: { message: 'There is no such binding.', remedy: 'Refresh the list.' },
  },
  'binding.notActive': {
    'zh-CN': {
      message: '这个绑定当前不是生效状态。',
      remedy: '请查看它的状态；结果未知的绑定请先查询平台。',
    },
    en: {
      message: 'This binding is not active.',
      remedy: 'See its state; one whose answer was lost is settled by asking the platform first.',
    },
  },
  'binding.notUnknown': {
    'zh-CN': { message: '这个绑定的结果已经明确。', remedy: '无需确认。' },
    en: { message: 'What became of this binding is known.', remedy: 'There is nothing to settle.' },
  },
  'binding.notAcceptable': {
    'zh-CN': { message: '平台不会接受这样的内容。', remedy: '请先处理标为必须修改的项目。' },
    en: {
      message: 'The platform would not take this.',
      remedy: 'Mend first what the check says must be mended.',
    },
  },
  'drift.notFound': {
    'zh-CN': { message: '找不到这处差异，或它已处理。', remedy: '请重新核对。' },
    en: {
      message: 'There is no such difference, or it is mended.',
      remedy: 'Compare with the platform again.',
    },
  },
  'batch.notFound': {
    'zh-CN': { message: '找不到这个批次。', remedy: '请刷新列表。' },
    en: { message: 'There is no such batch.', remedy: 'Refresh the list.' },
  },
  'batch.wrongState': {
    'zh-CN': { message: '批次当前的状态不能这样操作。', remedy: '请等它停下，或查看它的进度。' },
    en: {
      message: 'The batch is in a state in which this cannot be done.',
      remedy: 'Wait until it has stopped, or see how far it is.',
    },
  },
  'rows.unreadable': {
    'zh-CN': { message: '无法读取这个文件。', remedy: '请用 CSV 或 XLSX 格式保存后重试；最多 10 万行。' },
    en: {
      message: 'The file cannot be read.',
      remedy: 'Save it as CSV or XLSX and try again; at most 100,000 rows.',
    },
  },
}
