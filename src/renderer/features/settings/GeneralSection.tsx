import { Input, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Settings } from '../../../contract/settings.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import classes from './SettingsView.module.css'
import { useSettings } from './store.ts'

/** Language and theme; each applies as soon as it is chosen. */
export function GeneralSection(props: { settings: Settings }) {
  const { settings } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const save = useSettings((state) => state.save)
  const [error, setError] = useState<ErrorData>()
  const keep = (change: Partial<Settings>) => {
    setError(undefined)
    save({ ...settings, ...change }).catch((thrown: unknown) => setError(errorOf(thrown, language)))
  }
  return (
    <div className={classes.form}>
      <Section title={t('settings.general')} hint={t('settings.appliesAtOnce')}>
        <div className={classes.fields}>
          <Input.Wrapper label={t('settings.language.label')} labelElement="div">
            <div>
              <SegmentedControl
                aria-label={t('settings.language.label')}
                disabled={!online}
                data={[
                  { value: 'system', label: t('settings.language.system') },
                  { value: 'zh-CN', label: t('settings.language.zh') },
                  { value: 'en', label: t('settings.language.en') },
                ]}
                value={settings.language}
                onChange={(next) => keep({ language: next })}
              />
            </div>
          </Input.Wrapper>
          <Input.Wrapper label={t('settings.theme.label')} labelElement="div">
            <div>
              <SegmentedControl
                aria-label={t('settings.theme.label')}
                disabled={!online}
                data={[
                  { value: 'system', label: t('settings.theme.system') },
                  { value: 'light', label: t('settings.theme.light') },
                  { value: 'dark', label: t('settings.theme.dark') },
                ]}
                value={settings.theme}
                onChange={(next) => keep({ theme: next })}
              />
            </div>
          </Input.Wrapper>
        </div>
      </Section>
      {error === undefined ? null : (
        <Notice tone="bad" title={error.message} role="alert">
          {error.remedy}
        </Notice>
      )}
    </div>
  )
}
