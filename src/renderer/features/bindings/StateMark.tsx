import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  IconClockOff,
  IconHelpCircle,
  IconLinkOff,
  IconSendOff,
} from '@tabler/icons-react'
import type { BindingState } from '../../../domain/bindings/index.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from '../../ui/Mark.module.css'

type Look = { readonly tone: 'good' | 'live' | 'quiet' | 'warn' | 'bad'; readonly icon: typeof IconBan }

/** Each state by shape and colour, so that neither is the only sign. */
const LOOKS: Readonly<Record<BindingState, Look>> = {
  binding: { tone: 'live', icon: IconCircleDashed },
  unknown: { tone: 'warn', icon: IconHelpCircle },
  refused: { tone: 'bad', icon: IconBan },
  notSent: { tone: 'bad', icon: IconSendOff },
  active: { tone: 'good', icon: IconCircleCheck },
  expired: { tone: 'quiet', icon: IconClockOff },
  unbound: { tone: 'quiet', icon: IconLinkOff },
  gone: { tone: 'warn', icon: IconCircleOff },
}

/** What became of a binding, in a word. */
export function StateMark(props: { state: BindingState; iconOnly?: boolean }) {
  const { t } = useTexts()
  const { tone, icon: Icon } = LOOKS[props.state]
  const label = t(`bindings.state.${props.state}`)
  return (
    <span className={classes.mark} data-tone={tone} title={props.iconOnly === true ? label : undefined}>
      <Icon size={17} stroke={1.75} aria-hidden="true" />
      <span className={props.iconOnly === true ? 'visually-hidden' : undefined}>{label}</span>
    </span>
  )
}
