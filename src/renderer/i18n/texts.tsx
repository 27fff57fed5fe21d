import type { i18n, TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { type Language, toLanguage } from './language.ts'

export type Translate = TFunction

type Texts = { readonly t: Translate; readonly language: Language }

const Context = createContext<Texts | undefined>(undefined)

export function TextsProvider(props: { i18n: i18n; children: ReactNode }) {
  return (
    <I18nextProvider i18n={props.i18n}>
      <InLanguage>{props.children}</InLanguage>
    </I18nextProvider>
  )
}

/** Follows the language once for the whole screen: thousands of parts ask for their texts, rows while one scrolls. */
function InLanguage(props: { children: ReactNode }) {
  const { t, i18n: texts } = useTranslation()
  const language = toLanguage(texts.language)
  const value = useMemo(() => ({ t, language }), [t, language])
  return <Context value={value}>{props.children}</Context>
}

export function useTexts(): Texts {
  const texts = useContext(Context)
  if (texts === undefined) throw new Error('the texts are not provided')
  return texts
}
