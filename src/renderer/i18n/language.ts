export type Language = 'zh-CN' | 'en'

export const toLanguage = (tag: string): Language => (/^zh\b/i.test(tag) ? 'zh-CN' : 'en')
