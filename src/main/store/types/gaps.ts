import type { CallGapKind, Gap } from '../../../domain/gaps/index.ts'
import type { UtcMs } from '../../../domain/values.ts'

export type GapQuery = {
  readonly now: UtcMs
  /** Calls that began earlier are not looked at; milliseconds, UTC. */
  readonly from: number
  /** Where the stretch ends, as the page before told; absent: at the newest call. */
  readonly before?: number | undefined
  /** How many calls to look at. */
  readonly calls: number
  /** At most so many gaps of each kind are handed out; all are counted. */
  readonly wanted: Readonly<Record<CallGapKind, number>>
}

export type GapPage = {
  readonly counts: Readonly<Record<CallGapKind, number>>
  /** Newest first. */
  readonly gaps: readonly Gap[]
  /** Where to go on; absent: there are no older calls. */
  readonly before?: number | undefined
}
