import { NumberInput, Switch } from '@mantine/core'
import type { Settings } from '../../../contract/settings.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './MaskingSection.module.css'

const SHORTEST_S = 5
const LONGEST_S = 300

/** Whether people's numbers are masked, and for how long one that is revealed can be read. */
export function MaskingSection(props: { settings: Settings; save: (settings: Settings) => Promise<void> }) {
  const { settings, save } = props
  const { t } = useTexts()
  const online = useOnline()
  const { error, act } = useAct(errorOf)
  const keep = (change: Partial<Settings>) => act(() => save({ ...settings, ...change }))
  return (
    <Section title={t('privacy.masking.title')} hint={t('privacy.masking.hint')}>
      <div className={classes.fields}>
        <Switch
          label={t('privacy.masking.label')}
          description={t('privacy.masking.example')}
          checked={settings.maskNumbers}
          disabled={!online}
          onChange={(event) => keep({ maskNumbers: event.currentTarget.checked })}
        />
        <NumberInput
          className={classes.seconds}
          label={t('privacy.masking.seconds')}
          description={t('privacy.masking.secondsHint')}
          min={SHORTEST_S}
          max={LONGEST_S}
          clampBehavior="blur"
          allowDecimal={false}
          disabled={!online || !settings.maskNumbers}
          value={settings.revealSeconds}
          onBlur={(event) => {
            const seconds = Number(event.currentTarget.value)
            const possible = Number.isInteger(seconds) && seconds >= SHORTEST_S && seconds <= LONGEST_S
            if (possible && seconds !== settings.revealSeconds) keep({ revealSeconds: seconds })
          }}
        />
      </div>
      <ErrorNotice error={error} />
    </Section>
  )
}
