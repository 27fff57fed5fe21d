import type { CallId, UtcMs } from '../../../domain/values.ts'
import type { JsonValue } from '../types.ts'

export type StoredRedaction = {
  readonly id: string
  readonly callId: CallId
  readonly at: UtcMs
  readonly state: string
  readonly by: string
  readonly fill: string
  readonly reason: string
  readonly spans: JsonValue
}
