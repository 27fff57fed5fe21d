import type { PushedEvent } from '../../domain/calls/index.ts'
import type { MessageEvent, NumberReport } from '../../domain/messages/index.ts'
import type { PushKind } from '../store/index.ts'

/** What the platform wants to be told: what to do with a call or a message (§4, §8). */
export type Question = {
  readonly for: 'call' | 'message'
  /** The platform's id of the call or message. */
  readonly key: string
  readonly caller: string | undefined
  readonly x: string | undefined
}

/** What a push of Private Number holds besides events of calls. */
export type ParsedMasking = {
  readonly messages: readonly MessageEvent[]
  readonly numbers: readonly NumberReport[]
  readonly question?: Question
}

/** What is understood of a push. */
export type ParsedPush =
  | {
      readonly ok: true
      readonly kind: PushKind
      readonly events: readonly PushedEvent[]
      readonly masking?: ParsedMasking
      /** What was wrong with single records or fields of a push that is otherwise good. */
      readonly problems: readonly string[]
    }
  | { readonly ok: false; readonly reason: string }
