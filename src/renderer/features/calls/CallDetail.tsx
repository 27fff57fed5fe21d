import { Button, Skeleton } from '@mantine/core'
import { IconListSearch, IconRepeat } from '@tabler/icons-react'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Call } from '../../../contract/calls.ts'
import type { CallId } from '../../../domain/values.ts'
import { formatDuration, formatMoment, formatUtc, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { go } from '../../ui/go.ts'
import { Later, useLater } from '../../ui/Later.tsx'
import { MomentText } from '../../ui/MomentText.tsx'
import { contactRoute } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AnnotationsPanel } from '../annotations/index.ts'
import { ContactName, NameButton } from '../contacts/index.ts'
import { RecordingPanel } from '../player/index.ts'
import { RemindMenu } from '../reminders/index.ts'
import { CallHold } from '../retention/index.ts'
import { Billed } from './Billed.tsx'
import classes from './CallDetail.module.css'
import { CallFacts } from './CallFacts.tsx'
import { CallNumber } from './CallNumber.tsx'
import { Ending } from './Ending.tsx'
import { HangUp } from './HangUp.tsx'
import { Legs } from './Legs.tsx'
import { OutcomeMark } from './OutcomeMark.tsx'
import { Settle } from './Settle.tsx'
import { customerNumber, elapsedOf, isOver } from './selectors.ts'
import { useCalls } from './store.ts'
import { Timeline } from './Timeline.tsx'
import { nowWords } from './words.ts'

const TICK_MS = 500
/** Of the annotations as long as the note is short. */
const ANNOTATIONS_HEIGHT = 200

/**
 * One call in full: its course, why it ended, what is charged, its recording and every event.
 *
 * @param props.known what is known of it already, where it was chosen from a list
 * @param props.acts what other topics offer for it
 * @param props.more what other topics know of it
 */
export function CallDetail(props: {
  callId: CallId
  known?: Call | undefined
  onRedial: (call: Call) => void
  acts?: (call: Call) => ReactNode
  more?: (call: Call) => ReactNode
  /** Shows every call with a number. */
  onNumber: (number: string) => void
}) {
  const { callId, known } = props
  const { t } = useTexts()
  const openCall = useCalls((state) => state.openCall)
  const closeCall = useCalls((state) => state.closeCall)
  const open = useCalls((state) => (state.open?.callId === callId ? state.open : undefined))

  // What is known already is shown before more is asked for.
  const [recordingShown, setRecordingShown] = useState(false)
  const showRecording = useCallback(() => setRecordingShown(true), [])
  const shown = (open?.call ?? known)?.recording !== 'made' || recordingShown
  const ask = useLater(shown) || known === undefined
  useEffect(() => {
    if (ask) openCall(callId)
  }, [ask, callId, openCall])
  useEffect(() => closeCall, [closeCall])

  const call = open?.call ?? known
  if (open?.error !== undefined && open.call === undefined) {
    return <ErrorState error={open.error} onRetry={() => openCall(callId)} />
  }
  if (call === undefined) return <DetailSkeleton label={t('common.loading')} />
  const timeline = open?.timeline ?? []
  return (
    <article className={classes.detail} key={callId}>
      <Head
        call={call}
        onRedial={props.onRedial}
        onNumber={props.onNumber}
        acts={props.acts?.(call)}
        shown={shown}
      />
      <Later when={shown} height={ANNOTATIONS_HEIGHT}>
        <AnnotationsPanel call={call} />
      </Later>
      <Course call={call} />
      <RecordingSection call={call} onShown={showRecording} />
      <Later when={shown}>
        {timeline.length === 0 ? null : (
          <Section title={t('calls.timeline.title')}>
            <Timeline call={call} entries={timeline} />
          </Section>
        )}
        {props.more?.(call)}
        <Section title={t('calls.facts.title')}>
          <CallFacts call={call} />
        </Section>
      </Later>
    </article>
  )
}

function Head(props: {
  call: Call
  onRedial: (call: Call) => void
  onNumber: (number: string) => void
  acts: ReactNode
  shown: boolean
}) {
  const { call, onRedial } = props
  const { t, language } = useTexts()
  const number = customerNumber(call)
  const now = nowWords(call, t)
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h2 className={classes.number}>
          <CallNumber call={call} />
          <ContactName number={number} />
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
      <div className={classes.acts}>
        <Later when={props.shown}>
          <RemindMenu call={call} number={number} />
          <NameButton number={number} onOpen={(contactId) => go(contactRoute(contactId))} />
          {number === undefined ? null : (
            <Button
              variant="default"
              leftSection={<IconListSearch size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => props.onNumber(number)}
            >
              {t('calls.allCalls')}
            </Button>
          )}
          {props.acts}
          <CallHold callId={call.id} />
        </Later>
      </div>
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

function RecordingSection(props: { call: Call; onShown: () => void }) {
  const { call } = props
  const { t } = useTexts()
  if (call.recording === 'none') return null
  return (
    <Section title={t('calls.recording.title')}>
      {call.recording === 'made' ? (
        <RecordingPanel callId={call.id} onShown={props.onShown} />
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
