import { ActionIcon, Anchor, Button, Tooltip } from '@mantine/core'
import { IconRepeat, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { Call } from '../../../contract/calls.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { callRoute } from '../../ui/routes.ts'
import { useNow } from '../../ui/use-now.ts'
import { owesWrapUp, useAnnotations, WrapUpSelect } from '../annotations/index.ts'
import { ContactName } from '../contacts/index.ts'
import { Billed } from './Billed.tsx'
import classes from './CallCard.module.css'
import { CallNumber, callNumber } from './CallNumber.tsx'
import { Ending } from './Ending.tsx'
import { HangUp } from './HangUp.tsx'
import { Legs } from './Legs.tsx'
import { OutcomeMark } from './OutcomeMark.tsx'
import { Settle } from './Settle.tsx'
import { customerNumber, elapsedOf, isOver } from './selectors.ts'
import { useCalls } from './store.ts'
import { nowWords } from './words.ts'

const TICK_MS = 500

/** One call while it goes on, and what became of it when it is over. */
export function CallCard(props: { call: Call; onRedial: (call: Call) => void; aside?: ReactNode }) {
  const { call } = props
  const { t } = useTexts()
  const over = isOver(call)
  const now = useNow(over ? undefined : TICK_MS)
  const problem = useCalls((state) => state.problems.get(call.id))
  const dismiss = useCalls((state) => state.dismiss)
  const owed = useAnnotations((state) => over && owesWrapUp(state, call))
  const [asking, setAsking] = useState(false)
  const selectId = `wrap-up-${call.id}`
  const choose = () => {
    setAsking(false)
    document.getElementById(selectId)?.focus()
  }
  const elapsed = elapsedOf(call, now)
  return (
    <article
      className={classes.card}
      data-over={over || undefined}
      data-phase={call.phase}
      aria-label={t('calls.card.label', { number: callNumber(call, t) })}
    >
      <header className={classes.head}>
        <div className={classes.title}>
          <div className={classes.number}>
            <CallNumber call={call} />
            <ContactName number={customerNumber(call)} />
          </div>
          <div className={classes.now}>{nowWords(call, t) ?? <OutcomeMark outcome={call.outcome} />}</div>
        </div>
        {call.phase === 'refused' || call.phase === 'notPlaced' ? null : (
          <div className={classes.elapsed}>
            <span className={classes.label}>
              {t(elapsed.kind === 'talk' ? 'calls.talkTime' : 'calls.elapsed')}
            </span>
            <span className={classes.time} role="timer">
              {formatDuration(elapsed.ms)}
            </span>
          </div>
        )}
        <HangUp call={call} />
        {over ? (
          <Tooltip label={t('calls.card.dismiss')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('calls.card.dismiss')}
              onClick={() => (owed ? setAsking(true) : dismiss(call.id))}
            >
              <IconX size={17} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </header>
      {call.phase === 'unknown' ? <Settle call={call} /> : null}
      {call.phase === 'refused' || call.phase === 'notPlaced' ? null : <Legs call={call} now={now} />}
      {over ? <Ending call={call} codes="brief" /> : null}
      {call.digits === undefined ? null : (
        <p className={classes.keys}>{t('calls.card.keys', { keys: call.digits })}</p>
      )}
      <ErrorNotice error={problem} />
      {owed && asking ? (
        <Notice
          tone="warn"
          role="alert"
          actions={
            <>
              <Button size="compact-xs" variant="default" onClick={choose}>
                {t('annotations.wrapUp.stay')}
              </Button>
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => dismiss(call.id)}>
                {t('annotations.wrapUp.without')}
              </Button>
            </>
          }
        >
          {t('annotations.wrapUp.owed')}
        </Notice>
      ) : null}
      {over || props.aside === undefined ? null : <div>{props.aside}</div>}
      {over ? (
        <footer className={classes.foot}>
          <span className={classes.billed}>{call.phase === 'ended' ? <Billed call={call} /> : null}</span>
          {props.aside}
          {call.outcome === 'answered' ? <WrapUpSelect call={call} size="xs" id={selectId} /> : null}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRepeat size={15} stroke={1.75} aria-hidden="true" />}
            onClick={() => props.onRedial(call)}
          >
            {t('calls.redial')}
          </Button>
          <Anchor component={Link} href={callRoute(call.id)} size="sm">
            {t('calls.openInHistory')}
          </Anchor>
        </footer>
      ) : null}
    </article>
  )
}
