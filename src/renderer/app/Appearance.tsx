import { useMantineColorScheme } from '@mantine/core'
import type { i18n } from 'i18next'
import { useEffect } from 'react'
import { useSettings } from '../features/settings/index.ts'

/** Language and theme follow the settings as soon as they are known, without a reload. */
export function Appearance(props: { texts: i18n }) {
  const { texts } = props
  const language = useSettings((state) => state.language)
  const chosen = useSettings((state) => state.settings?.theme)
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })

  useEffect(() => {
    if (language !== undefined) texts.changeLanguage(language)
    document.documentElement.lang = language ?? texts.language
  }, [language, texts])

  useEffect(() => {
    if (chosen !== undefined) setColorScheme(chosen === 'system' ? 'auto' : chosen)
  }, [chosen, setColorScheme])

  return null
}
