import type { BindingId, CallId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { DueQuery, Removed } from '../types/retention.ts'
import { dueKeys } from './due.ts'
import { createForgetCall } from './forget-call.ts'
import { createForgotten } from './forgotten.ts'

/** Deletes what is over its time, a few rows in each transaction of the caller. */
export function createRemoval(db: Db, leave: (callId: CallId) => void) {
  const forgetCall = createForgetCall(db, leave)
  const forgotten = createForgotten(db)
  const run = (sql: string) => {
    const statement = db.prepare<(string | number)[]>(sql)
    return (...values: (string | number)[]) => statement.run(...values)
  }
  const dropTags = run('DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM call_tags WHERE tag_id = tags.id)')
  const noteFile = run('INSERT OR IGNORE INTO files_to_remove (call_id) VALUES (?)')
  const markDeleted = run(
    `UPDATE recordings SET revision = revision + 1, state = 'deleted', over_at = NULL, next_attempt_at = NULL,
       recording = json_set(recording, '$.state', 'deleted', '$.overAt', ?) WHERE call_id = ?`,
  )
  const emptyPush = run(`UPDATE push_log SET body = x'', headers = '{}' WHERE id = ?`)
  const removeQuarantined = run('DELETE FROM quarantine WHERE id = ?')
  const messageAt = db.prepare<[number], { message_id: string }>(
    'SELECT message_id FROM messages WHERE rank = ?',
  )
  const removeMessage = [
    run('DELETE FROM message_log WHERE message_id = ?'),
    run('DELETE FROM messages WHERE message_id = ?'),
  ]
  const removeMessageDigits = run('DELETE FROM message_digits WHERE rank = ?')
  const emptyMessagePushes = run(
    `UPDATE push_log SET body = x'', headers = '{}' WHERE received_at < ? AND body <> x'' AND kind = 'sms'`,
  )
  const removeDecisions = run('DELETE FROM routing_log WHERE at < ?')
  const bindingAt = db.prepare<[number], { binding_id: BindingId }>(
    'SELECT binding_id FROM bindings WHERE rank = ?',
  )
  const removeBinding = [
    run('DELETE FROM binding_log WHERE binding_id = ?'),
    run('DELETE FROM binding_pairs WHERE binding_id = ?'),
    run('DELETE FROM bindings WHERE binding_id = ?'),
  ]
  const removeBindingDigits = run('DELETE FROM binding_digits WHERE rank = ?')
  const removeBatchRows = run(
    `DELETE FROM batch_rows WHERE batch_id IN (SELECT batch_id FROM batches WHERE batch ->> '$.endedAt' < ?)`,
  )
  const removeBatches = run(`DELETE FROM batches WHERE batch ->> '$.endedAt' < ?`)

  const removals = {
    calls(query: DueQuery): Removed {
      const { keys, next } = dueKeys<CallId>(db, query)
      for (const callId of keys) forgetCall(callId)
      if (keys.length > 0) dropTags()
      return { count: keys.length, next }
    },
    recordings(query: DueQuery): Removed {
      const { keys, next } = dueKeys<CallId>(db, query)
      for (const callId of keys) {
        noteFile(callId)
        markDeleted(query.now, callId)
      }
      return { count: keys.length, next }
    },
    pushBodies(query: DueQuery): Removed {
      const { keys, next } = dueKeys<number>(db, query)
      for (const id of keys) emptyPush(id)
      return { count: keys.length, next }
    },
    quarantine(query: DueQuery): Removed {
      const { keys, next } = dueKeys<number>(db, query)
      for (const id of keys) removeQuarantined(id)
      return { count: keys.length, next }
    },
    messages(query: DueQuery): Removed {
      const { keys, next } = dueKeys<number>(db, query)
      for (const rank of keys) {
        const id = messageAt.get(rank)?.message_id
        if (id === undefined) continue
        forgotten.remember('message', id)
        for (const remove of removeMessage) remove(id)
        removeMessageDigits(rank)
      }
      if (next === undefined) emptyMessagePushes(query.before)
      return { count: keys.length, next }
    },
    bindings(query: DueQuery): Removed {
      const { keys, next } = dueKeys<number>(db, query)
      for (const rank of keys) {
        const id = bindingAt.get(rank)?.binding_id
        if (id === undefined) continue
        for (const remove of removeBinding) remove(id)
        removeBindingDigits(rank)
      }
      if (next === undefined) {
        removeDecisions(query.before)
        removeBatchRows(query.before)
        removeBatches(query.before)
      }
      return { count: keys.length, next }
    },
  }
  return (query: DueQuery): Removed => removals[query.kind](query)
}

/** Calls whose files are to be removed; the rows that named them are gone. */
export function filesToRemove(db: Db): CallId[] {
  return db
    .prepare<[], { call_id: CallId }>('SELECT call_id FROM files_to_remove LIMIT 1000')
    .all()
    .map(({ call_id }) => call_id)
}

export function filesRemoved(db: Db, callIds: readonly CallId[]): void {
  const done = db.prepare<[string]>('DELETE FROM files_to_remove WHERE call_id = ?')
  for (const callId of callIds) done.run(callId)
}
