import type { Call, CallRequested, LocalEvent, PushedEvent } from '../../domain/calls/index.ts'
import type { Message } from '../../domain/messages/index.ts'
import type { ReviewState } from '../../domain/prompt/index.ts'
import type {
  CallId,
  DurationMs,
  ProfileId,
  PromptId,
  RequestId,
  SourceId,
  TemplateId,
  UtcMs,
  VersionId,
} from '../../domain/values.ts'

import type { MaskingNews } from './types/bindings.ts'

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

export type PushKind = 'status' | 'fee' | 'sms' | 'numberState'

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
  /** What it brings of Private Number besides events of calls. */
  readonly masking?: MaskingNews | undefined
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
  readonly first: CallRequested
}

export type Appended = {
  readonly stored: 'new' | 'repeat'
  readonly calls: readonly Call[]
  readonly messages?: readonly Message[]
  readonly decisionId?: number
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
  /** deleted: it was kept, and its time is over. */
  readonly state: 'waiting' | 'fetching' | 'ready' | 'lost' | 'deleted'
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
  /** 0 as usual, 1 before the others, 2 at once whatever the plan says. */
  readonly priority?: number | undefined
  /** When it became ready, lost or deleted. */
  readonly overAt?: UtcMs | undefined
}

export type QuarantinedPush = RejectedPush & { readonly id: number }

export type StoredPrompt = {
  readonly id: PromptId
  readonly revision: number
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly createdAt: UtcMs
  readonly changedAt: UtcMs
  readonly removedAt?: UtcMs | undefined
}

export type PromptChange = Omit<StoredPrompt, 'revision' | 'createdAt'>

export type StoredVersion = {
  readonly id: VersionId
  readonly promptId: PromptId
  readonly number: number
  readonly sourceId?: SourceId | undefined
  readonly madeAt: UtcMs
  readonly facts: JsonValue
}

export type PromptUse = { readonly profileId: ProfileId; readonly calls: number; readonly lastAt: UtcMs }

/** One step of a prompt or template at an account. */
export type StoredReview = {
  readonly subject: PromptId | TemplateId
  /** Of a prompt its version and name, of a template its content: a change of either begins anew. */
  readonly version: string
  readonly profileId: ProfileId
  readonly state: ReviewState
  readonly note?: string | undefined
  readonly at: UtcMs
}

export type StoredTemplate = {
  readonly id: TemplateId
  readonly revision: number
  readonly fields: JsonValue
  readonly createdAt: UtcMs
  readonly changedAt: UtcMs
  readonly removedAt?: UtcMs | undefined
}
