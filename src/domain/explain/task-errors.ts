import type { Entry } from './entry.ts'

export const TASK_ERRORS: Readonly<Record<string, Entry>> = {
  'task.notFound': {
    'zh-CN': { message: '找不到这项任务。', remedy: '它可能已从列表中移除，或随应用上次关闭而结束。' },
    en: {
      message: 'There is no such task.',
      remedy: 'It may have been taken off the list, or ended when the application was last closed.',
    },
  },
}
