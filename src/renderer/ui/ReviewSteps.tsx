import { ActionIcon, Button, Menu, Textarea } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { type CurrentReview, isOverdue, REVIEW_STATES, type ReviewState } from '../../domain/prompt/index.ts'
import type { ProfileId } from '../../domain/values.ts'
import { formatClock, formatWeekday, type Language, useTexts } from '../i18n/index.ts'
import { EnvironmentBadge } from './EnvironmentBadge.tsx'
import type { ReviewSubject } from './ReviewBadge.tsx'
import classes from './ReviewSteps.module.css'
import { COURSE, isOwnStep, nextState, placeOf } from './review-course.ts'
import { useNow } from './use-now.ts'

/** An account as far as a review is concerned. */
export type ReviewProfile = {
  readonly id: ProfileId
  readonly name: string
  readonly environment: 'real' | 'test' | 'simulator'
}

type Change = { readonly profileId: ProfileId; readonly state: ReviewState; readonly note?: string }

const LONGEST_NOTE = 500
const TICK_MS = 60_000

/**
 * How far something is at each account, with the next step as a button and the others in a menu. What happens
 * at the platform is known to the person alone, so each step is noted by hand and can be taken back.
 *
 * @param props.profiles in the order in which they are shown
 * @param props.unfit the platform would refuse it as it is, so it cannot be submitted
 * @param props.disabled while nothing can be kept; the typed reason of a refusal stays
 */
export function ReviewSteps(props: {
  subject: ReviewSubject
  profiles: readonly ReviewProfile[]
  reviews: readonly CurrentReview[]
  unfit?: boolean
  disabled: boolean
  onState: (change: Change) => void
}) {
  const { t } = useTexts()
  const now = useNow(TICK_MS)
  if (props.profiles.length === 0) return <p className={classes.none}>{t('reviews.noProfiles')}</p>
  return (
    <div className={classes.rows}>
      {props.profiles.map((profile) => (
        <Row
          key={profile.id}
          subject={props.subject}
          profile={profile}
          review={props.reviews.find(({ profileId }) => profileId === profile.id)}
          now={now}
          unfit={props.unfit === true}
          disabled={props.disabled}
          onState={props.onState}
        />
      ))}
    </div>
  )
}

function Row(props: {
  subject: ReviewSubject
  profile: ReviewProfile
  review: CurrentReview | undefined
  now: number
  unfit: boolean
  disabled: boolean
  onState: (change: Change) => void
}) {
  const { subject, profile, review, disabled } = props
  const { t } = useTexts()
  // Bound to the step it was opened at: once the refusal is kept, the step is another and the field closes.
  const [refusingAt, setRefusingAt] = useState<number>()
  const step = review?.since ?? 0
  const next = nextState(review?.state)
  const barred = (state: ReviewState) => props.unfit && isOwnStep(state)
  const note = (state: ReviewState) => {
    if (state === 'refused') setRefusingAt(step)
    else props.onState({ profileId: profile.id, state })
  }
  return (
    <section className={classes.row} aria-label={t('reviews.steps', { profile: profile.name })}>
      <div className={classes.head}>
        <span className={classes.name}>{profile.name}</span>
        <EnvironmentBadge environment={profile.environment} />
        <span className={classes.gap} />
        {next === undefined ? null : (
          <Button size="compact-md" disabled={disabled || barred(next)} onClick={() => note(next)}>
            {t(`reviews.act.${subject}.${next}`)}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="default"
              size={30}
              disabled={disabled}
              aria-label={t('reviews.other', { profile: profile.name })}
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {REVIEW_STATES.filter(
              (state) => state !== next && (state !== review?.state || state === 'refused'),
            ).map((state) => (
              <Menu.Item key={state} disabled={barred(state)} onClick={() => note(state)}>
                {t(`reviews.act.${subject}.${state}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Course subject={subject} state={review?.state} />
      {review === undefined ? null : <Standing review={review} now={props.now} />}
      {refusingAt === step ? (
        <Refusal
          disabled={disabled}
          onCancel={() => setRefusingAt(undefined)}
          onKeep={(reason) =>
            props.onState({
              profileId: profile.id,
              state: 'refused',
              ...(reason === '' ? {} : { note: reason }),
            })
          }
        />
      ) : null}
    </section>
  )
}

function Course(props: { subject: ReviewSubject; state: ReviewState | undefined }) {
  const { subject, state } = props
  const { t } = useTexts()
  const place = placeOf(state)
  return (
    <ol className={classes.course} data-state={state}>
      {COURSE.map((step, at) => (
        <li
          key={step}
          className={classes.step}
          data-done={at <= place || undefined}
          aria-current={at === place ? 'step' : undefined}
        >
          {t(`reviews.state.${subject}.${at === place && state !== undefined ? state : step}`)}
        </li>
      ))}
    </ol>
  )
}

/** Since when, until when, and why. */
function Standing(props: { review: CurrentReview; now: number }) {
  const { state, since, due, note } = props.review
  const { t, language } = useTexts()
  const time = moment(since, language)
  if (state === 'refused') {
    return (
      <p className={classes.standing} data-tone="bad">
        {note === undefined || note === ''
          ? t('reviews.refusal.noReason', { time })
          : t('reviews.refusal.reason', { time, reason: note })}
      </p>
    )
  }
  if (due !== undefined && isOverdue(state, since, props.now)) {
    return (
      <p className={classes.standing} data-tone="warn">
        {t('reviews.overdue', { time: moment(due, language) })}
      </p>
    )
  }
  return (
    <p className={classes.standing}>
      {due !== undefined
        ? t('reviews.due', { time: moment(due, language) })
        : t(state === 'passed' ? 'reviews.usable' : 'reviews.since', { time })}
    </p>
  )
}

function Refusal(props: { disabled: boolean; onKeep: (reason: string) => void; onCancel: () => void }) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onKeep(reason.trim())
  }
  return (
    <form className={classes.refusal} onSubmit={submit}>
      <Textarea
        autoFocus
        label={t('reviews.refusal.label')}
        description={t('reviews.refusal.hint')}
        autosize
        minRows={2}
        maxLength={LONGEST_NOTE}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.acts}>
        <Button type="submit" size="compact-md" disabled={props.disabled}>
          {t('reviews.refusal.keep')}
        </Button>
        <Button size="compact-md" variant="default" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

const moment = (at: number, language: Language): string =>
  `${formatWeekday(at, language)} ${formatClock(at, language)}`
