import type { Language } from './tables.ts'

const REASONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  noLibsecret: { 'zh-CN': '系统没有安装 libsecret', en: 'libsecret is not installed' },
  noService: { 'zh-CN': '没有运行中的密钥服务（Secret Service）', en: 'no Secret Service is running' },
  locked: { 'zh-CN': '钥匙串处于锁定状态', en: 'it is locked' },
  silent: { 'zh-CN': '钥匙串没有应答', en: 'it does not answer' },
}

/** Why the keychain cannot be used, as a clause; what the system said when it is none of the known reasons. */
export const explainKeychain = (why: string, language: Language): string => REASONS[why]?.[language] ?? why
