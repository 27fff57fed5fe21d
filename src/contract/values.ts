import { z } from 'zod'
import {
  isBackupId,
  isBatchId,
  isBindingId,
  isCallId,
  isCampaignId,
  isDurationMs,
  isE164,
  isFormId,
  isProfileId,
  isPromptId,
  isRequestId,
  isReviewId,
  isSealedNumber,
  isSessionId,
  isSourceId,
  isSubscriptionId,
  isTaskId,
  isTemplateId,
  isUploadId,
  isUtcMs,
  isVersionId,
  type E164 as Number164,
} from '../domain/values.ts'

/** Schemas of the branded primitives; the predicates live in the domain so that a rule exists once. */
export const E164 = z
  .string()
  .refine((text): text is Number164 => isE164(text) || isSealedNumber(text), 'number.form')
  .describe('Number in the form +8613800000001; while numbers are masked, the sealed form that was shown')
export const CallId = z.string().refine(isCallId, 'id.form').describe('Our id of one call')
export const ProfileId = z.string().refine(isProfileId, 'id.form').describe('Id of a profile')
export const PromptId = z.string().refine(isPromptId, 'id.form').describe('Id of a prompt')
export const VersionId = z.string().refine(isVersionId, 'id.form').describe('Id of a version of a prompt')
export const SourceId = z.string().refine(isSourceId, 'id.form').describe('Id of an uploaded file')
export const TemplateId = z.string().refine(isTemplateId, 'id.form').describe('Our id of a voice template')
export const BackupId = z.string().refine(isBackupId, 'id.form').describe('Id of a backup')
export const UploadId = z.string().refine(isUploadId, 'id.form').describe('Id of a file that was sent')
export const TaskId = z.string().refine(isTaskId, 'id.form').describe('Id of a piece of long work')
export const BindingId = z.string().refine(isBindingId, 'id.form').describe('Our id of one binding')
export const BatchId = z.string().refine(isBatchId, 'id.form').describe('Our id of one file of bindings')
export const SubscriptionId = z
  .string()
  .refine(isSubscriptionId, 'id.form')
  .describe("The platform's id of a binding")
export const ReviewId = z.string().refine(isReviewId, 'id.form').describe('Our id of something in a review')
export const FormId = z.string().refine(isFormId, 'id.form').describe('Id of a saved form')
export const CampaignId = z.string().refine(isCampaignId, 'id.form').describe('Id of a campaign')
export const RequestId = z
  .string()
  .refine(isRequestId, 'id.form')
  .describe('Made when the person acts; the same act always carries the same id')
export const SessionId = z.string().refine(isSessionId, 'id.form').describe("The platform's id of a call")
export const UtcMs = z.number().refine(isUtcMs, 'time.form').describe('Milliseconds since 1970, UTC')
export const DurationMs = z.number().refine(isDurationMs, 'duration.form').describe('Milliseconds')

/** For operations that take nothing. */
export const Nothing = z.strictObject({})
export const Language = z.enum(['zh-CN', 'en'])
