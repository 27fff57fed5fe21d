import type { Kept, ReviewRecord } from '../../../domain/review/index.ts'
import type { CallId, ReviewId, SessionId, UtcMs } from '../../../domain/values.ts'

export type RecordKind = ReviewRecord['kind']

/** Which records are wanted; everything given must hold. */
export type RecordQuery = {
  readonly kind?: RecordKind | undefined
  readonly id?: ReviewId | undefined
  /** The call under our id, or under another machine's with the same session. */
  readonly call?: { readonly callId: CallId; readonly sessionId?: SessionId | undefined } | undefined
  readonly from?: UtcMs | undefined
  /** Exclusive. */
  readonly to?: UtcMs | undefined
}

export type RecordPage = { readonly records: readonly Kept[]; readonly next: string | undefined }
