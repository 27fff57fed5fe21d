import { Button, Skeleton } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { Call } from '../../../contract/calls.ts'
import type { CallId } from '../../../domain/values.ts'
import { formatDuration, formatMoment, formatUtc, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MomentText } from '../../ui/MomentText.tsx'
import { Section } from '../../ui/Section.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useNow } from '../../ui/use-now.ts'
import { RecordingPanel } from '../player/index.ts'
import { Billed } from './Billed.tsx'
import classes from './CallDetail.module.css'
import { CallFacts } from './CallFacts.tsx'
import { CallNumber } from './CallNumber.tsx'
import { Ending } from './Ending.tsx'
import { HangUp } from './HangUp.tsx'
import { Legs } from './Legs.tsx'
import { OutcomeMark } from './OutcomeMark.tsx'
import { Settle } from './Settle.tsx'
import { elapsedOf, isOver } from './selectors.ts'
import { useCalls } from './store.ts'
import { Timeline } from './Timeline.tsx'
import { nowWords } from './words.ts'

const TICK_MS = 500

/** One call in full: its course, why it ended, what is charged, its recording and every event. */
export function CallDetail(props: { callId: CallId; onRedial: (call: Call) => void }) {
  const { callId } = props
  const { t } = useTexts()
  const openCall = useCalls((state) => state.openCall)
  const closeCall = useCalls((state) => state.closeCall)
  const open = useCalls((state) => (state.open?.callId === callId ? state.open : undefined))

  useEffect(() => {
    openCall(callId)
  }, [callId, openCall])
  useEffect(() => closeCall, [closeCall])

  if (open?.error !== undefined && open.call === undefined) {
    return <ErrorState error={open.error} onRetry={() => openCall(callId)} />
  }
  if (open?.call === undefined) return <DetailSkeleton label={t('common.loading')} />
  return (
    <article className={classes.detail} key={callId}>
      <Head call={open.call} onRedial={props.onRedial} />
      <Course call={open.call} />
      <RecordingSection call={open.call} />
      {open.timeline.length === 0 ? null : (
        <Section title={t('calls.timeline.title')}>
          <Timeline entries={open.timeline} />
        </Section>
      )}
      <Section title={t('calls.facts.title')}>
        <CallFacts call={open.call} />
      </Section>
    </article>
  )
}

function Head(props: { call: Call; onRedial: (call: Call) => void }) {
  const { call, onRedial } = props
  const { t, language } = useTexts()
  const now = nowWords(call, t)
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h2 className={classes.number}>
          <CallNumber call={call} />
        </h2>
        <div className={classes.under}>
          {now === undefined ? (
            <OutcomeMark outcome={call.outcome} />
          ) : (
            <span className={classes.now}>{now}</span>
          )}
          <MomentText at={call.startedAt}>{formatMoment(call.startedAt, language)}</MomentText>
          <span className={classes.utc}>
            {t('calls.facts.utc')} {formatUtc(call.startedAt)}
          </span>
        </div>
      </div>
      <HangUp call={call} />
      {isOver(call) ? (
        <Button
          variant="default"
          leftSection={<IconRepeat size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => onRedial(call)}
        >
          {t('calls.redial')}
        </Button>
      ) : null}
    </header>
  )
}

function Course(props: { call: Call }) {
  const { call } = props
  const { t } = useTexts()
  const over = isOver(call)
  const now = useNow(over ? undefined : TICK_MS)
  const problem = useCalls((state) => state.problems.get(call.id))
  const elapsed = elapsedOf(call, now)
  const placed = call.phase !== 'refused' && call.phase !== 'notPlaced'
  return (
    <Section
      title={t('calls.legs')}
      aside={
        placed ? (
          <span className={classes.elapsed}>
            {t(elapsed.kind === 'talk' ? 'calls.talkTime' : 'calls.elapsed')}{' '}
            <strong role="timer">{formatDuration(elapsed.ms)}</strong>
          </span>
        ) : undefined
      }
    >
      <div className={classes.course}>
        {call.phase === 'unknown' ? <Settle call={call} /> : null}
        {over ? <Ending call={call} codes="full" /> : null}
        <ErrorNotice error={problem} />
        {placed ? <Legs call={call} now={now} /> : null}
        {call.phase === 'ended' ? (
          <div className={classes.billed}>
            <Billed call={call} />
          </div>
        ) : null}
      </div>
    </Section>
  )
}

function RecordingSection(props: { call: Call }) {
  const { call } = props
  const { t } = useTexts()
  if (call.recording === 'none') return null
  return (
    <Section title={t('calls.recording.title')}>
      {call.recording === 'made' ? (
        <RecordingPanel callId={call.id} />
      ) : (
        <p className={classes.quiet}>{t(`calls.recording.${call.recording}`)}</p>
      )}
    </Section>
  )
}

function DetailSkeleton(props: { label: string }) {
  return (
    <div className={classes.detail} role="status" aria-label={props.label} aria-busy="true">
      <Skeleton height={22} width={220} mt={20} />
      <Skeleton height={12} width={320} mt={12} />
      <Skeleton height={120} mt={28} />
      <Skeleton height={90} mt={28} />
    </div>
  )
}
