/**
 * Branded primitives that every room shares, with the pure predicates that make them.
 * A predicate is the only way to obtain a brand, so a value that carries one has been checked.
 */

declare const brand: unique symbol

export type Brand<T, B extends string> = T & { readonly [brand]: B }

/** A number in the platform's global form: `+`, country code, national number without trunk zero. */
export type E164 = Brand<string, 'E164'>
/** Our own id of one call, made when a person dials or when a push tells of a call we did not place. */
export type CallId = Brand<string, 'CallId'>
export type ProfileId = Brand<string, 'ProfileId'>
/** Made by the screen when a person acts; a second delivery of the same act carries the same id. */
export type RequestId = Brand<string, 'RequestId'>
/** The platform's id of a call (`sessionId` of the answer, the pushes and the fee record). */
export type SessionId = Brand<string, 'SessionId'>
/** Our id of a prompt; its name may change, its versions and reviews stay with it. */
export type PromptId = Brand<string, 'PromptId'>
/** One sound of a prompt, as it was made at one time. */
export type VersionId = Brand<string, 'VersionId'>
/** A file that was handed over and is kept as the source of versions. */
export type SourceId = Brand<string, 'SourceId'>
/** Our id of a voice template; the platform gives its own one after submission. */
export type TemplateId = Brand<string, 'TemplateId'>
/** One piece of long work that goes on in the background. */
export type TaskId = Brand<string, 'TaskId'>
/** Made by the screen for a file it sends; an operation then names it. */
export type UploadId = Brand<string, 'UploadId'>
export type BackupId = Brand<string, 'BackupId'>
/** Our own id of one binding of Private Number, made when a person binds or when we meet one. */
export type BindingId = Brand<string, 'BindingId'>
/** Our id of one file of bindings that is bound row by row. */
export type BatchId = Brand<string, 'BatchId'>
/** The platform's id of a binding (`subscriptionId`). */
export type SubscriptionId = Brand<string, 'SubscriptionId'>
/** Our id of a mark, scorecard, task, score or reviewer; the same on every machine the record comes to. */
export type ReviewId = Brand<string, 'ReviewId'>
/** Our id of a saved form. */
export type FormId = Brand<string, 'FormId'>
/** Our id of a campaign: one voice notification to everybody on a list. */
export type CampaignId = Brand<string, 'CampaignId'>
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type UtcMs = Brand<number, 'UtcMs'>
/** A span in milliseconds, never negative. */
export type DurationMs = Brand<number, 'DurationMs'>

const E164_FORM = /^\+[0-9]{3,30}$/
const ID_FORM = /^[0-9A-Za-z-]{8,64}$/
/** While numbers are masked the screen holds `+86138••••0001~` and letters that only main can open. */
const SEALED_FORM = /^\+?[0-9•]{3,31}~[a-p]{14,80}$/

/** `String(4-31)` with a plus sign: the widest form the platform's parameter tables allow. */
export const isE164 = (text: string): text is E164 => E164_FORM.test(text)
/** A number as the screen holds it while numbers are masked; main opens it before anything else reads it. */
export const isSealedNumber = (text: string): text is E164 => SEALED_FORM.test(text)
export const isCallId = (text: string): text is CallId => ID_FORM.test(text)
export const isProfileId = (text: string): text is ProfileId => ID_FORM.test(text)
export const isRequestId = (text: string): text is RequestId => ID_FORM.test(text)
export const isPromptId = (text: string): text is PromptId => ID_FORM.test(text)
export const isVersionId = (text: string): text is VersionId => ID_FORM.test(text)
export const isSourceId = (text: string): text is SourceId => ID_FORM.test(text)
export const isReviewId = (text: string): text is ReviewId => ID_FORM.test(text)
export const isTemplateId = (text: string): text is TemplateId => ID_FORM.test(text)
export const isBackupId = (text: string): text is BackupId => ID_FORM.test(text)
export const isUploadId = (text: string): text is UploadId => ID_FORM.test(text)
export const isTaskId = (text: string): text is TaskId => ID_FORM.test(text)
export const isBindingId = (text: string): text is BindingId => ID_FORM.test(text)
export const isBatchId = (text: string): text is BatchId => ID_FORM.test(text)
/** `String(1-64)` in every table of Private Number. */
export const isSubscriptionId = (text: string): text is SubscriptionId =>
  text.length >= 1 && text.length <= 64
export const isFormId = (text: string): text is FormId => ID_FORM.test(text)
export const isCampaignId = (text: string): text is CampaignId => ID_FORM.test(text)
/** `String(1-256)` in every table of the platform. */
export const isSessionId = (text: string): text is SessionId => text.length >= 1 && text.length <= 256
export const isUtcMs = (value: number): value is UtcMs =>
  Number.isSafeInteger(value) && Math.abs(value) <= 8_640_000_000_000_000
export const isDurationMs = (value: number): value is DurationMs => Number.isSafeInteger(value) && value >= 0

/** For values that are correct by construction; anything else is a programming error and throws. */
export function must<T, B extends T>(value: T, holds: (value: T) => value is B, what: string): B {
  if (!holds(value)) throw new TypeError(`not a valid ${what}`)
  return value
}

/** The branch of a union that cannot be reached; adding a case makes the compiler complain here. */
export function assertNever(value: never): never {
  throw new TypeError(`unreachable case: ${JSON.stringify(value)}`)
}
