import type { ReviewState } from '../../domain/prompt/index.ts'

/** The way to a review that is over; the last step has two ends. */
export const COURSE = ['prepared', 'uploaded', 'inReview', 'passed'] as const

/** Whether a step is taken by the person; the others are what the platform has said. */
export const isOwnStep = (state: ReviewState): boolean => state !== 'passed' && state !== 'refused'

/** What a person does next. A refused one is mended first; one that passed needs nothing more. */
export function nextState(state: ReviewState | undefined): ReviewState | undefined {
  switch (state) {
    case undefined:
    case 'refused':
      return 'prepared'
    case 'prepared':
      return 'uploaded'
    case 'uploaded':
      return 'inReview'
    case 'inReview':
      return 'passed'
    case 'passed':
      return undefined
  }
}

/** Which of the four steps of the way is the current one; -1 before the first. */
export const placeOf = (state: ReviewState | undefined): number =>
  COURSE.findIndex((step) => step === (state === 'refused' ? 'passed' : state))
