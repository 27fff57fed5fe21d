import type { BindingFinding, FindingCode } from '../bindings/finding.ts'
import type { Words } from './numbers.ts'
import { ROW_FIELD_NAMES } from './row-fields.ts'
import type { Language } from './tables.ts'

type Params = BindingFinding['params']
type Both = Readonly<Record<Language, Words | ((params: Params) => Words)>>

const both = (zh: readonly [string, string], en: readonly [string, string]): Both => ({
  'zh-CN': { message: zh[0], remedy: zh[1] },
  en: { message: en[0], remedy: en[1] },
})

const who = (params: Params): string => String(params.who ?? 'A')
const fieldName = (field: string | number | undefined, language: Language): string =>
  new Map<unknown, string>(Object.entries(ROW_FIELD_NAMES[language])).get(field) ?? `${field ?? ''}`
const when = (params: Params): string => String(params.until ?? '').slice(0, 16)

/** What a finding means and what to do, for forms, dry runs and result files alike. */
const FINDINGS: Readonly<Record<FindingCode, Both>> = {
  notBindable: both(
    [
      '这个号码不能绑定：只能绑定手机号或固话，不能绑定 400、95 等号码。',
      '请换成真实的手机号或带区号的固话。',
    ],
    [
      'This number cannot be bound: only mobile numbers and landlines can, not 400 or 95 numbers.',
      'Give a real mobile number, or a landline with its area code.',
    ],
  ),
  sameNumber: both(
    ['A 与 B 是同一个号码。', '请填写两个不同的号码。'],
    ['A and B are the same number.', 'Give two different numbers.'],
  ),
  xNotMobile: both(
    ['隐私号码 X 只能是手机号形式。', '请从号码池中选择。'],
    ['A private number X always has the form of a mobile number.', 'Choose one of the pool.'],
  ),
  xIsParty: both(
    ['真实号码不能与隐私号码相同。', '请核对号码。'],
    ['A real number cannot be the private number itself.', 'Check the numbers.'],
  ),
  landlineCannotCall: {
    'zh-CN': (params) => ({
      message: `${who(params)} 是固话，固话只能接听，不能拨打隐私号码；这个方向上永远打不通。`,
      remedy: '请改变呼叫方向，或换成手机号。',
    }),
    en: (params) => ({
      message: `${who(params)} is a landline. Landlines can be called through a private number and cannot call one, so nothing would ever get through.`,
      remedy: 'Change the direction, or give a mobile number.',
    }),
  },
  landlineOnlyReceives: {
    'zh-CN': (params) => ({
      message: `${who(params)} 是固话：可以被叫，但不能拨打隐私号码。`,
      remedy: '如需主动呼出，请用手机号。',
    }),
    en: (params) => ({
      message: `${who(params)} is a landline: it can be called, and cannot call the private number.`,
      remedy: 'Give a mobile number if calls should go out from there.',
    }),
  },
  xNeedsChoice: both(
    ['A 是固话时，平台无法按归属地选择隐私号码。', '请指定 X，或指定城市。'],
    ['For a landline A the platform cannot choose a private number by itself.', 'Name X, or a city.'],
  ),
  calleeIsA: both(
    ['临时被叫不能是 A 自己。', '请填写要呼叫的号码。'],
    ['The temporary callee cannot be A.', 'Give the number that A wants to reach.'],
  ),
  calleeNotDialable: both(
    ['无法呼叫这个号码。', '请填写手机号、带区号的固话，或 400、95 号码。'],
    [
      'This number cannot be called.',
      'Give a mobile number, a landline with its area code, a 400 or a 95 number.',
    ],
  ),
  hintToneWithoutRecord: both(
    ['没有打开录音，录音提示音不会播放。', '请打开录音，或去掉提示音。'],
    [
      'Recording is off, so its announcement is not played.',
      'Switch recording on, or take the announcement out.',
    ],
  ),
  recordWithoutHintTone: both(
    ['录音没有提示音，通话可能被运营商拦截。', '请选择一个录音提示音。'],
    ['Recorded calls without an announcement may be blocked by carriers.', 'Choose an announcement.'],
  ),
  lastMinVoiceWithoutLimit: both(
    ['没有限制通话时长，最后一分钟提示音不会播放。', '请设置最长通话时间，或去掉提示音。'],
    [
      'Calls have no limit, so the prompt of the last minute is not played.',
      'Set a limit, or take the prompt out.',
    ],
  ),
  lifeTooShort: {
    'zh-CN': (params) => ({
      message: `有效期太短：至少 ${params.seconds ?? 60} 秒。`,
      remedy: '请延长，或设为永久。',
    }),
    en: (params) => ({
      message: `The life is too short: at least ${params.seconds ?? 60} seconds.`,
      remedy: 'Make it longer, or without end.',
    }),
  },
  lifeNotMinutes: both(
    ['此模式的有效期按分钟或小时计算。', '请填写整分钟。'],
    ['In this mode lives are counted in minutes or hours.', 'Give whole minutes.'],
  ),
  pairLifeBeyondLife: both(
    ['B 的有效期长于整个绑定，将随绑定一起结束。', '如需更久，请延长绑定的有效期。'],
    ['This is longer than the binding itself and ends together with it.', 'Make the binding last longer.'],
  ),
  userDataCharacters: {
    'zh-CN': (params) => ({
      message: `附加数据中不能有“${params.character ?? ''}”。`,
      remedy: '只用英文字母、数字和常用符号；中文请先做 Base64 编码。',
    }),
    en: (params) => ({
      message: `User data cannot hold “${params.character ?? ''}”.`,
      remedy: 'Use letters, digits and common signs; encode Chinese in Base64 first.',
    }),
  },
  promptName: both(
    ['这不是平台认可的放音文件名。', '请从已通过审核的放音文件中选择。'],
    [
      'The platform does not take this as the name of a prompt.',
      'Choose one of the prompts that have passed.',
    ],
  ),
  promptNotPassed: both(
    ['这个放音文件还没有通过此应用的审核。', '请先完成审核，否则放音会失败。'],
    [
      'This prompt has not passed its review for this application.',
      'Finish the review first, else it cannot be played.',
    ],
  ),
  extensionZero: both(
    ['分机号从 0001 开始，不能全为 0。', '请换一个分机号。'],
    ['Extensions begin with 0001; it cannot be zero.', 'Give another extension.'],
  ),
  nothingChanged: both(
    ['没有任何更改。', '请至少更改一项。'],
    ['Nothing is changed.', 'Change at least one thing.'],
  ),
  xNotInPool: both(
    ['这个隐私号码不在配置的号码池中。', '请核对；若属于该应用，可加入号码池。'],
    [
      'This private number is not in the pool of the profile.',
      'Check it; add it to the pool if it belongs to the application.',
    ],
  ),
  userOnX: {
    'zh-CN': (params) => ({
      message: `${who(params)} 的号码在这个 X 上已有绑定，同一号码在一个 X 上只能出现一次。`,
      remedy: '请换一个 X，或先解绑。',
    }),
    en: (params) => ({
      message: `The number of ${who(params)} is bound on this X already; a number can be on one X only once.`,
      remedy: 'Take another X, or unbind the other first.',
    }),
  },
  xTaken: both(
    ['这个 X 已绑定给另一个 A。', '请换一个 X，或先解绑。'],
    ['This X is bound to another A.', 'Take another X, or unbind the other first.'],
  ),
  xFull: {
    'zh-CN': (params) => ({
      message: `这个 X 已达到 ${params.most ?? ''} 个绑定的上限。`,
      remedy: '请换一个 X。',
    }),
    en: (params) => ({
      message: `This X has its ${params.most ?? ''} bindings and takes no more.`,
      remedy: 'Take another X.',
    }),
  },
  xBeyondAdvice: {
    'zh-CN': (params) => ({
      message: `这个 X 上的分机已超过建议的 ${params.advised ?? ''} 个。`,
      remedy: '建议使用另一个 X。',
    }),
    en: (params) => ({
      message: `This X has more extensions than the ${params.advised ?? ''} that are advised.`,
      remedy: 'Better take another X.',
    }),
  },
  xPerAReached: {
    'zh-CN': (params) => ({
      message: `这个 A 已有 ${params.most ?? 5} 个隐私号码，不能再多。`,
      remedy: '请先解绑其中一个。',
    }),
    en: (params) => ({
      message: `This A has ${params.most ?? 5} private numbers and can have no more.`,
      remedy: 'Unbind one of them first.',
    }),
  },
  xSuspended: both(
    ['这个 X 已被暂停，绑定、通话和短信都会失败。', '请换一个 X，或联系平台。'],
    ['This X is suspended: binding, calls and messages fail.', 'Take another X, or ask the platform.'],
  ),
  xUnavailable: both(
    ['这个 X 不可用，绑定、通话和短信都会失败。', '请换一个 X，并查看不可用的原因。'],
    [
      'This X is not available: binding, calls and messages fail.',
      'Take another X, and see why on the board.',
    ],
  ),
  xFrozen: both(
    ['这个 X 已冻结绑定：不能新增绑定，已有的仍有效。', '请换一个 X。'],
    ['This X is frozen: no new bindings, those there work.', 'Take another X.'],
  ),
  xCooling: {
    'zh-CN': (params) => ({
      message: `这个 X 刚被别人用过，冷却到 ${when(params)}（UTC）。`,
      remedy: '在此之前，旧联系人可能仍会拨打它；最好换一个 X。',
    }),
    en: (params) => ({
      message: `This X was used by other people and rests until ${when(params)} UTC.`,
      remedy: 'People who had it may still call it; better take another.',
    }),
  },
  alreadyBound: both(
    ['同样的号码已经绑定。', '请先查看已有的绑定，确认是否需要再绑一次。'],
    ['The same numbers are bound already.', 'Look at that binding first; you may not need another.'],
  ),
  boundUnknown: both(
    ['同样的绑定曾发送过，但没有收到结果。', '请先查询那一条的结果，再决定是否重新绑定。'],
    [
      'The same was sent before and its answer was lost.',
      'Settle that one first, then decide whether to bind again.',
    ],
  ),
  extensionTaken: both(
    ['这个分机号在该 X 上已被使用。', '请换一个分机号，或让平台分配。'],
    ['This extension is in use on that X.', 'Take another one, or let the platform pick.'],
  ),
  pairTaken: both(
    ['这个 B 已绑定在该关系下。', '无需重复绑定。'],
    ['This B is bound under it already.', 'There is no need to bind it again.'],
  ),
  cellMissing: both(
    ['缺少必填内容。', '请补全这一行，或映射另一列。'],
    ['Something is missing here.', 'Fill the cell, or map another column.'],
  ),
  cellUnreadable: {
    'zh-CN': (params) => ({
      message: `“${fieldName(params.problem, 'zh-CN')}”的内容无法识别。`,
      remedy: '请更正这个单元格。',
    }),
    en: (params) => ({
      message: `What stands for “${fieldName(params.problem, 'en')}” cannot be read.`,
      remedy: 'Correct the cell.',
    }),
  },
  rowTwice: {
    'zh-CN': (params) => ({
      message: `与第 ${params.row ?? ''} 行重复。`,
      remedy: '请删除重复的行。',
    }),
    en: (params) => ({
      message: `The same as row ${params.row ?? ''}.`,
      remedy: 'Take one of them out.',
    }),
  },
  userTwiceOnX: {
    'zh-CN': (params) => ({
      message: `${who(params)} 的号码在第 ${params.row ?? ''} 行已用于同一个 X。`,
      remedy: '同一号码在一个 X 上只能出现一次，请换一个 X。',
    }),
    en: (params) => ({
      message: `The number of ${who(params)} is used on the same X in row ${params.row ?? ''}.`,
      remedy: 'A number can be on one X only once; take another X.',
    }),
  },
}

/** A finding about a binding in words: what it means and what to do. */
export function explainBindingFinding(
  finding: Pick<BindingFinding, 'code' | 'params'>,
  language: Language,
): Words {
  const words = FINDINGS[finding.code][language]
  return typeof words === 'function' ? words(finding.params) : words
}
