import type { Entry } from './entry.ts'
import { explainKeychain } from './keychain.ts'
import type { Words } from './numbers.ts'
import { causeWords, durationWords, type Params } from './phrases.ts'
import { resultClause } from './result.ts'
import type { Language } from './tables.ts'

const offset = (params: Params, language: Language): string =>
  durationWords(Math.abs(Number(params.offsetMs)), language)

const text = (params: Params, name: string): string => String(params[name] ?? '')

const refused = (params: Params, language: Language): Words => {
  const { clause, remedy } = resultClause(text(params, 'resultcode'), Number(params.httpStatus), language)
  return { message: clause, remedy }
}

/** A word list per thing the check-up can find. */
export const FINDINGS: Readonly<Record<string, Entry>> = {
  'keychain.works': {
    'zh-CN': { message: '系统钥匙串可用，密钥存放在其中。', remedy: '' },
    en: { message: 'The system keychain works; secrets are kept there.', remedy: '' },
  },
  'keychain.absent': {
    'zh-CN': (params) => ({
      message: `系统钥匙串不可用（${explainKeychain(text(params, 'why'), 'zh-CN')}）。`,
      remedy: '请启用系统的密钥服务；在此之前，密钥只能保留到应用关闭。',
    }),
    en: (params) => ({
      message: `The system keychain cannot be used (${explainKeychain(text(params, 'why'), 'en')}).`,
      remedy:
        'Enable the secret service of the system; until then secrets last until the application closes.',
    }),
  },
  'receiver.listens': {
    'zh-CN': (params) => ({ message: `接收服务正在监听，地址为 ${text(params, 'address')}。`, remedy: '' }),
    en: (params) => ({
      message: `The receiver listens; its address is ${text(params, 'address')}.`,
      remedy: '',
    }),
  },
  'receiver.onlyHere': {
    'zh-CN': {
      message: '接收服务只在本机可达，平台无法把呼叫状态和话单推送过来。',
      remedy: '请在“设置 → 接收服务”中填写平台可访问的公网地址。',
    },
    en: {
      message: 'The receiver can be reached from this machine only, so the platform cannot push to it.',
      remedy: 'Enter an address under Settings → Receiver under which the platform reaches it.',
    },
  },
  'receiver.silent': {
    'zh-CN': (params) => ({
      message: `接收服务没有监听（${text(params, 'problem')}）。`,
      remedy: '端口可能被其他程序占用，请在“设置 → 接收服务”中换一个端口。',
    }),
    en: (params) => ({
      message: `The receiver does not listen (${text(params, 'problem')}).`,
      remedy: 'Another program may have its port; choose another under Settings → Receiver.',
    }),
  },
  'profiles.none': {
    'zh-CN': { message: '还没有应用配置。', remedy: '请在“设置 → 应用配置”中添加一个。' },
    en: { message: 'There is no profile yet.', remedy: 'Add one under Settings → Profiles.' },
  },
  'numbers.right': {
    'zh-CN': (params) => ({ message: `${text(params, 'count')} 个号码的格式都正确。`, remedy: '' }),
    en: (params) => ({ message: `The form of all ${text(params, 'count')} numbers is right.`, remedy: '' }),
  },
  'numbers.wrong': {
    'zh-CN': (params) => ({
      message: `号码 ${text(params, 'numbers')} 不是这里可用的格式。`,
      remedy: '显示号码应与平台“号码管理”中完全一致：+86、去掉前导 0 的区号、固话号码。',
    }),
    en: (params) => ({
      message: `The number ${text(params, 'numbers')} has not the form that is needed here.`,
      remedy:
        'Display numbers stand as in number management: +86, area code without its zero, landline number.',
    }),
  },
  'secret.missing': {
    'zh-CN': { message: '还没有 APP_Secret，没有向平台发送请求。', remedy: '请在该配置中填写 APP_Secret。' },
    en: {
      message: 'There is no APP_Secret yet, so nothing was asked of the platform.',
      remedy: 'Enter it in the profile.',
    },
  },
  'profile.paused': {
    'zh-CN': {
      message: '此配置已因鉴权失败暂停，没有向平台发送请求。',
      remedy: '请核对 APP_Key、APP_Secret 与系统时间，再恢复该配置。',
    },
    en: {
      message: 'This profile is paused after a failed sign-in, so nothing was asked of the platform.',
      remedy: 'Check APP_Key, APP_Secret and the clock, then resume the profile.',
    },
  },
  'check.spared': {
    'zh-CN': {
      message: '前一个配置鉴权失败，为避免本机地址被封锁，没有继续尝试。',
      remedy: '请先处理前一个配置的问题，再检查一次。',
    },
    en: {
      message:
        'An earlier profile failed to sign in; nothing more was tried, so that the address is not locked.',
      remedy: 'Mend that profile first, then check again.',
    },
  },
  'address.answers': {
    'zh-CN': (params) => ({ message: `平台在 ${text(params, 'address')} 应答。`, remedy: '' }),
    en: (params) => ({ message: `The platform answers at ${text(params, 'address')}.`, remedy: '' }),
  },
  'address.silent': {
    'zh-CN': (params) => ({
      message: `无法访问 ${text(params, 'address')}：${causeWords(text(params, 'cause'), 'zh-CN')}。`,
      remedy: '请核对 APP 接入地址、网络与代理设置。',
    }),
    en: (params) => ({
      message: `${text(params, 'address')} cannot be reached: ${causeWords(text(params, 'cause'), 'en')}.`,
      remedy: 'Check the APP access address, the network and the proxy.',
    }),
  },
  'clock.right': {
    'zh-CN': (params) => ({ message: `本机时间与平台相差 ${offset(params, 'zh-CN')}以内。`, remedy: '' }),
    en: (params) => ({
      message: `The clock is within ${offset(params, 'en')} of the platform's.`,
      remedy: '',
    }),
  },
  'clock.wrong': {
    'zh-CN': (params) => ({
      message: `本机时间与平台相差 ${offset(params, 'zh-CN')}，签名会被拒绝。`,
      remedy: '请打开系统的自动校时，然后再检查一次。',
    }),
    en: (params) => ({
      message: `The clock differs from the platform's by ${offset(params, 'en')}; signatures will be refused.`,
      remedy: 'Turn on automatic time in the system, then check again.',
    }),
  },
  'clock.unknown': {
    'zh-CN': { message: '平台没有告知时间，无法比较。', remedy: '请确认系统已打开自动校时。' },
    en: { message: 'The platform did not tell its time.', remedy: 'Make sure that automatic time is on.' },
  },
  'credentials.good': {
    'zh-CN': { message: '平台接受了签名。', remedy: '' },
    en: { message: 'The platform accepted the signature.', remedy: '' },
  },
  'credentials.refused': {
    'zh-CN': (params) => {
      const words = refused(params, 'zh-CN')
      return { message: `平台拒绝了签名：${words.message}。`, remedy: words.remedy }
    },
    en: (params) => {
      const words = refused(params, 'en')
      return { message: `The platform refused the signature: ${words.message}.`, remedy: words.remedy }
    },
  },
  'credentials.unknown': {
    'zh-CN': { message: '平台没有给出可判断签名是否正确的应答。', remedy: '请先处理其他问题，再检查一次。' },
    en: {
      message: 'The platform gave no answer from which the signature could be judged.',
      remedy: 'Mend the other findings first, then check again.',
    },
  },
}

/** Words of what a check-up found. @throws TypeError for a code that has none: a mistake in the program */
export function explainFinding(code: string, params: Params, language: Language): Words {
  const entry = FINDINGS[code]?.[language]
  if (entry === undefined) throw new TypeError(`no words for the finding ${code}`)
  return typeof entry === 'function' ? entry(params) : entry
}
