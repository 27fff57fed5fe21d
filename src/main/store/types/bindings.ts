import type { BatchState, RowState } from '../../../domain/batches/index.ts'
import type {
  Binding,
  BindingFinding,
  BindingState,
  BindRequested,
  BindTerms,
  BoundMode,
} from '../../../domain/bindings/index.ts'
import type { MessageEvent, MessageState, NumberReport } from '../../../domain/messages/index.ts'
import type { BatchId, BindingId, ProfileId, SubscriptionId, UtcMs } from '../../../domain/values.ts'

/** The first of an act stores the attempt; every later one gets the binding it made. */
export type BindingClaim = { readonly bindingId: BindingId; readonly first: BindRequested }

export type BindingSearch = {
  readonly filter: {
    readonly profileId?: ProfileId | undefined
    readonly mode?: BoundMode | undefined
    readonly states?: readonly BindingState[] | undefined
    readonly numberPart?: string | undefined
    readonly x?: string | undefined
    readonly batchId?: BatchId | undefined
    readonly expiresBefore?: UtcMs | undefined
  }
  readonly after?: string | undefined
  readonly limit: number
  /** Lives are judged by it. */
  readonly now: UtcMs
}

/** Exact matches, for checks and for settling. */
export type BindingMatch = {
  readonly profileId: ProfileId
  readonly states: readonly BindingState[]
  readonly a?: string | undefined
  readonly b?: string | undefined
  readonly x?: string | undefined
}

/** What is on a private number. */
export type NumberLoad = {
  readonly profileId: ProfileId
  readonly number: string
  readonly active: number
  readonly expiringSoon: number
  readonly unknown: number
  readonly lastEndedAt?: UtcMs | undefined
}

export type ReportedNumber = NumberReport & { readonly at: UtcMs; readonly profileId?: ProfileId | undefined }

export type MessageSearch = {
  readonly filter: {
    readonly profileId?: ProfileId | undefined
    readonly states?: readonly MessageState[] | undefined
    readonly numberPart?: string | undefined
    readonly subscriptionId?: SubscriptionId | undefined
    readonly from?: UtcMs | undefined
    readonly to?: UtcMs | undefined
  }
  readonly after?: string | undefined
  readonly limit: number
}

/** What a push of Private Number brings besides events of calls. */
export type MaskingNews = {
  readonly messages: readonly MessageEvent[]
  readonly numbers: readonly NumberReport[]
  /** What was answered to it. */
  readonly decision?: Decided | undefined
}

export type Decided = {
  readonly at: UtcMs
  readonly profileId: ProfileId
  readonly for: 'call' | 'message'
  readonly x?: string | undefined
  readonly caller?: string | undefined
  readonly did: 'connect' | 'close' | 'pass' | 'drop'
  readonly to?: string | undefined
  readonly ruleId?: string | undefined
  readonly ruleName?: string | undefined
  readonly key: string
  readonly tookMs: number
}

/** Why a batch stopped by itself: an error code of the contract and its facts. */
export type BatchProblem = {
  readonly code: string
  readonly params: Readonly<Record<string, string | number | boolean>>
}

export type StoredBatch = {
  readonly id: BatchId
  readonly revision: number
  readonly profileId: ProfileId
  readonly mode: BoundMode
  readonly fileName: string
  readonly state: BatchState
  readonly rows: number
  readonly headings: readonly string[]
  readonly createdAt: UtcMs
  readonly startedAt?: UtcMs | undefined
  readonly endedAt?: UtcMs | undefined
  readonly problem?: BatchProblem | undefined
}

export type StoredBatchRow = {
  readonly row: number
  readonly state: RowState
  /** As they stand in the file, for the result. */
  readonly cells: readonly string[]
  readonly terms?: BindTerms | undefined
  readonly findings: readonly BindingFinding[]
  readonly attempts: number
  readonly bindingId?: BindingId | undefined
  readonly binding?: Binding | undefined
}

export type BatchRowCounts = Readonly<Record<RowState, number>>
