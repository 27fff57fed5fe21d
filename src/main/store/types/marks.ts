import type { CallId, E164, ProfileId, UtcMs } from '../../../domain/values.ts'
import type { JsonValue } from '../types.ts'

/** What people added to a call. */
export type StoredMarks = {
  readonly callId: CallId
  /** 0: nothing has been added yet. */
  readonly revision: number
  readonly note: string
  readonly tags: readonly { readonly id: number; readonly name: string }[]
  readonly wrapUp?: string | undefined
  readonly reviewed: boolean
}

export type MarksChange = {
  readonly note?: string | undefined
  /** All tags of the call, by name; a name that is new becomes a tag. */
  readonly tags?: readonly string[] | undefined
  /** `null` takes the code away. */
  readonly wrapUp?: string | null | undefined
  readonly reviewed?: boolean | undefined
}

export type StoredTag = { readonly id: number; readonly name: string; readonly calls: number }

export type StoredWrapUpCode = {
  readonly id: string
  /** Absent: for calls of every profile. */
  readonly profileId?: ProfileId | undefined
  readonly label: string
  /** No longer offered; calls that have it keep it. */
  readonly removed: boolean
}

export type StoredReminder = {
  readonly id: string
  readonly revision: number
  readonly callId?: CallId | undefined
  readonly number: E164
  readonly note: string
  readonly dueAt: UtcMs
  readonly doneAt?: UtcMs | undefined
}

export type StoredView = {
  readonly id: string
  readonly name: string
  readonly fields: JsonValue
  readonly createdAt: UtcMs
}
