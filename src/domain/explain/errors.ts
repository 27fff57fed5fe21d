import { ARCHIVE_ERRORS } from './archive-errors.ts'
import { BINDING_ERRORS } from './binding-errors.ts'
import { CONTACT_ERRORS } from './contact-errors.ts'
import type { Entry } from './entry.ts'
import { NOTIFY_ERRORS } from './notify-errors.ts'
import { explainNumberProblem, isNumberProblem, type Words } from './numbers.ts'
import { causeWords, type Params, problemWords, wavProblemWords, whenWords } from './phrases.ts'
import { PROMPT_ERRORS } from './prompt-errors.ts'
import { REDACTION_ERRORS } from './redaction-errors.ts'
import { resultClause } from './result.ts'
import { REVIEW_ERRORS } from './review-errors.ts'
import type { Language } from './tables.ts'
import { TARGET_ERRORS } from './target-errors.ts'
import { TASK_ERRORS } from './task-errors.ts'
import { TEMPLATE_ERRORS } from './template-errors.ts'

const resultOf = (params: Params, language: Language) =>
  resultClause(
    params.resultcode === undefined ? undefined : String(params.resultcode),
    typeof params.httpStatus === 'number' ? params.httpStatus : undefined,
    language,
  )

const cause = (params: Params, language: Language) => causeWords(String(params.cause ?? ''), language)

const httpStatus = (params: Params): string =>
  params.httpStatus === undefined ? 'HTTP' : `HTTP ${params.httpStatus}`

const path = (params: Params): string => String(params.path ?? '')

/** The platform lets go of a locked address by itself after 30 minutes (auth.md §5). */
function unlocked(params: Params, language: Language): string {
  const known = params.afterMs !== undefined || params.untilMs !== undefined
  if (language === 'en') return `It lets go ${known ? whenWords(params, 'en') : 'after about 30 minutes'}`
  return `${known ? whenWords(params, 'zh-CN') : '约 30 分钟后'}自动解除`
}

const paused = (params: Params): string => (params.reason === 'locked' ? 'locked' : 'authentication')

/** `reason` and the other params as `parseDialled` gave them. */
function numberWords(params: Params, language: Language): Words | undefined {
  const { reason } = params
  if (typeof reason !== 'string' || !isNumberProblem(reason)) return undefined
  const facts = Object.entries(params).filter((entry): entry is [string, string | number] => {
    return typeof entry[1] !== 'boolean'
  })
  return explainNumberProblem(reason, Object.fromEntries(facts), language)
}

/** A word list per error code. Every code of the contract has one; a test compares the two. */
export const ENTRIES: Readonly<Record<string, Entry>> = {
  ...NOTIFY_ERRORS,
  ...PROMPT_ERRORS,
  ...BINDING_ERRORS,
  ...TARGET_ERRORS,
  ...ARCHIVE_ERRORS,
  ...TASK_ERRORS,
  ...REDACTION_ERRORS,
  ...REVIEW_ERRORS,
  ...CONTACT_ERRORS,
  ...TEMPLATE_ERRORS,
  'input.invalid': {
    'zh-CN': (params) => ({
      message:
        path(params) === ''
          ? `输入有误：${problemWords(params, 'zh-CN')}。`
          : `“${path(params)}”有误：${problemWords(params, 'zh-CN')}。`,
      remedy: '请修改后再试，已填写的内容不会丢失。',
    }),
    en: (params) => ({
      message:
        path(params) === ''
          ? `The input is not right: ${problemWords(params, 'en')}.`
          : `“${path(params)}” is not right: ${problemWords(params, 'en')}.`,
      remedy: 'Correct it and try again; what you entered is kept.',
    }),
  },
  'operation.unknown': {
    'zh-CN': { message: '应用不认识这个操作。', remedy: '请刷新页面，使页面与应用版本一致。' },
    en: {
      message: 'The application does not know this operation.',
      remedy: 'Reload the page, so that it matches the application.',
    },
  },
  cancelled: {
    'zh-CN': { message: '操作已取消。', remedy: '需要时可重新开始。' },
    en: { message: 'It was cancelled.', remedy: 'Start again when you need it.' },
  },
  deadline: {
    'zh-CN': { message: '操作用时过长，已停止等待。', remedy: '请查看结果是否已经生效，再决定是否重试。' },
    en: {
      message: 'It took too long, so we stopped waiting.',
      remedy: 'See whether it has taken effect before you try again.',
    },
  },
  'connection.lost': {
    'zh-CN': {
      message: '与应用的连接中断，没有收到结果。',
      remedy: '恢复连接后会重新读取；拨打类操作不会自动重发。',
    },
    en: {
      message: 'The connection to the application was lost before the result came.',
      remedy: 'It is read again once connected; nothing that rings a phone is sent again by itself.',
    },
  },
  forbidden: {
    'zh-CN': { message: '此页面无权访问应用。', remedy: '请重新打开应用启动时显示的地址。' },
    en: {
      message: 'This page may not use the application.',
      remedy: 'Open the address that the application printed at its start.',
    },
  },
  internal: {
    'zh-CN': {
      message: '应用内部出错，本次操作没有完成。',
      remedy: '请重试；如再次出现，请附上编号和日志联系维护人员。',
    },
    en: {
      message: 'Something went wrong inside the application; this was not completed.',
      remedy: 'Try again; if it happens again, report the reference with the log.',
    },
  },
  'host.unsupported': {
    'zh-CN': { message: '当前运行方式不支持此功能。', remedy: '请使用桌面版打开。' },
    en: {
      message: 'This way of running the application cannot do that.',
      remedy: 'Open the desktop version.',
    },
  },
  'profile.notFound': {
    'zh-CN': { message: '找不到该应用配置。', remedy: '它可能已被删除，请在设置中重新选择。' },
    en: {
      message: 'There is no such profile.',
      remedy: 'It may have been removed; choose another in the settings.',
    },
  },
  'profile.paused': {
    'zh-CN': (params) =>
      paused(params) === 'locked'
        ? {
            message: '平台因多次鉴权失败暂时封锁了本机地址，已停止发送请求。',
            remedy: `${unlocked(params, 'zh-CN')}；期间请核对 APP_Key 与 APP_Secret。`,
          }
        : {
            message: '上次鉴权失败，为避免被平台封锁，已暂停此配置。',
            remedy: '请核对 APP_Key、APP_Secret 与系统时间，然后在设置中恢复。',
          },
    en: (params) =>
      paused(params) === 'locked'
        ? {
            message: 'The platform has locked this address after failed sign-ins, so nothing is sent.',
            remedy: `${unlocked(params, 'en')}; check APP_Key and APP_Secret meanwhile.`,
          }
        : {
            message:
              'The last sign-in failed, so this profile is paused before the platform locks the address.',
            remedy: 'Check APP_Key, APP_Secret and the system clock, then resume it in the settings.',
          },
  },
  'profile.noSecret': {
    'zh-CN': { message: '此配置还没有 APP_Secret。', remedy: '请在设置中填写 APP_Secret。' },
    en: { message: 'This profile has no APP_Secret yet.', remedy: 'Enter the APP_Secret in the settings.' },
  },
  'profile.wrongService': {
    'zh-CN': { message: '此配置对应的应用不是该业务类型。', remedy: '请选择对应业务类型的配置。' },
    en: {
      message: 'The application behind this profile serves another kind of call.',
      remedy: 'Choose a profile of the right kind.',
    },
  },
  'keychain.unavailable': {
    'zh-CN': {
      message: '系统钥匙串不可用，密钥没有保存。',
      remedy: '可选择仅在本次运行中保留在内存里，或启用系统钥匙串后再保存。',
    },
    en: {
      message: 'The system keychain cannot be used, so the secret was not kept.',
      remedy: 'Keep it in memory for this run only, or enable the keychain and save it again.',
    },
  },
  'call.notFound': {
    'zh-CN': { message: '找不到这通呼叫。', remedy: '请刷新列表。' },
    en: { message: 'There is no such call.', remedy: 'Refresh the list.' },
  },
  'call.notLive': {
    'zh-CN': { message: '这通呼叫已经结束，或尚未被平台受理，无法挂断。', remedy: '请查看呼叫的最新状态。' },
    en: {
      message: 'This call is over, or the platform has not taken it, so it cannot be ended.',
      remedy: 'Look at its latest state.',
    },
  },
  'call.notUnknown': {
    'zh-CN': { message: '这通呼叫的结果已经明确。', remedy: '无需处理。' },
    en: { message: 'What became of this call is already known.', remedy: 'Nothing to do.' },
  },
  'number.notDialable': {
    'zh-CN': (params) =>
      params.reason === 'display'
        ? { message: '所选显示号码不属于此配置。', remedy: '请从配置的显示号码中选择。' }
        : (numberWords(params, 'zh-CN') ?? {
            message: '这个号码不能拨打。',
            remedy: '请输入中国大陆的手机号，或带区号的固话号码。',
          }),
    en: (params) =>
      params.reason === 'display'
        ? {
            message: 'The display number does not belong to this profile.',
            remedy: 'Choose one of the profile’s display numbers.',
          }
        : (numberWords(params, 'en') ?? {
            message: 'This number cannot be called.',
            remedy: 'Enter a mobile number of mainland China, or a landline with its area code.',
          }),
  },
  'receiver.notReachable': {
    'zh-CN': { message: '平台无法把通知推送到本机。', remedy: '请在设置中填写平台可访问的公网地址。' },
    en: {
      message: 'The platform cannot push to this machine.',
      remedy: 'Enter an address in the settings under which the platform reaches it.',
    },
  },
  'platform.refused': {
    'zh-CN': (params) => {
      const words = resultOf(params, 'zh-CN')
      return { message: `平台拒绝了请求：${words.clause}。`, remedy: words.remedy }
    },
    en: (params) => {
      const words = resultOf(params, 'en')
      return { message: `The platform refused the request: ${words.clause}.`, remedy: words.remedy }
    },
  },
  'platform.authentication': {
    'zh-CN': (params) => {
      const words = resultOf(params, 'zh-CN')
      return { message: `平台鉴权失败：${words.clause}。此配置已暂停，不会自动重试。`, remedy: words.remedy }
    },
    en: (params) => {
      const words = resultOf(params, 'en')
      return {
        message: `The platform did not accept the sign-in: ${words.clause}. The profile is paused; nothing is retried by itself.`,
        remedy: words.remedy,
      }
    },
  },
  'platform.busy': {
    'zh-CN': (params) => ({
      message: '平台正在限流，请求没有发送。',
      remedy: `${whenWords(params, 'zh-CN')}再试。`,
    }),
    en: (params) => ({
      message: 'The platform is limiting requests, so nothing was sent.',
      remedy: `Try again ${whenWords(params, 'en')}.`,
    }),
  },
  'platform.unreachable': {
    'zh-CN': (params) => ({
      message: `连接不上平台：${cause(params, 'zh-CN')}。请求没有发送。`,
      remedy: '请检查接入地址、网络和代理设置。',
    }),
    en: (params) => ({
      message: `The platform cannot be reached: ${cause(params, 'en')}. Nothing was sent.`,
      remedy: 'Check the access address, the network and the proxy settings.',
    }),
  },
  'platform.answerLost': {
    'zh-CN': (params) => ({
      message: `请求可能已到达平台，但没有收到应答：${cause(params, 'zh-CN')}。`,
      remedy: '结果未知，请先核实，不要立即重复操作。',
    }),
    en: (params) => ({
      message: `The request may have reached the platform, but no answer came: ${cause(params, 'en')}.`,
      remedy: 'The outcome is unknown; find out before you do it again.',
    }),
  },
  'platform.badAnswer': {
    'zh-CN': (params) => ({
      message: `平台的应答无法识别（${httpStatus(params)}）。`,
      remedy: '请检查接入地址是否为控制台显示的地址，中间是否有代理改写。',
    }),
    en: (params) => ({
      message: `The platform's answer could not be read (${httpStatus(params)}).`,
      remedy:
        'Check that the access address is the one the console shows, and that no proxy rewrites answers.',
    }),
  },
  'platform.tls': {
    'zh-CN': {
      message: '对方的证书不受信任，请求没有发送。',
      remedy: '请核对地址；如使用自签证书，请在设置中加入 CA 证书。',
    },
    en: {
      message: 'The certificate at the other end is not trusted, so nothing was sent.',
      remedy: 'Check the address; add your CA certificate in the settings if you use one of your own.',
    },
  },
  'recording.none': {
    'zh-CN': {
      message: '这通呼叫没有录音。',
      remedy: '未要求录音、通话不足 3 秒或应用未开通录音时不会生成录音。',
    },
    en: {
      message: 'This call has no recording.',
      remedy:
        'None is made when it was not asked for, the talk was under 3 seconds, or the application has recording switched off.',
    },
  },
  'recording.notYet': {
    'zh-CN': { message: '录音还没有准备好。', remedy: '平台推送话单后会自动获取。' },
    en: {
      message: 'The recording is not ready yet.',
      remedy: 'It is fetched by itself once the fee record has come.',
    },
  },
  'recording.expired': {
    'zh-CN': {
      message: '录音已超过平台保存的 7 天，无法再获取。',
      remedy: '请检查接收与网络设置，避免再次发生。',
    },
    en: {
      message: 'The platform kept the recording for 7 days and has deleted it.',
      remedy: 'Check the receiver and the network, so that it does not happen again.',
    },
  },
  'recording.damaged': {
    'zh-CN': (params) => ({
      message: `下载的录音没有保存：${wavProblemWords(params, 'zh-CN')}。`,
      remedy: '会自动重新获取，也可立即重试。',
    }),
    en: (params) => ({
      message: `The recording that arrived was not kept: ${wavProblemWords(params, 'en')}.`,
      remedy: 'It is fetched again by itself; you can also try now.',
    }),
  },
  'disk.full': {
    'zh-CN': { message: '磁盘空间不足，没有保存。', remedy: '请清理磁盘空间后重试。' },
    en: { message: 'The disk is full, so it was not kept.', remedy: 'Free some space and try again.' },
  },
  'store.damaged': {
    'zh-CN': { message: '本地数据库已损坏，没有写入任何内容。', remedy: '请从最近的备份恢复。' },
    en: {
      message: 'The local database is damaged; nothing was written.',
      remedy: 'Restore the newest backup.',
    },
  },
}

/**
 * What happened and what to do, in words.
 *
 * @param code a code of the contract's catalogue
 * @param params the facts the words are made of; waits as `afterMs`, moments as `untilMs`, both in milliseconds
 */
export function explainError(code: string, params: Params, language: Language): Words {
  const entry = Object.hasOwn(ENTRIES, code) ? ENTRIES[code] : ENTRIES.internal
  const words = entry?.[language]
  if (words === undefined) return { message: code, remedy: '' }
  return typeof words === 'function' ? words(params) : words
}
