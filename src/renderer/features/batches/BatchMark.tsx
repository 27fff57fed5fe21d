import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconClipboardCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react'
import type { BatchState } from '../../../domain/batches/batch.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from '../../ui/Mark.module.css'

/** Each state by shape and colour, so that neither is the only sign. */
const LOOKS = {
  checking: { tone: 'live', icon: IconCircleDashed },
  checked: { tone: 'quiet', icon: IconClipboardCheck },
  running: { tone: 'live', icon: IconPlayerPlay },
  pausing: { tone: 'warn', icon: IconPlayerPause },
  paused: { tone: 'warn', icon: IconPlayerPause },
  done: { tone: 'good', icon: IconCircleCheck },
  undoing: { tone: 'live', icon: IconArrowBackUp },
  undone: { tone: 'quiet', icon: IconArrowBackUp },
  failed: { tone: 'bad', icon: IconX },
} as const

export function BatchMark(props: { state: BatchState }) {
  const { t } = useTexts()
  const { tone, icon: Icon } = LOOKS[props.state]
  return (
    <span className={classes.mark} data-tone={tone}>
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      {t(`batches.state.${props.state}`)}
    </span>
  )
}
