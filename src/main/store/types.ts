import type { Call, DialRequested, LocalEvent, PushedEvent } from '../../domain/calls/index.ts'
import type { CallId, DurationMs, ProfileId, RequestId, UtcMs } from '../../domain/values.ts'

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

export type PushKind = 'status' | 'fee'

/** Whether a push proved that it comes from the platform (auth.md §8). */
export type SignatureVerdict = 'absent' | 'valid' | 'invalid' | 'unverifiable'

export type RawPush = {
  readonly receivedAt: UtcMs
  readonly profileId?: ProfileId | undefined
  readonly kind: PushKind
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type IncomingPush = RawPush & {
  readonly signature: SignatureVerdict
  readonly events: readonly PushedEvent[]
}

export type RejectedPush = RawPush & { readonly reason: string }

export type LocalAppend = {
  readonly callId: CallId
  readonly receivedAt: UtcMs
  readonly events: readonly LocalEvent[]
}

export type RequestClaim = {
  readonly requestId: RequestId
  readonly callId: CallId
  readonly first: DialRequested
}

export type Appended = { readonly stored: 'new' | 'repeat'; readonly calls: readonly Call[] }

export type SearchFilter = {
  /** Digits, with or without a leading plus. */
  readonly numberPart?: string | undefined
  readonly from?: UtcMs | undefined
  /** Exclusive. */
  readonly to?: UtcMs | undefined
  readonly outcomes?: readonly string[] | undefined
  readonly profileId?: ProfileId | undefined
}

export type Search = {
  readonly filter: SearchFilter
  /** `next` of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export type StoredProfile = {
  readonly id: ProfileId
  readonly revision: number
  readonly pushToken: string
  readonly fields: JsonValue
}

export type StoredRecording = {
  readonly callId: CallId
  readonly revision: number
  readonly state: 'waiting' | 'fetching' | 'ready' | 'lost'
  readonly profileId?: ProfileId | undefined
  /** Where the platform has it: `recordObjectName`, `recordDomain`, or the direct link. */
  readonly object?: string | undefined
  readonly domain?: string | undefined
  readonly url?: string | undefined
  readonly deadline: UtcMs
  readonly attempts: number
  readonly nextAttemptAt?: UtcMs | undefined
  readonly lastError?: JsonValue | undefined
  readonly bytes?: number | undefined
  readonly durationMs?: DurationMs | undefined
  readonly sha256?: string | undefined
}

export type QuarantinedPush = RejectedPush & { readonly id: number }
