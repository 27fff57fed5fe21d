import type { Call, CallOutcome, NotifyRequested } from '../../../domain/calls/index.ts'
import type { FrozenContent, RowState } from '../../../domain/campaign/index.ts'
import type { CallId, CampaignId, E164, FormId, RequestId, UtcMs } from '../../../domain/values.ts'
import type { JsonValue } from '../types.ts'

export type StoredForm = {
  readonly id: FormId
  readonly revision: number
  readonly fields: JsonValue
  readonly changedAt: UtcMs
}

export type CampaignChange = {
  readonly id: CampaignId
  readonly state: string
  /** What a person set; read by the rules of rows, too. */
  readonly fields: JsonValue
  /** What became of it: list, pause, times. */
  readonly facts: JsonValue
  /** What is said, as it was checked. */
  readonly contents: readonly FrozenContent[]
}

export type StoredCampaign = CampaignChange & {
  readonly revision: number
  readonly createdAt: UtcMs
}

export type ImportedRow = {
  /** E.164, or what stood there when it is no number that can be called. */
  readonly number: string
  readonly cells: readonly string[]
  readonly problem?: 'badNumber' | 'unreachableNumber' | undefined
}

export type StoredRow = {
  readonly row: number
  readonly number: string
  readonly cells: readonly string[]
  readonly state: RowState
  /** Why it is skipped, else the outcome of the last attempt that is over. */
  readonly reason?: string | undefined
  readonly dueAt: number
  readonly attempts: number
  readonly digits?: string | undefined
  readonly tag?: string | undefined
  readonly callBack: boolean
  readonly callId?: CallId | undefined
}

export type RowQuery = {
  readonly id: CampaignId
  readonly filter: {
    readonly state?: RowState | undefined
    readonly outcome?: string | undefined
    readonly skip?: string | undefined
    readonly digits?: string | undefined
    readonly callBack?: boolean | undefined
    readonly numberPart?: string | undefined
  }
  readonly after: number
  readonly limit: number
}

export type Advice = { readonly in24Hours: number; readonly in30Days: number }

export type AttemptClaim = {
  readonly id: CampaignId
  readonly callId: CallId
  readonly requestId: RequestId
  readonly now: UtcMs
  /** The request, apart from who is called and what the row is told. */
  readonly first: Pick<NotifyRequested, 'profileId' | 'display'>
  readonly advice: Advice
}

export type Claimed =
  | { readonly claimed: true; readonly call: Call; readonly row: number; readonly request: NotifyRequested }
  /** Nothing is due; `nextDueAt` is absent when nothing waits at all. */
  | { readonly claimed: false; readonly nextDueAt?: number | undefined }

export type CampaignCount = { readonly kind: string; readonly value: string; readonly n: number }

export type StoredAttempt = { readonly callId: CallId; readonly at: UtcMs; readonly outcome: CallOutcome }

export type DoNotCallRow = { readonly number: E164; readonly note: string; readonly addedAt: UtcMs }
