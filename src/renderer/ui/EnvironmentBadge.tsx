import { IconCircleDot, IconFlask, IconPhoneRinging } from '@tabler/icons-react'
import { useTexts } from '../i18n/index.ts'
import classes from './EnvironmentBadge.module.css'

const ICONS = { real: IconPhoneRinging, test: IconFlask, simulator: IconCircleDot }

/** Named and coloured; real is solid red so that nobody takes it for a test. */
export function EnvironmentBadge(props: { environment: 'real' | 'test' | 'simulator' }) {
  const { t } = useTexts()
  const Icon = ICONS[props.environment]
  return (
    <span className={classes.badge} data-environment={props.environment}>
      <Icon size={13} stroke={2} aria-hidden="true" />
      {t(`common.environment.${props.environment}`)}
    </span>
  )
}
