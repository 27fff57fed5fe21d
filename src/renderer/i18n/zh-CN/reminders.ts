import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const reminders: Shape<typeof en.reminders> = {
  title: '回电提醒',
  set: '回电提醒',
  at: '提醒：{{time}}',
  when: '何时回电',
  move: '改到',
  done: '已完成',
  open_other: '{{count}} 个回电',
  due_other: '{{count}} 个回电到时间',
  now: '现在回电：{{who}}',
  later: {
    minutes: '15 分钟后',
    hour: '1 小时后',
    hours: '3 小时后',
    tomorrow: '明天 9:00',
    week: '一周后 9:00',
  },
}
