import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconFileCheck,
  IconUpload,
} from '@tabler/icons-react'
import type { ReviewState } from '../../domain/prompt/index.ts'
import { useTexts } from '../i18n/index.ts'
import classes from './ReviewBadge.module.css'

/** Whose review it is: the steps are the same, some of their names are not. */
export type ReviewSubject = 'prompt' | 'template'

const ICONS = {
  prepared: IconFileCheck,
  uploaded: IconUpload,
  inReview: IconClock,
  passed: IconCircleCheck,
  refused: IconAlertTriangle,
} as const

/** How far something is at one account; without a state nothing has been done there. */
export function ReviewBadge(props: {
  subject: ReviewSubject
  state: ReviewState | undefined
  overdue?: boolean
}) {
  const { subject, state } = props
  const { t } = useTexts()
  const Icon = state === undefined ? IconCircleDashed : ICONS[state]
  return (
    <span className={classes.badge} data-state={props.overdue === true ? 'overdue' : state}>
      <Icon size={13} stroke={1.9} aria-hidden="true" />
      {state === undefined ? t('reviews.none') : t(`reviews.state.${subject}.${state}`)}
    </span>
  )
}
