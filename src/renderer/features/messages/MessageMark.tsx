import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleX,
  IconClockPause,
  IconHandStop,
} from '@tabler/icons-react'
import type { MessageState } from '../../../domain/messages/message.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from '../../ui/Mark.module.css'

/** Each state by shape and colour, so that neither is the only sign. */
const LOOKS = {
  held: { tone: 'live', icon: IconClockPause },
  passed: { tone: 'live', icon: IconCircleDashed },
  dropped: { tone: 'warn', icon: IconHandStop },
  sent: { tone: 'good', icon: IconCircleCheck },
  partly: { tone: 'warn', icon: IconCircleHalf2 },
  failed: { tone: 'bad', icon: IconCircleX },
} as const

/** What became of a text message, in a word. */
export function MessageMark(props: { state: MessageState; iconOnly?: boolean }) {
  const { t } = useTexts()
  const { tone, icon: Icon } = LOOKS[props.state]
  const label = t(`messages.state.${props.state}`)
  return (
    <span className={classes.mark} data-tone={tone} title={props.iconOnly === true ? label : undefined}>
      <Icon size={17} stroke={1.75} aria-hidden="true" />
      <span className={props.iconOnly === true ? 'visually-hidden' : undefined}>{label}</span>
    </span>
  )
}
