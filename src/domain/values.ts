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
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type UtcMs = Brand<number, 'UtcMs'>
/** A span in milliseconds, never negative. */
export type DurationMs = Brand<number, 'DurationMs'>

const E164_FORM = /^\+[0-9]{3,30}$/
const ID_FORM = /^[0-9A-Za-z-]{8,64}$/

/** `String(4-31)` with a plus sign: the widest form the platform's parameter tables allow. */
export const isE164 = (text: string): text is E164 => E164_FORM.test(text)
export const isCallId = (text: string): text is CallId => ID_FORM.test(text)
export const isProfileId = (text: string): text is ProfileId => ID_FORM.test(text)
export const isRequestId = (text: string): text is RequestId => ID_FORM.test(text)
export const isPromptId = (text: string): text is PromptId => ID_FORM.test(text)
export const isVersionId = (text: string): text is VersionId => ID_FORM.test(text)
export const isSourceId = (text: string): text is SourceId => ID_FORM.test(text)
export const isTemplateId = (text: string): text is TemplateId => ID_FORM.test(text)
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
