import type { ReactNode } from 'react'
import type { Call } from '../../../contract/calls.ts'
import { formatMoment, formatUtc, useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import { MomentText } from '../../ui/MomentText.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { useProfiles } from '../profiles/index.ts'
import classes from './CallFacts.module.css'

/** What else is known of a call: times with UTC, what each side saw, ids to quote to the vendor. */
export function CallFacts(props: { call: Call }) {
  const { call } = props
  const { t } = useTexts()
  const profile = useProfiles((state) => state.list.find(({ id }) => id === call.profileId)?.name)
  const ofProfile =
    call.profileId === undefined ? t('calls.facts.noProfile') : (profile ?? t('calls.facts.removedProfile'))
  return (
    <dl className={classes.facts}>
      <Fact name={t('calls.facts.started')}>
        <Moment at={call.startedAt} />
      </Fact>
      {call.end?.at === undefined ? null : (
        <Fact name={t('calls.facts.ended')}>
          <Moment at={call.end.at} />
        </Fact>
      )}
      <Fact name={t('calls.facts.profile')}>{ofProfile}</Fact>
      {call.a.display === undefined ? null : (
        <Fact name={t('calls.facts.shownToYou')}>
          <NumberText number={call.a.display} />
        </Fact>
      )}
      {call.b?.display === undefined ? null : (
        <Fact name={t('calls.facts.shownToCustomer')}>
          <NumberText number={call.b.display} />
        </Fact>
      )}
      {call.digits === undefined ? null : <Fact name={t('calls.facts.keys')}>{call.digits}</Fact>}
      {call.sessionId === undefined ? null : (
        <Fact name={t('calls.facts.session')}>
          <Quotable value={call.sessionId} />
        </Fact>
      )}
      <Fact name={t('calls.facts.callId')}>
        <Quotable value={call.id} />
      </Fact>
    </dl>
  )
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  )
}

function Moment(props: { at: number }) {
  const { t, language } = useTexts()
  return (
    <>
      <MomentText at={props.at}>{formatMoment(props.at, language)}</MomentText>
      <span className={classes.aside}>
        {t('calls.facts.utc')} {formatUtc(props.at)}
      </span>
    </>
  )
}

function Quotable(props: { value: string }) {
  const { t } = useTexts()
  return (
    <span className={classes.quotable}>
      <code>{props.value}</code>
      <CopyIcon value={props.value} label={t('common.copy')} done={t('common.copied')} />
    </span>
  )
}
