import type { Call, Leg } from '../calls/index.ts'
import { outcomeLabel } from '../explain/index.ts'

export type CellValue = string | number | undefined
export type HeadingLanguage = 'zh-CN' | 'en'

type Words = { readonly 'zh-CN': string; readonly en: string }

/** One column of a table whose rows are made of values of one type. */
export type TableColumn<T> = {
  readonly heading: Words
  readonly read: (row: T, language: HeadingLanguage) => CellValue
}

/** One column of a table of calls. Times are UTC texts of ISO 8601 unless the heading says local. */
export type Column = TableColumn<Call> & {
  readonly id: string
  /** In the selection a person begins with. */
  readonly usual: boolean
}

const column = (
  id: string,
  zh: string,
  en: string,
  read: Column['read'],
  usual: 'usual' | 'more' = 'more',
): Column => ({ id, heading: { 'zh-CN': zh, en }, usual: usual === 'usual', read })

const utc = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString()

/** As the clock on the wall shows it here, in the form spreadsheets know: `2026-03-01 11:15:02`. */
function local(at: number | undefined): string | undefined {
  if (at === undefined) return undefined
  const time = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}

const flag = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? 'true' : 'false'

function legColumns(key: 'a' | 'b', zh: string, en: string): Column[] {
  const of = (read: (leg: Leg) => CellValue) => (call: Call) => {
    const leg = key === 'a' ? call.a : call.b
    return leg === undefined ? undefined : read(leg)
  }
  return [
    column(
      `${key}.number`,
      `${zh}号码`,
      en,
      of((leg) => leg.number),
      'usual',
    ),
    column(
      `${key}.display`,
      `${zh}看到的号码`,
      `${en} sees`,
      of((leg) => leg.display),
      'usual',
    ),
    column(
      `${key}.state`,
      `${zh}状态`,
      `${en} state`,
      of((leg) => leg.state),
    ),
    column(
      `${key}.calledAt`,
      `${zh}呼叫时间 (UTC)`,
      `${en} called (UTC)`,
      of((leg) => utc(leg.calledAt)),
    ),
    column(
      `${key}.ringingAt`,
      `${zh}振铃时间 (UTC)`,
      `${en} ringing (UTC)`,
      of((leg) => utc(leg.ringingAt)),
    ),
    column(
      `${key}.answeredAt`,
      `${zh}应答时间 (UTC)`,
      `${en} answered (UTC)`,
      of((leg) => utc(leg.answeredAt)),
    ),
    column(
      `${key}.endedAt`,
      `${zh}结束时间 (UTC)`,
      `${en} ended (UTC)`,
      of((leg) => utc(leg.endedAt)),
    ),
    column(
      `${key}.failureCause`,
      `${zh}失败原因 (Q.850)`,
      `${en} failure cause (Q.850)`,
      of((leg) => leg.failureCause),
    ),
  ]
}

/** Every column there is, in their order. All of them together hold the whole call. */
export const COLUMNS: readonly Column[] = [
  column('id', '呼叫 ID', 'call id', (call) => call.id, 'usual'),
  column('sessionId', '会话 ID', 'session id', (call) => call.sessionId, 'usual'),
  column('profileId', '应用配置', 'profile', (call) => call.profileId, 'usual'),
  column('service', '业务', 'service', (call) => call.service, 'usual'),
  column('startedAt', '开始时间 (UTC)', 'started (UTC)', (call) => utc(call.startedAt), 'usual'),
  column('startedLocal', '开始时间 (本地)', 'started (local)', (call) => local(call.startedAt), 'usual'),
  column('endedAt', '结束时间 (UTC)', 'ended (UTC)', (call) => utc(call.end?.at), 'usual'),
  column('endedLocal', '结束时间 (本地)', 'ended (local)', (call) => local(call.end?.at)),
  ...legColumns('a', '主叫侧', 'leg A'),
  ...legColumns('b', '被叫侧', 'leg B'),
  column('phase', '阶段', 'phase', (call) => call.phase),
  column('outcome', '结果', 'outcome', (call) => call.outcome, 'usual'),
  column(
    'outcomeWords',
    '结果说明',
    'outcome in words',
    (call, language) => outcomeLabel(call.outcome, language),
    'usual',
  ),
  column('stateCode', '挂机原因码', 'state code', (call) => call.end?.stateCode, 'usual'),
  column('stateDesc', '挂机原因描述', 'state description', (call) => call.end?.stateDesc),
  column('party', '挂机方', 'party', (call) => call.end?.party),
  column('teardownPoint', '拆线点', 'teardown point', (call) => call.end?.teardownPoint, 'usual'),
  column('sipStatus', 'SIP 状态码', 'SIP status', (call) => call.end?.sipStatus),
  column('resultcode', '平台结果码', 'result code', (call) => call.end?.resultcode),
  column('httpStatus', 'HTTP 状态码', 'HTTP status', (call) => call.end?.httpStatus),
  column('cause', '未送达原因', 'cause', (call) => call.end?.cause),
  column(
    'talkSeconds',
    '通话秒数',
    'talk seconds',
    (call) => (call.talkMs === undefined ? undefined : call.talkMs / 1000),
    'usual',
  ),
  column('billedA', '主叫侧计费分钟', 'billed minutes A', (call) => call.billedMinutes?.a, 'usual'),
  column('billedB', '被叫侧计费分钟', 'billed minutes B', (call) => call.billedMinutes?.b, 'usual'),
  column('feeReceived', '话单已到', 'fee record came', (call) => flag(call.feeReceived)),
  column('digits', '按键', 'keys', (call) => call.digits, 'usual'),
  column('stopping', '挂断中', 'hanging up', (call) => flag(call.stopping)),
  column('recording', '录音', 'recording', (call) => call.recording, 'usual'),
  column('settledByUser', '人工确认', 'settled by a person', (call) => flag(call.settledByUser)),
]

export const COLUMN_IDS: readonly string[] = COLUMNS.map(({ id }) => id)

/** The columns of these ids in their order; unknown ids are left out. */
export const columnsOf = (ids: readonly string[]): readonly Column[] =>
  COLUMNS.filter(({ id }) => ids.includes(id))

const BY_HEADING: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap((one) => [
    [one.heading.en.toLowerCase(), one] as const,
    [one.heading['zh-CN'], one] as const,
    [one.id.toLowerCase(), one] as const,
  ]),
)

/** Which column a heading names, in either language. */
export const columnByHeading = (heading: string): Column | undefined =>
  BY_HEADING.get(heading.trim().toLowerCase()) ?? BY_HEADING.get(heading.trim())
