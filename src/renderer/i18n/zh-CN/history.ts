import type { en } from '../en/index.ts'
import type { Shape } from '../shape.ts'

export const history: Shape<typeof en.history> = {
  title: '历史',
  list: '呼叫列表',
  filter: {
    outcomes: '结果',
    outcomesAny: '全部结果',
    dates: '时段',
    datesAny: '全部时间',
    today: '今天',
    week: '最近 7 天',
    month: '最近 30 天',
    clear: '清除筛选',
  },
  fresh_other: '{{count}} 条新记录',
  end: '已全部显示。',
  emptyTitle: '还没有呼叫',
  emptyText: '拨号后，或平台通知有呼叫时，每通呼叫的结果和原因都会出现在这里。',
  emptyAction: '转到拨号',
  noneTitle: '没有符合条件的呼叫',
  noneText: '请放宽筛选条件，或用号码的最后几位查找。',
  pickTitle: '请选择一通呼叫',
  pickText: '这里会显示它的过程、结束原因、计费分钟和录音。',
  row: '{{number}}，{{outcome}}，{{time}}',
  loadingMore: '正在读取更多',
  moreFailed: '未能读取后面的呼叫。',
  today: '今天',
  yesterday: '昨天',
}
