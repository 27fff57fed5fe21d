import { Select, Switch, TextInput } from '@mantine/core'
import type { RescueRules } from '../../../contract/recordings.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import classes from './RecordingsView.module.css'
import { useRescue } from './store.ts'

const LIMITS = [32_768, 131_072, 524_288, 2_097_152] as const
const NIGHT = { fromMinute: 60, toMinute: 5 * 60 }

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const minuteOf = (clock: string): number | undefined => {
  const match = /^(\d\d):(\d\d)$/.exec(clock)
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2])
}

/** When and how fast recordings are fetched; each choice applies at once. */
export function RulesForm() {
  const { t } = useTexts()
  const online = useOnline()
  const rules = useRescue((state) => state.rules)
  const setRules = useRescue((state) => state.setRules)
  if (rules === undefined) return null
  const { window } = rules
  const without = (key: 'window' | 'bytesPerSecond'): RescueRules => {
    const { [key]: _gone, ...rest } = rules
    return rest
  }
  const edge = (which: 'fromMinute' | 'toMinute') => (clock: string) => {
    const minute = minuteOf(clock)
    if (minute !== undefined) setRules({ ...rules, window: { ...NIGHT, ...window, [which]: minute } })
  }
  return (
    <div className={classes.rules}>
      <Section title={t('recordings.rules.title')} hint={t('recordings.rules.hint')}>
        <div className={classes.fields}>
          <Switch
            label={t('recordings.rules.paused')}
            description={t('recordings.rules.pausedHint')}
            checked={rules.paused}
            disabled={!online}
            onChange={(event) => setRules({ ...rules, paused: event.currentTarget.checked })}
          />
          <Switch
            label={t('recordings.rules.window')}
            description={t('recordings.rules.windowHint')}
            checked={window !== undefined}
            disabled={!online}
            onChange={(event) =>
              setRules(event.currentTarget.checked ? { ...rules, window: NIGHT } : without('window'))
            }
          />
          {window === undefined ? null : (
            <div className={classes.pair}>
              <TextInput
                type="time"
                label={t('recordings.rules.from')}
                value={clockOf(window.fromMinute)}
                onChange={(event) => edge('fromMinute')(event.currentTarget.value)}
              />
              <TextInput
                type="time"
                label={t('recordings.rules.to')}
                value={clockOf(window.toMinute)}
                onChange={(event) => edge('toMinute')(event.currentTarget.value)}
              />
            </div>
          )}
          <Select
            label={t('recordings.rules.limit')}
            disabled={!online}
            value={String(rules.bytesPerSecond ?? 0)}
            data={[
              { value: '0', label: t('recordings.rules.noLimit') },
              ...LIMITS.map((bytes) => ({
                value: String(bytes),
                label: t('recordings.rules.perSecond', { kilobytes: bytes / 1024 }),
              })),
            ]}
            onChange={(value) =>
              setRules(
                value === null || value === '0'
                  ? without('bytesPerSecond')
                  : { ...rules, bytesPerSecond: Number(value) },
              )
            }
          />
        </div>
      </Section>
      <Notice tone="info">{t('recordings.rules.promise')}</Notice>
    </div>
  )
}
