import { ActionIcon, Anchor, Tooltip } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Call } from '../../../contract/calls.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { MomentText } from '../../ui/MomentText.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { callRoute } from '../../ui/routes.ts'
import { customerNumber, OutcomeMark } from '../calls/index.ts'
import classes from './Recent.module.css'
import { useNotify } from './store.ts'

/** What was sent last, one line each: to whom, what became of it, which keys were pressed. */
export function Recent(props: { service: Call['service']; onAgain: (call: Call) => void }) {
  const { t, language } = useTexts()
  const recent = useNotify((state) => state.recent)
  const calls = (recent ?? []).filter(({ service }) => service === props.service)
  if (calls.length === 0) return null
  return (
    <section aria-label={t('notify.recent.title')}>
      <h2 className={classes.title}>{t('notify.recent.title')}</h2>
      <ul className={classes.list}>
        {calls.map((call) => {
          const number = customerNumber(call)
          return (
            <li key={call.id} className={classes.row}>
              <OutcomeMark outcome={call.outcome} />
              {number === undefined ? <span /> : <NumberText number={number} />}
              <span className={classes.keys}>
                {call.digits === undefined ? null : t('notify.recent.keys', { keys: call.digits })}
              </span>
              <Anchor component={Link} href={callRoute(call.id)} size="sm">
                <MomentText at={call.startedAt}>{formatMoment(call.startedAt, language)}</MomentText>
              </Anchor>
              <Tooltip label={t('notify.recent.again')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('notify.recent.again')}
                  onClick={() => props.onAgain(call)}
                >
                  <IconRepeat size={16} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
