import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'
import type { Language } from './language.ts'
import { zhCN } from './zh-CN/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'screen'
    resources: { screen: typeof en }
  }
}

export * from './format.ts'
export { type Language, toLanguage } from './language.ts'
export { TextsProvider, type Translate, useTexts } from './texts.tsx'

export function createTexts(language: Language): i18n {
  const texts = i18next.createInstance()
  texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: ['zh-CN', 'en'],
    defaultNS: 'screen',
    ns: ['screen'],
    resources: { 'zh-CN': { screen: zhCN }, en: { screen: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  })
  return texts
}
