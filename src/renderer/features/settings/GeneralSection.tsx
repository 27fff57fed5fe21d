import { Input, SegmentedControl } from '@mantine/core'
import type { Settings } from '../../../contract/settings.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './SettingsView.module.css'
import { useSettings } from './store.ts'

/** Language and theme; each applies as soon as it is chosen. */
export function GeneralSection(props: { settings: Settings }) {
  const { settings } = props
  const { t } = useTexts()
  const online = useOnline()
  const save = useSettings((state) => state.save)
  const { error, act } = useAct(errorOf)
  const keep = (change: Partial<Settings>) => act(() => save({ ...settings, ...change }))
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
      <ErrorNotice error={error} />
    </div>
  )
}
