import {
  IconArrowBackUp,
  IconBan,
  IconCircleDashed,
  IconHelpCircle,
  IconPhoneCheck,
  IconPhoneOff,
  IconPhonePause,
  IconPhoneX,
} from '@tabler/icons-react'
import type { Call, CallOutcome } from '../../../contract/calls.ts'
import { outcomeLabel } from '../../../domain/explain/index.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from '../../ui/Mark.module.css'

type Look = {
  readonly tone: 'good' | 'live' | 'quiet' | 'warn' | 'bad'
  readonly icon: typeof IconPhoneCheck
}

/** Each outcome by shape and colour, so that neither is the only sign. */
const LOOKS: Readonly<Record<CallOutcome, Look>> = {
  ongoing: { tone: 'live', icon: IconCircleDashed },
  answered: { tone: 'good', icon: IconPhoneCheck },
  noAnswer: { tone: 'quiet', icon: IconPhonePause },
  busy: { tone: 'quiet', icon: IconPhonePause },
  rejected: { tone: 'quiet', icon: IconPhoneX },
  poweredOff: { tone: 'quiet', icon: IconPhoneOff },
  unreachable: { tone: 'quiet', icon: IconPhoneOff },
  badNumber: { tone: 'bad', icon: IconPhoneX },
  callerFailed: { tone: 'warn', icon: IconPhoneX },
  cancelled: { tone: 'quiet', icon: IconArrowBackUp },
  blocked: { tone: 'bad', icon: IconBan },
  failed: { tone: 'bad', icon: IconPhoneX },
  refused: { tone: 'bad', icon: IconBan },
  notPlaced: { tone: 'warn', icon: IconArrowBackUp },
  unknown: { tone: 'warn', icon: IconHelpCircle },
}

/** What became of a call, in one or two words. */
export function OutcomeMark(props: { outcome: Call['outcome']; iconOnly?: boolean }) {
  const { language } = useTexts()
  const { tone, icon: Icon } = LOOKS[props.outcome]
  const label = outcomeLabel(props.outcome, language)
  return (
    <span className={classes.mark} data-tone={tone} title={props.iconOnly === true ? label : undefined}>
      <Icon size={17} stroke={1.75} aria-hidden="true" />
      <span className={props.iconOnly === true ? 'visually-hidden' : undefined}>{label}</span>
    </span>
  )
}
