import { z } from 'zod'
import { REVIEW_STATES } from '../domain/prompt/review.ts'
import { ProfileId, UtcMs } from './values.ts'

export const ReviewState = z
  .enum(REVIEW_STATES)
  .describe(
    'prepared: to be uploaded by a person; uploaded: the platform has it; inReview: submitted; passed: can be used',
  )

/** How far a prompt or a voice template is at the account of a profile. */
export const Review = z.object({
  profileId: ProfileId,
  state: ReviewState,
  since: UtcMs,
  due: UtcMs.optional().describe('When a review should be over: one working day'),
  note: z.string().optional().describe('The reason of a refusal, or what a person noted'),
})
export type Review = z.output<typeof Review>

/** A step in the past, of this or an earlier version. */
export const ReviewStep = z.object({
  profileId: ProfileId,
  version: z.string().describe('What it was about: number and name of a prompt, content of a template'),
  state: ReviewState,
  at: UtcMs,
  note: z.string().optional(),
})
export type ReviewStep = z.output<typeof ReviewStep>

export const ReviewNote = z.string().trim().max(500)
