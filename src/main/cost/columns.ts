import type { CostRow } from '../../contract/cost.ts'
import { PER_YUAN } from '../../domain/billing/index.ts'
import type { TableColumn } from '../../domain/exports/index.ts'

type Grouping = 'day' | 'profile' | 'agent' | 'number'

const KEY_HEADINGS: Readonly<Record<Grouping, TableColumn<CostRow>['heading']>> = {
  day: { 'zh-CN': '日期（北京时间）', en: 'Day (Beijing time)' },
  profile: { 'zh-CN': '应用配置编号', en: 'Profile id' },
  agent: { 'zh-CN': '坐席号码', en: 'Agent' },
  number: { 'zh-CN': '号码', en: 'Number' },
}

const column = (zh: string, en: string, read: TableColumn<CostRow>['read']): TableColumn<CostRow> => ({
  heading: { 'zh-CN': zh, en },
  read,
})

/** The columns of an exported report; talk time in seconds, amounts in yuan. */
export const costColumns = (grouping: Grouping): readonly TableColumn<CostRow>[] => [
  { heading: KEY_HEADINGS[grouping], read: ({ key }) => key },
  ...(grouping === 'day' ? [] : [column('名称', 'Name', ({ name }) => name)]),
  column('呼叫次数', 'Calls', ({ calls }) => calls),
  column('已结束', 'Ended', ({ ended }) => ended),
  column('接通', 'Answered', ({ answered }) => answered),
  column('通话时长（秒）', 'Talk time (s)', ({ talkMs }) => Math.round(talkMs / 1000)),
  column('A 路计费分钟', 'Billed minutes of leg A', ({ minutesA }) => minutesA),
  column('B 路计费分钟', 'Billed minutes of leg B', ({ minutesB }) => minutesB),
  column('费用（元）', 'Cost (yuan)', ({ amount }) => amount / PER_YUAN),
  column('未定价分钟', 'Minutes without a price', ({ unpriced }) => unpriced),
]
