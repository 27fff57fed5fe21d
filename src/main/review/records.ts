import { createHash } from 'node:crypto'
import { Refusal } from '../../contract/errors.ts'
import {
  type Current,
  canonicalText,
  currentOf,
  type Kept,
  type ReviewedCall,
  type ReviewRecord,
} from '../../domain/review/index.ts'
import { type CallId, isE164, type ReviewId } from '../../domain/values.ts'
import type { Store } from '../store/index.ts'

/** A record with its name: the hash of what it says. */
export const sealed = <R extends ReviewRecord>(record: R): Kept<R> => ({
  hash: createHash('sha256').update(canonicalText(record)).digest('hex'),
  record,
})

type Kind = ReviewRecord['kind']
type OfKind<K extends Kind> = Extract<ReviewRecord, { kind: K }>

export const ofKind = <K extends Kind>(records: readonly Kept[], kind: K): Kept<OfKind<K>>[] =>
  records.filter((kept): kept is Kept<OfKind<K>> => kept.record.kind === kind)

/** All versions of one thing, as they are now. */
export async function currentById<K extends Kind>(
  store: Store,
  kind: K,
  id: ReviewId,
): Promise<Current<OfKind<K>> | undefined> {
  return currentOf(ofKind(await store.reviewRecords({ kind, id }), kind))[0]
}

/** What a record says of a call. @throws Refusal `call.notFound` */
export async function reviewedCall(store: Store, callId: CallId): Promise<ReviewedCall> {
  const call = await store.call(callId)
  if (call === undefined) throw new Refusal('call.notFound')
  return {
    callId,
    startedAt: call.startedAt,
    ...(call.sessionId === undefined ? {} : { sessionId: call.sessionId }),
    ...(call.talkMs === undefined ? {} : { talkMs: call.talkMs }),
    // Only of a callback is the first leg the agent's.
    ...(call.service === 'callback' && call.a.number !== undefined && isE164(call.a.number)
      ? { agent: call.a.number }
      : {}),
  }
}

/** Our id of a call that a record speaks of; nothing when it is not in the history of this machine. */
export async function callHere(store: Store, call: ReviewedCall): Promise<CallId | undefined> {
  if ((await store.call(call.callId)) !== undefined) return call.callId
  return call.sessionId === undefined ? undefined : store.callOfSession(call.sessionId)
}
