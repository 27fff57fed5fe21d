import type { Gap } from './find.ts'

type Language = 'zh-CN' | 'en'

/** Console and support speak Beijing time. */
const BEIJING_MS = 8 * 3_600_000
const beijing = (at: number): string => new Date(at + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ')

/** More sessions than this go into a second request. */
const MOST_IN_A_REQUEST = 200

/**
 * The text of a request to the platform's support to push missing fee records again by hand
 * (numbers-and-billing.md §3). Holds session ids and times, no number of a person.
 */
export function repushRequest(gaps: readonly Gap[], language: Language): string {
  const lines = gaps
    .filter(({ kind, call }) => kind === 'noFee' && call.sessionId !== undefined)
    .slice(0, MOST_IN_A_REQUEST)
    .map(({ call }) => `${call.sessionId}\t${beijing(call.startedAt)}`)
  return language === 'zh-CN'
    ? [
        '您好，以下语音通话的话单未收到推送，自动重推已结束，请协助手工重推到原话单接收地址：',
        'sessionId\t呼叫开始时间（UTC+8）',
        ...lines,
        `共 ${lines.length} 条。谢谢。`,
      ].join('\n')
    : [
        'Hello. The fee records of the following calls have not been received, and the automatic repeats are over. Please push them again by hand to the address set for fee records:',
        'sessionId\tcall started (UTC+8)',
        ...lines,
        `${lines.length} in all. Thank you.`,
      ].join('\n')
}
