import type { RetentionKind } from '../../../domain/retention/index.ts'
import type { CallId, UtcMs } from '../../../domain/values.ts'

/** Kinds that lie in the database; campaigns are removed by their own topic, files and logs lie beside it. */
export type StoredRetentionKind = Exclude<RetentionKind, 'campaigns' | 'files' | 'logs'>

export type DueQuery = {
  readonly kind: StoredRetentionKind
  /** What is older goes; milliseconds, UTC. */
  readonly before: number
  readonly now: UtcMs
  /** `next` of the step before. */
  readonly after?: number | undefined
  /** At most so many are looked at. */
  readonly limit: number
}

/** A stretch of what would go now; `next` goes on where it stopped. */
export type DueCount = {
  readonly count: number
  readonly oldest?: number | undefined
  readonly newest?: number | undefined
  readonly next?: number | undefined
}

/** What one transaction has deleted; `next` says that there may be more. */
export type Removed = { readonly count: number; readonly next?: number | undefined }

export type StoredHold = { readonly callId: CallId; readonly placedAt: UtcMs; readonly reason: string }
