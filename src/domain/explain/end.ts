import type { Call, CallOutcome, Phase } from '../calls/index.ts'
import { endByCode, type Pair } from './end-by-code.ts'
import { causeWords } from './phrases.ts'
import { resultClause } from './result.ts'
import { sipStatus } from './sip.ts'
import { hangupCause, inLanguage, type Language, q850Cause, resultMeanings, teardownPoint } from './tables.ts'

export type EndCode = { readonly label: string; readonly value: string; readonly meaning: string }
export type EndWords = {
  readonly headline: string
  readonly advice: string
  readonly codes: readonly EndCode[]
}

const OUTCOMES: Readonly<Record<CallOutcome, Readonly<Record<Language, Pair>>>> = {
  ongoing: {
    'zh-CN': { headline: '呼叫进行中。', advice: '' },
    en: { headline: 'The call is under way.', advice: '' },
  },
  answered: {
    'zh-CN': { headline: '已接通，通话结束。', advice: '' },
    en: { headline: 'The customer answered, and the call is over.', advice: '' },
  },
  noAnswer: {
    'zh-CN': { headline: '客户没有接听。', advice: '换个时间再拨；同一号码 24 小时内不宜超过 3 次。' },
    en: {
      headline: 'The customer did not answer.',
      advice: 'Try at another time; not more than 3 times in 24 hours.',
    },
  },
  busy: {
    'zh-CN': { headline: '客户正在通话中。', advice: '几分钟后再拨。' },
    en: { headline: 'The customer was on another call.', advice: 'Try again in a few minutes.' },
  },
  rejected: {
    'zh-CN': { headline: '客户拒接或中途挂断了振铃。', advice: '先发短信说明来意，再择时回拨。' },
    en: {
      headline: 'The customer declined the call.',
      advice: 'Send a message first, then call at another time.',
    },
  },
  poweredOff: {
    'zh-CN': { headline: '客户手机已关机。', advice: '请稍后再拨，或改发短信。' },
    en: { headline: "The customer's phone was switched off.", advice: 'Try again later or send an SMS.' },
  },
  unreachable: {
    'zh-CN': { headline: '暂时无法接通客户。', advice: '对方可能不在服务区，请稍后再拨。' },
    en: {
      headline: 'The customer could not be reached.',
      advice: 'There may be no coverage; try again later.',
    },
  },
  badNumber: {
    'zh-CN': { headline: '客户号码是空号。', advice: '请核对号码后再拨。' },
    en: {
      headline: "The customer's number does not exist.",
      advice: 'Check the number before you call again.',
    },
  },
  callerFailed: {
    'zh-CN': {
      headline: '你的电话没有接通，客户没有被呼叫。',
      advice: '请检查自己的电话是否空闲、开机，然后重拨。',
    },
    en: {
      headline: 'Your own phone was not reached, so the customer was not called.',
      advice: 'See that your phone is on and free, then dial again.',
    },
  },
  cancelled: {
    'zh-CN': { headline: '客户接听前呼叫已结束。', advice: '需要时可重拨。' },
    en: { headline: 'The call ended before the customer answered.', advice: 'Dial again if you need to.' },
  },
  blocked: {
    'zh-CN': { headline: '平台的管控拦下了这通呼叫。', advice: '请勿重复拨打；原因见下方代码。' },
    en: {
      headline: 'The platform’s controls stopped this call.',
      advice: 'Do not keep dialling; the code below tells why.',
    },
  },
  failed: {
    'zh-CN': {
      headline: '呼叫失败，原因在平台或线路。',
      advice: '稍后再试；如反复出现，请将下方代码提供给平台客服。',
    },
    en: {
      headline: 'The call failed inside the platform or the network.',
      advice: 'Try later; if it keeps happening, give the codes below to the platform’s support.',
    },
  },
  refused: {
    'zh-CN': { headline: '平台没有受理这次呼叫，没有电话振铃。', advice: '' },
    en: { headline: 'The platform did not take the call; no phone rang.', advice: '' },
  },
  notPlaced: {
    'zh-CN': { headline: '呼叫没有发出，没有电话振铃。', advice: '可以放心重拨。' },
    en: { headline: 'The call was not placed; no phone rang.', advice: 'You can safely dial again.' },
  },
  unknown: {
    'zh-CN': {
      headline: '不确定这通呼叫是否已经发出。',
      advice: '请先确认自己的电话是否响过，再决定是否重拨。',
    },
    en: {
      headline: 'It is not certain whether this call was placed.',
      advice: 'Find out whether your phone rang before you dial again.',
    },
  },
}

const LABELS = {
  stateCode: { 'zh-CN': '挂机原因', en: 'Hang-up cause' },
  teardown: { 'zh-CN': '拆线点', en: 'Teardown point' },
  q850a: { 'zh-CN': '主叫侧 Q.850', en: 'Q.850, your leg' },
  q850b: { 'zh-CN': '被叫侧 Q.850', en: 'Q.850, customer leg' },
  sip: { 'zh-CN': 'SIP 状态', en: 'SIP status' },
  result: { 'zh-CN': '返回码', en: 'Result code' },
} as const

const UNKNOWN_CODE = { en: 'Not in the platform’s tables', zh: '平台公布的表中没有此代码' }

/**
 * What happened to a call in one sentence, what to do, and the codes behind it with their meaning.
 * Minutes are named once they are known.
 */
export function explainEnd(
  call: Pick<Call, 'outcome' | 'phase' | 'end' | 'a' | 'b' | 'billedMinutes'>,
  language: Language,
): EndWords {
  const words = endByCode(call, language) ?? OUTCOMES[call.outcome][language]
  return {
    headline: withMinutes(words.headline, call, language),
    advice: adviceOf(call, words.advice, language),
    codes: codesOf(call, language),
  }
}

/** Minutes are what is billed, not what was talked; 0 needs no such word. */
function withMinutes(
  headline: string,
  call: Pick<Call, 'phase' | 'billedMinutes'>,
  language: Language,
): string {
  if (call.phase !== 'ended' || call.billedMinutes === undefined) return headline
  const total = call.billedMinutes.a + call.billedMinutes.b
  if (language === 'en') {
    return `${headline.replace(/\.$/, '')} (${total === 0 ? '0 min' : `${total} min billed`}).`
  }
  return `${headline.replace(/。$/, '')}（${total === 0 ? '0 分钟' : `计费 ${total} 分钟`}）。`
}

function adviceOf(call: Pick<Call, 'outcome' | 'end'>, advice: string, language: Language): string {
  if (call.outcome === 'refused') {
    return resultClause(call.end?.resultcode, call.end?.httpStatus, language).remedy
  }
  if (call.outcome === 'notPlaced' && call.end?.cause !== undefined) {
    const why = causeWords(call.end.cause, language)
    return language === 'en' ? `Reason: ${why}. ${advice}` : `原因：${why}。${advice}`
  }
  return advice
}

const resultMeaning = (code: string, httpStatus: number | undefined, language: Language): string =>
  inLanguage(resultMeanings(code, httpStatus) ?? UNKNOWN_CODE, language)

function codesOf(call: Pick<Call, 'end' | 'a' | 'b'>, language: Language): EndCode[] {
  const meaning = (words: { en: string; zh: string } | undefined) =>
    inLanguage(words ?? UNKNOWN_CODE, language)
  const codes: EndCode[] = []
  const { end, a, b } = call
  if (end?.resultcode !== undefined) {
    codes.push({
      label: LABELS.result[language],
      value: end.resultcode,
      meaning: resultMeaning(end.resultcode, end.httpStatus, language),
    })
  }
  if (end?.stateCode !== undefined) {
    codes.push({
      label: LABELS.stateCode[language],
      value: String(end.stateCode),
      meaning: meaning(hangupCause(end.stateCode)),
    })
  }
  if (end?.teardownPoint !== undefined && end.teardownPoint !== 0) {
    codes.push({
      label: LABELS.teardown[language],
      value: String(end.teardownPoint),
      meaning: meaning(teardownPoint(end.teardownPoint)),
    })
  }
  if (a.failureCause !== undefined && a.failureCause !== 0) {
    codes.push({
      label: LABELS.q850a[language],
      value: String(a.failureCause),
      meaning: meaning(q850Cause(a.failureCause)),
    })
  }
  if (b?.failureCause !== undefined && b.failureCause !== 0) {
    codes.push({
      label: LABELS.q850b[language],
      value: String(b.failureCause),
      meaning: meaning(q850Cause(b.failureCause)),
    })
  }
  if (end?.sipStatus !== undefined) {
    codes.push({
      label: LABELS.sip[language],
      value: String(end.sipStatus),
      meaning: meaning(sipStatus(end.sipStatus)),
    })
  }
  return codes
}

const OUTCOME_LABELS: Readonly<Record<CallOutcome, Readonly<Record<Language, string>>>> = {
  ongoing: { 'zh-CN': '进行中', en: 'Under way' },
  answered: { 'zh-CN': '已接通', en: 'Answered' },
  noAnswer: { 'zh-CN': '无人接听', en: 'No answer' },
  busy: { 'zh-CN': '占线', en: 'Busy' },
  rejected: { 'zh-CN': '拒接', en: 'Declined' },
  poweredOff: { 'zh-CN': '关机', en: 'Switched off' },
  unreachable: { 'zh-CN': '无法接通', en: 'Unreachable' },
  badNumber: { 'zh-CN': '空号', en: 'No such number' },
  callerFailed: { 'zh-CN': '主叫未接通', en: 'Own phone not reached' },
  cancelled: { 'zh-CN': '接通前挂断', en: 'Ended before answer' },
  blocked: { 'zh-CN': '被管控', en: 'Blocked' },
  failed: { 'zh-CN': '失败', en: 'Failed' },
  refused: { 'zh-CN': '平台未受理', en: 'Refused by platform' },
  notPlaced: { 'zh-CN': '未发出', en: 'Not placed' },
  unknown: { 'zh-CN': '结果未知', en: 'Unknown' },
}

const PHASE_LABELS: Readonly<Record<Phase, Readonly<Record<Language, string>>>> = {
  dialling: { 'zh-CN': '正在提交', en: 'Being sent' },
  unknown: { 'zh-CN': '结果未知', en: 'Unknown' },
  refused: { 'zh-CN': '平台未受理', en: 'Refused by platform' },
  notPlaced: { 'zh-CN': '未发出', en: 'Not placed' },
  placed: { 'zh-CN': '平台已受理', en: 'Taken by the platform' },
  live: { 'zh-CN': '呼叫中', en: 'Live' },
  ended: { 'zh-CN': '已结束', en: 'Ended' },
}

export const outcomeLabel = (outcome: CallOutcome, language: Language): string =>
  OUTCOME_LABELS[outcome][language]
export const phaseLabel = (phase: Phase, language: Language): string => PHASE_LABELS[phase][language]
