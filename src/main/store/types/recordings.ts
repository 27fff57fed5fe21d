import type { UtcMs } from '../../../domain/values.ts'
import type { StoredRecording } from '../types.ts'

/** Which of the recordings that wait may be fetched now. */
export type DueQuery = {
  readonly now: UtcMs
  readonly limit: number
  /** Whether those may be fetched that are neither urgent nor asked for. */
  readonly open: boolean
  /** A recording that is deleted before this is urgent. */
  readonly urgentBefore: number
  /** Calls that are being fetched already. */
  readonly not: readonly string[]
}

export type RecordingList = 'queue' | 'kept' | 'lost'

export type RecordingPage = {
  readonly recordings: readonly StoredRecording[]
  /** Absent: this was the last page. */
  readonly next?: string | undefined
}

/** How many recordings wait, and how many of them are deleted in each hour from now on. */
export type RescueLoad = {
  readonly waiting: number
  readonly kept: number
  readonly lost: number
  readonly nearestDeadline?: UtcMs | undefined
  readonly nextAttemptAt?: UtcMs | undefined
  readonly byDeadline: readonly { readonly deadline: UtcMs; readonly count: number }[]
}
