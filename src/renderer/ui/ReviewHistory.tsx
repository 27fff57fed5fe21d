import type { ReviewState } from '../../domain/prompt/index.ts'
import type { ProfileId, UtcMs } from '../../domain/values.ts'
import { formatMoment, useTexts } from '../i18n/index.ts'
import { MomentText } from './MomentText.tsx'
import { ReviewBadge, type ReviewSubject } from './ReviewBadge.tsx'
import classes from './ReviewHistory.module.css'
import type { ReviewProfile } from './ReviewSteps.tsx'

type Step = {
  readonly profileId: ProfileId
  readonly version: string
  readonly state: ReviewState
  readonly at: UtcMs
  readonly note?: string | undefined
}

/**
 * Every step that was noted, of this and of earlier versions.
 *
 * @param props.steps newest first
 * @param props.versionWords what is said of the version a step was about; nothing of the present one
 */
export function ReviewHistory(props: {
  subject: ReviewSubject
  steps: readonly Step[]
  profiles: readonly Pick<ReviewProfile, 'id' | 'name'>[]
  versionWords: (version: string) => string | undefined
}) {
  const { t, language } = useTexts()
  if (props.steps.length === 0) return <p className={classes.none}>{t('reviews.history.none')}</p>
  const names = new Map(props.profiles.map(({ id, name }) => [id, name]))
  return (
    <ol className={classes.history}>
      {props.steps.map((step) => {
        const version = props.versionWords(step.version)
        return (
          <li key={`${step.at}-${step.profileId}-${step.state}`} className={classes.step}>
            <MomentText at={step.at}>{formatMoment(step.at, language)}</MomentText>
            <ReviewBadge subject={props.subject} state={step.state} />
            <span className={classes.what}>
              <span>{names.get(step.profileId) ?? t('reviews.history.profileGone')}</span>
              {version === undefined ? null : <span className={classes.version}>{version}</span>}
              {step.note === undefined ? null : <span className={classes.note}>{step.note}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
