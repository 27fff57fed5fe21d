import { z } from 'zod'
import {
  isCallId,
  isDurationMs,
  isE164,
  isProfileId,
  isPromptId,
  isRequestId,
  isSessionId,
  isSourceId,
  isTemplateId,
  isUtcMs,
  isVersionId,
} from '../domain/values.ts'

/** Schemas of the branded primitives; the predicates live in the domain so that a rule exists once. */
export const E164 = z.string().refine(isE164, 'number.form').describe('Number in the form +8613800000001')
export const CallId = z.string().refine(isCallId, 'id.form').describe('Our id of one call')
export const ProfileId = z.string().refine(isProfileId, 'id.form').describe('Id of a profile')
export const PromptId = z.string().refine(isPromptId, 'id.form').describe('Id of a prompt')
export const VersionId = z.string().refine(isVersionId, 'id.form').describe('Id of a version of a prompt')
export const SourceId = z.string().refine(isSourceId, 'id.form').describe('Id of an uploaded file')
export const TemplateId = z.string().refine(isTemplateId, 'id.form').describe('Our id of a voice template')
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
