import { isUtcMs, must, type ProfileId, type UtcMs } from '../values.ts'

/** How far a prompt or a template is with an account. The platform names only the state `passed` (audio.md §3). */
export const REVIEW_STATES = ['prepared', 'uploaded', 'inReview', 'passed', 'refused'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

const DAY_MS = 86_400_000
/** Beijing: the calendar the reviewers work by. */
const ZONE_MS = 8 * 3_600_000

/**
 * When a review that began then should be over: the same time on the next working day (audio.md §3). Saturdays
 * and Sundays are passed over; public holidays, which move every year, are not known here.
 */
export function reviewDue(since: UtcMs): UtcMs {
  let due = since + DAY_MS
  while (isWeekend(due)) due += DAY_MS
  return must(due, isUtcMs, 'time')
}

function isWeekend(at: number): boolean {
  const day = new Date(at + ZONE_MS).getUTCDay()
  return day === 0 || day === 6
}

/** Whether a review should have been over by now. */
export const isOverdue = (state: ReviewState, since: UtcMs, now: number): boolean =>
  state === 'inReview' && now > reviewDue(since)

/** One step of one version at the account of a profile. */
export type ReviewEvent = {
  readonly version: string
  readonly profileId: ProfileId
  readonly state: ReviewState
  readonly note?: string | undefined
  readonly at: UtcMs
}

export type CurrentReview = Omit<ReviewEvent, 'version' | 'at'> & {
  readonly since: UtcMs
  readonly due?: UtcMs | undefined
}

/** How far a version is at each account: its last step there. Steps come oldest first. */
export function currentReviews(steps: readonly ReviewEvent[], version: string): readonly CurrentReview[] {
  const byProfile = new Map<ProfileId, CurrentReview>()
  for (const { profileId, state, note, at } of steps.filter((step) => step.version === version)) {
    const due = state === 'inReview' ? { due: reviewDue(at) } : {}
    byProfile.set(profileId, { profileId, state, note, since: at, ...due })
  }
  return [...byProfile.values()]
}
