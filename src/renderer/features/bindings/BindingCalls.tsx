import { Link } from 'wouter'
import type { Call } from '../../../contract/calls.ts'
import { formatDuration, formatMoment, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { callRoute } from '../../ui/routes.ts'
import { OutcomeMark } from '../calls/index.ts'
import classes from './BindingCalls.module.css'

/** The last calls through a binding, each a way into the history. */
export function BindingCalls(props: { calls: readonly Call[] }) {
  const { t, language } = useTexts()
  if (props.calls.length === 0) return <p className={classes.none}>{t('bindings.calls.none')}</p>
  return (
    <ul className={classes.calls}>
      {props.calls.map((call) => (
        <li key={call.id}>
          <Link href={callRoute(call.id)} className={classes.call}>
            <OutcomeMark outcome={call.outcome} />
            <span className={classes.who}>
              {call.a.number === undefined ? null : <NumberText number={call.a.number} />}
              {call.b?.number === undefined ? null : (
                <>
                  <span aria-hidden="true">→</span>
                  <NumberText number={call.b.number} />
                </>
              )}
            </span>
            <span className={classes.talk}>
              {call.talkMs === undefined ? '' : formatDuration(call.talkMs)}
            </span>
            <span className={classes.when}>{formatMoment(call.startedAt, language)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
