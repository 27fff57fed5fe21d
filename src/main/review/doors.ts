import type { CallId, UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Store } from '../store/index.ts'
import type { Identity } from './reviewer.ts'

/** What the parts of this topic work with. */
export type ReviewDoors = {
  readonly store: Store
  readonly identity: Identity
  readonly audit: Pick<Audit, 'record'>
  /** From 0 to 1, for what is drawn by chance. */
  readonly random: () => number
  readonly clock: () => UtcMs
  /** Sets the reviewed flag of a call of this machine, by which the history finds it. */
  readonly reviewed: (callId: CallId) => Promise<void>
  /** Says that something of a call, or of any, was written. */
  readonly tell: (callId?: CallId) => void
}
