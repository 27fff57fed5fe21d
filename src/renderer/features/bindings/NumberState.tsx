import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconPlayerPause,
  IconSnowflake,
} from '@tabler/icons-react'
import type { PrivateNumber } from '../../../contract/bindings.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from '../../ui/Mark.module.css'

const LOOKS = {
  unknown: { tone: 'quiet', icon: IconCircleDashed },
  normal: { tone: 'good', icon: IconCircleCheck },
  suspended: { tone: 'bad', icon: IconPlayerPause },
  unavailable: { tone: 'bad', icon: IconBan },
  frozen: { tone: 'warn', icon: IconSnowflake },
} as const

const CAUSES = ['1', '2', '3', '5', '6', '7', '8', '9'] as const

/** The state of a private number as the platform last pushed it, with the cause when it is unavailable. */
export function NumberState(props: { one: Pick<PrivateNumber, 'state' | 'cause'> }) {
  const { state, cause } = props.one
  const { t } = useTexts()
  const { tone, icon: Icon } = LOOKS[state]
  const known = CAUSES.find((one) => one === cause)
  return (
    <span className={classes.mark} data-tone={tone} data-small="">
      <Icon size={15} stroke={1.75} aria-hidden="true" />
      <span>
        {known === undefined
          ? t(`privateNumbers.state.${state}`)
          : t('privateNumbers.because', {
              state: t(`privateNumbers.state.${state}`),
              cause: t(`privateNumbers.cause.${known}`),
            })}
      </span>
    </span>
  )
}
