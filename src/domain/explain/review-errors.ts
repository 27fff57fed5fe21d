import type { Entry } from './entry.ts'

export const REVIEW_ERRORS: Readonly<Record<string, Entry>> = {
  'review.notFound': {
    'zh-CN': { message: '找不到这项质检内容。', remedy: '它可能已被删除或移出列表，请刷新。' },
    en: {
      message: 'There is no such part of a review.',
      remedy: 'It may have been removed or taken off the list; refresh.',
    },
  },
}
