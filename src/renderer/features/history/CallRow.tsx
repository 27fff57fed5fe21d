import { IconMicrophone } from '@tabler/icons-react'
import type { Call } from '../../../contract/calls.ts'
import { outcomeLabel } from '../../../domain/explain/index.ts'
import {
  formatClock,
  formatDuration,
  formatWeekday,
  type Language,
  startOfDay,
  type Translate,
  useTexts,
} from '../../i18n/index.ts'
import { callNumber, OutcomeMark } from '../calls/index.ts'
import classes from './CallRow.module.css'

export function CallRow(props: {
  call: Call
  chosen: boolean
  top: number
  height: number
  onChoose: () => void
}) {
  const { call } = props
  const { t, language } = useTexts()
  const shown = callNumber(call, t)
  const day = dayWords(call.startedAt, Date.now(), t, language)
  const clock = formatClock(call.startedAt, language)
  return (
    // The keys of the list box choose; the row itself takes no focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={`call-${call.id}`}
      role="option"
      aria-selected={props.chosen}
      aria-label={t('history.row', {
        number: shown,
        outcome: outcomeLabel(call.outcome, language),
        time: `${day} ${clock}`,
      })}
      className={classes.row}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
      onClick={props.onChoose}
    >
      <span className={classes.icon}>
        <OutcomeMark outcome={call.outcome} iconOnly />
      </span>
      <span className={classes.main}>
        <span className={classes.number}>{shown}</span>
        <span className={classes.outcome}>{outcomeLabel(call.outcome, language)}</span>
      </span>
      <span className={classes.end}>
        <span className={classes.when}>
          {day} {clock}
        </span>
        <span className={classes.talk}>
          {call.recording === 'made' ? (
            <IconMicrophone size={14} stroke={1.75} aria-label={t('calls.recording.title')} />
          ) : null}
          {call.talkMs === undefined ? null : formatDuration(call.talkMs)}
        </span>
      </span>
    </div>
  )
}

const DAY_MS = 86_400_000

function dayWords(at: number, now: number, t: Translate, language: Language): string {
  const today = startOfDay(now)
  if (at >= today) return t('history.today')
  if (at >= today - DAY_MS) return t('history.yesterday')
  return formatWeekday(at, language)
}
