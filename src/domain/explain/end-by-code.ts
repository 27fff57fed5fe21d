import { type Call, type Leg, OUTCOME_BY_Q850 } from '../calls/index.ts'
import type { Language } from './tables.ts'

/** Sentences for causes that say more than the outcome: one on what happened, one on what to do. */

export type Pair = { readonly headline: string; readonly advice: string }
type Both = Readonly<Record<Language, Pair>>

const pair = (headline: string, advice: string): Pair => ({ headline, advice })

const WAIT_MINUTE = { zh: '请一分钟后再拨。', en: 'Dial again in a minute.' }
const SETUP = {
  zh: '请联系管理员核对控制台中的应用设置。',
  en: 'Ask your administrator to check the application in the console.',
}
const PROMPT = {
  zh: '请检查所用的放音文件是否已上传并通过审核。',
  en: 'Check that the prompt file in use was uploaded and approved.',
}
const SLOW = {
  zh: '请减少拨打次数，稍后再拨。',
  en: 'Make fewer calls and try again later.',
}

/** Hang-up causes of a call whose customer did not answer (codes/hangup-causes.json). */
const BY_STATE_CODE: ReadonlyMap<number, Both> = new Map<number, Both>([
  [7001, both('账户的呼叫次数已达管控上限。', SLOW, 'The account has made too many calls.', SLOW)],
  [7002, both('应用的呼叫次数已达管控上限。', SLOW, 'The application has made too many calls.', SLOW)],
  [
    7003,
    both('显示号码的呼叫次数已达管控上限。', SLOW, 'The display number was used for too many calls.', SLOW),
  ],
  [
    7004,
    {
      'zh-CN': pair('客户号码在平台的黑名单中。', '请勿再拨打此号码；如有疑问，请联系平台客服。'),
      en: pair(
        'The customer’s number is on the platform’s blacklist.',
        'Do not call this number again; ask the platform’s support if in doubt.',
      ),
    },
  ],
  [
    7108,
    {
      'zh-CN': pair('平台账户已冻结。', '请联系管理员检查是否欠费。'),
      en: pair('The platform account is frozen.', 'Ask your administrator whether payment is overdue.'),
    },
  ],
  [7109, both('线路已占满。', WAIT_MINUTE, 'All voice lines were in use.', WAIT_MINUTE)],
  [
    8001,
    {
      'zh-CN': pair('未能接通客户。', '可能是线路、运营商或对方原因，请稍后再拨。'),
      en: pair(
        'The customer could not be connected.',
        'The line, the carrier or the phone may be the cause; try again later.',
      ),
    },
  ],
  [
    8002,
    {
      'zh-CN': pair('运营商播放了提示音，未能接通客户。', '对方可能关机、停机或不在服务区，请稍后再拨。'),
      en: pair(
        'The carrier played an announcement instead of ringing the customer.',
        'The phone may be off, suspended or without coverage; try again later.',
      ),
    },
  ],
  [
    8004,
    {
      'zh-CN': pair('响铃时被挂断，客户没有接听。', '先发短信说明来意，再择时回拨。'),
      en: pair('The call was declined while it rang.', 'Send a message first, then call at another time.'),
    },
  ],
  [8005, both('语音合成失败，呼叫已结束。', PROMPT, 'The text could not be turned into speech.', PROMPT)],
  [8006, both('放音文件不存在，呼叫已结束。', PROMPT, 'The prompt file does not exist.', PROMPT)],
  [8007, both('放音失败，呼叫已结束。', PROMPT, 'The prompt could not be played.', PROMPT)],
  [
    8008,
    {
      'zh-CN': pair('没有收到客户的按键。', '放音结束后需在 5 秒内按键，可稍后再试。'),
      en: pair(
        'No key press came from the customer.',
        'Keys must be pressed within 5 seconds; try again later.',
      ),
    },
  ],
  [
    8009,
    {
      'zh-CN': pair('客户接听前，你已挂断。', '需要时可重拨。'),
      en: pair('You hung up before the customer answered.', 'Dial again if you need to.'),
    },
  ],
  [8012, both('应用的 app_key 无效。', SETUP, 'The application’s app_key is not valid.', SETUP)],
  [8015, both('录音失败，呼叫已结束。', WAIT_MINUTE, 'Recording failed and the call ended.', WAIT_MINUTE)],
  [
    8017,
    {
      'zh-CN': pair('客户接听前，呼叫已按指令挂断。', '需要时可重拨。'),
      en: pair('The call was ended on request before the customer answered.', 'Dial again if you need to.'),
    },
  ],
  [8018, both('应用没有此业务的权限。', SETUP, 'The application may not use this service.', SETUP)],
  [
    8105,
    {
      'zh-CN': pair('客户拒接，或其号码已停机。', '请改发短信，或换个时间再拨。'),
      en: pair(
        'The customer declined, or the number is out of service.',
        'Send an SMS, or call at another time.',
      ),
    },
  ],
])

function both(
  zh: string,
  adviceZh: { readonly zh: string },
  en: string,
  adviceEn: { readonly en: string },
): Both {
  return { 'zh-CN': pair(zh, adviceZh.zh), en: pair(en, adviceEn.en) }
}

/** Why a talk ended, where it was not one of the two who hung up. */
const AFTER_ANSWER: ReadonlyMap<number, Both> = new Map<number, Both>([
  [
    8005,
    both(
      '已接通，但语音合成失败。',
      PROMPT,
      'The customer answered, but the text could not be spoken.',
      PROMPT,
    ),
  ],
  [
    8006,
    both(
      '已接通，但放音文件不存在。',
      PROMPT,
      'The customer answered, but the prompt file is missing.',
      PROMPT,
    ),
  ],
  [
    8007,
    both('已接通，但放音失败。', PROMPT, 'The customer answered, but the prompt was not played.', PROMPT),
  ],
  [
    8008,
    {
      'zh-CN': pair('已接通，但没有收到按键。', '放音结束后需在 5 秒内按键。'),
      en: pair(
        'The customer answered, but pressed no key in time.',
        'Keys must be pressed within 5 seconds of the end of the prompt.',
      ),
    },
  ],
  [
    8010,
    {
      'zh-CN': pair('通话到达时长上限，已自动结束。', ''),
      en: pair('The talk reached its time limit and was ended.', ''),
    },
  ],
  [
    8015,
    {
      'zh-CN': pair('已接通，但录音失败。', '这通呼叫可能没有录音。'),
      en: pair('The customer answered, but recording failed.', 'There may be no recording of this call.'),
    },
  ],
  [
    8017,
    {
      'zh-CN': pair('已接通，后按指令挂断。', ''),
      en: pair('The customer answered; the call was then ended on request.', ''),
    },
  ],
])

type OwnPhone = 'noAnswer' | 'busy' | 'poweredOff' | 'unreachable' | 'badNumber' | 'rejected'

/** What happened at the agent's own phone: the customer was never called. */
const OWN_PHONE: Readonly<Record<OwnPhone, Both>> = {
  noAnswer: {
    'zh-CN': pair('你的电话没有接听，客户没有被呼叫。', '重拨后请先接听自己的电话，再等待接通客户。'),
    en: pair(
      'Your phone was not answered, so the customer was not called.',
      'Dial again and answer your own phone first.',
    ),
  },
  busy: {
    'zh-CN': pair('你的电话占线，客户没有被呼叫。', '请先结束自己电话上的通话，然后重拨。'),
    en: pair('Your phone was busy, so the customer was not called.', 'Free your phone, then dial again.'),
  },
  poweredOff: {
    'zh-CN': pair('你的电话已关机，客户没有被呼叫。', '请打开自己的电话，然后重拨。'),
    en: pair(
      'Your phone was switched off, so the customer was not called.',
      'Switch it on, then dial again.',
    ),
  },
  unreachable: {
    'zh-CN': pair('你的电话暂时无法接通，客户没有被呼叫。', '请检查自己电话的信号，然后重拨。'),
    en: pair(
      'Your phone could not be reached, so the customer was not called.',
      'See that it has coverage, then dial again.',
    ),
  },
  badNumber: {
    'zh-CN': pair('你的电话号码不存在，客户没有被呼叫。', '请在设置中更正自己的号码。'),
    en: pair(
      'Your own number does not exist, so the customer was not called.',
      'Correct your number in the settings.',
    ),
  },
  rejected: {
    'zh-CN': pair(
      '你的电话拒接或已停机，客户没有被呼叫。',
      '重拨后请接听自己的电话；如仍不通，请检查是否停机。',
    ),
    en: pair(
      'Your phone declined the call or is out of service, so the customer was not called.',
      'Dial again and answer it; if it does not ring, check that it is in service.',
    ),
  },
}

const OWN_BY_STATE: ReadonlyMap<number, OwnPhone> = new Map<number, OwnPhone>([
  [8001, 'unreachable'],
  [8002, 'unreachable'],
  [8003, 'noAnswer'],
  [8004, 'rejected'],
  [8100, 'badNumber'],
  [8101, 'noAnswer'],
  [8102, 'busy'],
  [8103, 'unreachable'],
  [8104, 'poweredOff'],
  [8105, 'rejected'],
  [8106, 'badNumber'],
  [8107, 'noAnswer'],
  [8108, 'busy'],
  [8109, 'unreachable'],
  [8110, 'poweredOff'],
  [8111, 'rejected'],
])

/** What the outcome of one's own leg says, by its Q.850 cause. */
function ownByCause(cause: number | undefined): OwnPhone | undefined {
  const outcome = cause === undefined ? undefined : OUTCOME_BY_Q850.get(cause)
  return outcome !== undefined && isOwnPhone(outcome) ? outcome : undefined
}

const isOwnPhone = (outcome: string): outcome is OwnPhone => Object.hasOwn(OWN_PHONE, outcome)

/** The sentence of the cause, where it says more than the outcome does. */
export function endByCode(
  call: Pick<Call, 'outcome' | 'end'> & { readonly a: Pick<Leg, 'failureCause'> },
  language: Language,
): Pair | undefined {
  const point = call.end?.teardownPoint
  const code = call.end?.stateCode ?? (point !== undefined && point >= 7000 ? point : undefined)
  switch (call.outcome) {
    case 'ongoing':
    case 'refused':
    case 'notPlaced':
    case 'unknown':
      return undefined
    case 'answered':
      return code === undefined ? undefined : AFTER_ANSWER.get(code)?.[language]
    case 'callerFailed': {
      const own = OWN_BY_STATE.get(code ?? -1) ?? ownByCause(call.a.failureCause)
      return own === undefined ? undefined : OWN_PHONE[own][language]
    }
    default:
      return code === undefined ? undefined : BY_STATE_CODE.get(code)?.[language]
  }
}
