import {
  IconCircleCheck,
  IconCircleDashed,
  IconLoader,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react'
import type { CampaignState } from '../../../contract/campaigns.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from './StateBadge.module.css'

const LOOKS: Readonly<
  Record<CampaignState, { readonly icon: typeof IconLoader; readonly tone: 'quiet' | 'go' | 'warn' | 'good' }>
> = {
  draft: { icon: IconCircleDashed, tone: 'quiet' },
  importing: { icon: IconLoader, tone: 'go' },
  checking: { icon: IconLoader, tone: 'go' },
  checked: { icon: IconCircleCheck, tone: 'quiet' },
  running: { icon: IconPlayerPlay, tone: 'go' },
  paused: { icon: IconPlayerPause, tone: 'warn' },
  stopping: { icon: IconLoader, tone: 'warn' },
  stopped: { icon: IconPlayerStop, tone: 'quiet' },
  finished: { icon: IconCircleCheck, tone: 'good' },
}

/** Where a campaign stands, by shape, colour and word. */
export function StateBadge(props: { state: CampaignState }) {
  const { t } = useTexts()
  const { icon: Icon, tone } = LOOKS[props.state]
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      {t(`campaigns.state.${props.state}`)}
    </span>
  )
}
