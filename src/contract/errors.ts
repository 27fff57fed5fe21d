import { z } from 'zod'

/** The catalogue. A code is declared here once; its words in both languages are in `domain/explain`. */
export const ErrorCode = z.enum([
  // any operation
  'input.invalid',
  'operation.unknown',
  'cancelled',
  'deadline',
  'connection.lost',
  'forbidden',
  'internal',
  'host.unsupported',
  // profiles and secrets
  'profile.notFound',
  'profile.paused',
  'profile.noSecret',
  'profile.wrongService',
  'keychain.unavailable',
  // calls
  'call.notFound',
  'call.notLive',
  'call.notUnknown',
  'number.notDialable',
  'receiver.notReachable',
  // the platform
  'platform.refused',
  'platform.authentication',
  'platform.busy',
  'platform.unreachable',
  'platform.answerLost',
  'platform.badAnswer',
  'platform.tls',
  // recordings
  'recording.none',
  'recording.notYet',
  'recording.expired',
  'recording.damaged',
  'redaction.noKeychain',
  'redaction.outside',
  // reviews
  'review.notFound',
  // prompts
  'prompt.notFound',
  'prompt.nameTaken',
  'prompt.badName',
  'prompt.noSource',
  'prompt.notAcceptable',
  'upload.notFound',
  'sound.unusable',
  // voice templates
  'template.notFound',
  'template.notAcceptable',
  // notifications, codes and campaigns
  'notify.notAcceptable',
  'form.nameTaken',
  'campaign.notFound',
  'campaign.state',
  'campaign.noRows',
  'list.unreadable',
  'row.notFound',
  // the upload target
  'target.none',
  'target.unauthorized',
  'target.refused',
  'target.unreachable',
  'target.answerLost',
  'target.badAnswer',
  // long work
  'task.notFound',
  // Private Number
  'binding.notFound',
  'binding.notActive',
  'binding.notUnknown',
  'binding.notAcceptable',
  'drift.notFound',
  'batch.notFound',
  'batch.wrongState',
  'rows.unreadable',
  // files out and in, backups
  'export.noColumns',
  'import.notFound',
  'import.noTable',
  'backup.notFound',
  'backup.damaged',
  'backup.passphrase',
  'backup.targetNotEmpty',
  // contacts and reminders
  'contact.numberTaken',
  'contacts.unreadable',
  'reminder.notFound',
  // the machine
  'disk.full',
  'store.damaged',
])
export type ErrorCode = z.output<typeof ErrorCode>

/** Codes that any operation may answer without declaring them. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'input.invalid',
  'operation.unknown',
  'cancelled',
  'deadline',
  'connection.lost',
  'forbidden',
  'internal',
]

export const ErrorParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type ErrorParams = z.output<typeof ErrorParams>

/** Whether trying the same thing again can help, and when. */
export const Retry = z.union([z.literal('no'), z.literal('now'), z.strictObject({ afterMs: z.number() })])
export type Retry = z.output<typeof Retry>

export const ErrorData = z.strictObject({
  code: ErrorCode.describe('Stable name of what went wrong'),
  params: ErrorParams.describe('Facts the words are made of; never a secret, never a full number'),
  message: z.string().describe("What happened and what it means, in the caller's language"),
  remedy: z.string().describe("What to do, in the caller's language"),
  retry: Retry,
  ref: z.string().optional().describe('Where the log tells more'),
})
export type ErrorData = z.output<typeof ErrorData>

export type Reply<T> = { ok: true; value: T } | { ok: false; error: ErrorData }

/**
 * Thrown by a handler to answer with a declared code. Anything else a handler throws is `internal`.
 */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly retry: Retry

  constructor(code: ErrorCode, params: ErrorParams = {}, retry: Retry = 'no') {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.retry = retry
  }
}
