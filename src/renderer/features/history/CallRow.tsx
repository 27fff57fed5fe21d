import { IconMicrophone } from '@tabler/icons-react'
import { memo } from 'react'
import type { Call } from '../../../contract/calls.ts'
import { outcomeLabel } from '../../../domain/explain/index.ts'
import {
  formatClock,
  formatDuration,
  formatWeekday,
  type Language,
  type Translate,
  useTexts,
} from '../../i18n/index.ts'
import { callNumber, OutcomeMark } from '../calls/index.ts'
import classes from './CallRow.module.css'

/** One call in the list. @param props.today the start of the day */
export const CallRow = memo(function CallRow(props: { call: Call; name: string | undefined; today: number }) {
  const { call, name } = props
  const { t, language } = useTexts()
  return (
    <div className={classes.row}>
      <span className={classes.icon}>
        <OutcomeMark outcome={call.outcome} iconOnly />
      </span>
      <span className={classes.main}>
        <span className={classes.number}>
          {name === undefined ? null : <span className={classes.name}>{name}</span>}
          {callNumber(call, t)}
        </span>
        <span className={classes.outcome}>{outcomeLabel(call.outcome, language)}</span>
      </span>
      <span className={classes.end}>
        <span className={classes.when}>{startWords(call, props.today, t, language)}</span>
        <span className={classes.talk}>
          {call.recording === 'made' ? (
            <IconMicrophone size={14} stroke={1.75} aria-label={t('calls.recording.title')} />
          ) : null}
          {call.talkMs === undefined ? null : formatDuration(call.talkMs)}
        </span>
      </span>
    </div>
  )
})

const DAY_MS = 86_400_000

/** When a call began, told from today. */
export function startWords(call: Call, today: number, t: Translate, language: Language): string {
  const at = call.startedAt
  const day =
    at >= today
      ? t('history.today')
      : at >= today - DAY_MS
        ? t('history.yesterday')
        : formatWeekday(at, language)
  return `${day} ${formatClock(at, language)}`
}
