import type { CallEvent, DialRequested, FeeReported } from '../../src/domain/calls/index.ts'
import {
  type CallId,
  type E164,
  isCallId,
  isE164,
  isProfileId,
  isRequestId,
  isSessionId,
  isUtcMs,
  must,
  type ProfileId,
  type UtcMs,
} from '../../src/domain/values.ts'

/**
 * Invented calls of a centre over three years: sixty agents, five profiles, 400,000 customers of whom few are
 * called often, working hours, the usual ends. The same seed gives the same calls.
 */

export type Made = {
  readonly id: CallId
  readonly events: readonly CallEvent[]
  /** Of the push address, or of the request. */
  readonly profileId: ProfileId
  readonly note: string
  readonly tags: readonly string[]
  readonly wrapUp: string
  readonly reviewed: boolean
}

export const time = (ms: number): UtcMs => must(Math.floor(ms), isUtcMs, 'time')
const number = (text: string): E164 => must(text, isE164, 'number')

/** mulberry32: small, quick, and the same everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const DAY = 86_400_000
const LAST_DAY = Date.UTC(2026, 9, 31)
const DAYS = 1096
export const FIRST_DAY = LAST_DAY - DAYS * DAY
const CUSTOMERS = 400_000
const NAMED = 100_000
const AGENTS = 60
const HEADS = [
  '130',
  '131',
  '133',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '152',
  '158',
  '159',
  '166',
  '177',
  '180',
  '186',
  '188',
  '189',
  '199',
]
const DISPLAYS = ['+8675528000111', '+861068001000', '+862164007788'].map(number)
export const PROFILES: readonly ProfileId[] = [1, 2, 3, 4, 5].map((n) =>
  must(`profile-000${n}`, isProfileId, 'profile'),
)
const TAGS = ['VIP', '投诉', '退款', '回访', '续费', '高意向', '黑名单', '转主管', '方言', '英文']
const WRAP_UPS = ['sold', 'later', 'refused', 'wrong', 'complaint', 'done']
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗']
const GIVEN = [...'伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红鹏']
const COMPANIES = ['远航物流', '华信科技', '金谷食品', '恒通贸易', '安康医疗', 'Blue Harbour', 'Nordwind', '']
const WORDS = [
  '客户',
  '要求',
  '退款',
  '明天',
  '下午',
  '回电',
  '已经',
  '付款',
  '订单',
  '没有',
  '收到',
  '货物',
  '投诉',
  '态度',
  '满意',
  '续费',
  '考虑',
  '价格',
  '太高',
  '联系',
  '主管',
  '发票',
  '地址',
  '修改',
  '取消',
  '预约',
  '上门',
  '安装',
  '维修',
  '催单',
]
const ENGLISH = [
  'customer',
  'asked',
  'for',
  'a',
  'refund',
  'call',
  'back',
  'tomorrow',
  'order',
  'shipped',
  'wrong',
  'address',
  'invoice',
  'paid',
]

const pick = <T>(random: () => number, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

const known: E164[] = []

/** The n-th customer's number. Few are landlines. */
export function customer(n: number): E164 {
  const before = known[n]
  if (before !== undefined) return before
  const fresh = inventNumber(n)
  known[n] = fresh
  return fresh
}

function inventNumber(n: number): E164 {
  const random = createRandom(n * 7919 + 13)
  random()
  if (n % 17 === 0) return number(`+86755${28_000_000 + Math.floor(random() * 999_999)}`)
  return number(`+86${pick(random, HEADS)}${String(Math.floor(random() * 100_000_000)).padStart(8, '0')}`)
}

export const agent = (n: number): E164 => number(`+861350000${String(1000 + n)}`)

export function contact(n: number) {
  const random = createRandom(n + 99)
  const latin = n % 20 === 0
  const name = latin
    ? `${pick(random, ['Anna', 'Peter', 'Maria', 'Johan', 'Elena'])} ${pick(random, ['Miller', 'Novak', 'Lindgren', 'Rossi'])}`
    : `${pick(random, SURNAMES)}${pick(random, GIVEN)}${random() < 0.6 ? pick(random, GIVEN) : ''}`
  return { id: `contact-${n}`, name, company: pick(random, COMPANIES), note: '', numbers: [customer(n)] }
}
export const contacts = (calls: number) =>
  Array.from({ length: Math.min(NAMED, Math.floor(calls / 10)) }, (_, n) => contact(n))

/** Busy hours as a share of the day's calls, from nine to twenty by the clock of Beijing. */
const HOURS = [8, 11, 12, 8, 5, 9, 12, 12, 10, 7, 4, 2]

function momentOf(random: () => number, day: number): number {
  let left = random() * 100
  const hour = HOURS.findIndex((share) => {
    left -= share
    return left < 0
  })
  return day + ((hour < 0 ? 4 : hour) + 1) * 3_600_000 + Math.floor(random() * 3_600_000)
}

/** Calls in the order of their start. */
export function* inventCalls(count: number, seed = 1): Generator<Made> {
  const random = createRandom(seed)
  const weights = Array.from(
    { length: DAYS },
    (_, day) => (day % 7 < 5 ? 1 : 0.35) * (0.7 + (0.6 * day) / DAYS),
  )
  const sum = weights.reduce((all, one) => all + one, 0)
  let serial = 0
  let owed = 0
  for (const [day, weight] of weights.entries()) {
    owed += (count * weight) / sum
    const today = Math.min(Math.round(owed), count - serial)
    owed -= today
    const from = FIRST_DAY + day * DAY
    const starts = Array.from({ length: today }, () => momentOf(random, from)).sort((a, b) => a - b)
    for (const start of starts) {
      yield inventCall(random, serial, start, day)
      serial += 1
    }
  }
}

const ENDS = [
  ['answered', 52, 0, 0],
  ['noAnswer', 20, 19, 0],
  ['busy', 8, 17, 0],
  ['rejected', 7, 21, 0],
  ['poweredOff', 5, 20, 8104],
  ['unreachable', 4, 3, 0],
  ['badNumber', 1.5, 1, 0],
  ['failed', 1.5, 41, 0],
  ['refused', 1, 0, 0],
] as const

function inventCall(random: () => number, serial: number, start: number, day: number): Made {
  const id = must(`00000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`, isCallId, 'id')
  const sessionId = must(
    `1200_${serial}_4294967295_${start}@callenabler01.example.com`,
    isSessionId,
    'session',
  )
  const at = time(start)
  const who = customer(Math.floor(random() ** 3 * CUSTOMERS))
  const own = agent(Math.floor(random() * AGENTS))
  const display = pick(random, DISPLAYS)
  // The last profile was given up after a year, and one is hardly used.
  const share = random()
  const profile = share < 0.45 ? 0 : share < 0.75 ? 1 : share < 0.95 ? 2 : share < 0.96 || day > 365 ? 3 : 4
  const profileId = PROFILES[profile] ?? pick(random, PROFILES)
  let left = random() * 100
  const end =
    ENDS.find(([, weight]) => {
      left -= weight
      return left < 0
    }) ?? ENDS[0]
  const [outcome, , cause, point] = end
  const two = random() < 0.82
  const second = Math.floor(start / 1000) * 1000
  const answered = time(second + 6000 + Math.floor(random() * 20) * 1000)
  const talk = Math.round(Math.exp(3.9 + 1.1 * (random() + random() + random() - 1.5) * 1.6)) * 1000
  const endedAt = time(answered + (outcome === 'answered' ? talk : 25_000))
  const request: DialRequested = {
    kind: 'dialRequested',
    at,
    requestId: must(`request-${serial}`, isRequestId, 'id'),
    profileId,
    caller: own,
    callee: who,
    displayToCaller: display,
    displayToCallee: display,
    options: { record: true, maxDurationMinutes: 0, playPreVoice: false, calleeMedia: 'all' },
  }
  const marks = inventMarks(random, outcome === 'answered')
  if (outcome === 'refused') {
    const resultcode = pick(random, ['1010023', '1010010', '1012001'])
    const refused = { kind: 'dialRefused', at, resultcode, httpStatus: 403, resultdesc: '' } as const
    return { id, events: [request, refused], profileId, ...marks }
  }
  const fee: FeeReported = {
    kind: 'fee',
    at: endedAt,
    sessionId,
    callerNumber: display,
    calleeNumber: two ? own : who,
    ...(two ? { forwardDisplay: display, forwardNumber: who } : {}),
    outStartedAt: time(second),
    outRingingAt: time(second + 2000),
    ...(two || outcome === 'answered' ? { outAnsweredAt: two ? time(second + 4000) : answered } : {}),
    outFailureCause: two ? 0 : cause,
    ...(two
      ? {
          forwardStartedAt: time(second + 4000),
          forwardRingingAt: time(second + 6000),
          ...(outcome === 'answered' ? { forwardAnsweredAt: answered } : {}),
          forwardFailureCause: cause,
        }
      : {}),
    endedAt,
    teardownPoint: point,
    sipStatus: 0,
    recorded: outcome === 'answered' && random() < 0.6,
    recordingObject: `${serial}.wav`,
    recordingDomain: 'recstore01.example.com',
    ...(two ? { serviceType: '002' } : {}),
  }
  const accepted = { kind: 'dialAccepted', at: time(start + 300), sessionId } as const
  return { id, events: two ? [request, accepted, fee] : [fee], profileId, ...marks }
}

function inventMarks(random: () => number, answered: boolean) {
  const noted = random() < 0.05
  const english = random() < 0.1
  const words = noted
    ? Array.from({ length: 4 + Math.floor(random() * 10) }, () => pick(random, english ? ENGLISH : WORDS))
    : []
  return {
    note: words.join(english ? ' ' : ''),
    tags: random() < 0.03 ? [pick(random, TAGS)] : [],
    wrapUp: answered && random() < 0.6 ? pick(random, WRAP_UPS) : '',
    reviewed: answered && random() < 0.02,
  }
}

export const TAG_NAMES: readonly string[] = TAGS
